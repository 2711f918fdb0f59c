import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { DiagnosticOptions } from '../service/diagnostics.ts';
import type { Project, Site } from '../service/project.ts';
import type { ClientFeatures } from './capabilities.ts';
import type { Settings } from './settings.ts';
import type { FileStore } from './store.ts';
import { TokenMemory } from './token-memory.ts';

/** What one client has said and been given. */
export class Session {
  readonly project: Project;
  readonly store: FileStore;
  readonly features: ClientFeatures;
  readonly diagnosticOptions: DiagnosticOptions;
  /** Whether the client has the commands of code lenses. */
  readonly commands: boolean;
  readonly tokens = new TokenMemory();
  settings: Settings;
  folders: readonly string[];
  /** What has to be done before a request is answered. */
  settling: Promise<unknown> = Promise.resolve();

  constructor(given: Pick<Session, 'project' | 'store' | 'features' | 'diagnosticOptions' | 'commands' | 'settings' | 'folders'>) {
    this.project = given.project;
    this.store = given.store;
    this.features = given.features;
    this.diagnosticOptions = given.diagnosticOptions;
    this.commands = given.commands;
    this.settings = given.settings;
    this.folders = given.folders;
  }

  /**
   * A file with its program, once the files beside it have been read.
   *
   * @throws ResponseError if the request was cancelled meanwhile
   */
  async site(uri: string, token: CancellationToken): Promise<Site | undefined> {
    await this.settling;
    await this.store.ready(uri);
    await this.pause(token);
    return this.project.site(uri);
  }

  /** Reads all files of the workspace folders, once. */
  async readFolders(token: CancellationToken): Promise<void> {
    await this.settling;
    await this.store.readFolders(this.folders);
    await this.pause(token);
  }

  /**
   * Lets other messages in: an edit, or what cancels this request.
   *
   * @throws ResponseError if the request was cancelled
   */
  async pause(token: CancellationToken): Promise<void> {
    await new Promise<void>((resolve) => setTimeout(resolve));
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
  }
}
