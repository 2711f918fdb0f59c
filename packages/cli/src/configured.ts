import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { Place } from '@assay/checker';
import {
  CONFIGURATION_NAME,
  type Configuration,
  type ConfigurationProblem,
  ConfigurationStore,
  isConfigurationOfOurs,
  parentOf,
  type Settings,
} from '@assay/checker/configuration';
import { endsAs } from '@assay/lsp/disk';
import { readSource } from './files.ts';
import { shown } from './harmless.ts';
import { complaint, type Environment } from './output.ts';
import { renderProblem } from './report/problem.ts';

/** A file that is to be looked at, and what assay.json says of it. */
export interface ConfiguredFile {
  /** As it was given or found. */
  readonly path: string;
  /** As configuration names it: absolute, with `/`. */
  readonly absolute: string;
  /** The nearest assay.json above it, with what holds for the file; absent where there is none. */
  readonly configured?: { readonly configuration: Configuration; readonly settings: Settings };
}

/** Which files are to be looked at. */
export interface Selection {
  readonly files: readonly ConfiguredFile[];
  /** How many are not, because of a mistake in their configuration. */
  readonly unchecked: number;
}

/** What assay.json says of the files of a run. Its mistakes are said as they are found, each once. */
export class Configured {
  readonly store = new ConfigurationStore({
    read: (path) => (existsSync(path) ? readSource(path, namesBehind(path)) : undefined),
    isRoot: (directory) => existsSync(join(directory, '.git')),
    names: namesIn,
  });
  /** What kept files from being looked at: a sentence each. */
  readonly faults: string[] = [];
  readonly #environment: Environment;
  readonly #said = new Map<Configuration, boolean>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** @param named files that were given by their names: that one of them is ignored is said */
  async select(paths: readonly string[], named: ReadonlySet<string>): Promise<Selection> {
    const files: ConfiguredFile[] = [];
    let unchecked = 0;
    for (const path of paths) {
      const absolute = absolutePath(path);
      const configuration = await this.store.of(parentOf(absolute) ?? '/');
      if (!configuration) {
        files.push({ path, absolute });
        continue;
      }
      if (!this.usable(configuration)) {
        unchecked++;
        continue;
      }
      const settings = configuration.settingsOf(absolute);
      if (!settings.ignored) files.push({ path, absolute, configured: { configuration, settings } });
      else if (named.has(path)) {
        const { place, value } = settings.ignored;
        const { file, line, column } = placeOf(configuration, place);
        const where = `${file}:${line}:${column}`;
        this.#environment.err.write(complaint(`${path}: left alone, as ${where} says: "${value}" (--no-config looks at it)`));
      }
    }
    return { files, unchecked };
  }

  /** Says what keeps something from being looked at. */
  fault(message: string): void {
    this.faults.push(message);
    this.#environment.err.write(complaint(message));
  }

  /** Whether a configuration has no errors. Says those that it has. */
  usable(configuration: Configuration): boolean {
    return this.#said.get(configuration) ?? this.say(configuration, configuration.problems);
  }

  /** @returns whether the configuration can be used all the same */
  say(configuration: Configuration, problems: readonly ConfigurationProblem[]): boolean {
    const { err } = this.#environment;
    for (const problem of problems) {
      err.write(shown`${renderProblem(problem, configuration.sources, shownPath, err)}\n`);
      if (problem.severity === 'error') this.faults.push(`${shownPath(problem.file)}: ${problem.message}`);
    }
    const usable = problems.every(({ severity }) => severity !== 'error');
    this.#said.set(configuration, usable && this.#said.get(configuration) !== false);
    return usable;
  }
}

/** An assay.json is looked for everywhere: whatever a link of this name leads to is to be one of ours. */
function namesBehind(path: string): (name: string) => boolean {
  return basename(path) === CONFIGURATION_NAME ? isConfigurationOfOurs : endsAs(path);
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Where something is written in the files of a configuration, as people would look for it. */
export function placeOf(
  { sources }: Configuration,
  { file, start }: Place,
): { readonly file: string; readonly line: number; readonly column: number } {
  const { line, column } = sources.get(file)!.lines.position(start);
  return { file: shownPath(file), line, column };
}

/** A path as configuration names files: absolute, with `/` on every system. */
export function absolutePath(path: string): string {
  const absolute = resolve(path);
  return sep === '/' ? absolute : absolute.replaceAll(sep, '/');
}

/** An absolute path as people would write it: from the working directory, where it is below it. */
export function shownPath(absolute: string): string {
  const path = relative('.', absolute);
  return path === '' || path.startsWith('..') ? absolute : path;
}
