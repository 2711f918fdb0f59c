import { indexAfter, type Statement } from '@assay/parser';
import { findAll } from '../check.ts';
import type { CheckOptions } from '../checks/context.ts';
import type { Diagnostic, TextEdit } from '../diagnostics/diagnostic.ts';
import type { FixOptions, FixResult } from '../fixes/apply.ts';
import { rewriteFormatted } from '../fixes/rewrite.ts';
import type { Source } from '../project/source.ts';
import { isSuppressible } from './suppress.ts';

export interface WriteOptions {
  /** What the comments say behind their codes; one line. */
  readonly reason: string;
  /** Which findings are to be suppressed, of those that can be. */
  readonly accepts?: (diagnostic: Diagnostic) => boolean;
  readonly formatRange: FixOptions['formatRange'];
}

/**
 * Writes a comment above each statement in which something is found that a comment may suppress. Blocks that were formatted stay so.
 *
 * @returns the program with the comments, what is still found in it, and how many findings were suppressed
 */
export function writeSuppressions(program: readonly Source[], checkOptions: CheckOptions, options: WriteOptions): FixResult {
  const { reason, accepts = () => true, formatRange } = options;
  const found = findAll(program, checkOptions);
  const wanted = found.diagnostics.filter((diagnostic) => isSuppressible(diagnostic) && accepts(diagnostic));
  if (wanted.length === 0) return { sources: program, ...found, applied: 0, dropped: [] };
  const sources = program.map((source) => {
    const edits = commentsFor(
      source,
      wanted.filter(({ file }) => file === source.path),
      reason,
    );
    return rewriteFormatted(source, edits, formatRange).source;
  });
  const after = findAll(sources, checkOptions);
  return { sources, ...after, applied: after.suppressed.length - found.suppressed.length, dropped: [] };
}

/**
 * The comment that suppresses findings in a statement: an edit that puts it above.
 *
 * @returns `undefined` where the finding stands in no statement
 */
export function suppressionAbove(source: Source, diagnostic: Diagnostic, reason: string): TextEdit | undefined {
  return commentsFor(source, [diagnostic], reason)[0];
}

/** The comment that suppresses a code in a file: an edit that puts it above everything but other comments of the kind. */
export function suppressionInFile({ path, text }: Source, code: string, reason: string): TextEdit {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  return { file: path, start, end: start, text: `// assay: ignore-file ${code}: ${reason}\n` };
}

function commentsFor(source: Source, found: readonly Diagnostic[], reason: string): TextEdit[] {
  const places = new Map<string, { readonly statement: Statement; readonly kind: string; readonly codes: Set<string> }>();
  for (const { start, code } of found) {
    const statement = statementFor(source, start);
    if (!statement) continue;
    const kind = isCovered(source, statement, start) ? 'ignore' : 'ignore-block';
    const key = `${statement.start} ${kind}`;
    const place = places.get(key) ?? { statement, kind, codes: new Set() };
    places.set(key, place);
    place.codes.add(code);
  }
  return [...places.values()].map(({ statement: { start }, kind, codes }) => ({
    file: source.path,
    start,
    end: start,
    text: `// assay: ${kind} ${[...codes].sort().join(', ')}: ${reason}\n${indentation(source.text, start)}`,
  }));
}

/** The innermost statement that a place is in and above which there is room for a comment. */
function statementFor({ text, parse }: Source, offset: number): Statement | undefined {
  let found: Statement | undefined;
  for (let inside = parse.root.statements; ; ) {
    const next: Statement | undefined = inside[indexAfter(inside, offset) - 1];
    if (!next || offset > next.end) return found;
    if (!found || beginsLine(text, next.start)) found = next;
    if (next.kind !== 'Block') return found;
    inside = next.statements;
  }
}

/** Whether a comment above a statement speaks of a place in it too: of a block it speaks of the first line. */
function isCovered({ text }: Source, { kind, start }: Statement, offset: number): boolean {
  return kind !== 'Block' || !text.slice(start, offset).includes('\n');
}

function beginsLine(text: string, start: number): boolean {
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
}

function indentation(text: string, start: number): string {
  return /^[ \t]*/.exec(text.slice(start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1, start))?.[0] ?? '';
}
