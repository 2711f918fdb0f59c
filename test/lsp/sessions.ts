/**
 * Random editing sessions: what people do in an editor, in any order, with everything that an editor asks meanwhile.
 *
 * `npm run sessions -- --requests 20000 --seed 1` runs a long one against the built server, as a process of its own.
 */
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { exampleFiles, randomEdit, randomNumbers } from '../incremental/edits.ts';
import { type Client, ProcessClient, residentMegabytes, ServerError } from './client.ts';

interface Position {
  readonly line: number;
  readonly character: number;
}

interface TextEdit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly newText: string;
}

/** Errors that docs/lsp.md says of a request: by the code, the methods that may answer it. */
const DOCUMENTED: Readonly<Record<number, readonly string[]>> = { [-32803]: ['textDocument/rename'] };
const CANCELLED = -32800;

/** A file as the client has it. */
class Buffer {
  readonly uri: string;
  text: string;
  version = 1;
  readonly undo: string[] = [];

  constructor(uri: string, text: string) {
    this.uri = uri;
    this.text = text;
  }

  /** Lines as the protocol counts them. */
  positionAt(offset: number): Position {
    const lines = this.text.slice(0, offset).split(/\r\n|\r|\n/);
    // An offset between the two characters of a line's end is in the line before.
    if (this.text[offset - 1] === '\r' && this.text[offset] === '\n') lines.pop();
    return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
  }

  offsetAt({ line, character }: Position): number {
    const ends = [...this.text.matchAll(/\r\n|\r|\n/g)];
    const before = ends[line - 1];
    const start = before ? before.index + before[0].length : 0;
    return Math.min(start + character, ends[line]?.index ?? this.text.length);
  }
}

export interface SessionOptions {
  readonly requests: number;
  readonly seed: number;
  /** Called now and then, with the number of requests so far. */
  readonly progress?: (requests: number) => void;
}

export interface SessionResult {
  /** How often each method was asked for. */
  readonly methods: ReadonlyMap<string, number>;
  readonly cancelled: number;
  readonly refused: number;
}

/** Alloy that goes over files, for the names of random sessions to mean something. */
const PROGRAM: Readonly<Record<string, string>> = {
  'main/receive.alloy':
    'loki.source.api "in" {\n\thttp {\n\t\tlisten_port = 3100\n\t}\n\tforward_to = [loki.process.parse.receiver]\n}\n\ndeclare "redact" {\n\targument "to" { }\n\n\tloki.process "x" {\n\t\tforward_to = argument.to.value\n\n\t\tstage.replace {\n\t\t\texpression = "password=(\\\\S+)"\n\t\t\treplace    = "***"\n\t\t}\n\t}\n\n\texport "receiver" {\n\t\tvalue = loki.process.x.receiver\n\t}\n}\n',
  'main/process.alloy':
    'loki.process "parse" {\n\tforward_to = [redact.all.receiver]\n\n\tstage.json {\n\t\texpressions = {level = "lvl"}\n\t}\n\n\tstage.labels {\n\t\tvalues = {level = ""}\n\t}\n}\n\nredact "all" {\n\tto = [loki.write.store.receiver]\n}\n',
  'main/write.alloy':
    'loki.write "store" {\n\tendpoint {\n\t\turl        = "http://loki:3100/loki/api/v1/push"\n\t\tbatch_wait = "5s"\n\t}\n}\n\nlogging {\n\tlevel = "info"\n}\n',
};

const SETTINGS: readonly object[] = [
  {},
  { stability: 'experimental', community: true },
  { alloyVersion: 'v1.10.2' },
  { alloyVersion: 'nonsense', stability: 7, rules: { 'graph/dead-sink': 'loud' } },
  { rules: { 'module/unused-declare': 'off' }, inlayHints: { types: true, signals: true } },
  { codeLenses: false, documentationLinks: true },
];

/** What assay.json says now and then. */
const CONFIGURATIONS: readonly string[] = [
  '{}',
  '{ "programs": [{ "name": "all", "files": ["main/*.alloy", "other/a.alloy"] }] }',
  '{ "each": true, "rules": { "module/unused-declare": "error" } }',
  '{ "overrides": [{ "files": ["other/**"], "alloyVersion": "v1.9", "stability": "experimental" }], "ignores": ["other/new.alloy"] }',
  '{ "rulez": ',
];

