import type { Source } from '../project/source.ts';
import type { Level } from '../rules/rule.ts';
import type { Located, ObjectOf } from './forms.ts';
import { type Globs, openGlobs } from './globs.ts';
import { ALLOY_KEYS, type configurationForm } from './keys.ts';
import { parentOf, pathIn } from './paths.ts';
import type { ConfigurationProblem } from './problem.ts';
import type { WrittenConfiguration } from './read.ts';

type TopKeys = (typeof configurationForm)['keys'];
type ProgramKeys = TopKeys['programs']['form']['of']['keys'];
type OverrideKeys = TopKeys['overrides']['form']['of']['keys'];

/** What is known of the Alloy that loads a program: the keys that the file itself, programs and overrides share. */
type Alloy = Pick<ObjectOf<ProgramKeys>, (typeof ALLOY_KEYS)[number]>;

/** Files that Alloy loads together. */
export interface ConfiguredProgram {
  readonly written: ObjectOf<ProgramKeys>;
  readonly files: Globs;
  /** What it is called in messages: its name, or its first glob. */
  readonly name: string;
}

/** What holds for one file. Each value has the place where it is written; what is written nowhere is absent. */
export interface Settings extends Alloy {
  /** The entry of `ignores` that leaves it alone. */
  readonly ignored?: Located<string>;
  /** The program that it is part of, where one lists it. */
  readonly program?: ConfiguredProgram;
  readonly each?: Located<boolean>;
  /** By code. */
  readonly rules: ReadonlyMap<string, RuleSettings>;
}

/** What holds for one code. */
export interface RuleSettings {
  readonly level?: Located<Level>;
  readonly options: ReadonlyMap<string, Located<unknown>>;
}

/** One file of a chain of `extends`, read. */
export interface ConfigurationPart {
  readonly path: string;
  readonly written: WrittenConfiguration;
}

interface Override {
  readonly written: ObjectOf<OverrideKeys>;
  readonly files: Globs;
}

/** What a file and its overrides say of rules and of Alloy; the overrides come after it. */
interface Layer {
  readonly written: Pick<ObjectOf<OverrideKeys>, 'rules' | 'each' | keyof Alloy>;
  /** Absent: all files. */
  readonly files?: Globs;
}

/** An assay.json with all that it extends: what it says of each file. */
export class Configuration {
  /** Of the file itself. */
  readonly path: string;
  /** Where paths in it begin. */
  readonly directory: string;
  /** The files that it was read from, itself last. */
  readonly parts: readonly ConfigurationPart[];
  /** The texts of those files, by path: places in problems and values are places in them. */
  readonly sources: ReadonlyMap<string, Source>;
  /** All mistakes in them. With an error among them nothing should be checked by this configuration. */
  readonly problems: readonly ConfigurationProblem[];
  readonly programs: readonly ConfiguredProgram[];
  readonly overrides: readonly Override[];
  readonly ignores: Globs;
  readonly #layers: readonly Layer[];
  /** By the layers that hold and the program: most files have the same. */
  readonly #settings = new Map<string, Settings>();

  /** Use {@link openConfiguration}. */
  constructor(
    read: Pick<Configuration, 'path' | 'parts' | 'sources' | 'problems' | 'programs' | 'overrides' | 'ignores'>,
    layers: readonly Layer[],
  ) {
    this.path = read.path;
    this.directory = parentOf(read.path) ?? '/';
    this.parts = read.parts;
    this.sources = read.sources;
    this.problems = read.problems;
    this.programs = read.programs;
    this.overrides = read.overrides;
    this.ignores = read.ignores;
    this.#layers = layers;
  }

  /** What holds for a file, whether it is there or not. */
  settingsOf(path: string): Settings {
    const ignored = this.ignores.match(path);
    const program = this.programs.findIndex(({ files }) => files.match(path));
    const holding = this.#layers.flatMap(({ files }, index) => (!files || files.match(path) ? [index] : []));
    const key = `${program} ${holding.join()}`;
    let settings = this.#settings.get(key);
    if (!settings) {
      settings = settle(
        holding.map((index) => this.#layers[index]!),
        this.programs[program],
      );
      this.#settings.set(key, settings);
    }
    return ignored ? { ...settings, ignored } : settings;
  }

  /** From which severity on a run fails. */
  get failOn(): Located<'error' | 'warning' | 'info'> | undefined {
    return this.#last((written) => written.failOn);
  }

  /** The absolute path of the baseline, and where it is written. */
  get baseline(): Located<string> | undefined {
    const written = this.#last(({ baseline }) => baseline);
    return written && { value: pathIn(parentOf(written.place.file) ?? '/', written.value), place: written.place };
  }

  #last<T>(pick: (written: WrittenConfiguration) => Located<T> | undefined): Located<T> | undefined {
    return this.parts.map(({ written }) => pick(written)).findLast((value) => value !== undefined);
  }
}

/** What several layers say together, later ones over earlier ones, and what a program says over all of them. */
function settle(layers: readonly Layer[], program: ConfiguredProgram | undefined): Settings {
  const alloy: Record<string, Located<unknown>> = {};
  const rules = new Map<string, RuleSettings>();
  let each: Located<boolean> | undefined;
  const take = (written: Alloy): void => {
    for (const key of ALLOY_KEYS) if (written[key]) alloy[key] = written[key];
  };
  for (const { written, files } of layers) {
    // A program is one thing: what is said of some of its files only cannot hold for it (conflicts.ts reports it).
    if (!files || !program) take(written);
    each = written.each ?? each;
    for (const [code, { value }] of written.rules?.value ?? []) {
      const before = rules.get(code);
      const level = value.level ?? before?.level;
      rules.set(code, { ...(level && { level }), options: new Map([...(before?.options ?? []), ...value.options]) });
    }
  }
  if (program) take(program.written);
  return { ...(alloy as Alloy), ...(program ? { program } : each && { each }), rules };
}

/** Makes one configuration of the files of a chain, those that are extended first. */
export function openConfiguration(
  parts: readonly ConfigurationPart[],
  sources: ReadonlyMap<string, Source>,
  problems: readonly ConfigurationProblem[],
): Configuration {
  const layers: Layer[] = [];
  const programs: ConfiguredProgram[] = [];
  const overrides: Override[] = [];
  for (const { written } of parts) {
    layers.push({ written });
    for (const { value } of written.overrides?.value ?? []) {
      if (!value.files) continue;
      const override = { written: value, files: openGlobs(value.files.value, true) };
      overrides.push(override);
      layers.push(override);
    }
    for (const { value } of written.programs?.value ?? []) {
      if (!value.files) continue;
      const files = openGlobs(value.files.value, false);
      programs.push({ written: value, files, name: value.name?.value ?? value.files.value[0]?.value ?? '' });
    }
  }
  const ignores = openGlobs(
    parts.flatMap(({ written }) => written.ignores?.value ?? []),
    true,
  );
  const { path } = parts.at(-1)!;
  return new Configuration({ path, parts, sources, problems, programs, overrides, ignores }, layers);
}
