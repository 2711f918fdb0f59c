/** The server, whatever carries its messages: documents, settings, and when what is computed. */
import type { CheckOptions } from '@assay/checker';
import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticParams,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  type FullDocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { EXPLAIN, type ExplainParams, GRAPH, GRAPH_CHANGED, type GraphParams, type InitializationOptions } from '../protocol.ts';
import { codeActions } from '../service/code-actions.ts';
import { completion, completionDocumentation } from '../service/completion/index.ts';
import { definition } from '../service/definition.ts';
import { type DiagnosticOptions, diagnostics } from '../service/diagnostics.ts';
import { explain } from '../service/explain.ts';
import { formatting, onTypeFormatting, rangeFormatting, rangesFormatting } from '../service/formatting.ts';
import { graph } from '../service/graph.ts';
import { hover } from '../service/hover.ts';
import { Project, type Site } from '../service/project.ts';
import { type ClientFeatures, clientFeatures, serverCapabilities } from './capabilities.ts';
import type { FileAccess } from './files.ts';
import { checkOptions, DEFAULTS, readSettings, type Settings } from './settings.ts';
import { FileStore } from './store.ts';

/** What a server stands on. */
export interface Host {
  readonly version: string;
  /** Chosen when the client has said what it can do. */
  files(options: InitializationOptions): FileAccess;
}

/** How long after an edit findings are sent, in milliseconds: nobody reads them between two keys. */
const PUBLISH_DELAY = 60;

/** Answers what comes over a connection, and begins to listen to it. */
export function startServer(connection: Connection, host: Host): void {
  new Server(connection, host).start();
}

class Server {
  readonly #connection: Connection;
  readonly #host: Host;
  #features: ClientFeatures = clientFeatures({});
  #settings: Settings = DEFAULTS;
  #given: unknown;
  #diagnosticOptions: DiagnosticOptions = {};
  #folders: readonly string[] = [];
  #project: Project | undefined;
  #store: FileStore | undefined;
  /** What has to be done before the first request is answered. */
  #starting: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #changed = new Set<string>();

  constructor(connection: Connection, host: Host) {
    this.#connection = connection;
    this.#host = host;
  }

