import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { serveNode } from '@assay/lsp/node';
import { node } from '../node.ts';

const cli = fileURLToPath(new URL('../../packages/cli/dist/assay.mjs', import.meta.url));

/** What a server answered instead of a result. */
export class ServerError extends Error {
  readonly code: number;
  constructor({ code, message }: { readonly code: number; readonly message: string }) {
    super(message);
    this.code = code;
  }
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A client, written without the library that the server is written with. */
export class Client {
  readonly notifications: { readonly method: string; readonly params: unknown }[] = [];
  /** What the server asks of the client, by method. */
  readonly answers: Record<string, (params: unknown) => unknown> = {};
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #listeners = new Set<() => void>();
  #buffer = Buffer.alloc(0);
  #next = 1;
  readonly #output: Writable;

  /** @param input what the server writes */
  constructor(input: Readable, output: Writable) {
    this.#output = output;
    input.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString('latin1', 0, Math.max(end, 0)))?.[1]);
      if (end < 0 || this.#buffer.length < end + 4 + length) return;
      const body = this.#buffer.toString('utf8', end + 4, end + 4 + length);
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#receive(JSON.parse(body) as Message);
    }
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method !== undefined && id !== undefined) {
      this.#send({ id, result: this.answers[method]?.(params) ?? null });
    } else if (method !== undefined) {
      this.notifications.push({ method, params });
    } else if (typeof id === 'number') {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) waiting?.reject(new ServerError(error));
      else waiting?.resolve(result);
    }
    for (const listener of this.#listeners) listener();
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#output.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#output.write(body);
  }

  request<T>(method: string, params?: unknown): Promise<T> {
    return this.start<T>(method, params).result;
  }

  /** A request with its id, which can be cancelled. */
  start<T>(method: string, params?: unknown): { readonly id: number; readonly result: Promise<T> } {
    const id = this.#next++;
    const result = new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
    });
    this.#send({ id, method, ...(params !== undefined && { params }) });
    return { id, result };
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The first notification, of those that came and will come, that is wanted; it is taken out of {@link notifications}. */
  async notification<T>(method: string, wanted: (params: T) => boolean = () => true): Promise<T> {
    for (;;) {
      const index = this.notifications.findIndex((each) => each.method === method && wanted(each.params as T));
      if (index >= 0) return this.notifications.splice(index, 1)[0]?.params as T;
      await new Promise<void>((resolve) => {
        const listener = (): void => {
          this.#listeners.delete(listener);
          resolve();
        };
        this.#listeners.add(listener);
      });
    }
  }

  /** Starts a session. */
  async initialize<T>(capabilities: object = {}, folder?: string, initializationOptions?: object): Promise<T> {
    const result = await this.request<T>('initialize', {
      processId: process.pid,
      rootUri: folder ?? null,
      workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'folder' }],
      capabilities,
      ...(initializationOptions && { initializationOptions }),
    });
    this.notify('initialized', {});
    return result;
  }

  open(uri: string, text: string): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'grafana-alloy', version: 1, text } });
  }
}

/** A client of the built server, which is a process of its own, over standard input and output. */
export class ProcessClient extends Client {
  readonly process: ChildProcess;
  stderr = '';

  /** @param place where it runs, and the program with its arguments that it runs under */
  constructor(
    argv: readonly string[] = ['lsp', '--stdio'],
    nodeArgv: readonly string[] = [],
    { under = [], ...place }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly under?: readonly string[] } = {},
  ) {
    const [program = node, ...rest] = [...under, node, ...nodeArgv, cli, ...argv];
    const server = spawn(program, rest, { ...place, stdio: 'pipe' });
    super(server.stdout, server.stdin);
    this.process = server;
    server.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk;
    });
  }

  /** Ends the session as the protocol wants it. @returns the exit status */
  async end(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.process.on('exit', resolve));
    await this.request('shutdown');
    this.notify('exit', {});
    return exited;
  }
}

/** A client of a server in this process. */
export function inProcess(): Client {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  serveNode({ transport: { input: toServer, output: toClient }, version: 'test' });
  return new Client(toClient, toServer);
}

/** The resident set of a process, in MB. */
export function residentMegabytes(pid: number | undefined): number {
  return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
}
