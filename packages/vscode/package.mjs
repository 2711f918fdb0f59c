// Packs what build.mjs has made, into the file that is given, or dist/assay-alloy-VERSION.vsix.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const { name, version } = JSON.parse(readFileSync(path('dist/extension/package.json'), 'utf8'));
const out = process.argv[2] ?? path(`dist/${name}-${version}.vsix`);
const vsce = path('node_modules/@vscode/vsce/vsce');
const args = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', out];
execFileSync(process.execPath, [vsce, ...args], { cwd: path('dist/extension'), stdio: 'inherit' });
