import { existsSync } from 'node:fs';
import type { Catalog } from '@assay/catalog';
import { type CheckOptions, checkProgram, groupIntoPrograms, openSource, type Source } from '@assay/checker';
import {
  type Asked,
  alloyKey,
  anchorOf,
  type Configuration,
  type ConfiguredProgram,
  checkOptions,
  findConflicts,
  findUnmatched,
  type Globs,
  parentOf,
} from '@assay/checker/configuration';
import { realPathWithin } from '@assay/lsp/disk';
import { absolutePath, Configured, type ConfiguredFile, shownPath } from './configured.ts';
import { type FoundFiles, filesBelow, findFiles, type InputProblem, isConfiguration, isGlob, readSource } from './files.ts';
import type { Shown } from './harmless.ts';
import { complaint, type Environment, faultMessage, withSuggestion } from './output.ts';

/** The path that stands for standard input. */
export const STDIN = '-';

/** How a command wants its files. */
export interface Request {
  /** What was asked for on the command line: it wins over assay.json. */
  readonly asked: Asked;
  /** Every file is a program of its own. */
  readonly each: boolean;
  /** Whether assay.json counts. */
  readonly configured: boolean;
}

/** Files that are looked at together. */
export interface InputGroup {
  readonly paths: readonly string[];
  /** `program`: assay.json says that Alloy loads them together; `directory`: those that refer to each other are. */
  readonly together: 'program' | 'directory';
  readonly options: CheckOptions;
  /** The assay.json that counts for them. */
  readonly configuration?: Configuration;
}

/** What a command is to work on. */
export interface Inputs {
  /** All files, in the order in which they were given or found; then what assay.json adds to them. */
  readonly paths: readonly string[];
  readonly groups: readonly InputGroup[];
  /** What standard input held, by the name it goes by. */
  readonly stdin: ReadonlyMap<string, Uint8Array>;
  /** What was given and was not there or could not be searched, and mistakes in configuration: a sentence each. */
  readonly faults: readonly string[];
  /** How many files are not looked at because of a mistake in their configuration. */
  readonly unchecked: number;
}

/** Finds the files of the paths on the command line, and reads standard input where it is one of them. */
export async function gather(
  positionals: readonly string[],
  stdinPath: string,
  environment: Environment,
  request: Request,
): Promise<Inputs> {
  const { found, stdin, faults } = await findInputs(positionals, stdinPath, environment);
  const gatherer = new Gatherer(request, stdin, environment);
  await gatherer.take(found);
  return { ...gatherer.inputs(), faults: [...faults, ...gatherer.faults] };
}

interface FoundInputs {
  /** Standard input is among the files, and named. */
  readonly found: FoundFiles;
  readonly stdin: ReadonlyMap<string, Uint8Array>;
  readonly faults: readonly string[];
}

/** The files of the paths on the command line. What is not there is said. */
export async function findInputs(positionals: readonly string[], stdinPath: string, environment: Environment): Promise<FoundInputs> {
  const stdin = new Map<string, Uint8Array>();
  const paths = [...new Set(positionals)].filter((path) => path !== STDIN);
  if (positionals.includes(STDIN)) stdin.set(stdinPath, await environment.readInput());
  const found = await findFiles(paths);
  for (const { message, misspelling } of found.problems) environment.err.write(complaint(withSuggestion(message, misspelling)));
  const faults = found.problems.filter(({ fatal }) => fatal).map(({ message }) => message);
  const files = [...stdin.keys(), ...found.files.filter((path) => !stdin.has(path))];
  return { found: { ...found, files, named: new Set([...stdin.keys(), ...found.named]) }, stdin, faults };
}

/** Puts files into groups by what assay.json says of them. */
class Gatherer {
  readonly #request: Request;
  readonly #stdin: ReadonlyMap<string, Uint8Array>;
  readonly #configured: Configured;
  readonly #paths: string[] = [];
  readonly #groups: InputGroup[] = [];
  #unchecked = 0;

  constructor(request: Request, stdin: ReadonlyMap<string, Uint8Array>, environment: Environment) {
    this.#request = request;
    this.#stdin = stdin;
    this.#configured = new Configured(environment);
  }

  get faults(): readonly string[] {
    return this.#configured.faults;
  }