/** The parameters of each request at a place; what another request gave comes with `items`. */
const PARAMETERS: Readonly<Record<string, (at: Place) => object>> = {
  'textDocument/diagnostic': ({ textDocument }) => ({ textDocument }),
  'workspace/diagnostic': () => ({ previousResultIds: [] }),
  'textDocument/completion': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/hover': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/signatureHelp': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/definition': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/typeDefinition': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/references': ({ textDocument, position }) => ({ textDocument, position, context: { includeDeclaration: true } }),
  'textDocument/documentHighlight': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/prepareRename': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/rename': ({ textDocument, position, word }) => ({ textDocument, position, newName: word }),
  'textDocument/documentSymbol': ({ textDocument }) => ({ textDocument }),
  'workspace/symbol': ({ word }) => ({ query: word }),
  'textDocument/prepareCallHierarchy': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/codeAction': ({ textDocument, range, only }) => ({
    textDocument,
    range,
    context: { diagnostics: [], ...(only && { only }) },
  }),
  'textDocument/codeLens': ({ textDocument }) => ({ textDocument }),
  'textDocument/semanticTokens/full': ({ textDocument }) => ({ textDocument }),
  'textDocument/semanticTokens/full/delta': ({ textDocument }) => ({ textDocument, previousResultId: '1' }),
  'textDocument/semanticTokens/range': ({ textDocument, range }) => ({ textDocument, range }),
  'textDocument/foldingRange': ({ textDocument }) => ({ textDocument }),
  'textDocument/selectionRange': ({ textDocument, range }) => ({ textDocument, positions: [range.start, range.end] }),
  'textDocument/linkedEditingRange': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/formatting': ({ textDocument }) => ({ textDocument, options: FORMAT }),
  'textDocument/rangeFormatting': ({ textDocument, range }) => ({ textDocument, range, options: FORMAT }),
  'textDocument/rangesFormatting': ({ textDocument, range }) => ({ textDocument, ranges: [range], options: FORMAT }),
  'textDocument/onTypeFormatting': ({ textDocument, position }) => ({ textDocument, position, ch: '}', options: FORMAT }),
  'textDocument/inlayHint': ({ textDocument, range }) => ({ textDocument, range }),
  'textDocument/documentLink': ({ textDocument }) => ({ textDocument }),
  'workspace/textDocumentContent': () => ({ uri: 'assay-rule:/reference/cycle.md' }),
  'assay/graph': ({ textDocument }) => textDocument,
  'assay/explain': () => ({ code: 'reference/cycle' }),
};
const FORMAT = { tabSize: 4, insertSpaces: false };

/** Requests about what another request gave. */
const FOLLOW_UPS: Readonly<Record<string, readonly string[]>> = {
  'textDocument/completion': ['completionItem/resolve'],
  'textDocument/prepareCallHierarchy': ['callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls'],
};

/** All methods that a session asks for. */
export const METHODS: readonly string[] = [...Object.keys(PARAMETERS), ...Object.values(FOLLOW_UPS).flat()];

interface Place {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly word: string;
  readonly only: readonly string[] | undefined;
}

class Session {
  readonly #client: Client;
  readonly #folder: string;
  readonly #random: () => number;
  readonly #texts: readonly string[] = exampleFiles();
  readonly #names: readonly string[] = [...Object.keys(PROGRAM), 'other/a.alloy', 'other/b.alloy', 'other/new.alloy'];
  readonly open = new Map<string, Buffer>();
  readonly methods = new Map<string, number>();
  cancelled = 0;
  refused = 0;
  requests = 0;

