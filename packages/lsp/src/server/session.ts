import type { CancellationToken, ProgressToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { DiagnosticOptions } from '../service/diagnostics.ts';
import type { Project, Site } from '../service/project.ts';
import type { ClientFeatures } from './capabilities.ts';
import { Changes, cancelled } from './changes.ts';
import type { Configurations } from './configurations.ts';
import type { Settings } from './settings.ts';
import type { FileStore } from './store.ts';
import { TokenMemory } from './token-memory.ts';

/** How long work goes on before other messages are let in, in milliseconds. */
const SLICE = 5;

type Given = Pick<
  Session,
  | 'project'
  | 'store'
  | 'configurations'
  | 'features'
  | 'diagnosticOptions'
  | 'commands'
  | 'settings'
  | 'folders'
  | 'sendPartial'
  | 'tellProblems'
  | 'log'
  | 'beginProgress'
>;

/** What one client has said and been given. */
export class Session {
  readonly project: Project;
  readonly store: FileStore;
  readonly configurations: Configurations;
  readonly features: ClientFeatures;
  readonly diagnosticOptions: DiagnosticOptions;
  /** Whether the client has the commands of code lenses. */
  readonly commands: boolean;
  readonly tokens = new TokenMemory();
  readonly changes = new Changes();
  /** What a client that asks was last told of files that it did not ask for. */
  readonly told = new Map<string, string>();
  /** Tells the client what there is of an answer already. */
  readonly sendPartial: (token: ProgressToken, value: unknown) => Promise<void>;
  /** Begins to show that something takes long, where the client can show it. */
  readonly beginProgress: (title: string) => Promise<WorkDoneProgressReporter | undefined>;
  /** Sends what is wrong with the configuration, where that has changed. */
  readonly tellProblems: () => Promise<void>;
  /** Notes a fault of ours that harms nothing else. */
  readonly log: (error: unknown) => void;
  /** How many changes there were when the whole workspace was last reported. */
  reportedAt: number | undefined;
  /** How many requests about a place or a file are being answered. */
  awaited = 0;
  /** Whether the client has asked for a pipeline. */
  showsGraph = false;
  settings: Settings;
  folders: readonly string[];
  /** What has to be done before a request is answered. */
  settling: Promise<unknown> = Promise.resolve();
  /** What changed on the disk is read; requests about the whole workspace wait for it. */
  reading: Promise<unknown> = Promise.resolve();

  #breathed = 0;

  constructor(given: Given) {
    this.project = given.project;
    this.store = given.store;
    this.configurations = given.configurations;
    this.features = given.features;
    this.diagnosticOptions = given.diagnosticOptions;
    this.commands = given.commands;
    this.settings = given.settings;
    this.folders = given.folders;
    this.sendPartial = given.sendPartial;
    this.tellProblems = given.tellProblems;
    this.log = given.log;
    this.beginProgress = given.beginProgress;
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
    await this.reading;
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
    this.#breathed = performance.now();
    if (token.isCancellationRequested) throw cancelled();
  }

  /** The same within long work that nobody waits for, where enough of it was done: what somebody waits for comes first. */
  async breathe(token: CancellationToken): Promise<void> {
    if (performance.now() - this.#breathed <= SLICE) return;
    do await this.pause(token);
    while (this.awaited > 0);
  }
}
