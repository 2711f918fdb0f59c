import type { GraphChangedParams, InitializationOptions, ReadFileResult, ResourceParams } from '@assay/lsp/protocol';
import { FIND_FILES, GRAPH_CHANGED, LIST_DIRECTORY, READ_FILE } from '@assay/lsp/protocol';
import {
  commands,
  type Disposable,
  EventEmitter,
  FileType,
  LanguageStatusSeverity,
  languages,
  RelativePattern,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';

export const LANGUAGE = 'grafana-alloy';
/** Which files are configuration. */
export const FILES = '**/*.{alloy,river}';
/** Where none is looked for. */
export const NOT_FILES = '**/node_modules/**';

/** How the server is run here. */
export interface ClientKind {
  /** There is no file system but the editor's. */
  readonly isBrowser: boolean;
  create(options: LanguageClientOptions): BaseLanguageClient;
}

/** How often the server may end by itself in {@link RESTART_TIME} before it is left alone. */
const MOST_RESTARTS = 3;
const RESTART_TIME = 3 * 60_000;

/** The language server: started, started again when it ends by itself, and what is asked of it. */
export class LanguageServer implements Disposable {
  readonly #kind: ClientKind;
  readonly #output = window.createOutputChannel('Assay', { log: true });
  readonly #status = languages.createLanguageStatusItem('assay.server', { language: LANGUAGE });
  readonly #ready = new EventEmitter<void>();
  readonly #graphChanged = new EventEmitter<readonly string[]>();
  #client: BaseLanguageClient | undefined;
  #starting: Promise<void> = Promise.resolve();
  #ends: number[] = [];

  /** The server runs, or runs again. */
  readonly onReady = this.#ready.event;
  /** The pipelines of these files (URIs) may have changed. */
  readonly onGraphChanged = this.#graphChanged.event;

  constructor(kind: ClientKind) {
    this.#kind = kind;
    this.#status.name = 'Assay';
  }

  /** Starts the server; what goes wrong is said to the user. */
  start(): Promise<void> {
    this.#starting = this.#start();
    return this.#starting;
  }

  /** Ends the server, if one runs, and starts another. */
  async restart(): Promise<void> {
    await this.#stop();
    this.#ends = [];
    await this.start();
  }

  /**
   * Asks the server, once it runs.
   *
   * @returns `undefined` where there is no server, or it cannot say
   */
  async request<T>(method: string, params: unknown): Promise<T | undefined> {
    await this.#starting;
    try {
      return this.#client?.isRunning() ? await this.#client.sendRequest<T>(method, params) : undefined;
    } catch (error) {
      this.#output.warn(`${method}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  showLog(): void {
    this.#output.show();
  }

  dispose(): void {
    void this.#stop();
    for (const each of [this.#output, this.#status, this.#ready, this.#graphChanged]) each.dispose();
  }

  async #start(): Promise<void> {
    this.#say('starting', LanguageStatusSeverity.Information);
    const client = this.#kind.create(this.#options());
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        this.#say('', LanguageStatusSeverity.Information, client.initializeResult?.serverInfo?.version);
        this.#ready.fire();
      }
    });
    client.onNotification(GRAPH_CHANGED, ({ uris }: GraphChangedParams) => this.#graphChanged.fire(uris));
    client.onRequest(READ_FILE, ({ uri }: ResourceParams) => readFile(uri));
    client.onRequest(LIST_DIRECTORY, ({ uri }: ResourceParams) => listDirectory(uri));
    client.onRequest(FIND_FILES, ({ uri }: ResourceParams) => findFiles(uri));
    try {
      await client.start();
    } catch (error) {
      this.#failed('The server of Assay cannot be started', error);
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // It is gone anyway.
      this.#output.warn(String(error));
    }
  }

  #options(): LanguageClientOptions {
    // Not those of a comparison's other side, nor of other views on the same text.
    const schemes = new Set(['file', 'untitled', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)]);
    const readsFiles = this.#kind.isBrowser || (workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme !== 'file');
    return {
      documentSelector: [...schemes].map((scheme) => ({ scheme, language: LANGUAGE })),
      initializationOptions: { commands: true, readsFiles } satisfies InitializationOptions,
      outputChannel: this.#output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticPullOptions: { onChange: true, onTabs: true },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          const now = Date.now();
          this.#ends = [...this.#ends.filter((time) => now - time < RESTART_TIME), now];
          if (this.#ends.length <= MOST_RESTARTS) return { action: CloseAction.Restart, handled: true };
          this.#failed('The server of Assay ended several times, and is not started again by itself', undefined);
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
  }

  #say(text: string, severity: LanguageStatusSeverity, version?: string): void {
    this.#status.text = text === '' ? `Assay ${version ?? ''}`.trim() : `Assay: ${text}`;
    this.#status.severity = severity;
    this.#status.busy = text === 'starting';
    this.#status.command =
      severity === LanguageStatusSeverity.Error
        ? { title: 'Restart', command: 'assay.restart' }
        : { title: 'Show the log', command: 'assay.showLog' };
  }

  #failed(what: string, error: unknown): void {
    if (error !== undefined) this.#output.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    this.#say('does not run', LanguageStatusSeverity.Error);
    const why = error instanceof Error ? `: ${error.message}` : '';
    void window.showErrorMessage(`${what}${why}. Coloring and snippets still work.`, 'Restart', 'Show Log').then((chosen) => {
      if (chosen === 'Restart') void commands.executeCommand('assay.restart');
      if (chosen === 'Show Log') this.showLog();
    });
  }
}

/** Only files of the workspace, and those beside an open one, are read for the server. */
async function readFile(uri: string): Promise<ReadFileResult | null> {
  try {
    return { text: new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri))) };
  } catch {
    return null;
  }
}

async function listDirectory(uri: string): Promise<string[]> {
  const directory = Uri.parse(uri);
  try {
    const entries = await workspace.fs.readDirectory(directory);
    return entries
      .filter(([name, type]) => type !== FileType.Directory && /\.(alloy|river)$/.test(name))
      .map(([name]) => Uri.joinPath(directory, name).toString());
  } catch {
    return [];
  }
}

async function findFiles(uri: string): Promise<string[]> {
  const found = await workspace.findFiles(new RelativePattern(Uri.parse(uri), FILES), NOT_FILES);
  return found.map(String);
}
