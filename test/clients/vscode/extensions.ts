/** Extensions to install into the real VS Code. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

let packed: string | undefined;

/** The extension that was built, packed once. */
export function packAssay(): string {
  packed ??= pack();
  return packed;
}

function pack(): string {
  const out = join(mkdtempSync(join(tmpdir(), 'assay-vsix-')), 'assay.vsix');
  execFileSync(process.execPath, [join(root, 'packages/vscode/package.mjs'), out], { stdio: 'pipe' });
  return out;
}

/**
 * Packs an extension with the name of Grafana's, which gives the same language a grammar and a formatter, as that one does. The formatter
 * only writes who it is.
 */
export function packOther(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-other-'));
  cpSync(join(root, 'grammar/alloy.tmLanguage.json'), join(folder, 'alloy.tmLanguage.json'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'grafana-alloy',
      publisher: 'Grafana',
      version: '0.0.1',
      engines: { vscode: '^1.91.0' },
      main: './main.js',
      files: ['*.js', '*.json'],
      activationEvents: ['onLanguage:grafana-alloy'],
      contributes: {
        languages: [{ id: 'grafana-alloy', aliases: ['Grafana Alloy'], extensions: ['.alloy'] }],
        grammars: [{ language: 'grafana-alloy', scopeName: 'source.grafana-alloy', path: './alloy.tmLanguage.json' }],
      },
    }),
  );
  writeFileSync(
    join(folder, 'main.js'),
    `const { languages, Position, TextEdit } = require('vscode');
exports.activate = () => languages.registerDocumentFormattingEditProvider('grafana-alloy', {
  provideDocumentFormattingEdits: () => [TextEdit.insert(new Position(0, 0), '// formatted by the other extension\\n')],
});
`,
  );
  writeFileSync(join(folder, 'README.md'), 'A stand-in.\n');
  writeFileSync(join(folder, 'LICENSE'), 'None.\n');
  const out = join(folder, 'other.vsix');
  const vsce = join(root, 'packages/vscode/node_modules/@vscode/vsce/vsce');
  execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', out], {
    cwd: folder,
    stdio: 'pipe',
  });
  return out;
}

/** A folder of its own with the examples, which tests may change. */
export function workspaceFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-ws-'));
  mkdirSync(join(folder, 'alloy'));
  const into = join(folder, 'alloy');
  for (const name of ['big-bang', 'broken']) cpSync(join(root, 'examples', name), join(into, name), { recursive: true });
  return into;
}