  constructor(client: Client, folder: string, seed: number) {
    this.#client = client;
    this.#folder = folder;
    this.#random = randomNumbers(seed);
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  uri(name: string): string {
    return pathToFileURL(join(this.#folder, name)).href;
  }

  /** Puts the files on the disk and says who the client is. */
  async begin(): Promise<void> {
    for (const [name, text] of Object.entries(PROGRAM)) this.write(name, text);
    this.write('other/a.alloy', this.pick(this.#texts));
    this.write('other/b.alloy', this.pick(this.#texts));
    await this.#client.initialize(
      {
        textDocument: { completion: { completionItem: { snippetSupport: true } }, ...(this.below(2) && { diagnostic: {} }) },
        workspace: { workspaceFolders: true },
      },
      pathToFileURL(this.#folder).href,
    );
    for (const name of Object.keys(PROGRAM)) this.show(name);
  }

  write(name: string, text: string): void {
    const path = join(this.#folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  show(name: string): void {
    const uri = this.uri(name);
    if (this.open.has(uri)) return;
    const text = PROGRAM[name] ?? this.pick(this.#texts);
    this.open.set(uri, new Buffer(uri, text));
    this.#client.open(uri, text);
  }

  /** One thing that somebody does. */
  act(): void {
    const [buffer] = [this.pick([...this.open.values()])];
    const what = this.#random();
    if (!buffer || what < 0.03) this.show(this.pick(this.#names));
    else if (what < 0.05 && this.open.size > 1) {
      this.open.delete(buffer.uri);
      this.#client.notify('textDocument/didClose', { textDocument: { uri: buffer.uri } });
    } else if (what < 0.06) {
      this.#client.notify('workspace/didChangeConfiguration', { settings: { assay: this.pick(SETTINGS) } });
    } else if (what < 0.08) this.#changeDisk();
    else if (what < 0.14 && buffer.undo.length > 0) this.replace(buffer, buffer.undo.pop() ?? '');
    // So that it does not become all noise.
    else if (what < 0.16) this.replace(buffer, PROGRAM[this.pick(Object.keys(PROGRAM))] ?? '');
    else this.#type(buffer);
  }

  /** Somebody saves in another editor, or changes the branch. */
  #changeDisk(): void {
    if (this.below(4) === 0) {
      this.write('assay.json', this.pick(CONFIGURATIONS));
      this.#client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uri('assay.json'), type: 2 }] });
      return;
    }
    const name = this.pick(this.#names);
    if (this.below(4) === 0) {
      try {
        unlinkSync(join(this.#folder, name));
      } catch {
        // It was not there.
      }
    } else this.write(name, PROGRAM[name] ?? this.pick(this.#texts));
    this.#client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uri(name), type: 2 }] });
  }

  /** A few edits, as one message or as several. */
  #type(buffer: Buffer): void {
    const before = buffer.text;
    const contentChanges: object[] = [];
    for (let count = 1 + this.below(3); count > 0; count--) {
      const edit = randomEdit(this.#random, buffer.text);
      const range = { start: buffer.positionAt(edit.start), end: buffer.positionAt(edit.end) };
      const [start, end] = [buffer.offsetAt(range.start), buffer.offsetAt(range.end)];
      buffer.text = buffer.text.slice(0, start) + edit.text + buffer.text.slice(end);
      contentChanges.push({ range, text: edit.text });
    }
    if (buffer.undo.push(before) > 20) buffer.undo.shift();
    this.#change(buffer, contentChanges);
  }

  replace(buffer: Buffer, text: string): void {
    buffer.text = text;
    this.#change(buffer, [{ text }]);
  }

  #change(buffer: Buffer, contentChanges: readonly object[]): void {
    buffer.version++;
    this.#client.notify('textDocument/didChange', { textDocument: { uri: buffer.uri, version: buffer.version }, contentChanges });
  }

  place(): Place {
    const buffer = this.pick([...this.open.values()]);
    const text = buffer?.text ?? '';
    const [from, to] = [this.below(text.length + 1), this.below(text.length + 1)].sort((a, b) => a - b) as [number, number];
    // People ask about names, more often than about what is between them.
    const names = [...text.matchAll(/\w+/g)];
    const asked = this.below(2) === 0 && names.length > 0 ? this.pick(names).index : from;
    const at = (offset: number): Position => buffer?.positionAt(offset) ?? { line: 0, character: 0 };
    return {
      textDocument: { uri: buffer?.uri ?? this.uri('none.alloy') },
      position: at(asked),
      range: { start: at(from), end: at(to) },
      word: this.pick(['x', 'store', 'all', 'redact', 'no name', 'to2']),
      only: this.pick([undefined, ['quickfix'], ['source.fixAll'], ['refactor']]),
    };
  }

  async ask(): Promise<void> {
    const method = this.pick(Object.keys(PARAMETERS));
    const place = this.place();
    const result = await this.#request(method, PARAMETERS[method]?.(place) ?? {});
    const items = Array.isArray(result) ? result : ((result as { items?: unknown[] } | null)?.items ?? []);
    for (const each of items.length > 0 ? (FOLLOW_UPS[method] ?? []) : []) {
      const item = this.pick(items);
      await this.#request(each, each.startsWith('callHierarchy') ? { item } : (item as object));
    }
    if (method === 'textDocument/rename' && result) this.#apply(result as { changes?: Record<string, TextEdit[]> });
    if (method === 'textDocument/formatting' && result) this.#apply({ changes: { [place.textDocument.uri]: result as TextEdit[] } });
  }

  async #request(method: string, params: object): Promise<unknown> {
    this.requests++;
    this.methods.set(method, (this.methods.get(method) ?? 0) + 1);
    const { id, result } = this.#client.start(method, params);
    const cancels = this.below(40) === 0;
    if (cancels) this.#client.notify('$/cancelRequest', { id });
    try {
      return await result;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (cancels && error.code === CANCELLED) this.cancelled++;
      else if (DOCUMENTED[error.code]?.includes(method)) this.refused++;
      else throw new Error(`${method} ${JSON.stringify(params)} was answered with ${error.code} ${error.message}`);
      return null;
    }
  }

  /** Takes edits over, as an editor does where the files are open. */
  #apply({ changes = {} }: { readonly changes?: Readonly<Record<string, readonly TextEdit[]>> }): void {
    for (const [uri, edits] of Object.entries(changes)) {
      const buffer = this.open.get(uri);
      if (!buffer) continue;
      const places = edits.map((edit) => ({
        start: buffer.offsetAt(edit.range.start),
        end: buffer.offsetAt(edit.range.end),
        text: edit.newText,
      }));
      const text = places
        .sort((a, b) => b.start - a.start)
        .reduce((all, { start, end, text: inserted }) => all.slice(0, start) + inserted + all.slice(end), buffer.text);
      this.replace(buffer, text);
    }
  }
}

/**
 * Runs a session with a server that has just been started.
 *
 * @throws if a request is answered with an error that docs/lsp.md does not have
 */
export async function runSession(client: Client, { requests, seed, progress }: SessionOptions): Promise<SessionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-session-'));
  const session = new Session(client, folder, seed);
  try {
    await session.begin();
    while (session.requests < requests) {
      session.act();
      // Most of the time somebody types on before anything is answered.
      if (session.below(3) === 0) session.act();
      if (session.below(8) === 0) await Promise.all([session.ask(), session.ask(), session.ask()]);
      else await session.ask();
      progress?.(session.requests);
    }
    await sameAsFresh(client, session);
    const faults = client.notifications.filter(
      ({ method, params }) => method === 'window/logMessage' && (params as { type: number }).type === 1,
    );
    if (faults.length > 0) throw new Error(`${faults.length} faults were logged, the first: ${JSON.stringify(faults[0]?.params)}`);
    const { methods, cancelled, refused } = session;
    return { methods, cancelled, refused };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** After all edits the server has the texts that the client has: what it says of them is what it says of texts that are sent whole. */
async function sameAsFresh(client: Client, session: Session): Promise<void> {
  for (const buffer of session.open.values()) {
    const ask = (): Promise<object[]> =>
      client.request<object[]>('textDocument/semanticTokens/range', {
        textDocument: { uri: buffer.uri },
        range: { start: { line: 0, character: 0 }, end: buffer.positionAt(buffer.text.length) },
      });
    const edited = JSON.stringify(await ask());
    session.replace(buffer, buffer.text);
    const whole = JSON.stringify(await ask());
    if (edited !== whole) throw new Error(`${buffer.uri}: after all edits the server has another text than the client`);
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } } });
  const client = new ProcessClient();
  const started = performance.now();
  const every = Number(values.requests) / 10;
  let next = every;
  const result = await runSession(client, {
    requests: Number(values.requests),
    seed: Number(values.seed),
    progress: (count) => {
      if (count < next) return;
      next += every;
      console.log(`${count} requests, ${residentMegabytes(client.process.pid)} MB resident`);
    },
  });
  const status = await client.end();
  console.log(`${Math.round((performance.now() - started) / 1000)} s, ${result.cancelled} cancelled, ${result.refused} refused`);
  console.log(
    [...result.methods]
      .sort()
      .map(([method, count]) => `  ${String(count).padStart(5)} ${method}`)
      .join('\n'),
  );
  if (status !== 0 || client.stderr !== '') throw new Error(`the server ended with ${status}: ${client.stderr}`);
}