  start(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => clearTimeout(this.#timer));
    this.#listenToDocuments();
    this.#listenToRequests();
    connection.listen();
  }

  async #initialize(params: InitializeParams): Promise<InitializeResult> {
    this.#features = clientFeatures(params.capabilities);
    this.#folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    this.#given = options;
    this.#settings = readSettings(options, this.#complain);
    const checking = await checkOptions(this.#settings, this.#complain);
    this.#project = new Project(checking, this.#folders.length === 1 ? this.#folders[0] : undefined);
    this.#store = new FileStore(this.#project, this.#host.files(options));
    return {
      capabilities: serverCapabilities(),
      serverInfo: { name: 'assay', version: this.#host.version },
    };
  }

  #initialized(): void {
    const { client } = this.#connection;
    if (this.#features.watchesConfiguration) this.#wait(client.register(DidChangeConfigurationNotification.type, { section: 'assay' }));
    if (this.#features.watchesFiles)
      this.#wait(client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.{alloy,river}' }] }));
    if (this.#features.configuration) this.#starting = this.#fetchSettings();
  }

  /** What nobody waits for still must not fail unseen. */
  #wait(done: Promise<unknown>): void {
    done.catch((error: unknown) => this.#log(error));
  }

  readonly #complain = (problem: string): void => this.#connection.console.warn(problem);

  #log(error: unknown): void {
    this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  async #fetchSettings(): Promise<void> {
    try {
      const value: unknown = await this.#connection.workspace.getConfiguration('assay');
      // A client that has no such section says null: then what it said first counts.
      await this.#configure(value ?? this.#given);
    } catch (error) {
      this.#log(error);
    }
  }

  async #configure(value: unknown): Promise<void> {
    const settings = readSettings(value, this.#complain);
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    const options: CheckOptions = await checkOptions(settings, this.#complain);
    this.#project?.configure(options);
    this.#openFilesChanged();
  }

  #openFilesChanged(): void {
    for (const uri of this.#store?.openUris ?? []) this.#changed.add(uri);
    this.#schedule();
    this.#refresh();
  }

  #listenToDocuments(): void {
    const connection = this.#connection;
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      this.#store?.opened(uri, version, text);
      this.#touch(uri);
      if (this.#store) this.#wait(this.#store.ready(uri).then(() => this.#touch(uri)));
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      this.#store?.changed(uri, version, contentChanges);
      this.#touch(uri);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      this.#changed.delete(uri);
      const neighbours = this.#project?.neighbours(uri) ?? [];
      if (!this.#features.pullsDiagnostics) this.#send(uri, []);
      const closed = this.#store?.closed(uri) ?? Promise.resolve();
      this.#wait(
        closed.then(() => {
          for (const each of neighbours) this.#touch(each);
        }),
      );
    });
    connection.onDidChangeWatchedFiles(({ changes }) => this.#wait(this.#filesChanged(changes.map(({ uri }) => uri))));
    connection.onDidChangeConfiguration(({ settings }) => {
      if (this.#features.configuration) this.#starting = this.#fetchSettings();
      else this.#wait(this.#configure((settings as { assay?: unknown } | null)?.assay ?? this.#given));
    });
  }

  async #filesChanged(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      await this.#store?.reread(uri);
      this.#touch(uri);
    }
    this.#refresh();
  }

  /** Asks a client that pulls findings to do so again. */
  #refresh(): void {
    if (this.#features.pullsDiagnostics && this.#features.refreshesDiagnostics)
      this.#wait(this.#connection.languages.diagnostics.refresh());
  }

  /** A file is not what it was: so what is said of it and of those beside it may be wrong now. */
  #touch(uri: string): void {
    this.#changed.add(uri);
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#publish(), PUBLISH_DELAY);
  }

  #publish(): void {
    const project = this.#project;
    const store = this.#store;
    if (!project || !store || this.#changed.size === 0) return;
    const around = new Set([...this.#changed].flatMap((uri) => [...project.neighbours(uri), uri]));
    this.#changed.clear();
    const uris = store.openUris.filter((uri) => around.has(uri));
    if (uris.length === 0) return;
    if (!this.#features.pullsDiagnostics) {
      for (const uri of uris) {
        try {
          const site = project.site(uri);
          if (site) this.#send(uri, diagnostics(site, this.#diagnosticOptions));
        } catch (error) {
          this.#log(error);
        }
      }
    }
    this.#wait(this.#connection.sendNotification(GRAPH_CHANGED, { uris }));
  }

  #send(uri: string, found: ReturnType<typeof diagnostics>): void {
    const version = this.#store?.version(uri);
    this.#wait(this.#connection.sendDiagnostics({ uri, diagnostics: found, ...(version !== undefined && { version }) }));
  }

  /**
   * Answers a request about a file. An exception is logged and answered, and harms no other request.
   *
   * @param nothing the answer for a file that is not known
   */
  #on<P extends { readonly textDocument: { readonly uri: string } }, R>(
    nothing: R,
    answer: (site: Site, params: P) => R,
  ): (params: P, token: CancellationToken) => Promise<R> {
    return (params, token) =>
      this.#guard(token, params.textDocument.uri, () => {
        const site = this.#project?.site(params.textDocument.uri);
        return site ? answer(site, params) : nothing;
      });
  }

  async #guard<R>(token: CancellationToken, uri: string | undefined, answer: () => R): Promise<R> {
    try {
      await this.#starting;
      if (uri !== undefined) await this.#store?.ready(uri);
      // Lets what cancels this request come in before the work is done.
      await new Promise((resolve) => setTimeout(resolve));
      if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
      return answer();
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      this.#log(error);
      throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
    }
  }

  #listenToRequests(): void {
    const connection = this.#connection;
    const { languages } = connection;
    languages.diagnostics.on(
      this.#on<DocumentDiagnosticParams, FullDocumentDiagnosticReport>({ kind: DocumentDiagnosticReportKind.Full, items: [] }, (site) => ({
        kind: DocumentDiagnosticReportKind.Full,
        items: diagnostics(site, this.#diagnosticOptions),
      })),
    );
    connection.onHover(this.#on(null, (site, { position }) => hover(site, position)));
    connection.onCompletion(this.#on(null, (site, { position }) => completion(site, position, { snippets: this.#features.snippets })));
    connection.onCompletionResolve((item, token) =>
      this.#guard(token, undefined, () => (this.#project ? completionDocumentation(this.#project, item) : item)),
    );
    connection.onDefinition(this.#on(null, (site, { position }) => definition(site, position)));
    connection.onCodeAction(this.#on(null, (site, { range, context }) => codeActions(site, range, context, this.#diagnosticOptions)));
    connection.onDocumentFormatting(this.#on(null, (site) => formatting(site)));
    connection.onDocumentRangeFormatting(this.#on(null, (site, { range }) => rangeFormatting(site, range)));
    connection.onDocumentRangesFormatting(this.#on(null, (site, { ranges }) => rangesFormatting(site, ranges)));
    connection.onDocumentOnTypeFormatting(this.#on(null, (site, { position, ch }) => onTypeFormatting(site, position, ch)));
    connection.onRequest(GRAPH, ({ uri }: GraphParams, token: CancellationToken) =>
      this.#guard(token, uri, () => {
        const site = this.#project?.site(uri);
        return site ? graph(site) : null;
      }),
    );
    connection.onRequest(EXPLAIN, ({ code }: ExplainParams, token: CancellationToken) =>
      this.#guard(token, undefined, () => explain(code)),
    );
  }
}
