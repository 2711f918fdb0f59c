/** The server, whatever carries its messages: who the client is, its documents and settings, and when it is told what. */
import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ProgressType,
  ResponseError,
  type WorkDoneProgressReporter,
} from 'vscode-languageserver';
import { GRAPH_CHANGED, type InitializationOptions } from '../protocol.ts';
import { Project } from '../service/project.ts';
import { RenameRefusal } from '../service/rename.ts';
import { directoryOf, resourceKey } from '../service/uris.ts';
import { type ClientFeatures, clientFeatures, serverCapabilities } from './capabilities.ts';
import type { FileAccess } from './files.ts';
import { pageUri } from './pages.ts';
import { Publisher } from './publisher.ts';
import { type Answer, requests } from './requests.ts';
import { Session } from './session.ts';
import { checkOptions, readSettings } from './settings.ts';
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
  #session: Session | undefined;
  /** The settings that came with the first message. */
  #given: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Files whose findings may not be what the client was told. */
  readonly #changed = new Set<string>();
  readonly #publisher: Publisher;

  constructor(connection: Connection, host: Host) {
    this.#connection = connection;
    this.#host = host;
    this.#publisher = new Publisher(connection);
  }

  start(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => clearTimeout(this.#timer));
    this.#listenToDocuments();
    for (const [method, answer] of Object.entries(requests)) {
      connection.onRequest(method, (params: unknown, token: CancellationToken) => this.#answer(answer, params, token));
    }
    connection.listen();
  }

  async #initialize(params: InitializeParams): Promise<InitializeResult> {
    const features = clientFeatures(params.capabilities);
    const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    const options = (params.initializationOptions ?? {}) as InitializationOptions;
    this.#given = options;
    const settings = readSettings(options, this.#complain);
    const project = new Project(await checkOptions(settings, this.#complain), folders.length === 1 ? folders[0] : undefined);
    this.#session = new Session({
      project,
      store: new FileStore(project, this.#host.files(options)),
      features,
      folders,
      settings,
      commands: options.commands === true,
      diagnosticOptions: features.textContent ? { pageOf: pageUri } : {},
      sendPartial: (token, value) => this.#connection.sendProgress(new ProgressType(), token, value),
      beginProgress: (title) => this.#beginProgress(features, title),
    });
    return { capabilities: serverCapabilities(), serverInfo: { name: 'assay', version: this.#host.version } };
  }

  #initialized(): void {
    const session = this.#session;
    if (!session) return;
    const { client } = this.#connection;
    const { features } = session;
    if (features.watchesConfiguration) this.#wait(client.register(DidChangeConfigurationNotification.type, { section: 'assay' }));
    if (features.watchesFiles)
      this.#wait(client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*.{alloy,river}' }] }));
    if (features.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        session.folders = [...session.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        this.#refresh(session);
      });
    }
    if (features.configuration) this.#settle(this.#fetchSettings(session));
  }

  /** What nobody waits for still must not fail unseen. */
  #wait(done: Promise<unknown>): void {
    done.catch((error: unknown) => this.#log(error));
  }

  /** Answers wait for this. */
  #settle(done: Promise<unknown>): void {
    if (this.#session) this.#session.settling = done.catch((error: unknown) => this.#log(error));
  }

  readonly #complain = (problem: string): void => this.#connection.console.warn(problem);

  #log(error: unknown): void {
    this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  async #fetchSettings(session: Session): Promise<void> {
    const value: unknown = await this.#connection.workspace.getConfiguration('assay');
    // A client that has no such section says null: then what it said first counts.
    await this.#configure(session, value ?? this.#given);
  }

  async #configure(session: Session, value: unknown): Promise<void> {
    const settings = readSettings(value, this.#complain);
    if (JSON.stringify(settings) === JSON.stringify(session.settings)) return;
    session.settings = settings;
    session.project.configure(await checkOptions(settings, this.#complain));
    for (const uri of session.store.openUris) this.#touch(uri);
    this.#refresh(session);
  }

  async #beginProgress(features: ClientFeatures, title: string): Promise<WorkDoneProgressReporter | undefined> {
    if (!features.progress) return undefined;
    const progress = await this.#connection.window.createWorkDoneProgress();
    progress.begin(title);
    return progress;
  }

  /** Asks a client that pulls findings, lenses and hints to do so again. */
  #refresh({ features, changes }: Session): void {
    changes.add();
    const { languages } = this.#connection;
    if (features.pullsDiagnostics && features.refreshesDiagnostics) this.#wait(languages.diagnostics.refresh());
    if (features.refreshesTokens) this.#wait(languages.semanticTokens.refresh());
    if (features.refreshesInlayHints) this.#wait(languages.inlayHint.refresh());
    if (features.refreshesCodeLenses) this.#wait(this.#connection.sendRequest('workspace/codeLens/refresh'));
  }

  #listenToDocuments(): void {
    const connection = this.#connection;
    connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
      const store = this.#session?.store;
      if (!store) return;
      store.opened(uri, version, text);
      this.#touch(uri);
      this.#wait(store.ready(uri).then(() => this.#touch(uri)));
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      try {
        this.#session?.store.changed(uri, version, contentChanges);
      } catch (error) {
        this.#log(error);
      }
      this.#touch(uri);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const session = this.#session;
      if (!session) return;
      session.tokens.forget(uri);
      session.told.delete(resourceKey(uri));
      this.#wait(session.store.closed(uri).then(() => this.#touch(uri)));
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      const session = this.#session;
      if (!session) return;
      const uris = changes.map(({ uri }) => uri);
      session.reading = session.reading.then(() => this.#filesChanged(session, uris)).catch((error: unknown) => this.#log(error));
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      const session = this.#session;
      if (!session) return;
      if (session.features.configuration) this.#settle(this.#fetchSettings(session));
      else this.#settle(this.#configure(session, (settings as { assay?: unknown } | null)?.assay ?? this.#given));
    });
  }

  async #filesChanged(session: Session, uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      await session.store.reread(uri);
      this.#touch(uri);
    }
    this.#refresh(session);
  }

  /** A file is not what it was: so what was said of it and of those beside it may be wrong now. */
  #touch(uri: string): void {
    this.#session?.changes.add();
    this.#changed.add(uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#publish(), PUBLISH_DELAY);
  }

  #publish(): void {
    const session = this.#session;
    if (!session) return;
    const changed = new Set(this.#changed);
    this.#changed.clear();
    if (!session.features.pullsDiagnostics) this.#wait(this.#publisher.publish(session, changed, (error) => this.#log(error)));
    if (!session.showsGraph) return;
    const directories = new Set([...changed].map(directoryOf));
    const uris = session.store.openUris.filter((uri) => directories.has(directoryOf(uri)));
    if (uris.length > 0) this.#wait(this.#connection.sendNotification(GRAPH_CHANGED, { uris }));
  }

  /** An exception is logged and answered, and harms no other request. */
  async #answer(answer: Answer, params: unknown, token: CancellationToken): Promise<unknown> {
    const session = this.#session;
    if (!session) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the client has not said who it is');
    try {
      return await answer(session, params, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      // What was asked for cannot be done, and the user is told why.
      if (error instanceof RenameRefusal) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      this.#log(error);
      throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
    }
  }
}
