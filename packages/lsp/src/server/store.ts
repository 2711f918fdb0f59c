import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { offsetAt } from '../service/positions.ts';
import type { Project } from '../service/project.ts';
import { directoryOf, resourceKey } from '../service/uris.ts';
import type { FileAccess } from './files.ts';

/**
 * The files of a project: those that a client has open, whose text is the client's, and those beside them, which are read from the disk.
 * The files of a directory are read when the first of them is opened, and forgotten when the last is closed.
 */
export class FileStore {
  readonly #project: Project;
  readonly #files: FileAccess;
  /** Versions of the files that are open, by key. */
  readonly #open = new Map<string, { readonly uri: string; version: number }>();
  readonly #directories = new Map<string, Promise<void>>();

  constructor(project: Project, files: FileAccess) {
    this.#project = project;
    this.#files = files;
  }

  get openUris(): readonly string[] {
    return [...this.#open.values()].map(({ uri }) => uri);
  }

  isOpen(uri: string): boolean {
    return this.#open.has(resourceKey(uri));
  }

  version(uri: string): number | undefined {
    return this.#open.get(resourceKey(uri))?.version;
  }

  /** Resolves once the files beside this one have been read. */
  ready(uri: string): Promise<void> {
    return this.#directories.get(directoryOf(uri)) ?? Promise.resolve();
  }

  opened(uri: string, version: number, text: string): void {
    this.#open.set(resourceKey(uri), { uri, version });
    this.#project.open(uri, text);
    const directory = directoryOf(uri);
    if (!this.#directories.has(directory)) this.#directories.set(directory, this.#readDirectory(uri));
  }

  changed(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const open = this.#open.get(resourceKey(uri));
    if (!open) return;
    open.version = version;
    for (const change of changes) {
      const source = this.#project.source(uri);
      if (!source) return;
      if ('range' in change) {
        const start = offsetAt(source, change.range.start);
        const end = offsetAt(source, change.range.end);
        this.#project.edit(uri, [{ start: Math.min(start, end), end: Math.max(start, end), text: change.text }]);
      } else this.#project.open(uri, change.text);
    }
  }

  /** @returns resolves once the text on the disk is what counts again */
  async closed(uri: string): Promise<void> {
    this.#open.delete(resourceKey(uri));
    const directory = directoryOf(uri);
    if (this.#isIdle(directory)) {
      this.#directories.delete(directory);
      for (const each of this.#project.neighbours(uri)) this.#project.close(each);
      return;
    }
    await this.reread(uri);
  }

  /** Whether none of a directory's files is open, nor asked for by {@link readAll}. */
  #isIdle(directory: string): boolean {
    return !this.openUris.some((uri) => directoryOf(uri) === directory);
  }

  /** What is on the disk now, for a file that a client does not have open. */
  async reread(uri: string): Promise<void> {
    if (this.isOpen(uri) || !this.#directories.has(directoryOf(uri))) return;
    const content = await this.#files.read(uri);
    // It may have been opened, or its directory forgotten, meanwhile.
    if (this.isOpen(uri) || !this.#directories.has(directoryOf(uri))) return;
    if (content === undefined) this.#project.close(uri);
    else this.#project.open(uri, content);
  }

  async #readDirectory(uri: string): Promise<void> {
    const directory = uri.slice(0, Math.max(uri.lastIndexOf('/'), 0));
    if (directory === '') return;
    for (const each of await this.#files.list(directory)) await this.reread(each);
  }
}
