import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, inProcess } from './client.ts';

// What assay.json says holds in an editor as it holds on the command line.

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly code?: string; readonly message: string }[];
}

let client: Client;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-configuration-'));
  mkdirSync(join(folder, '.git'));
  client = inProcess();
});

afterEach(() => rmSync(folder, { recursive: true }));

const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

function write(name: string, content: string | object): string {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return uriOf(name);
}

async function begin(initializationOptions: object = {}): Promise<void> {
  await client.initialize({ textDocument: { diagnostic: {} } }, pathToFileURL(folder).href, initializationOptions);
}

async function codes(uri: string): Promise<string[]> {
  const { items } = await client.request<{ items: { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } });
  return items.map(({ code }) => code);
}

/** @returns once the server has read what it was told of */
async function changed(uri: string): Promise<void> {
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await client.request('workspace/symbol', { query: '' });
}

const UNUSED = 'logging { }\ndeclare "unused" {\n\targument "x" { }\n}\n';
const RELABEL =
  'loki.relabel "r" {\n\tforward_to = [loki.write.w.receiver]\n\n\trule {\n\t\taction = "labeldrop"\n\t\tregex  = "x"\n\t}\n}\n';
const WRITE = 'loki.write "w" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}\n';

test('how severe findings are, over what the client has set', async () => {
  write('assay.json', { rules: { 'module/unused-declare': 'off' } });
  await begin({ rules: { 'module/unused-declare': 'error', 'module/unused-argument': 'off' } });
  const uri = uriOf('a.alloy');
  client.open(uri, UNUSED);
  expect(await codes(uri)).toEqual([]);
  await changed(write('assay.json', {}));
  expect(await codes(uri)).toEqual(['module/unused-declare']);
});

test('programs over several directories, whose files are read with the first of them', async () => {
  write('assay.json', { programs: [{ name: 'all', files: ['one/*.alloy', 'two/*.alloy'] }] });
  write('two/b.alloy', WRITE);
  await begin();
  const uri = write('one/a.alloy', RELABEL);
  client.open(uri, RELABEL);
  expect(await codes(uri)).not.toContain('reference/unknown');
  expect(await client.request('textDocument/definition', { textDocument: { uri }, position: { line: 1, character: 27 } })).toMatchObject({
    uri: uriOf('two/b.alloy'),
  });
  unlinkSync(join(folder, 'two/b.alloy'));
  await changed(uriOf('two/b.alloy'));
  expect(await codes(uri)).toContain('reference/unknown');
});

test('the version and the stability of Alloy, file by file', async () => {
  write('assay.json', {
    overrides: [
      { files: ['old/**'], alloyVersion: 'v1.0' },
      { files: ['new/**'], stability: 'experimental' },
    ],
  });
  await begin();
  const text = 'livedebugging {\n\tenabled = true\n}\n';
  const [old, fresh] = [uriOf('old/a.alloy'), uriOf('new/a.alloy')];
  client.open(old, text);
  client.open(fresh, text);
  expect(await codes(old)).not.toEqual([]);
  expect(await codes(fresh)).toEqual([]);
});

test('nothing is said of ignored files, but what is asked', async () => {
  write('assay.json', { ignores: ['vendor/**'] });
  await begin();
  const uri = uriOf('vendor/a.alloy');
  client.open(uri, 'loki.ehco "x" { }\n');
  expect(await codes(uri)).toEqual([]);
  expect(await client.request('textDocument/documentSymbol', { textDocument: { uri } })).toHaveLength(1);
});

test('mistakes in assay.json are shown there, and what it said before holds on', async () => {
  const configuration = write('assay.json', { rules: { 'module/unused-declare': 'off', 'module/unused-argument': 'off' } });
  await begin();
  const uri = uriOf('a.alloy');
  client.open(uri, UNUSED);
  expect(await codes(uri)).toEqual([]);
  await changed(write('assay.json', '{ "rulez": { } }'));
  const found = await client.notification<Published>('textDocument/publishDiagnostics', (each) => each.uri === configuration);
  expect(found.diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining('did you mean "rules"?')]);
  expect(await codes(uri)).toEqual([]);
  await changed(write('assay.json', {}));
  const mended = await client.notification<Published>('textDocument/publishDiagnostics', (each) => each.uri === configuration);
  expect(mended.diagnostics).toEqual([]);
  expect(await codes(uri)).not.toEqual([]);
});

test('an assay.json that is open counts before it is saved', async () => {
  const configuration = write('assay.json', {});
  await begin();
  const uri = uriOf('a.alloy');
  client.open(uri, UNUSED);
  expect(await codes(uri)).not.toEqual([]);
  client.open(configuration, '{}');
  client.notify('textDocument/didChange', {
    textDocument: { uri: configuration, version: 2 },
    contentChanges: [
      { range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, text: '"rules": { "module/x": "off" }' },
    ],
  });
  const found = await client.notification<Published>('textDocument/publishDiagnostics', (each) => each.uri === configuration);
  expect(found.diagnostics).toHaveLength(1);
  expect(await codes(configuration)).toEqual([]);
});

test('suppressions hold until their day', async () => {
  await begin();
  const uri = uriOf('a.alloy');
  const unused = (until: string): string =>
    UNUSED.replace('declare', `// assay: ignore module/unused-declare until ${until}: a test\ndeclare`);
  client.open(uri, unused('2999-01-01'));
  expect(await codes(uri)).toEqual(['module/unused-argument']);
  client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: unused('2020-01-31') }] });
  expect(await codes(uri)).toContain('suppression/expired');
});
