import {
  ALLOY_KEYS,
  type Configuration,
  configurationForm,
  type Located,
  parentOf,
  type RuleSettings,
  type Settings,
} from '@assay/checker/configuration';
import type { Arguments } from '../arguments.ts';
import { absolutePath, Configured, placeOf, shownPath } from '../configured.ts';
import { blanks, joined, jsonText, line, part, type Shown, shown } from '../harmless.ts';
import { type Environment, ExitStatus, UsageError } from '../output.ts';
import { findInputs, gather, STDIN } from '../programs.ts';
import { type Style, style } from '../style.ts';
import { count, displayWidth } from '../text.ts';
import { command } from './command.ts';

const options = {
  format: { value: 'FORMAT', choices: ['human', 'json'], help: 'human (default) or json' },
} as const;

/** `assay config`. */
export const config = command({
  usage: 'assay config [PATH…] [OPTION…]',
  description:
    'Prints what assay.json says of files, and where each value is written. A PATH is a file, a directory (all configuration below it) or a quoted glob; without one, the current directory. Files with the same settings are shown together.',
  options,
  notes: ['Exit status: 0, or 2 for mistakes in assay.json, wrong usage, or a path that cannot be read.'],
  run,
});

async function run({ values, positionals }: Arguments<typeof options>, environment: Environment): Promise<ExitStatus> {
  if (positionals.includes(STDIN)) throw new UsageError('assay config takes files: standard input has no place');
  const paths = positionals.length > 0 ? positionals : ['.'];
  // What is wrong is said as it is for the commands that use it.
  const inputs = await gather(paths, '', environment, { asked: {}, each: false, configured: true });
  const programs = new Map(
    inputs.groups.flatMap(({ paths, together }) => (together === 'program' ? paths.map((path) => [path, paths] as const) : [])),
  );
  const { found } = await findInputs(paths, '', { ...environment, err: { ...environment.err, write: () => undefined } });
  const groups = await sameSettings([...new Set([...found.files, ...inputs.paths])], environment);
  const entries = groups.map((group) => entryOf(group, programs.get(group.files[0]!)));
  environment.out.write(
    values.format === 'json'
      ? jsonText({ version: 1, settings: entries }, 2)
      : joined(
          entries.map((entry) => page(entry, style(environment.out.colour))),
          shown`\n`,
        ),
  );
  return inputs.faults.length > 0 ? ExitStatus.Fault : ExitStatus.Ok;
}

/** Files of which the same holds. */
interface Group {
  readonly files: string[];
  readonly configuration?: Configuration;
  readonly settings?: Settings;
}

async function sameSettings(paths: readonly string[], environment: Environment): Promise<Group[]> {
  const { store } = new Configured(environment);
  const groups = new Map<unknown, Group>();
  for (const path of paths) {
    const absolute = absolutePath(path);
    const configuration = await store.of(parentOf(absolute) ?? '/');
    const settings = configuration?.settingsOf(absolute);
    // Settings that are the same are one object, but for those of files that are ignored.
    const key = settings?.ignored?.place ?? settings;
    const group = groups.get(key);
    if (group) group.files.push(path);
    else groups.set(key, { files: [path], ...(configuration && { configuration }), ...(settings && { settings }) });
  }
  return [...groups.values()];
}

