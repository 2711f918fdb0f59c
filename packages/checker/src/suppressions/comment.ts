import type { Span } from '../diagnostics/collector.ts';
import { nearest } from '../diagnostics/nearest.ts';

/** How much a suppression holds for: the statement below it or on its line, a whole block, a whole file. */
const KINDS = ['ignore', 'ignore-block', 'ignore-file'] as const;
export type SuppressionKind = (typeof KINDS)[number];

/** A code that a suppression names, or all of a category (`graph/*`). */
export interface NamedCode extends Span {
  readonly text: string;
}

/** `// assay: ignore CODE, CODE until 2027-01-31: reason`, read. Offsets are those of the file. */
export interface Suppression extends Span {
  readonly kind: SuppressionKind;
  /** At least one. */
  readonly codes: readonly NamedCode[];
  /** The last day on which it holds, as `YYYY-MM-DD`. */
  readonly until?: NamedCode;
  /** `''` where none is given. */
  readonly reason: string;
}

/** A comment that is meant to be a suppression and is none. */
export interface Misreading extends Span {
  readonly problem: string;
  /** The comment as it was probably meant. */
  readonly meant?: string;
}

/** A reason that still has to be written: it counts as none. */
export const REASON_TO_WRITE = 'TODO: why this may stay';

/** Comments are only looked at in texts that this finds something in. */
export const mayHoldSuppressions = (text: string): boolean => /assay|ignore/i.test(text);

/**
 * Reads one comment.
 *
 * @param text all of it, with its `//`
 * @param start where it begins in the file
 * @returns `undefined` for a comment that is none of ours
 */
export function readComment(text: string, start: number): Suppression | Misreading | undefined {
  const exact = EXACT.exec(text);
  const kind = exact?.[1];
  const span = { start, end: start + text.length };
  if (text.length > LONGEST) return kind === undefined ? undefined : { ...span, problem: `it has more than ${LONGEST} characters` };
  if (isKind(kind)) {
    const read = readRest(text, start, kind, exact![0].length);
    if (!('meant' in read) || isReadable(read.meant)) return read;
    return { ...span, problem: read.problem };
  }
  const meant = kind === undefined ? nearly(text) : { kind: nearestKind(kind), rest: text.slice(exact![0].length) };
  if (!meant) return undefined;
  const rewritten = `// assay: ${meant.kind}${/^\s/.test(meant.rest) ? '' : ' '}${meant.rest}`.replace(/\s+/g, ' ').trimEnd();
  const inPlace = text.startsWith('//');
  return {
    ...span,
    problem: inPlace
      ? `a suppression begins with "// assay: ${meant.kind}"`
      : `a suppression is a line comment, "// assay: ${meant.kind} …"`,
    ...(inPlace && isReadable(rewritten) && { meant: rewritten }),
  };
}

const EXACT = /^\/\/[ \t]*assay:[ \t]*(ignore(?![\w-])|ignore-[\w-]*)/;

/** Whoever reads a longer one has other worries; what is looked at is bounded. In UTF-16 units. */
const LONGEST = 2000;

function isReadable(text: string): boolean {
  const exact = EXACT.exec(text);
  return isKind(exact?.[1]) && 'codes' in readRest(text, 0, exact![1] as SuppressionKind, exact![0].length);
}

function isKind(text: string | undefined): text is SuppressionKind {
  return KINDS.includes(text as SuppressionKind);
}

function nearestKind(text: string): SuppressionKind {
  const meant = nearest(text.toLowerCase().replaceAll('_', '-'), KINDS);
  return isKind(meant) ? meant : 'ignore';
}

