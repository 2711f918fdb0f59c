import { type CheckOptions, checkProgram, type Diagnostic, openSource } from '@assay/checker';
import { parse, TokenKind } from '@assay/parser';
import { random } from './deletions.ts';

/** What is typed, deleted and replaced, by what it is called in the figures. */
const KEYS: Readonly<Record<string, string>> = {
  '"': '"',
  '`': '`',
  "'": "'",
  '{}': '{}',
  '[]': '[]',
  '()': '()',
  ',': ',',
  '.': '.',
  '=': '=',
  operator: '+-<>!|&^%',
  '/': '/',
  '*': '*',
  '#': '#',
  ':;': ':;',
  '\\': '\\',
  letter: 'abcdefgilmnoprstuvx_',
  digit: '0123456789',
  newline: '\n',
};

/** A text with one character more, less or another one, and what it led to. */
export interface Keystroke {
  readonly text: string;
  /** Offset of the edit. */
  readonly at: number;
  /** What was done, as the figures group it. */
  readonly kind: string;
  /** How many syntax errors there are. */
  readonly syntax: number;
  /** What else is found that Alloy would refuse, as code and message; nothing of texts that it refuses before the edit. */
  readonly follows: readonly string[];
}

/** Makes one edit of a text. */
function edited(text: string, next: () => number): { text: string; at: number; kind: string } | undefined {
  const pick = <T>(list: ArrayLike<T>): T => list[Math.floor(next() * list.length)] as T;
  const groups = Object.keys(KEYS);
  const way = next();
  const group = pick(groups);
  const key = pick(KEYS[group] as string);
  if (way < 0.5) {
    let at = Math.floor(next() * (text.length + 1));
    if (next() < 0.5) {
      const { tokens } = parse(text);
      const token = pick(tokens.filter(({ kind }) => kind < TokenKind.Whitespace));
      if (token) at = next() < 0.5 ? token.start : token.end;
    }
    return { text: text.slice(0, at) + key + text.slice(at), at, kind: `insert ${group}` };
  }
  const places: number[] = [];
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) places.push(at);
  if (places.length === 0) return undefined;
  const at = pick(places);
  if (way < 0.8) return { text: text.slice(0, at) + text.slice(at + 1), at, kind: `delete ${group}` };
  const other = pick(KEYS[pick(groups)] as string);
  if (other === key) return undefined;
  return { text: text.slice(0, at) + other + text.slice(at + 1), at, kind: `replace ${group}` };
}

/**
 * Makes random edits of one character in random texts, as often as asked for; those that make no syntax error do not count.
 *
 * @param options what the edited texts are checked for too; without it only the parser is asked
 */
export function keystrokes(texts: readonly string[], tries: number, seed: number, options?: CheckOptions): Keystroke[] {
  const next = random(seed);
  const found: Keystroke[] = [];
  /** Whether Alloy takes a text before it is edited: where not, what else it would refuse is not known. */
  const taken = new Map<string, boolean>();
  const refused = (text: string): string[] =>
    options
      ? checkProgram([openSource('typed.alloy', text)], options)
          .filter(isRefusal)
          .map(inWords)
      : [];
  for (let i = 0; i < tries; i++) {
    const original = texts[Math.floor(next() * texts.length)] as string;
    const edit = edited(original, next);
    if (!edit) continue;
    const syntax = parse(edit.text).errors.length;
    if (syntax === 0) continue;
    if (!taken.has(original)) taken.set(original, refused(original).length === 0);
    const follows = taken.get(original) ? refused(edit.text) : [];
    found.push({ ...edit, syntax, follows });
  }
  return found;
}

/** Whether Alloy would refuse it, and the parser has not said it. */
function isRefusal({ code, authority }: Diagnostic): boolean {
  return authority !== 'lint' && !code.startsWith('syntax/');
}

function inWords({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

/** How many findings edits led to. */
export interface Figures {
  readonly edits: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
}

export function figures(counts: readonly number[]): Figures {
  const sorted = [...counts].sort((a, b) => a - b);
  const quantile = (q: number): number => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
  return { edits: sorted.length, median: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99), most: sorted.at(-1) ?? 0 };
}