  inputs(): Omit<Inputs, 'faults'> {
    return { paths: this.#paths, groups: this.#groups, stdin: this.#stdin, unchecked: this.#unchecked };
  }

  async take({ files, named, configurations }: FoundFiles): Promise<void> {
    if (!this.#request.configured) {
      await this.#group(files.map((path) => ({ path, absolute: absolutePath(path) })));
      return;
    }
    const selection = await this.#configured.select(files, named);
    this.#unchecked += selection.unchecked;
    if (this.#request.each) {
      await this.#group(selection.files);
      return;
    }
    const members = await this.#membersOf(selection.files, configurations);
    const listed = new Set(members.flatMap(({ files }) => files.map(({ absolute }) => absolute)));
    await this.#group(selection.files.filter(({ absolute }) => !listed.has(absolute)));
    const given = new Set(files);
    for (const { configuration, files } of members) {
      if (!this.#configured.usable(configuration)) {
        this.#unchecked += files.length;
        continue;
      }
      if (files.length > 0) await this.#add(files, 'program');
    }
    // In the order in which they were given; what programs add to them comes last.
    const order = new Map([...given].map((path, index) => [path, index]));
    this.#paths.sort((a, b) => (order.get(a) ?? given.size) - (order.get(b) ?? given.size));
  }

  /** The programs of assay.json that files are part of, or that are below directories that were searched, each with all its files. */
  async #membersOf(given: readonly ConfiguredFile[], configurations: readonly string[]): Promise<Members[]> {
    const wanted = new Map<Configuration, Set<ConfiguredProgram>>();
    for (const { configured } of given) {
      if (!configured?.settings.program) continue;
      const { configuration, settings } = configured;
      wanted.set(configuration, (wanted.get(configuration) ?? new Set()).add(settings.program!));
    }
    const searched = new Set<Configuration>();
    for (const path of configurations) {
      const configuration = await this.#configured.store.open(absolutePath(path));
      if (!configuration || !this.#configured.usable(configuration)) continue;
      searched.add(configuration);
      wanted.set(configuration, new Set(configuration.programs));
    }
    const members: Members[] = [];
    for (const [configuration, programs] of wanted) {
      const own = [...programs].map((program) => ({ configuration, files: this.#filesOf(configuration, program, given) }));
      const paths = [...given, ...own.flatMap(({ files }) => files)].map(({ absolute }) => absolute);
      const problems = await findConflicts(configuration, this.#configured.store, new Set(paths));
      if (searched.has(configuration)) {
        // What an override is for may be where no directory is searched: in a hidden one, say.
        const elsewhere = configuration.overrides.flatMap(({ files }) =>
          paths.some(files.match) ? [] : [...this.#filesThere(files, configuration)],
        );
        for (const problem of findUnmatched(configuration, [...paths, ...elsewhere])) problems.push(problem);
      }
      this.#configured.say(configuration, problems);
      for (const each of own) members.push(each);
    }
    return members;
  }

  /** All files of a program: those that are there, and standard input where it is called like one of them. */
  #filesOf(configuration: Configuration, program: ConfiguredProgram, given: readonly ConfiguredFile[]): ConfiguredFile[] {
    const known = new Map(given.map((file) => [file.absolute, file]));
    const files = new Map<string, ConfiguredFile>();
    for (const file of given) if (program.files.match(file.absolute)) files.set(file.absolute, file);
    for (const absolute of this.#filesThere(program.files, configuration)) {
      const settings = configuration.settingsOf(absolute);
      if (settings.ignored || files.has(absolute) || (!known.has(absolute) && !this.#isReally(absolute))) continue;
      files.set(absolute, known.get(absolute) ?? { path: shownPath(absolute), absolute, configured: { configuration, settings } });
    }
    return [...files.values()].sort((a, b) => (a.absolute < b.absolute ? -1 : 1));
  }

  /**
   * Whether a file that only assay.json names, and that is not called as configuration is, holds some. What it holds otherwise (`.npmrc`) is
   * not to be shown in findings, so it is not looked at.
   */
  #isReally(absolute: string): boolean {
    if (isConfiguration(absolute)) return true;
    let content: Uint8Array;
    try {
      content = readSource(absolute);
    } catch {
      // Said where it is read to be checked.
      return true;
    }
    const { root, errors } = openSource(absolute, content).parse;
    if (errors.length === 0 && root.statements.length > 0 && root.statements.every(({ kind }) => kind === 'Block')) return true;
    this.#configured.fault(`${shownPath(absolute)}: is listed in assay.json, and does not read as configuration of Alloy`);
    return false;
  }

  /**
   * The absolute paths of what is there and fits globs, below the directory of their configuration. Hidden directories are looked into where a
   * glob names them.
   */
  #filesThere(globs: Globs, { directory: top }: Configuration): Set<string> {
    const there = new Set<string>();
    /** Where files are looked for, and how many levels deep. Several globs may begin in one directory. */
    const directories = new Map<string, number>();
    for (const { glob } of globs.entries) {
      const { base, pattern } = anchorOf(glob);
      const parts = pattern.split('/');
      const wild = parts.findIndex(isGlob);
      const begin =
        base +
        (wild < 0
          ? pattern
          : parts
              .slice(0, wild)
              .map((part) => `${part}/`)
              .join(''));
      if (wild < 0) {
        if (begin.startsWith(withSlash(top)) && existsSync(begin)) there.add(begin);
        continue;
      }
      // What an extended file says begins where that file is, which may be above.
      const from = begin.startsWith(withSlash(top)) ? begin : withSlash(top);
      if (!from.startsWith(begin)) continue;
      const above = from.slice(begin.length).split('/').length - 1;
      const depth = pattern.includes('**') ? Number.POSITIVE_INFINITY : parts.length - wild - above;
      if (depth > (directories.get(from) ?? 0)) directories.set(from, depth);
    }
    const deep = [...directories].flatMap(([directory, depth]) => (depth === Number.POSITIVE_INFINITY ? [directory] : []));
    for (const [directory, depth] of directories) {
      if (deep.some((other) => other !== directory && directory.startsWith(other))) continue;
      const problems: InputProblem[] = [];
      for (const path of this.#filesBelow(directory, { depth, top }, globs, problems)) there.add(path);
      for (const { message, fatal } of problems) if (fatal) this.#configured.fault(message);
    }
    return there;
  }

  #filesBelow(directory: string, within: { depth: number; top: string }, globs: Globs, problems: InputProblem[]): string[] {
    try {
      realPathWithin(within.top, directory);
    } catch {
      // It is not there, or behind a link that leads out.
      return [];
    }
    return filesBelow(directory, (path) => globs.match(path) !== undefined, problems, within);
  }

  /** Files that no program lists: by directory, and by the Alloy that they are for. Standard input stands alone, whatever it is called. */
  async #group(files: readonly ConfiguredFile[]): Promise<void> {
    const groups = new Map<string, ConfiguredFile[]>();
    for (const file of files) {
      const settings = file.configured?.settings;
      const alone = this.#request.each || settings?.each?.value || this.#stdin.has(file.path);
      const key = alone ? `- ${file.absolute}` : `${parentOf(file.absolute)}\n${settings ? alloyKey(settings) : ''}`;
      const group = groups.get(key);
      if (group) group.push(file);
      else groups.set(key, [file]);
    }
    for (const group of groups.values()) await this.#add(group, 'directory');
  }

  async #add(files: readonly ConfiguredFile[], together: InputGroup['together']): Promise<void> {
    const settings = new Map(files.flatMap(({ path, configured }) => (configured ? [[path, configured.settings] as const] : [])));
    const options = await checkOptions(settings, this.#request.asked);
    const configuration = files[0]?.configured?.configuration;
    const paths = files.map(({ path }) => path);
    for (const path of paths) this.#paths.push(path);
    this.#groups.push({ paths, together, options, ...(configuration && { configuration }) });
  }
}

function withSlash(directory: string): string {
  return directory.endsWith('/') ? directory : `${directory}/`;
}

interface Members {
  readonly configuration: Configuration;
  readonly files: readonly ConfiguredFile[];
}

/** How the files of groups are read, and who hears of those that are not. */
export interface Reading {
  readonly environment: Environment;
  /** Called with the number of files that could not be read, or that a fault of ours keeps from being looked at, and a message. */
  readonly onLost: (files: number, message: Shown) => void;
}

/** Files that Alloy would load together, and what the checker is told of them. */
export interface InputProgram {
  readonly sources: readonly Source[];
  readonly group: InputGroup;
}

/** Reads the files, group by group: what the last one held can be forgotten before the next. */
export function* readPrograms({ groups, stdin }: Inputs, { environment, onLost }: Reading): Generator<InputProgram> {
  const fault = (sources: readonly Source[], doing: string, error: unknown): void =>
    onLost(sources.length, faultOf(sources, doing, error, environment));
  const open = (path: string): Source[] => {
    let content: Uint8Array;
    try {
      content = stdin.get(path) ?? readSource(path);
    } catch (error) {
      onLost(1, complaint((error as Error).message));
      return [];
    }
    try {
      return [openSource(path, content)];
    } catch (error) {
      onLost(1, faultMessage(`${path}: internal fault while reading`, error, environment));
      return [];
    }
  };
  const split = (sources: readonly Source[], catalog: Catalog): readonly (readonly Source[])[] => {
    try {
      return groupIntoPrograms(sources, catalog);
    } catch (error) {
      // Each alone would be called wrong for what it refers to: only the files at fault are left out.
      const sound = sources.filter((source) => {
        try {
          return checkProgram([source], { catalog, stability: 'experimental', community: true });
        } catch (own) {
          fault([source], 'checking', own);
          return false;
        }
      });
      if (sound.length < sources.length) return split(sound, catalog);
      fault(sources, 'finding programs', error);
      return [];
    }
  };
  for (const group of groups) {
    const { paths, together, options } = group;
    const sources = paths.flatMap(open);
    if (together === 'directory') {
      for (const program of split(sources, options.catalog)) yield { sources: program, group };
    } else if (sources.length === paths.length) yield { sources, group };
    // Without one of its files nothing is known of a program: what refers to that file would be called wrong.
    else if (sources.length > 0)
      onLost(sources.length, complaint(`${sources.map(({ path }) => path).join(', ')}: not checked without the rest of the program`));
  }
}

/** What is said of a fault of ours in a program. */
export function faultOf(sources: readonly Source[], doing: string, error: unknown, environment: Environment): Shown {
  return faultMessage(`${sources.map(({ path }) => path).join(', ')}: internal fault while ${doing}`, error, environment);
}
