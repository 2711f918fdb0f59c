import type { Catalog } from '@assay/catalog';
import { type CheckedProgram, type CheckOptions, type Source, Workspace } from '@assay/checker';
import { directoryOf, resourceKey, resourcePath } from './uris.ts';

/** Replaces `start` to `end` (offsets in UTF-16 units, `end` exclusive) of a file. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A file, and the program that it is part of: what a request is about. */
export interface Site {
  readonly project: Project;
  readonly source: Source;
  readonly checked: CheckedProgram;
}

interface Resource {
  /** As the client writes it. */
  readonly uri: string;
  /** What findings call it. */
  readonly path: string;
  readonly directory: string;
}

/**
 * The files that are known, by URI. Each directory is a workspace of its own, because no program reaches beyond one: an edit in one makes
 * nothing of another doubtful.
 */
export class Project {
  #options: CheckOptions;
  readonly #folder: string | undefined;
  readonly #resources = new Map<string, Resource>();
  readonly #byPath = new Map<string, Resource>();
  readonly #directories = new Map<string, Workspace>();

  /** @param folder the URI that paths in messages are relative to */
  constructor(options: CheckOptions, folder?: string) {
    this.#options = options;
    this.#folder = folder;
  }

  get catalog(): Catalog {
    return this.#options.catalog;
  }

  get options(): CheckOptions {
    return this.#options;
  }

  /** The URIs of all files. */
  get uris(): readonly string[] {
    return [...this.#resources.values()].map(({ uri }) => uri);
  }

  /** The URIs of the files of a file's directory, its own among them. */
  neighbours(uri: string): readonly string[] {
    const directory = directoryOf(uri);
    return [...this.#resources.values()].filter((each) => each.directory === directory).map((each) => each.uri);
  }

  has(uri: string): boolean {
    return this.#resources.has(resourceKey(uri));
  }

  /** Checks everything anew with other options. */
  configure(options: CheckOptions): void {
    this.#options = options;
    for (const [directory, old] of this.#directories) {
      const fresh = new Workspace(options);
      for (const path of old.paths) {
        const source = old.source(path);
        if (source) fresh.open(path, source.text);
      }
      this.#directories.set(directory, fresh);
    }
  }

  /** Adds a file, or puts another text in its place. */
  open(uri: string, content: string | Uint8Array): void {
    const key = resourceKey(uri);
    let resource = this.#resources.get(key);
    if (!resource) {
      resource = { uri, path: resourcePath(uri, this.#folder), directory: directoryOf(uri) };
      this.#resources.set(key, resource);
      this.#byPath.set(resource.path, resource);
    }
    let workspace = this.#directories.get(resource.directory);
    if (!workspace) {
      workspace = new Workspace(this.#options);
      this.#directories.set(resource.directory, workspace);
    }
    workspace.open(resource.path, content);
  }

  /** Changes a file that is known; of others it says nothing. */
  edit(uri: string, edits: readonly OffsetEdit[]): void {
    const resource = this.#resources.get(resourceKey(uri));
    if (resource) this.#directories.get(resource.directory)?.edit(resource.path, edits);
  }

  /** Forgets a file. */
  close(uri: string): void {
    const key = resourceKey(uri);
    const resource = this.#resources.get(key);
    if (!resource) return;
    this.#resources.delete(key);
    this.#byPath.delete(resource.path);
    const workspace = this.#directories.get(resource.directory);
    workspace?.close(resource.path);
    if (workspace?.paths.length === 0) this.#directories.delete(resource.directory);
  }

  source(uri: string): Source | undefined {
    const resource = this.#resources.get(resourceKey(uri));
    return resource && this.#directories.get(resource.directory)?.source(resource.path);
  }

  /** The program of a file as it is now; `undefined` for a file that is not known. */
  site(uri: string): Site | undefined {
    const resource = this.#resources.get(resourceKey(uri));
    const workspace = resource && this.#directories.get(resource.directory);
    const source = resource && workspace?.source(resource.path);
    const checked = resource && workspace?.programOf(resource.path);
    return source && checked ? { project: this, source, checked } : undefined;
  }

  /** The URI of a file by the path that findings call it. */
  uriOf(path: string): string {
    return this.#byPath.get(path)?.uri ?? path;
  }
}
