import { type CheckedProgram, type CheckOptions, type RuleSetting, type Source, Workspace } from '@assay/checker';
import { directoryOf, resourceKey, resourcePath } from './uris.ts';

/** Replaces `start` to `end` (offsets in UTF-16 units, `end` exclusive) of a file. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** With which files one is looked at, and how. */
export interface Placement {
  /** Files of one unit may be one program, and an edit in one makes nothing of another unit doubtful. */
  readonly unit: string;
  /** Of the unit. */
  readonly options: CheckOptions;
  /** The files of the unit are one program, whatever they refer to. */
  readonly together: boolean;
  /** What is said of codes in this file. */
  readonly rules?: ReadonlyMap<string, RuleSetting>;
  /** Nothing is said of this file. */
  readonly ignored?: boolean;
}

/** A file, and the program that it is part of: what a request is about. */
export interface Site {
  readonly project: Project;
  readonly source: Source;
  readonly checked: CheckedProgram;
  readonly options: CheckOptions;
  /** Nothing is to be said of this file unasked. */
  readonly ignored: boolean;
}

interface Resource {
  /** As the client writes it. */
  readonly uri: string;
  /** What findings call it. */
  readonly path: string;
  readonly directory: string;
  placement: Placement;
}

interface Unit {
  readonly workspace: Workspace;
  readonly options: CheckOptions;
  /** By path; files come and go. */
  readonly settings: Map<string, ReadonlyMap<string, RuleSetting>>;
}

/**
 * The files that are known, by URI. Where nobody has said otherwise, each directory is a unit of its own, because no program reaches beyond
 * one.
 */
export class Project {
  #options: CheckOptions;
  readonly #folder: string | undefined;
  readonly #resources = new Map<string, Resource>();
  readonly #byPath = new Map<string, Resource>();
  readonly #units = new Map<string, Unit>();

  /** @param folder the URI that paths in messages are relative to */
  constructor(options: CheckOptions, folder?: string) {
    this.#options = options;
    this.#folder = folder;
  }

  /** How files are checked of which nothing else is said. */
  get options(): CheckOptions {
    return this.#options;
  }

  /** The URIs of all files. */
  get uris(): readonly string[] {
    return [...this.#resources.values()].map(({ uri }) => uri);
  }

  /** What findings call a file, whether it is known or not. */
  pathOf(uri: string): string {
    return resourcePath(uri, this.#folder);
  }

  /** What tells the unit of a file from others. */
  unitOf(uri: string): string {
    return this.#resources.get(resourceKey(uri))?.placement.unit ?? directoryOf(uri);
  }

  /** The URIs of the files of a file's unit, its own among them. */
  neighbours(uri: string): readonly string[] {
    const unit = this.unitOf(uri);
    return [...this.#resources.values()].filter(({ placement }) => placement.unit === unit).map((each) => each.uri);
  }

  has(uri: string): boolean {
    return this.#resources.has(resourceKey(uri));
  }

  /** How a file is checked. */
  optionsOf(uri: string): CheckOptions {
    return this.#resources.get(resourceKey(uri))?.placement.options ?? this.#options;
  }

  /** Where a file belongs of which nothing is said. */
  defaultPlacement(uri: string): Placement {
    return { unit: directoryOf(uri), options: this.#options, together: false };
  }

  /** Checks everything anew: with other options where nothing is said of a file, and where something is, so. */
  configure(options: CheckOptions, placements: ReadonlyMap<string, Placement> = new Map()): void {
    this.#options = options;
    const files = [...this.#resources.values()].map(({ uri }) => ({ uri, text: this.source(uri)?.text ?? '' }));
    this.#units.clear();
    for (const { uri, text } of files) this.open(uri, text, placements.get(uri) ?? this.defaultPlacement(uri));
  }

  /** Adds a file, or puts another text in its place. Without a placement it stays where it is. */
  open(uri: string, content: string | Uint8Array, placement?: Placement): void {
    const key = resourceKey(uri);
    const before = this.#resources.get(key);
    const resource = before ?? { uri, path: this.pathOf(uri), directory: directoryOf(uri), placement: this.defaultPlacement(uri) };
    if (before && placement && placement.unit !== before.placement.unit) this.close(uri);
    resource.placement = placement ?? resource.placement;
    this.#resources.set(key, resource);
    this.#byPath.set(resource.path, resource);
    const { unit: name, options, together, rules } = resource.placement;
    let unit = this.#units.get(name);
    if (!unit) {
      const settings: Unit['settings'] = new Map(options.settings);
      const all = { ...options, settings };
      unit = { workspace: new Workspace(all, together ? (files) => [files] : undefined), options: all, settings };
      this.#units.set(name, unit);
    }
    if (rules) unit.settings.set(resource.path, rules);
    unit.workspace.open(resource.path, content);
  }

  /** Puts a file that is known where it belongs. */
  place(uri: string, placement: Placement): void {
    const source = this.source(uri);
    const before = this.#resources.get(resourceKey(uri))?.placement;
    if (!source || !before) return;
    const { unit, rules, ignored } = placement;
    if (before.unit !== unit || before.rules !== rules || before.ignored !== ignored) this.open(uri, source.text, placement);
  }

  /** Changes a file that is known; of others it says nothing. */
  edit(uri: string, edits: readonly OffsetEdit[]): void {
    const resource = this.#resources.get(resourceKey(uri));
    if (resource) this.#units.get(resource.placement.unit)?.workspace.edit(resource.path, edits);
  }

  /** Forgets a file. */
  close(uri: string): void {
    const key = resourceKey(uri);
    const resource = this.#resources.get(key);
    if (!resource) return;
    this.#resources.delete(key);
    this.#byPath.delete(resource.path);
    const unit = this.#units.get(resource.placement.unit);
    unit?.workspace.close(resource.path);
    unit?.settings.delete(resource.path);
    if (unit?.workspace.paths.length === 0) this.#units.delete(resource.placement.unit);
  }

  source(uri: string): Source | undefined {
    const resource = this.#resources.get(resourceKey(uri));
    return resource && this.#units.get(resource.placement.unit)?.workspace.source(resource.path);
  }

  /** The program of a file as it is now; `undefined` for a file that is not known. */
  site(uri: string): Site | undefined {
    const resource = this.#resources.get(resourceKey(uri));
    const unit = resource && this.#units.get(resource.placement.unit);
    const source = resource && unit?.workspace.source(resource.path);
    const checked = resource && unit?.workspace.programOf(resource.path);
    if (!source || !checked || !unit) return undefined;
    return { project: this, source, checked, options: unit.options, ignored: resource.placement.ignored === true };
  }

  /** The URI of a file by the path that findings call it. */
  uriOf(path: string): string {
    return this.#byPath.get(path)?.uri ?? path;
  }
}
