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
import { TextDocument } from 'vscode-languageserver-textdocument';
import { GRAPH_CHANGED, type InitializationOptions } from '../protocol.ts';
import { Project } from '../service/project.ts';
import { RenameRefusal } from '../service/rename.ts';
import { resourceKey } from '../service/uris.ts';
import { type ClientFeatures, clientFeatures, serverCapabilities } from './capabilities.ts';
import { Configurations, isConfigurationFile } from './configurations.ts';
import { type FileAccess, isConfiguration } from './files.ts';
import { pageUri } from './pages.ts';
import { Publisher } from './publisher.ts';
import { type Answer, requests } from './requests.ts';
import { Session } from './session.ts';
import { checkOptions, readSettings, today } from './settings.ts';
import { FileStore } from './store.ts';

/** What a server stands on. */
export interface Host {
  readonly version: string;
  /** Chosen when the client has said what it can do. */
  files(options: InitializationOptions): FileAccess;
}

/** How long after an edit findings are sent, in milliseconds: nobody reads them between two keys. */
const PUBLISH_DELAY = 60;

/** How long after an edit of an assay.json it is read, in milliseconds: everything is checked anew by it. */
const CONFIGURATION_DELAY = 300;

/** Files that a client watches for the server: what is checked, and what says how. */
const WATCHED = [{ globPattern: '**/*.{alloy,river}' }, { globPattern: '**/*assay*.json' }];

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
  #configurationTimer: ReturnType<typeof setTimeout> | undefined;
  /** Units of files whose findings may not be what the client was told. */
  readonly #changed = new Set<string>();
  readonly #publisher: Publisher;
  /** What the client was told of configurations, by URI. */
  readonly #problems = new Map<string, string>();
  /** Configurations that the client has open, by URI. */
  readonly #configurationTexts = new Map<string, TextDocument>();

  constructor(connection: Connection, host: Host) {
    this.#connection = connection;
    this.#host = host;
    this.#publisher = new Publisher(connection);
  }

  start(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => {
      clearTimeout(this.#timer);
      clearTimeout(this.#configurationTimer);
    });
    this.#listenToDocuments();
    for (const [method, answer] of Object.entries(requests)) {
      const isAwaited = !method.startsWith('workspace/');
      connection.onRequest(method, (params: unknown, token: CancellationToken) => this.#answer(answer, params, token, isAwaited));
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
    const files = this.#host.files(options);
    const configurations = new Configurations(project, files);
    configurations.reset(folders, settings.rules);
    this.#session = new Session({
      project,
      configurations,
      store: new FileStore(project, files, configurations, this.#complain),
      features,
      folders,
      settings,
      commands: options.commands === true,
      diagnosticOptions: features.textContent ? { pageOf: pageUri } : {},
      sendPartial: (token, value) => this.#connection.sendProgress(new ProgressType(), token, value),
      tellProblems: () => this.#tellProblems(configurations),
      log: (error) => this.#log(error),
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
    if (features.watchesFiles) this.#wait(client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHED }));
    if (features.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        session.folders = [...session.folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        this.#settle(session, () => this.#arrange(session));
      });
    }
    if (features.configuration) this.#settle(session, () => this.#fetchSettings(session));
  }

  /** What nobody waits for still must not fail unseen. */
  #wait(done: Promise<unknown>): void {
    done.catch((error: unknown) => this.#log(error));
  }

  /** Does one thing after the other; answers wait for all of it. */
  #settle(session: Session, task: () => Promise<unknown>): void {
    session.settling = session.settling.then(task).catch((error: unknown) => this.#log(error));
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
    await this.#arrange(session);
  }

  /** Reads all configuration anew, and checks by it. */
  async #arrange(session: Session): Promise<void> {
    session.configurations.reset(session.folders, session.settings.rules);
    await session.store.arrange(await checkOptions(session.settings, this.#complain));
    for (const uri of session.store.openUris) this.#touch(uri);
    await this.#tellProblems(session.configurations);
    this.#refresh(session);
  }

  /** Sends what is wrong with the configuration to every client, since none asks for it. */
  async #tellProblems(configurations: Configurations): Promise<void> {
    const problems = await configurations.problems();
    for (const [uri, told] of this.#problems) {
      if (problems.has(uri) || told === '[]') continue;
      this.#problems.delete(uri);
      await this.#connection.sendDiagnostics({ uri, diagnostics: [] });
    }
    for (const [uri, diagnostics] of problems) {
      const text = JSON.stringify(diagnostics);
      if ((this.#problems.get(uri) ?? '[]') !== text) await this.#connection.sendDiagnostics({ uri, diagnostics });
      this.#problems.set(uri, text);
    }
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
      const session = this.#session;
      if (!session) return;
      if (isConfigurationFile(uri)) {
        this.#editConfiguration(session, uri, TextDocument.create(uri, 'json', version, text));
        return;
      }
      session.store.opened(uri, version, text);
      this.#wait(
        session.store.ready(uri).then(() => {
          this.#touch(uri);
          return this.#tellProblems(session.configurations);
        }),
      );
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const configuration = this.#configurationTexts.get(uri);
      if (configuration && this.#session) {
        this.#editConfiguration(this.#session, uri, TextDocument.update(configuration, contentChanges, version));
        return;
      }
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
      if (this.#configurationTexts.has(uri)) {
        this.#editConfiguration(session, uri, undefined);
        return;
      }
      session.tokens.forget(uri);
      session.told.delete(resourceKey(uri));
      this.#touch(uri);
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
      if (session.features.configuration) this.#settle(session, () => this.#fetchSettings(session));
      else this.#settle(session, () => this.#configure(session, (settings as { assay?: unknown } | null)?.assay ?? this.#given));
    });
  }

  /** A configuration is written in the editor: what it says counts before it is saved. */
  #editConfiguration(session: Session, uri: string, document: TextDocument | undefined): void {
    if (document) this.#configurationTexts.set(uri, document);
    else this.#configurationTexts.delete(uri);
    clearTimeout(this.#configurationTimer);
    this.#configurationTimer = setTimeout(() => {
      session.configurations.setText(uri, document?.getText());
      this.#settle(session, () => this.#arrange(session));
    }, CONFIGURATION_DELAY);
  }

  async #filesChanged(session: Session, uris: readonly string[]): Promise<void> {
    if (uris.some((uri) => session.configurations.uses(uri))) {
      this.#settle(session, () => this.#arrange(session));
      await session.settling;
    }
    for (const uri of uris.filter(isConfiguration)) {
      // Those that it was with, and those that it is with now.
      this.#touch(uri);
      await session.store.reread(uri);
      this.#touch(uri);
    }
    this.#refresh(session);
  }

  /** A file is not what it was: so what was said of it and of those beside it may be wrong now. */
  #touch(uri: string): void {
    this.#session?.changes.add();
    if (this.#session) this.#changed.add(this.#session.project.unitOf(uri));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#publish(), PUBLISH_DELAY);
  }

  #publish(): void {
    const session = this.#session;
    if (!session) return;
    const changed = new Set(this.#changed);
    this.#changed.clear();
    // A suppression may have been over since midnight.
    if (session.project.options.today !== today()) this.#settle(session, () => this.#arrange(session));
    if (!session.features.pullsDiagnostics) this.#wait(this.#publisher.publish(session, changed, (error) => this.#log(error)));
    if (!session.showsGraph) return;
    const { project, store } = session;
    const uris = store.openUris.filter((uri) => changed.has(project.unitOf(uri)));
    if (uris.length > 0) this.#wait(this.#connection.sendNotification(GRAPH_CHANGED, { uris }));
  }

  /** An exception is logged and answered, and harms no other request. */
  async #answer(answer: Answer, params: unknown, token: CancellationToken, isAwaited: boolean): Promise<unknown> {
    const session = this.#session;
    if (!session) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the client has not said who it is');
    if (isAwaited) session.awaited++;
    try {
      return await answer(session, params, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      // What was asked for cannot be done, and the user is told why.
      if (error instanceof RenameRefusal) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      this.#log(error);
      throw new ResponseError(ErrorCodes.InternalError, error instanceof Error ? error.message : String(error));
    } finally {
      if (isAwaited) session.awaited--;
    }
  }
}