/** A value, and where it is written; `null` where it is the default. */
interface Entry<T = unknown> {
  readonly value: T;
  readonly from: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** What is printed of files, as `--format json` has it. */
interface SettingsEntry {
  readonly files: readonly string[];
  /** The nearest assay.json, and what it extends, those that are extended first. */
  readonly configuration: string | null;
  readonly extends: readonly string[];
  readonly ignored: Entry<string> | null;
  readonly program: { readonly name: string; readonly files: readonly string[]; readonly from: Entry['from'] } | null;
  /** By key; `null` where there is neither a value nor a default. */
  readonly values: Readonly<Record<string, Entry | null>>;
  /** By code. */
  readonly rules: Readonly<Record<string, { readonly level: Entry | null; readonly options: Readonly<Record<string, Entry>> }>>;
}

function entryOf({ files, configuration, settings }: Group, together: readonly string[] | undefined): SettingsEntry {
  const from = (place: Located<unknown>['place']): Entry['from'] => (configuration ? placeOf(configuration, place) : null);
  const entry = <T>(located: Located<T>): Entry<T> => ({ value: located.value, from: from(located.place) });
  const value = (key: keyof (typeof configurationForm)['keys'], located: Located<unknown> | undefined): Entry | null => {
    const byDefault = (configurationForm.keys[key] as { readonly default?: unknown }).default;
    if (located) return entry(located);
    return byDefault === undefined ? null : { value: byDefault, from: null };
  };
  const baseline = configuration?.baseline;
  const program = settings?.program;
  return {
    files,
    configuration: configuration ? shownPath(configuration.path) : null,
    extends: configuration?.parts.slice(0, -1).map(({ path }) => shownPath(path)) ?? [],
    ignored: settings?.ignored ? entry(settings.ignored) : null,
    program: program ? { name: program.name, files: together ?? files, from: from(program.written.files!.place) } : null,
    values: {
      ...Object.fromEntries(ALLOY_KEYS.map((key) => [key, value(key, settings?.[key])])),
      each: program ? null : value('each', settings?.each),
      failOn: value('failOn', configuration?.failOn),
      baseline: baseline ? { value: shownPath(baseline.value), from: from(baseline.place) } : null,
    },
    rules: Object.fromEntries([...(settings?.rules ?? [])].map(([code, rule]) => [code, ruleEntry(rule, entry)])),
  };
}

function ruleEntry({ level, options }: RuleSettings, entry: (located: Located<unknown>) => Entry): SettingsEntry['rules'][string] {
  return {
    level: level ? entry(level) : null,
    options: Object.fromEntries([...options].map(([name, located]) => [name, entry(located)])),
  };
}

/** How many files are named. */
const MOST_NAMED = 5;

function page({ files, configuration, extends: bases, ignored, program, values, rules }: SettingsEntry, paint: Style): Shown {
  const named = files.slice(0, MOST_NAMED).map(line);
  const rest = files.length - named.length;
  const heading = shown`${paint.bold(joined(named, shown`, `))}${rest > 0 ? shown` and ${count(rest, 'more file', 'more files')}` : shown``}`;
  if (configuration === null) return shown`${heading}\n  no assay.json: the defaults hold\n`;
  const rows: (readonly [key: string, value: string, from: string])[] = [
    ['configuration', [configuration, ...bases.map((base) => `extends ${base}`)].join(', '), ''],
  ];
  const add = (key: string, text: string, from: Entry['from']): number =>
    rows.push([key, text, from ? `${from.file}:${from.line}:${from.column}` : 'default']);
  if (ignored) add('ignored', JSON.stringify(ignored.value), ignored.from);
  else {
    if (program) add('program', `${program.name} (${count(program.files.length, 'file')})`, program.from);
    for (const [key, value] of Object.entries(values)) if (value) add(key, text(value.value), value.from);
    for (const [code, { level, options }] of Object.entries(rules)) {
      if (level) add(code, text(level.value), level.from);
      for (const [name, option] of Object.entries(options)) add(`${code} ${name}`, text(option.value), option.from);
    }
  }
  const cells = rows.map((row) => row.map(line) as [Shown, Shown, Shown]);
  const width = (column: 0 | 1): number => Math.max(...cells.map((row) => displayWidth(row[column])));
  const [first, second] = [width(0), Math.min(width(1), 40)];
  const pad = (cell: Shown, to: number): Shown => shown`${cell}${blanks(to - displayWidth(cell))}`;
  const lines = cells.map(([key, value, from]) => {
    const row = shown`  ${pad(key, first)}  ${pad(value, second)}  ${paint.dim(from)}`;
    return part(row, 0, row.trimEnd().length);
  });
  return shown`${joined([heading, ...lines], shown`\n`)}\n`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
