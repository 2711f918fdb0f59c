import { type SyntaxCode, TOO_LARGE, TOO_MANY_ERRORS } from './messages.ts';
import type { ParseError } from './source.ts';
import type { Statement } from './syntax.ts';

/** An error as reading reports it. */
export interface ReportedError extends ParseError {
  /** How far reading had come when it noticed the mistake: an offset. */
  seen: number;
}

/** Brackets that do not match. One that is wrong puts others out of place, up to the end of the block at the margin. */
const BRACKETS: ReadonlySet<string> = new Set<SyntaxCode>(['syntax/unclosed-bracket', 'syntax/unclosed-block', 'syntax/stray-close']);

/** Mistakes behind which reading is in step: what was meant is plain, so that what comes later is a mistake of its own. */
const IN_STEP: ReadonlySet<string> = new Set<SyntaxCode>([
  'syntax/colon',
  'syntax/semicolon',
  'syntax/unquoted-text',
  'syntax/unquoted-key',
  'syntax/single-quotes',
  'syntax/bad-escape',
  'syntax/foreign-comment',
  'syntax/bad-number',
  'syntax/number-with-letters',
  'syntax/operator-on-next-line',
  'syntax/bracket-on-next-line',
  'syntax/comma-after-statement',
  'syntax/missing-comma',
  'syntax/dotted-attribute',
  'syntax/labelled-attribute',
  'syntax/quoted-name',
  'syntax/dash-in-name',
  'syntax/second-label',
  'syntax/bad-label',
  'syntax/raw-label',
  'syntax/unquoted-label',
  'syntax/double-equals',
]);

/** Mistakes that may swallow a bracket, or pass one over. */
const IN_TOKENS: ReadonlySet<string> = new Set<SyntaxCode>([
  'syntax/unquoted-text',
  'syntax/colon',
  'syntax/semicolon',
  'syntax/single-quotes',
  'syntax/foreign-comment',
]);

/** Whether reading may be out of step behind an error. Where a value is missing at the end of a line, it is not. */
function isOutOfStep({ code, start, end }: ReportedError): boolean {
  return !IN_STEP.has(code) && !(code === MISSING_VALUE && start === end);
}

const SINGLE_QUOTES: SyntaxCode = 'syntax/single-quotes';
const MISSING_VALUE: SyntaxCode = 'syntax/expected-value';

/** So many lines without anything wrong show that reading is in step again. */
const LINES_IN_STEP = 2;

/** A stretch of a text, `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The errors that are mistakes, without those that follow from others: one mistake, one error.
 *
 * - On one line, a mistake behind which reading may be out of step hides all others.
 * - So it does on the lines behind it, as long as hardly a line between them is right.
 * - Where brackets do not match, all that follows in the same block at the margin follows from what was noticed first.
 *
 * At least one is left of those that there are.
 *
 * @param all in order of their place
 * @returns them, and where what was read is not what was meant: the lines of each error, and the whole block at the margin where brackets do not match
 */
export function withoutConsequences(
  text: string,
  statements: readonly Statement[],
  all: readonly ReportedError[],
): { readonly errors: readonly ReportedError[]; readonly damage: readonly Stretch[] } {
  const isLimit = ({ code }: ReportedError): boolean => code === TOO_MANY_ERRORS || code === TOO_LARGE;
  const errors: ReportedError[] = [];
  const damage: Stretch[] = [];
  for (const region of inRegions(
    text,
    statements,
    all.filter((error) => !isLimit(error)),
  )) {
    const isBroken = region.errors.some(({ code }) => BRACKETS.has(code));
    errors.push(...inRuns(text, isBroken ? inBrackets(text, region.errors) : region.errors));
    let end = -1;
    for (const error of region.errors) {
      const from = isBroken ? region.start : lineStart(text, error.start);
      if (error.seen < end) continue;
      end = lineEnd(text, Math.max(error.seen, error.end));
      const last = damage[damage.length - 1];
      if (last && from <= last.end) damage[damage.length - 1] = { start: last.start, end };
      else damage.push({ start: from, end });
    }
  }
  return { errors: [...errors, ...all.filter(isLimit)].sort((a, b) => a.start - b.start), damage };
}

interface Region {
  readonly start: number;
  readonly errors: ReportedError[];
}

/** The errors of each block that begins at the margin, with what follows it up to the next one. */
function inRegions(text: string, statements: readonly Statement[], errors: readonly ReportedError[]): Region[] {
  const regions: Region[] = [];
  let next = 0;
  let margin = 0;
  for (const error of errors) {
    for (let each = statements[next]; each && each.start <= error.start; each = statements[++next]) {
      if (each.kind === 'Block' && (each.start === 0 || text[each.start - 1] === '\n')) margin = each.start;
    }
    const last = regions[regions.length - 1];
    if (last?.start === margin) last.errors.push(error);
    else regions.push({ start: margin, errors: [error] });
  }
  return regions;
}

/** Those noticed before brackets turn out not to match, and the first one that may be why. */
function inBrackets(text: string, errors: readonly ReportedError[]): readonly ReportedError[] {
  // What takes a bracket away is behind a mistake on its line, or a value is missing that would have begun with it.
  const isCause = ({ code, start, end }: ReportedError): boolean =>
    !IN_STEP.has(code) ||
    (IN_TOKENS.has(code) && /[()[\]{}]/.test(text.slice(start, lineEnd(text, start)))) ||
    (code === SINGLE_QUOTES && end === start + 1);
  // Of several that are open at the same place, the innermost is the nearest to the mistake.
  const first = errors.filter(isCause).reduce((a, b) => (b.seen <= a.seen ? b : a));
  return errors.filter((error) => error === first || error.seen < first.seen);
}

/** Errors of one region, line by line. */
function inRuns(text: string, errors: readonly ReportedError[]): ReportedError[] {
  const kept: ReportedError[] = [];
  let isLost = false;
  for (const { line, distance } of byLine(text, errors)) {
    if (distance > LINES_IN_STEP) isLost = false;
    if (isLost) continue;
    const lost = line.filter(isOutOfStep);
    if (lost.length === 0) kept.push(...line);
    else {
      const said = lost.find(({ code }) => code === 'syntax/unterminated-string') ?? (line[0] as ReportedError);
      kept.push(said);
      isLost = true;
    }
  }
  return kept;
}

/** Errors that begin on the same line, and how many lines they are from those before; white space does not count. */
function* byLine(text: string, errors: readonly ReportedError[]): Generator<{ line: ReportedError[]; distance: number }> {
  let line: ReportedError[] = [];
  let distance = Number.POSITIVE_INFINITY;
  let end = -1;
  for (const error of errors) {
    if (line.length > 0 && error.start > end) {
      yield { line, distance };
      line = [];
      distance = 0;
      while (end < error.start && distance <= LINES_IN_STEP) {
        const newline = text.indexOf('\n', end + 1);
        const next = newline === -1 ? text.length : newline;
        if (next >= error.start || /\S/.test(text.slice(end + 1, next))) distance++;
        end = next;
      }
    }
    if (line.length === 0) {
      const newline = text.indexOf('\n', error.start);
      end = newline === -1 ? text.length : newline;
    }
    line.push(error);
  }
  if (line.length > 0) yield { line, distance };
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline;
}
