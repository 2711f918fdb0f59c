import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { largestFile, randomNumbers } from '../incremental/edits.ts';
import { ProcessClient, residentMegabytes } from '../lsp/client.ts';
import { median } from './cold.ts';
import { type CorpusFile, writeFiles } from './corpus.ts';

export interface WorkspaceFigures {
  readonly files: number;
  /** From `initialize` until all findings of the workspace are there, as a multiple of `assay check` of the same folder. */
  readonly ready: number;
  readonly seconds: number;
  /** How long a completion takes while the workspace is read, at worst and at the middle, in milliseconds. */
  readonly meanwhile: { readonly median: number; readonly worst: number };
  /** The same once it is read. */
  readonly afterwards: { readonly median: number; readonly worst: number };
  readonly megabytes: number;
}

const FILES = 1000;

const text =
  'loki.source.file "logs" {\n\ttargets    = [{"__path__" = "/var/log/app.log"}]\n\tforward_to = [loki.write.store.receiver]\n}\n\nloki.write "store" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}\n';

/** A workspace of a thousand files, while somebody types in one more. */
export async function benchWorkspace(cli: string, files: readonly CorpusFile[]): Promise<WorkspaceFigures> {
  const folder = writeFiles(files.slice(0, FILES));
  const client = new ProcessClient();
  const started = performance.now();
  await client.initialize({ textDocument: { diagnostic: {} } }, pathToFileURL(folder).href, { stability: 'experimental', community: true });
  const uri = pathToFileURL(join(folder, 'open', 'main.alloy')).href;
  client.open(uri, text);
  let seconds = 0;
  const scan = client.request<{ items: unknown[] }>('workspace/diagnostic', { previousResultIds: [] }).then(({ items }) => {
    seconds = (performance.now() - started) / 1000;
    return items.length;
  });
  const typing = new Typing(client, uri);
  while (seconds === 0) await typing.key();
  const meanwhile = typing.figures();
  for (let keys = 0; keys < 50; keys++) await typing.key();
  const found = await scan;
  if (found !== FILES + 1) throw new Error(`${found} files are reported`);
  const megabytes = residentMegabytes(client.process.pid);
  const afterwards = typing.figures();
  await client.end();
  return { files: FILES, seconds, ready: seconds / (await timeOf(cli, folder)), meanwhile, afterwards, megabytes };
}

/** Types, and asks for completions and findings after each key. */
class Typing {
  readonly #client: ProcessClient;
  readonly #uri: string;
  #version = 1;
  #figures: number[] = [];

  constructor(client: ProcessClient, uri: string) {
    this.#client = client;
    this.#uri = uri;
  }

  async key(): Promise<void> {
    const position = { line: 2, character: 15 };
    const textDocument = { uri: this.#uri };
    const at = { line: 2, character: 15 };
    const put = this.#version++ % 2 === 1;
    const range = { start: at, end: put ? at : { line: 2, character: 16 } };
    this.#client.notify('textDocument/didChange', {
      textDocument: { ...textDocument, version: this.#version },
      contentChanges: [{ range, text: put ? 'x' : '' }],
    });
    const started = performance.now();
    await Promise.all([
      this.#client.request('textDocument/completion', { textDocument, position }),
      this.#client.request('textDocument/diagnostic', { textDocument }),
    ]);
    this.#figures.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }

  /** Of the keys since the last time. */
  figures(): { readonly median: number; readonly worst: number } {
    const figures = this.#figures;
    this.#figures = [];
    return { median: median(figures), worst: Math.max(...figures) };
  }
}

function timeOf(cli: string, folder: string): Promise<number> {
  const started = performance.now();
  const args = [cli, 'check', '--format', 'json', '--stability', 'experimental', '--community', folder];
  return new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: 'ignore' }).on('exit', () => resolve((performance.now() - started) / 1000));
  });
}

export interface MemoryFigures {
  readonly edits: number;
  /** Resident, in MB, after each quarter of the edits. */
  readonly megabytes: readonly number[];
}

/** How often the largest file is edited; the environment may ask for more. */
const EDITS = Number(process.env.BENCH_EDITS ?? 2000);

/** The largest file, edited again and again, with findings asked for after each edit, in a server of its own. */
export async function benchMemory(edits = EDITS): Promise<MemoryFigures> {
  const largest = largestFile() ?? '';
  const client = new ProcessClient();
  await client.initialize({ textDocument: { diagnostic: {} } });
  const uri = 'file:///workspace/main.alloy';
  const textDocument = { uri };
  client.open(uri, largest);
  const lines = largest.split('\n');
  const random = randomNumbers(1);
  const megabytes: number[] = [];
  for (let edit = 1; edit <= edits; edit++) {
    const line = Math.floor(random() * lines.length);
    const character = Math.floor(random() * ((lines[line] ?? '').length + 1));
    const at = { line, character };
    // A character is typed, and taken back with the next edit: the file stays what it is, as a file does that somebody works on.
    for (const [version, range, put] of [
      [2 * edit, { start: at, end: at }, 'a'],
      [2 * edit + 1, { start: at, end: { line, character: character + 1 } }, ''],
    ] as const) {
      client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text: put }] });
      if (version % 2 === 0) await client.request('textDocument/diagnostic', { textDocument });
    }
    if (edit % (edits / 4) === 0) megabytes.push(residentMegabytes(client.process.pid));
  }
  await client.end();
  return { edits, megabytes };
}
