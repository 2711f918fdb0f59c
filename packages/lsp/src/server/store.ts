import type { CheckOptions } from '@assay/checker';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { difference } from '../service/code-actions/edits.ts';
import { EditedLines } from '../service/edited-lines.ts';
import { offsetAt } from '../service/positions.ts';
import type { OffsetEdit, Placement, Project } from '../service/project.ts';
import { directoryOf, resourceKey, withoutSlash } from '../service/uris.ts';
import type { Configurations } from './configurations.ts';
import type { FileAccess } from './files.ts';

/** How many changes of one message are made one by one: each goes through the text, so that many are made as one. */
const MOST_EDITS = 10;

/**
 * How many tokens files may have together that nobody has open. They are kept as long as the workspace is, with some hundred bytes for each
 * token; these are about 25 MB of configuration as people write it.
 */
const MOST_TOKENS = 6_000_000;

/**
 * The files of a project: those that a client has open, whose text is the client's, and those beside them, which are read from the disk.
 * The files of a directory, and of a program that assay.json lists, are read when the first of them is opened, and forgotten when the last is
 * closed; those of the workspace folders are read when the whole workspace is asked for, and kept.
 */
export class FileStore {
  readonly #project: Project;
  readonly #files: FileAccess;
  readonly #configurations: Configurations;
  readonly #complain: (problem: string) => void;
  /** How many tokens a file from the disk has, by key. */
  readonly #tokens = new Map<string, number>();
  #allTokens = 0;
  /** Whether it has been said that files are left out. */
  #hasComplained = false;
  /** By key. */
  readonly #open = new Map<string, { readonly uri: string; version: number }>();
  /** What is read for each open file, by key. */
  readonly #reading = new Map<string, Promise<void>>();
  readonly #directories = new Map<string, Promise<void>>();
  #kept: Promise<void> | undefined;
  #keptFolders: readonly string[] = [];

  /** @param complain told what the user should know of files that are not read */
  constructor(project: Project, files: FileAccess, configurations: Configurations, complain: (problem: string) => void) {
    this.#project = project;
    this.#files = files;
    this.#configurations = configurations;
    this.#complain = complain;
  }

