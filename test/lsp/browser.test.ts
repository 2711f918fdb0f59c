import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const entry = fileURLToPath(import.meta.resolve('@assay/lsp/browser'));

const bundle = await build({
  entryPoints: [entry],
  bundle: true,
  write: false,
  metafile: true,
  platform: 'browser',
  format: 'iife',
  globalName: 'assay',
  logLevel: 'silent',
});

test('the worker for browsers is made of nothing of Node', () => {
  expect(bundle.errors).toEqual([]);
  const imported = Object.values(bundle.metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
  expect(imported.length).toBeGreaterThan(50);
  expect(imported.filter((path) => builtins.has(path) || path.startsWith('node:'))).toEqual([]);
});

interface Port {
  onmessage?: (event: { readonly data: Message }) => void;
  addEventListener(): void;
  postMessage(message: Message): void;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

test('it serves a client where there is nothing but what browsers have, and has the client read files', async () => {
  const files: Readonly<Record<string, string>> = {
    'vfs:/w/a.alloy': 'loki.relabel "r" {\n\tforward_to = [loki.echo.e.receiver]\n}\n',
    'vfs:/w/b.alloy': 'loki.echo "e" { }\n',
  };
  const asked: string[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  const answers: Readonly<Record<string, (uri: string) => unknown>> = {
    'assay/listDirectory': () => Object.keys(files),
    'assay/findFiles': () => Object.keys(files),
    'assay/readFile': (uri) => ({ text: files[uri] }),
  };
  const JSONRPC = { jsonrpc: '2.0' };
  // A worker's port as the server sees it; what it posts comes here.
  const port: Port = {
    addEventListener: () => {},
    postMessage: (message: Message): void => {
      const { id, method, params } = message;
      if (method === undefined) waiting.get(Number(id))?.(message);
      else if (id !== undefined) {
        asked.push(method);
        send({ id, result: answers[method]?.((params as { uri: string }).uri) ?? null });
      }
    },
  };
  const send = (data: Message): void => port.onmessage?.({ data: { ...JSONRPC, ...data } });
  let next = 1;
  const request = (method: string, params: unknown): Promise<Message> =>
    new Promise((resolve) => {
      waiting.set(next, resolve);
      send({ id: next++, method, params });
    });
  const notify = (method: string, params: unknown): void => send({ method, params });

  const scope = createContext({ port, queueMicrotask, setTimeout, clearTimeout, performance, URL, TextDecoder, TextEncoder });
  runInContext(`${bundle.outputFiles[0]?.text}\nglobalThis.serve = assay.serveWorker;`, scope);
  (scope.serve as (port: unknown, version: string) => void)(port, 'test');

  const capabilities = { textDocument: { diagnostic: {} } };
  await request('initialize', { processId: null, rootUri: 'vfs:/w', capabilities, initializationOptions: { readsFiles: true } });
  notify('initialized', {});
  const uri = 'vfs:/w/a.alloy';
  notify('textDocument/didOpen', { textDocument: { uri, languageId: 'grafana-alloy', version: 1, text: files[uri] } });
  const definition = await request('textDocument/definition', { textDocument: { uri }, position: { line: 1, character: 25 } });
  expect(definition.result).toMatchObject({ uri: 'vfs:/w/b.alloy' });
  expect((await request('workspace/diagnostic', { previousResultIds: [] })).result).toMatchObject({ items: [{ uri }, {}] });
  expect([...new Set(asked)].sort()).toEqual(['assay/findFiles', 'assay/listDirectory', 'assay/readFile']);
});
