import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProcessClient } from './client.ts';

// The server as it is shipped, in a process of its own. What it answers is tested beside the code.

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly code: string }[];
}

let client: ProcessClient;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-lsp-'));
  client = new ProcessClient();
});

afterEach(() => {
  client.process.kill();
  rmSync(folder, { recursive: true });
});

const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

test('pushes what it finds, as edits come, and ends as it should', async () => {
  await client.initialize({}, pathToFileURL(folder).href);
  const uri = uriOf('a.alloy');
  client.open(uri, 'loki.ehco "x" { }\n');
  const first = await client.notification<Published>('textDocument/publishDiagnostics', ({ diagnostics }) => diagnostics.length > 0);
  expect(first.diagnostics.map(({ code }) => code)).toEqual(['structure/unknown-component']);
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start: { line: 0, character: 5 }, end: { line: 0, character: 9 } }, text: 'echo' }],
  });
  expect((await client.notification<Published>('textDocument/publishDiagnostics')).diagnostics).toEqual([]);
  expect(await client.end()).toBe(0);
  expect(client.stderr).toBe('');
});

test('knows the files beside an open one, whose unsaved text wins over the disk', async () => {
  writeFileSync(join(folder, 'b.alloy'), 'loki.echo "y" { }\n');
  await client.initialize({ textDocument: { diagnostic: {} } }, pathToFileURL(folder).href);
  const uri = uriOf('a.alloy');
  client.open(uri, 'loki.relabel "r" {\n\tforward_to = [loki.echo.y.receiver]\n}\n');
  const definition = { textDocument: { uri }, position: { line: 1, character: 25 } };
  expect(await client.request('textDocument/definition', definition)).toMatchObject({ uri: uriOf('b.alloy') });
  expect(await client.request('textDocument/diagnostic', { textDocument: { uri } })).toMatchObject({ kind: 'full', items: [] });
  client.open(uriOf('b.alloy'), 'loki.echo "z" { }\n');
  expect(await client.request('textDocument/definition', definition)).toBeNull();
  expect(await client.request('assay/graph', { uri })).toMatchObject({ nodes: [{ id: 'loki.relabel.r', role: 'processor' }] });
  expect(await client.request('assay/explain', { code: 'reference/cycle' })).toMatchObject({ markdown: expect.stringContaining('# ') });
});

test('registers for what it wants to know, and shows what takes long', async () => {
  const registered: string[] = [];
  client.answers['client/registerCapability'] = (params) => {
    for (const { method } of (params as { registrations: { method: string }[] }).registrations) registered.push(method);
    return null;
  };
  const created: unknown[] = [];
  client.answers['window/workDoneProgress/create'] = (params) => created.push((params as { token: unknown }).token);
  writeFileSync(join(folder, 'a.alloy'), 'loki.echo "x" { }\n');
  await client.initialize(
    {
      window: { workDoneProgress: true },
      workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, didChangeConfiguration: { dynamicRegistration: true } },
    },
    pathToFileURL(folder).href,
  );
  client.notify('$/setTrace', { value: 'verbose' });
  await client.request('workspace/diagnostic', { previousResultIds: [] });
  expect(registered.sort()).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
  const progress = await client.notification<{ token: unknown; value: { kind: string } }>(
    '$/progress',
    ({ value }) => value.kind === 'end',
  );
  expect(created).toEqual([progress.token]);
  const { id, result } = client.start('textDocument/hover', {
    textDocument: { uri: uriOf('a.alloy') },
    position: { line: 0, character: 1 },
  });
  client.notify('$/cancelRequest', { id });
  await expect(result).rejects.toMatchObject({ code: -32800 });
  await expect(client.request('textDocument/documentColor', {})).rejects.toMatchObject({ code: -32601 });
});