  get openUris(): readonly string[] {
    return [...this.#open.values()].map(({ uri }) => uri);
  }

  isOpen(uri: string): boolean {
    return this.#open.has(resourceKey(uri));
  }

  /** The version of an open file. */
  version(uri: string): number | undefined {
    return this.#open.get(resourceKey(uri))?.version;
  }

  /** Resolves once the files of this one's program have been read. */
  ready(uri: string): Promise<void> {
    return this.#reading.get(resourceKey(uri)) ?? this.#directories.get(directoryOf(uri)) ?? Promise.resolve();
  }

  opened(uri: string, version: number, text: string): void {
    this.#open.set(resourceKey(uri), { uri, version });
    this.#count(uri, 0);
    this.#project.open(uri, text);
    this.#reading.set(resourceKey(uri), this.#readAround(uri));
  }

  async #readAround(uri: string): Promise<void> {
    this.#project.place(uri, await this.#configurations.placementOf(uri));
    const directory = directoryOf(uri);
    if (!this.#directories.has(directory)) this.#directories.set(directory, this.#readDirectory(uri));
    await this.#directories.get(directory);
    for (const each of await this.#configurations.companionsOf(uri))
      if (!this.#project.has(each)) await this.#load(each, () => this.isOpen(uri));
  }

  /** @throws what went wrong with an edit; the text is what it should be then, too */
  changed(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const open = this.#open.get(resourceKey(uri));
    if (!open) return;
    open.version = version;
    let fault: unknown;
    const edit = (edits: readonly OffsetEdit[], after: () => string): void => {
      try {
        this.#project.edit(uri, edits);
      } catch (error) {
        // Everything is read anew, so that a fault does not outlive the edit that it came with.
        this.#project.open(uri, after());
        fault = error;
      }
    };
    const source = this.#project.source(uri);
    if (source && changes.length > MOST_EDITS && changes.every((change) => 'range' in change)) {
      const lines = new EditedLines(source.text);
      for (const { range, text } of changes) lines.replace(range, text);
      const text = lines.toString();
      edit([difference(source.text, text)], () => text);
    } else {
      for (const change of changes) {
        const source = this.#project.source(uri);
        if (!source) return;
        if ('range' in change) {
          const [start, end] = [offsetAt(source, change.range.start), offsetAt(source, change.range.end)].sort((a, b) => a - b) as [
            number,
            number,
          ];
          edit([{ start, end, text: change.text }], () => source.text.slice(0, start) + change.text + source.text.slice(end));
        } else this.#project.open(uri, change.text);
      }
    }
    if (fault !== undefined) throw fault;
  }

  /** @returns resolves once the text on the disk is what counts again */
  async closed(uri: string): Promise<void> {
    this.#open.delete(resourceKey(uri));
    this.#reading.delete(resourceKey(uri));
    if (this.#isWanted(uri)) await this.reread(uri);
    this.#forgetUnwanted();
  }

  /** Forgets what is neither kept nor belongs to an open file. */
  #forgetUnwanted(): void {
    const directories = new Set(this.openUris.map(directoryOf));
    for (const directory of this.#directories.keys()) if (!directories.has(directory)) this.#directories.delete(directory);
    for (const uri of this.#project.uris) if (!this.isOpen(uri) && !this.#isWanted(uri)) this.#forget(uri);
  }

  /** Whether a file is to be known: one beside it or of its program is open, or it is in a folder that is kept. */
  #isWanted(uri: string): boolean {
    const directory = directoryOf(uri);
    const unit = this.#project.unitOf(uri);
    const key = resourceKey(uri);
    return (
      this.#keptFolders.some((folder) => key.startsWith(`${folder}/`)) ||
      this.openUris.some((each) => directoryOf(each) === directory || this.#project.unitOf(each) === unit)
    );
  }

  /** Takes what is on the disk now, for a file that a client does not have open. */
  reread(uri: string): Promise<void> {
    return this.#load(uri, () => this.#isWanted(uri));
  }

  async #load(uri: string, isWanted: () => boolean): Promise<void> {
    if (this.isOpen(uri) || !isWanted()) return;
    const content = await this.#files.read(uri);
    const placement = await this.#configurations.placementOf(uri);
    // It may have been opened, or become unwanted, meanwhile.
    if (this.isOpen(uri) || !isWanted()) return;
    if (content === undefined || !this.#fits(uri, content)) this.#forget(uri);
    else this.#project.open(uri, content, placement);
  }

  #forget(uri: string): void {
    this.#count(uri, 0);
    this.#project.close(uri);
  }

  /** Whether there is room for what the disk has of a file; then it is counted. */
  #fits(uri: string, content: string | Uint8Array): boolean {
    const tokens = estimateTokens(content);
    this.#count(uri, 0);
    if (this.#allTokens + tokens <= MOST_TOKENS) {
      this.#count(uri, tokens);
      return true;
    }
    if (!this.#hasComplained) this.#complain(`the files of the workspace are too large together: ${uri} and others are not read`);
    this.#hasComplained = true;
    return false;
  }

  #count(uri: string, tokens: number): void {
    const key = resourceKey(uri);
    this.#allTokens += tokens - (this.#tokens.get(key) ?? 0);
    if (tokens > 0) this.#tokens.set(key, tokens);
    else this.#tokens.delete(key);
  }

  /** Reads the files of folders and keeps them; what was read before is not read again. */
  readFolders(folders: readonly string[]): Promise<void> {
    const keys = folders.map((folder) => withoutSlash(resourceKey(folder)));
    if (!this.#kept || keys.join() !== this.#keptFolders.join()) {
      this.#keptFolders = keys;
      this.#kept = this.#readFolders(folders);
    }
    return this.#kept;
  }

  async #readFolders(folders: readonly string[]): Promise<void> {
    for (const folder of folders) {
      for (const uri of await this.#files.find(folder)) {
        if (!this.#project.has(uri)) await this.reread(uri);
      }
    }
    // What was in a folder that is gone.
    this.#forgetUnwanted();
  }

  /** Puts all files where the configurations say that they belong now. */
  async arrange(options: CheckOptions): Promise<void> {
    this.#project.configure(options);
    const placements = new Map<string, Placement>();
    for (const uri of this.#project.uris) placements.set(uri, await this.#configurations.placementOf(uri));
    this.#project.configure(options, placements);
    await Promise.all(this.openUris.map((uri) => this.#readAround(uri)));
    this.#forgetUnwanted();
  }

  async #readDirectory(uri: string): Promise<void> {
    const directory = uri.slice(0, Math.max(uri.lastIndexOf('/'), 0));
    if (directory === '') return;
    for (const each of await this.#files.list(directory)) await this.reread(each);
  }
}

/** About how many tokens a text has: words, blanks between them, and signs. What strings and comments hold is counted too. */
function estimateTokens(content: string | Uint8Array): number {
  let tokens = 0;
  let before = -1;
  for (let at = 0; at < content.length; at++) {
    const unit = typeof content === 'string' ? content.charCodeAt(at) : (content[at] as number);
    const kind = unit <= 0x20 ? 0 : unit >= 0x80 || WORD[unit] === 1 ? 1 : 2;
    if (kind === 2 || kind !== before) tokens++;
    before = kind;
  }
  return tokens;
}

const WORD = Uint8Array.from({ length: 128 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0));
