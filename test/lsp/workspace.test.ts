import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Client, inProcess } from './client.ts';

// What goes over several files and several messages.

interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly uri: string;
  readonly resultId: string;
  readonly items: readonly { readonly code: string }[];
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly code: string }[];
}

const REFRESH = ['diagnostics', 'codeLens', 'inlayHint', 'semanticTokens'];
const PULLS = { textDocument: { diagnostic: {} } };

let client: Client;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-workspace-'));
  client = inProcess();
});

afterEach(() => rmSync(folder, { recursive: true }));

const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

function write(name: string, text: string): string {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
  return uriOf(name);
}

/** What the server asks of the client from now on, by method. */
function listenFor(methods: readonly string[]): string[] {
  const asked: string[] = [];
  for (const method of methods) {
    client.answers[method] = (): null => {
      asked.push(method);
      return null;
    };
  }
  return asked;
}

test('all files of the folders, and later only what has changed', async () => {
  write('one/a.alloy', 'loki.ehco "x" { }\n');
  write('two/b.alloy', 'loki.echo "y" { }\n');
  await client.initialize(PULLS, pathToFileURL(folder).href);
  const first = await client.request<{ items: Report[] }>('workspace/diagnostic', { previousResultIds: [] });
  const byName = (items: readonly Report[]): Report[] => [...items].sort((a, b) => (a.uri < b.uri ? -1 : 1));
  expect(byName(first.items).map(({ uri, items }) => [uri, items.map(({ code }) => code)])).toEqual([
    [uriOf('one/a.alloy'), ['structure/unknown-component']],
    [uriOf('two/b.alloy'), []],
  ]);
  const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: write('one/a.alloy', ''), type: 2 }] });
  const second = await client.request<{ items: Report[] }>('workspace/diagnostic', { previousResultIds });
  expect(byName(second.items).map(({ kind }) => kind)).toEqual(['full', 'unchanged']);
});

test('a client that takes an answer in parts is kept until there is something new', async () => {
  const uri = write('a.alloy', 'loki.ehco "x" { }\n');
  await client.initialize(PULLS, pathToFileURL(folder).href);
  const { items } = await client.request<{ items: Report[] }>('workspace/diagnostic', { previousResultIds: [], partialResultToken: 1 });
  const previousResultIds = items.map((each) => ({ uri: each.uri, value: each.resultId }));
  let answered = false;
  const again = client.request<{ items: Report[] }>('workspace/diagnostic', { previousResultIds, partialResultToken: 2 }).finally(() => {
    answered = true;
  });
  await client.request('assay/explain', { code: 'reference/cycle' });
  expect(answered).toBe(false);
  client.open(uri, '\nloki.ehco "x" { }\n');
  expect((await again).items.map(({ kind }) => kind)).toEqual(['full']);
  const { id, result } = client.start('workspace/diagnostic', { previousResultIds, partialResultToken: 3 });
  client.notify('$/cancelRequest', { id });
  await expect(result).rejects.toMatchObject({ code: -32800 });
});

test('settings of the client, when they come and when they change', async () => {
  const settings = { stability: 'generally-available', rules: {} };
  client.answers['workspace/configuration'] = () => [settings];
  const asked = listenFor(REFRESH.map((each) => `workspace/${each === 'diagnostics' ? 'diagnostic' : each}/refresh`));
  const refreshSupport = { refreshSupport: true };
  await client.initialize(
    {
      ...PULLS,
      workspace: {
        configuration: true,
        diagnostics: refreshSupport,
        codeLens: refreshSupport,
        inlayHint: refreshSupport,
        semanticTokens: refreshSupport,
      },
    },
    pathToFileURL(folder).href,
  );
  const uri = uriOf('a.alloy');
  client.open(uri, 'declare "unused" { }\nlivedebugging {\n\tenabled = true\n}\n');
  const codes = async (): Promise<string[]> =>
    (await client.request<{ items: { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } })).items.map(
      ({ code }) => code,
    );
  expect(await codes()).toContain('module/unused-declare');
  Object.assign(settings, { stability: 'loud', rules: { 'module/unused-declare': 'off' } });
  client.notify('workspace/didChangeConfiguration', { settings: null });
  expect(await codes()).not.toContain('module/unused-declare');
  expect([...asked].sort()).toEqual([
    'workspace/codeLens/refresh',
    'workspace/diagnostic/refresh',
    'workspace/inlayHint/refresh',
    'workspace/semanticTokens/refresh',
  ]);
  await client.notification<{ message: string }>('window/logMessage', ({ message }) => message.includes('assay.stability has to be'));
});

test('folders that come and go', async () => {
  write('one/a.alloy', 'loki.echo "x" { }\n');
  write('two/b.alloy', 'loki.echo "y" { }\n');
  await client.initialize({ ...PULLS, workspace: { workspaceFolders: true } }, uriOf('one'));
  const files = async (): Promise<string[]> =>
    (await client.request<{ items: Report[] }>('workspace/diagnostic', { previousResultIds: [] })).items.map(({ uri }) => uri);
  expect(await files()).toEqual([uriOf('one/a.alloy')]);
  const event = { added: [{ uri: uriOf('two'), name: 'two' }], removed: [{ uri: uriOf('one'), name: 'one' }] };
  client.notify('workspace/didChangeWorkspaceFolders', { event });
  expect(await files()).toEqual([uriOf('two/b.alloy')]);
});

