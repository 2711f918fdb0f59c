import { type Block, type Literal, TokenKind, walk } from '@assay/parser';
import type { Source } from '../project/source.ts';
import type { RuleContext } from './rule.ts';

/** A string in double quotes. */
export interface QuotedString {
  readonly literal: Literal;
  readonly source: Source;
  /** The block at the level of statements that it stands in. */
  readonly block: Block;
}

/**
 * All strings of a program that are written in double quotes, keys of objects aside.
 *
 * @param needle what stands in each string that is looked for: files without it are not walked through
 */
export function* quotedStrings(context: RuleContext, needle: string): Generator<QuotedString> {
  const files = filesWith(context, needle);
  if (files.size === 0) return;
  for (const { block, source, inner } of context.symbols()) {
    // What stands in the body of a declare or a foreach comes with its own symbols.
    if (inner || !files.has(source)) continue;
    const found: Literal[] = [];
    walk(block, (node) => {
      if (node.kind === 'Literal' && node.token === TokenKind.String && node.raw.includes(needle)) found.push(node);
    });
    for (const literal of found) yield { literal, source, block };
  }
}

/** The files of a program that a text stands in somewhere. */
export function filesWith(context: RuleContext, needle: string): ReadonlySet<Source> {
  return new Set(context.program.files.filter((file) => holds(file, needle)));
}

/** Rules that look at one block at a time ask once for each. */
const held = new WeakMap<Source, Map<string, boolean>>();

function holds(file: Source, needle: string): boolean {
  let answers = held.get(file);
  if (!answers) {
    answers = new Map();
    held.set(file, answers);
  }
  let answer = answers.get(needle);
  if (answer === undefined) {
    answer = file.text.includes(needle);
    answers.set(needle, answer);
  }
  return answer;
}

/** An escape in a string in double quotes: `\t`, with its place in the file. */
export interface Escape {
  /** What stands behind the backslash. */
  readonly letter: string;
  /** Of the backslash. */
  readonly offset: number;
}

/** The escapes of a string in double quotes, in order. Escapes with digits are given by their first letter. */
export function escapesOf({ raw, start }: Literal): Escape[] {
  const escapes: Escape[] = [];
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', at + 2)) {
    escapes.push({ letter: raw[at + 1] ?? '', offset: start + at });
  }
  return escapes;
}

/** Escapes that stand for a character that no path, pattern or name has: what a forgotten backslash most often makes. */
const CONTROL = 'abfnrtv';

/** Whether a string in double quotes is a path of Windows in which a single backslash has become something else. */
export function isBrokenWindowsPath(literal: Literal): boolean {
  const { raw, start } = literal;
  if (!/^"[A-Za-z]:[\\/]/.test(raw)) return false;
  return escapesOf(literal).some(({ letter, offset }) => CONTROL.includes(letter) && /\w/.test(raw[offset - start + 2] ?? ''));
}
