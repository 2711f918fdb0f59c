import { readFileSync } from 'node:fs';
import { FIX_ALL, SHOW_PLACES } from '@assay/lsp';
import { expect, test } from 'vitest';
import { DEFAULTS } from '../../packages/lsp/src/server/settings.ts';
import manifest from '../../packages/vscode/package.json' with { type: 'json' };

// What the extension says of itself has to be what the server and the code say.

const { properties } = manifest.contributes.configuration;

/** What the client alone reads. */
const OF_THE_CLIENT = ['assay.trace.server'];

/** `{ a: { b: 1 } }` as `{ 'assay.a.b': 1 }`; a setting that people fill with names of their own stays whole. */
function flat(value: object, prefix = 'assay'): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      typeof each === 'object' && Object.keys(each).length > 0
        ? Object.entries(flat(each, `${prefix}.${name}`))
        : [[`${prefix}.${name}`, each]],
    ),
  );
}

test('settings are those that the server reads, with its defaults', () => {
  const declared = Object.entries(properties).filter(([name]) => !OF_THE_CLIENT.includes(name));
  expect(Object.fromEntries(declared.map(([name, property]) => [name, property.default]))).toEqual(flat(DEFAULTS));
});

test('each setting says what it is for', () => {
  for (const [name, property] of Object.entries(properties)) expect(property.markdownDescription, name).toMatch(/^[A-Z].*\.$/s);
});

test('commands of package.json have something to run, and what the server names is among them', () => {
  const table = readFileSync(new URL('../../packages/vscode/src/commands/index.ts', import.meta.url), 'utf8');
  const known = [...table.matchAll(/^ {4}'(assay\.\w+)':/gm)].map(([, name]) => name);
  expect(known).toEqual(expect.arrayContaining(manifest.contributes.commands.map(({ command }) => command)));
  expect(known).toContain(SHOW_PLACES);
  const menus = Object.values(manifest.contributes.menus).flat();
  for (const { command } of menus) expect(known).toContain(command);
  const fixAll = readFileSync(new URL('../../packages/vscode/src/commands/fix-all.ts', import.meta.url), 'utf8');
  expect(fixAll).toContain(`'${FIX_ALL}'`);
});

test('the language is that of the grammar', () => {
  const grammar = JSON.parse(readFileSync(new URL('../../grammar/alloy.tmLanguage.json', import.meta.url), 'utf8'));
  expect(manifest.contributes.grammars).toMatchObject([{ scopeName: grammar.scopeName, language: manifest.contributes.languages[0]?.id }]);
  expect(manifest.contributes.languages[0]?.extensions).toEqual(grammar.fileTypes.map((type: string) => `.${type}`));
});

test('nothing of the workspace is run, so it need not be trusted', () => {
  expect(manifest.capabilities).toEqual({ untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
});
