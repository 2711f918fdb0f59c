// Makes the extension: `dist/extension` is the folder that VS Code loads, with nothing in it but what ships. package.mjs packs it.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const folder = path('dist/extension');
const manifest = JSON.parse(readFileSync(path('package.json'), 'utf8'));

rmSync(path('dist'), { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const options = { bundle: true, minify: true, legalComments: 'none', logLevel: 'warning', outdir: folder };
// VS Code 1.91, the oldest that is supported, has Node.js 20 and Chromium 122.
const node = { ...options, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode'] };
const browser = { ...options, platform: 'browser', target: 'chrome122', external: ['vscode'] };
const entry = (out, from) => ({ entryPoints: [{ out, in: path(from) }] });
await Promise.all([
  build({ ...node, ...entry('extension', 'src/node.ts') }),
  build({ ...node, ...entry('server', 'src/server/node.ts') }),
  build({ ...browser, format: 'cjs', ...entry('extension.browser', 'src/browser.ts') }),
  build({ ...browser, format: 'iife', ...entry('server.browser', 'src/server/browser.ts') }),
  build({ ...browser, format: 'iife', entryPoints: [{ out: 'preview', in: path('src/webview/main.ts') }] }),
  build({ ...options, entryPoints: [path('src/webview/preview.css')], target: 'chrome122' }),
]);

for (const [from, to] of [
  ['../../grammar/alloy.tmLanguage.json', 'alloy.tmLanguage.json'],
  ['../../grammar/language-configuration.json', 'language-configuration.json'],
  ['../cli/schema/assay.schema.json', 'assay.schema.json'],
  ['../../LICENSE', 'LICENSE'],
  ['../../CHANGELOG.md', 'CHANGELOG.md'],
  ['images', 'images'],
  ['snippets', 'snippets'],
  ['walkthrough', 'walkthrough'],
]) {
  cpSync(path(from), `${folder}/${to}`, { recursive: true });
}

// The page of an extension shows pictures from the web only, and ours are not there.
const readme = readFileSync(path('README.md'), 'utf8').replace(/^!\[.*\n\n/gm, '');
writeFileSync(`${folder}/README.md`, readme);

// The workspace calls the package by its folder; an extension has a name of its own. What only the workspace needs stays out.
const { private: _, type: __, scripts: ___, dependencies: ____, devDependencies: _____, ...shipped } = manifest;
writeFileSync(`${folder}/package.json`, `${JSON.stringify({ ...shipped, name: 'assay-alloy', files: ['**'] }, undefined, 2)}\n`);
