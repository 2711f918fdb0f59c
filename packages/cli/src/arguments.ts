import { parseArgs } from 'node:util';
import { UsageError } from './output.ts';
import { wrap } from './text.ts';

/** One option of a verb: what it takes, and its line of the help. */
export interface Option {
  /** What its value is called in the help; absent for a switch. */
  readonly value?: string;
  /** The values it accepts, where they are a fixed set. */
  readonly choices?: readonly string[];
  /** Takes several values, separated by commas or given one by one; with `'repeated'`, only one by one. */
  readonly list?: true | 'repeated';
  /** The value may be left out. What stands behind the option is its value where this says so, or where it is written with `=`. */
  readonly optional?: (text: string) => boolean;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

type Value<O extends Option> = O extends { choices: readonly (infer Choice)[] } ? Choice : string;

/** What {@link parseArguments} gives for a table of options: absent where it was not given, the last where it was given twice. */
export type Values<T extends Options> = {
  readonly [Name in keyof T]?: T[Name] extends { list: true | 'repeated' }
    ? readonly Value<T[Name]>[]
    : T[Name] extends { value: string }
      ? Value<T[Name]> | (T[Name] extends { optional: unknown } ? true : never)
      : true;
};

export interface Arguments<T extends Options> {
  readonly values: Values<T>;
  readonly positionals: readonly string[];
}

/**
 * Reads a verb's arguments by the table of its options.
 *
 * @returns `'help'` where `--help` or `-h` stands anywhere before a `--`
 * @throws UsageError in words for the user: an unknown option with what was probably meant, a missing or a wrong value
 */
export function parseArguments<const T extends Options>(argv: readonly string[], options: T): Arguments<T> | 'help' {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { value, optional }]) => [name, { type: value && !optional ? 'string' : 'boolean' } as const]),
  );
  // Not `strict`: its messages are about the API, and know of no near misses.
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...config, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === 'option');
  if (given.some(({ name }) => name === 'help')) return 'help';
  const values: Record<string, unknown> = {};
  const taken = new Set<(typeof tokens)[number]>();
  for (const token of given) {
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) {
      throw new UsageError(`there is no option ${token.rawName}`, { given: token.name, known: Object.keys(options), prefix: '--' });
    }
    const next = tokens[tokens.indexOf(token) + 1];
    if (option.optional && token.value === undefined) {
      const follows = next?.kind === 'positional' && next.index === token.index + 1 && option.optional(next.value);
      if (follows) taken.add(next);
      values[token.name] = follows ? next.value : true;
      continue;
    }
    const value = option.value ? readValue(token.rawName, option, token.value, token.inlineValue) : readSwitch(token.rawName, token.value);
    const before = values[token.name];
    values[token.name] = option.list && before ? [...(before as unknown[]), ...(value as unknown[])] : value;
  }
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' && !taken.has(token) ? [token.value] : []));
  return { values: values as Values<T>, positionals };
}

function readSwitch(raw: string, value: string | undefined): true {
  if (value !== undefined) throw new UsageError(`${raw} takes no value`);
  return true;
}

function readValue(raw: string, option: Option, value: string | undefined, inline: boolean | undefined): unknown {
  // `--format --each` rather means that the value was forgotten; a value that begins with a hyphen is written with `=`.
  if (value === undefined || value === '' || (!inline && value.length > 1 && value.startsWith('-'))) {
    throw new UsageError(`${raw} needs a value: ${option.choices ? alternatives(option.choices) : option.value}`);
  }
  if (!option.list) return checkChoice(raw, option, value);
  if (option.list === 'repeated') return [checkChoice(raw, option, value)];
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => checkChoice(raw, option, part));
}

function checkChoice(raw: string, { choices }: Option, value: string): string {
  if (!choices || choices.includes(value)) return value;
  throw new UsageError(`${raw} takes ${alternatives(choices)}, not "${value}"`, { given: value, known: choices });
}

/** `a, b or c`. */
export function alternatives(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

/** What `--help` prints of a verb. At most 80 columns wide. */
export interface HelpText {
  readonly usage: string;
  readonly description: string;
  readonly options: Options;
  readonly notes: readonly string[];
}

const HELP_WIDTH = 80;

function valueInHelp({ value, optional }: Option): string {
  if (value === undefined) return '';
  return optional ? ` [${value}]` : ` ${value}`;
}

export function helpText({ usage, description, options, notes }: HelpText): string {
  const rows = Object.entries({ ...options, help: { help: 'print this' } satisfies Option }).map(
    ([name, option]: [string, Option]): [string, string] => [`--${name}${valueInHelp(option)}`, option.help],
  );
  return [
    `Usage: ${usage}`,
    '',
    ...wrap(description, HELP_WIDTH),
    '',
    ...table(rows),
    '',
    ...notes.flatMap((note) => wrap(note, HELP_WIDTH)),
    '',
  ].join('\n');
}

/** Two columns, the second wrapped below itself. */
export function table(rows: readonly (readonly [string, string])[]): string[] {
  const indent = 4 + Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, HELP_WIDTH - indent).map((line, index) => (index === 0 ? `  ${left}`.padEnd(indent) : ' '.repeat(indent)) + line),
  );
}
