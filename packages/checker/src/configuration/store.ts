import type { Place } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { openSource, type Source } from '../project/source.ts';
import { type Configuration, type ConfigurationPart, openConfiguration } from './configuration.ts';
import type { Located } from './forms.ts';
import { climbs } from './globs.ts';
import { CONFIGURATION_NAME, isConfigurationOfOurs, isWithin, parentOf, pathIn } from './paths.ts';
import type { ConfigurationProblem } from './problem.ts';
import { readConfiguration, type WrittenConfiguration } from './read.ts';

type Awaitable<T> = T | Promise<T>;

/** How configuration is found and read. Paths are absolute, with `/` between their parts. */
export interface ConfigurationFiles {
  /** What is in a file; `undefined` where there is none. @throws Error with a sentence for the user where it cannot be read */
  read(path: string): Awaitable<string | Uint8Array | undefined>;
  /** Whether a directory is the root of a repository or of a workspace: what is above it does not count. */
  isRoot(directory: string): Awaitable<boolean>;
  /** The directory that `extends` of a configuration in this one may not lead out of, where it is another than the nearest root. */
  boundaryOf?(directory: string): Awaitable<string | undefined>;
  /** What is in a directory, for *did you mean*. */
  names?(directory: string): Awaitable<readonly string[]>;
}

/** How many files one configuration may be made of. */
const MOST_PARTS = 50;

/**
 * The configurations of a run, or of a workspace: the nearest assay.json above each file. What has been read is kept; after a change of one,
 * make a new store.
 */
export class ConfigurationStore {
  readonly #files: ConfigurationFiles;
  readonly #nearest = new Map<string, Promise<Configuration | undefined>>();
  readonly #opened = new Map<string, Promise<Configuration | undefined>>();

  constructor(files: ConfigurationFiles) {
    this.#files = files;
  }

  /** The configuration that a file in this directory has; `undefined` where there is none above it. */
  of(directory: string): Promise<Configuration | undefined> {
    let found = this.#nearest.get(directory);
    if (!found) {
      found = this.#find(directory);
      this.#nearest.set(directory, found);
    }
    return found;
  }

  async #find(directory: string): Promise<Configuration | undefined> {
    const own = await this.open(pathIn(directory, CONFIGURATION_NAME));
    if (own) return own;
    const parent = parentOf(directory);
    return parent === undefined || (await this.#files.isRoot(directory)) ? undefined : this.of(parent);
  }

  /** The configuration that one file and all that it extends make; `undefined` where there is no such file. */
  open(path: string): Promise<Configuration | undefined> {
    let opened = this.#opened.get(path);
    if (!opened) {
      opened = this.#open(path);
      this.#opened.set(path, opened);
    }
    return opened;
  }

  /** Outside of any root a configuration may extend what it likes. */
  async #rootAround(directory: string): Promise<string | undefined> {
    for (let at: string | undefined = directory; at !== undefined; at = parentOf(at)) if (await this.#files.isRoot(at)) return at;
    return undefined;
  }

  async #open(path: string): Promise<Configuration | undefined> {
    const directory = parentOf(path) ?? '/';
    const boundary = this.#files.boundaryOf ? await this.#files.boundaryOf(directory) : await this.#rootAround(directory);
    const chain = new Chain(this.#files, boundary);
    return (await chain.add(path)) ? openConfiguration(chain.parts, chain.sources, chain.problems) : undefined;
  }
}

/** All globs of a file. */
function globsOf({ ignores, programs, overrides }: WrittenConfiguration): readonly Located<string>[] {
  const entries = [...(programs?.value ?? []), ...(overrides?.value ?? [])];
  return [...(ignores?.value ?? []), ...entries.flatMap(({ value: { files } }) => files?.value ?? [])];
}

function leadsOut(glob: string): string {
  return `"${glob}" leads out of the directory of its assay.json: a glob means what is below it`;
}

/** The files that one configuration is made of. */
class Chain {
  /** What none of them is outside of. */
  readonly #boundary: string | undefined;
  readonly parts: ConfigurationPart[] = [];
  readonly sources = new Map<string, Source>();
  readonly problems: ConfigurationProblem[] = [];
  readonly #files: ConfigurationFiles;