test('what is sent of the other files of a program, and taken back', async () => {
  const other = write('b.alloy', 'loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\n');
  await client.initialize({}, pathToFileURL(folder).href);
  const uri = uriOf('a.alloy');
  client.open(uri, 'loki.echo "x" { }\n');
  await client.notification<Published>('textDocument/publishDiagnostics', (each) => each.uri === uri);
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: 'loki.echo "x" { }\nloki.relabel "r" { }\n' }],
  });
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 3 },
    contentChanges: [{ text: 'loki.echo "x" { }\nloki.relabel "s" {\n\tforward_to = [loki.relabel.r.reciever]\n}\n' }],
  });
  await client.notification<Published>('textDocument/publishDiagnostics', (each) => each.uri === uri && each.diagnostics.length > 0);
  client.notify('workspace/didChangeWatchedFiles', {
    changes: [{ uri: write('b.alloy', 'loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n\tmax = 1\n}\n'), type: 2 }],
  });
  const found = await client.notification<Published>('textDocument/publishDiagnostics', (each) => each.uri === other);
  expect(found.diagnostics.map(({ code }) => code)).toContain('block/unknown-attribute');
  client.notify('textDocument/didClose', { textDocument: { uri } });
  const gone = await client.notification<Published>('textDocument/publishDiagnostics', (each) => each.uri === other);
  expect(gone.diagnostics).toEqual([]);
});

test('findings of the other files of a program come along, once', async () => {
  const other = write('b.alloy', 'loki.echo "x" {\n\tmax = 1\n}\n');
  await client.initialize({ textDocument: { diagnostic: { relatedDocumentSupport: true } } }, pathToFileURL(folder).href);
  const uri = uriOf('a.alloy');
  client.open(uri, 'loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\n');
  const pull = async (): Promise<string[]> =>
    Object.keys(
      (await client.request<{ relatedDocuments: object }>('textDocument/diagnostic', { textDocument: { uri } })).relatedDocuments,
    );
  expect(await pull()).toEqual([other]);
  expect(await pull()).toEqual([]);
});

test('pages of rules, and pipelines that change for those who have asked for one', async () => {
  await client.initialize(PULLS, pathToFileURL(folder).href);
  const page = await client.request('workspace/textDocumentContent', { uri: 'assay-rule:/reference/cycle.md' });
  expect(page).toMatchObject({ text: expect.stringContaining('reference/cycle') });
  const uri = uriOf('a.alloy');
  client.open(uri, '');
  expect(await client.request('assay/graph', { uri })).toMatchObject({ nodes: [] });
  client.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: 'loki.echo "x" { }\n' }] });
  expect(await client.notification('assay/graphChanged')).toEqual({ uris: [uri] });
});

test('an exception in one request is logged and answered, and harms no other', async () => {
  await client.initialize(PULLS, pathToFileURL(folder).href);
  const uri = uriOf('a.alloy');
  client.open(uri, 'loki.echo "x" { }\n');
  const wrong = client.request('textDocument/hover', { textDocument: { uri }, position: null });
  const right = client.request('textDocument/documentSymbol', { textDocument: { uri } });
  await expect(wrong).rejects.toMatchObject({ code: -32603 });
  expect(await right).toHaveLength(1);
  await client.notification<{ type: number }>('window/logMessage', ({ type }) => type === 1);
});

test('nothing is said of a file before the others of its program are known', async () => {
  write('b.alloy', 'loki.echo "x" { }\n');
  // So many that it takes longer to read them than it takes to send what is found.
  for (let number = 0; number < 300; number++) write(`more/${number}.alloy`, '');
  write('assay.json', '{ "programs": [{ "files": ["a.alloy", "b.alloy", "more/*.alloy"] }] }');
  await client.initialize({}, pathToFileURL(folder).href, { stability: 'experimental' });
  const uri = uriOf('a.alloy');
  client.open(uri, 'loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\n');
  const found = await client.notification<Published>('textDocument/publishDiagnostics', (each) => each.uri === uri);
  expect(found.diagnostics.map(({ code }) => code)).not.toContain('reference/unknown');
});

test('files that are too large together are left out, which is said, and the others are answered', async () => {
  // A token for each byte: seven files of a million.
  for (let index = 0; index < 7; index++) write(`large/${index}.alloy`, `x = [${'1,'.repeat(500_000)}]\n`);
  const small = write('small/a.alloy', 'loki.ehco "x" { }\n');
  await client.initialize(PULLS, pathToFileURL(folder).href);
  client.open(small, 'loki.ehco "x" { }\n');
  const { items } = await client.request<{ items: Report[] }>('workspace/diagnostic', { previousResultIds: [] });
  expect(items.find(({ uri }) => uri === small)?.items.map(({ code }) => code)).toEqual(['structure/unknown-component']);
  expect(items).toHaveLength(6);
  const told = client.notifications.filter(({ method }) => method === 'window/logMessage');
  expect(told.map(({ params }) => (params as { message: string }).message)).toEqual([
    expect.stringMatching(/too large together: .*large\/\d\.alloy and others are not read/),
  ]);
});