/** What other linters call it. */
const VERBS = new Set(['ignore', 'disable', 'suppress', 'noqa', 'nolint', 'skip', 'allow']);
/** What stands behind the verb in a suppression, but not in a sentence: nothing, a colon, or a code. */
const DIRECTED = /^(?:$|:|[\s:(]*[a-z]\w*(?:-\w+)*\/[\w*-]+)/i;

/** A comment that was meant for us and is written in another way. */
function nearly(text: string): { readonly kind: SuppressionKind; readonly rest: string } | undefined {
  const content = withoutEnd(text.replace(/^\/[/*]+\s*@?/, ''));
  const match = /^([a-z]{4,6})(\s*:\s*|[-_ ])([a-z]+)((?:[-_](?:next[-_])?(?:line|block|file|all))?)(?![\w-])/i.exec(content);
  if (match) {
    const [whole, name = '', , verb = '', scope = ''] = match;
    const rest = content.slice(whole.length);
    const named = name.toLowerCase() === 'assay' || nearest(name.toLowerCase(), ['assay']) !== undefined;
    const known = VERBS.has(verb.toLowerCase()) || nearest(verb.toLowerCase(), ['ignore']) !== undefined;
    if (named && known && DIRECTED.test(rest)) {
      const kind = `ignore${scope.toLowerCase().replace('_', '-')}`;
      return { kind: isKind(kind) ? kind : 'ignore', rest: rest.replace(/^[\s:(]+/, '') };
    }
  }
  // The code without saying what is to be done with it.
  const bare = /^assay\s*:\s*([a-z]\w*(?:-\w+)*\/[\w*-]+.*)$/is.exec(content);
  return bare ? { kind: 'ignore', rest: bare[1] ?? '' } : undefined;
}

/** Without what closes a block comment, and the blanks before that. */
function withoutEnd(text: string): string {
  if (!text.endsWith('*/')) return text;
  return text.slice(0, text.endsWith('**/') ? -3 : -2).trimEnd();
}

/** What stands behind `assay: ignore`. */
function readRest(text: string, start: number, kind: SuppressionKind, from: number): Suppression | Misreading {
  const span = { start, end: start + text.length };
  const named = (part: string, offset: number): NamedCode => ({ text: part, start: start + offset, end: start + offset + part.length });
  const colon = text.indexOf(':', from);
  const reason = colon < 0 ? '' : text.slice(colon + 1).trim();
  const head = text.slice(from, colon < 0 ? text.length : colon);
  const ending = /(?:^|\s)until(?!\S)/.exec(head);
  const given = ending ? head.slice(ending.index + ending[0].length).trim() : '';
  const list = ending ? head.slice(0, ending.index) : head;

  if (list.trim() === '') return { ...span, problem: `it names no code: write "// assay: ${kind} CODE: reason"` };
  const codes: NamedCode[] = [];
  let at = from;
  for (const part of list.split(',')) {
    const code = part.trim();
    const begin = at + part.indexOf(code);
    const wrong = problemOf(code);
    if (wrong) {
      const { problem, instead } = wrong;
      return { ...span, problem, ...(instead && { meant: text.slice(0, begin) + instead + text.slice(begin + code.length) }) };
    }
    codes.push(named(code, begin));
    at += part.length + 1;
  }
  if (!ending) {
    // Who ends the reason with the date means it too, and must not be left with something that holds forever.
    const date = /\buntil\s+(\d{4}-\d{2}-\d{2})$/.exec(reason)?.[1];
    if (date === undefined) return { ...span, kind, codes, reason };
    if (!isDate(date)) return { ...span, problem: wrongDate(date) };
    return { ...span, kind, codes, reason, until: named(date, text.lastIndexOf(date)) };
  }
  const [date = '', ...words] = given.split(/\s+/);
  if (!isDate(date)) return { ...span, problem: wrongDate(given) };
  if (words.length > 0) return { ...span, problem: MISSING_COLON, meant: text.replace(date, `${date}:`) };
  return { ...span, kind, codes, reason, until: named(date, from + head.lastIndexOf(date)) };
}

const MISSING_COLON = 'a colon stands between what is ignored and the reason';

/** What is wrong with an entry of the list of codes. */
function problemOf(code: string): { readonly problem: string; readonly instead?: string } | undefined {
  if (code === '') return { problem: 'a code is missing beside a comma' };
  if (code === '*' || code === 'all') return { problem: 'it has to name the codes that are meant, or a category, as in "graph/*"' };
  const [first = '', ...others] = code.split(/\s+/);
  if (others.length === 0) return /^[\w/*-]+$/.test(code) ? undefined : { problem: `"${code}" is no code` };
  if (others.every((word) => word.includes('/')))
    return { problem: 'codes are separated by commas', instead: [first, ...others].join(', ') };
  return { problem: MISSING_COLON, ...(first.includes('/') && { instead: `${first}: ${others.join(' ')}` }) };
}

function wrongDate(given: string): string {
  return `"until" takes a date that exists, as in "until 2027-01-31", not "${given}"`;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