  constructor(files: ConfigurationFiles, boundary: string | undefined) {
    this.#files = files;
    this.#boundary = boundary;
  }

  /**
   * @param from the entries of `extends` that led here
   * @returns false where there is no such file
   */
  async add(path: string, from: readonly Located<string>[] = []): Promise<boolean> {
    let content: string | Uint8Array | undefined;
    try {
      content = await this.#files.read(path);
    } catch (error) {
      // It is there, and counts: to go on without it would be to check by another configuration.
      content = '';
      this.#error({ file: path, start: 0, end: 0 }, (error as Error).message);
    }
    if (content === undefined) return false;
    const failed = this.problems.some(({ file }) => file === path);
    const source = openSource(path, content);
    this.sources.set(path, source);
    const { offset = 0, message } = source.encodingProblem ?? {};
    if (message !== undefined) this.#error({ file: path, start: offset, end: offset }, `this file is not UTF-8: ${message}`);
    const { written, problems } =
      failed || message !== undefined ? { written: {}, problems: [] } : await readConfiguration(path, source.text);
    const entry = from.at(-1);
    if (entry && problems.length > 0 && Object.keys(written).length === 0 && !isConfigurationOfOurs(path)) {
      // Whatever it is, it is not to be shown: not its lines, and not a word of it.
      this.sources.delete(path);
      this.#error(entry.place, `"${entry.value}" is no configuration of Assay: none of its keys is one of assay.json`);
      return true;
    }
    for (const problem of problems) this.problems.push(problem);
    // A file that is extended may name what is beside its own directory, if that is below the one that extends it.
    for (const glob of globsOf(written)) if (climbs(glob.value, from.length > 0)) this.#error(glob.place, leadsOut(glob.value));
    for (const entry of written.extends?.value ?? []) await this.#extend(path, entry, from);
    this.parts.push({ path, written });
    return true;
  }

  async #extend(file: string, entry: Located<string>, from: readonly Located<string>[]): Promise<void> {
    if (/^[a-z][a-z\d+.-]*:\/\//i.test(entry.value)) {
      this.#error(entry.place, `this is no path: nothing is fetched, so "extends" takes files of the repository`);
      return;
    }
    const directory = parentOf(file) ?? '/';
    const path = pathIn(directory, entry.value);
    if (this.#boundary !== undefined && !isWithin(this.#boundary, path)) {
      this.#error(entry.place, `"${entry.value}" is outside of the repository, which "extends" does not lead out of`);
      return;
    }
    const around = [...from.map(({ place }) => place.file), file];
    const steps = [...from, entry];
    if (around.includes(path)) {
      const circle = steps.slice(around.indexOf(path));
      this.#error(entry.place, circle.length === 1 ? 'this file extends itself' : 'these files extend each other in a circle', {
        related: circle.slice(0, -1).map(({ place, value }) => ({ ...place, message: `this extends "${value}"` })),
      });
      return;
    }
    // Two ways may lead to one file. It counts where it came first.
    if (this.parts.some((part) => part.path === path)) return;
    if (this.sources.size >= MOST_PARTS) {
      this.#error(entry.place, `a configuration can be made of ${MOST_PARTS} files at most`);
      return;
    }
    if (await this.add(path, steps)) return;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const names = (await this.#files.names?.(parentOf(path) ?? '/')) ?? [];
    const meant = nearest(name, names);
    const replacement = meant === undefined ? undefined : entry.value.slice(0, entry.value.length - name.length) + meant;
    this.#error(
      entry.place,
      `there is no file "${entry.value}"${replacement === undefined ? '' : `: did you mean "${replacement}"?`}`,
      replacement === undefined ? {} : { replacement: JSON.stringify(replacement) },
    );
  }

  #error(place: Place, message: string, extras: Partial<Pick<ConfigurationProblem, 'related' | 'replacement'>> = {}): void {
    this.problems.push({ ...place, severity: 'error', message, notes: [], related: [], ...extras });
  }
}
