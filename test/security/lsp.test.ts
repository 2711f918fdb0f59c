import { symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProcessClient } from '../lsp/client.ts';
import { Ground, hostileFiles, SECRET } from './repository.ts';

// The language server in the workspace of a stranger, as editors start it.

let ground: Ground;
let client: ProcessClient;

beforeEach(() => {
  ground = new Ground();
  hostileFiles(ground);
  client = new ProcessClient(['lsp', '--stdio'], [], { cwd: ground.repo, env: ground.environment });
});

afterEach(() => {
  client.process.kill();
  ground.remove();
});

const uriOf = (name: string): string => pathToFileURL(join(ground.repo, name)).href;
const folder = (): string => pathToFileURL(ground.repo).href;

interface Report {
  readonly items: readonly { readonly uri: string; readonly items: readonly { readonly message: string }[] }[];
}

test('reads no file that is elsewhere or of another kind, and starts and writes nothing', async () => {
  const before = [ground.stateOf(ground.outside), ground.stateOf(ground.repo)];
  await client.initialize({ textDocument: { diagnostic: {} } }, folder());
  const report = await client.request<Report>('workspace/diagnostic', { previousResultIds: [] });
  const said = JSON.stringify(report);
  const files = report.items.map(({ uri }) => decodeURIComponent(uri).slice(folder().length + 1));
  for (const name of ['a.alloy', 'wrong.alloy', '-x.alloy', 'comment.alloy']) expect(files).toContain(name);
  for (const name of ['link', 'secret', 'env', 'credentials', 'zero', 'kmsg', 'environ', 'tty', 'stdin', 'pipe', 'nowhere', 'round'])
    expect(files).not.toContain(`${name}.alloy`);
  expect(files.filter((name) => name.startsWith('out/') || name.startsWith('around/'))).toEqual([]);
  expect(said).not.toContain(SECRET);

  client.open(uriOf('a.alloy'), 'import.file "x" {\n\tfilename = "out/victim.alloy"\n}\n\nloki.echo "y" { }\n');
  const at = { textDocument: { uri: uriOf('a.alloy') }, position: { line: 1, character: 14 } };
  for (const method of ['hover', 'definition', 'completion', 'documentLink', 'documentSymbol', 'codeAction', 'formatting'])
    expect(
      JSON.stringify(
        await client.request(`textDocument/${method}`, {
          ...at,
          range: { start: at.position, end: at.position },
          context: { diagnostics: [] },
          options: {},
        }),
      ),
    ).not.toContain(SECRET);
  // A link that comes while it runs.
  unlinkSync(join(ground.repo, 'wrong.alloy'));
  symlinkSync('../outside/secret.txt', join(ground.repo, 'wrong.alloy'));
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('wrong.alloy'), type: 2 }] });
  expect(JSON.stringify(await client.request('workspace/diagnostic', { previousResultIds: [] }))).not.toContain(SECRET);
  expect(await client.end()).toBe(0);
  expect(client.stderr).toBe('');
  expect(ground.wasStarted).toBe(false);
  expect(ground.stateOf(ground.outside)).toEqual(before[0]);
  expect(ground.stateOf(ground.repo).filter((line) => !line.startsWith('wrong.alloy '))).toEqual(
    before[1]!.filter((line) => !line.startsWith('wrong.alloy ')),
  );
});

test.each([
  ['../outside/docker.json', 'is outside of the repository'],
  ['out/docker.json', 'there is no file'],
  ['credentials.json', 'is no configuration of Assay'],
  ['.git/config', 'there is no file'],
  ['https://example.com/x.json', 'nothing is fetched'],
  ['nope/x.json', 'there is no file'],
  ['pipe.yaml', 'there is no file'],
])('extends %j is refused, with nothing of it', async (name, message) => {
  ground.write({ 'assay.json': { extends: name }, 'credentials.json': { client_secret: SECRET, [SECRET]: 1 } });
  ground.git('config', 'http.extraheader', SECRET);
  await client.initialize({}, folder());
  client.open(uriOf('a.alloy'), 'loki.echo "y" { }\n');
  const published = await client.notification<{ readonly uri: string; readonly diagnostics: readonly { readonly message: string }[] }>(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }) => uri.endsWith('/assay.json') && diagnostics.length > 0,
  );
  expect(published.diagnostics.map((each) => each.message).join('\n')).toContain(message);
  expect(JSON.stringify(client.notifications) + JSON.stringify(published)).not.toContain(SECRET);
});

test.each([
  ['a pipe', () => ground.pipe('assay.json')],
  ['a link out', () => ground.link({ 'assay.json': '../outside/docker.json' })],
  ['a device', () => ground.link({ 'assay.json': '/dev/zero' })],
  ['deep', () => ground.write({ 'assay.json': '['.repeat(100_000) })],
])('an assay.json that is %s keeps nobody waiting', async (_, make) => {
  make();
  await client.initialize({ textDocument: { diagnostic: {} } }, folder());
  client.open(uriOf('a.alloy'), 'loki.echo "y" { }\n');
  expect(await client.request('textDocument/documentSymbol', { textDocument: { uri: uriOf('a.alloy') } })).toHaveLength(1);
  expect(JSON.stringify(client.notifications)).not.toContain(SECRET);
  expect(await client.end()).toBe(0);
});
