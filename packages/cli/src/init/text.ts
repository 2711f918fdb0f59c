import { jsonText, line } from '../harmless.ts';
import type { Fact, Facts } from './facts.ts';
import type { Entry, Plan } from './plan.ts';

/** The text of an assay.json, with the reason for each value. */
export function configurationText({ facts, programs, overrides, ignores }: Plan): string {
  const members = [
    ...factLines(facts),
    ...list('programs', programs.map(entryLines)),
    ...list('overrides', overrides.map(entryLines)),
    ...(ignores.length > 0 ? [['// Written by others, or wrong on purpose.', `"ignores": ${texts(ignores)}`]] : []),
  ];
  return `${object(members).join('\n')}\n`;
}

/** A member of an object: its lines, the last of which a comma may follow. */
type Member = readonly string[];

function object(members: readonly Member[]): string[] {
  if (members.length === 0) return ['{}'];
  const lines = members.flatMap((member, index) => (index < members.length - 1 ? [...member.slice(0, -1), `${member.at(-1)},`] : member));
  return ['{', ...lines.map((line) => `  ${line}`), '}'];
}

function list(name: string, entries: readonly (readonly string[])[]): Member[] {
  if (entries.length === 0) return [];
  const lines = entries.flatMap((entry, index) => (index < entries.length - 1 ? [...entry.slice(0, -1), `${entry.at(-1)},`] : entry));
  return [[`"${name}": [`, ...lines.map((line) => `  ${line}`), ']']];
}

function entryLines({ name, files, because, facts }: Entry): string[] {
  return object([
    ...(name === undefined ? [] : [[`"name": ${literal(name)}`]]),
    [...because.map(comment), `"files": ${texts(files)}`],
    ...factLines(facts),
  ]);
}

function factLines(facts: Facts): Member[] {
  return Object.entries(facts).map(([key, { value, because, file, line }]: [string, Fact<unknown>]) => [
    comment(`${because}: ${file}:${line}`),
    `"${key}": ${literal(value)}`,
  ]);
}

function texts(values: readonly string[]): string {
  return `[${values.map(literal).join(', ')}]`;
}

function literal(value: unknown): string {
  return jsonText(value).trimEnd();
}

/** One line, whatever stands in it. */
function comment(text: string): string {
  return `// ${line(text)}`;
}
