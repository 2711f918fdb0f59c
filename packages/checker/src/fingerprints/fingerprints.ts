import { indexAfter, nodeAt, type ParseResult, type Statement, TokenKind } from '@assay/parser';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../project/source.ts';
import { fnv1a } from './hash.ts';

/**
 * What tells findings apart from one version of the files to the next: 16 hexadecimal digits for each.
 *
 * It is made of the code, the file's name, the blocks that the finding stands in, the text that it stands on, and the names in its message;
 * of findings that agree in all of these, of which is the first, the second, and so on. So it stays when lines move, when the text is
 * formatted, when comments change, or when something is renamed that the finding has nothing to do with; it changes with the text that the
 * finding is about.
 *
 * @param diagnostics in the order of their places
 * @param sources at least the files that findings name
 * @param nameOf what to call a file, where not by its path: the same in all runs that are compared
 * @returns in the order of the findings
 */
export function fingerprints(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, Source>,
  nameOf: (file: string) => string = (file) => file,
): string[] {
  const counts = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { code, file, message } = diagnostic;
    const source = sources.get(file);
    const place = source ? [blocksAround(source.parse.root.statements, diagnostic).join('/'), textOf(source, diagnostic)] : [];
    const identity = [code, nameOf(file), ...place, ...namesIn(message)].join('\0');
    const ordinal = counts.get(identity) ?? 0;
    counts.set(identity, ordinal + 1);
    return fnv1a(`${identity}\0${ordinal}`);
  });
}

/** What is quoted in a message: it says what a finding is about where several stand at one place, and lines and sentences may change. */
function namesIn(message: string): string[] {
  return message.match(/"[^"]*"/g) ?? [];
}

/** The ids of the blocks that a place stands in, outer ones first. */
function blocksAround(statements: readonly Statement[], { start, end }: Pick<Diagnostic, 'start' | 'end'>): string[] {
  const ids: string[] = [];
  for (let inside = statements; ; ) {
    const block = nodeAt(inside, start);
    if (block?.kind !== 'Block' || end > block.end) return ids;
    ids.push(block.label ? `${block.fullName}.${block.label.text}` : block.fullName);
    inside = block.statements;
  }
}

/** How many tokens of a place, and on each side of an empty one, tell it from others: there may be many findings in a long line. */
const MOST_TOKENS = 1000;

/** The text of a place without comments and layout; of an empty place that of its line. */
function textOf({ parse, text, lines }: Source, { start, end }: Pick<Diagnostic, 'start' | 'end'>): string {
  const own = meaningful(parse, start, end);
  if (own.length > 0) return own.join(' ');
  const [first, last] = [lines.lineAt(start), lines.lineAt(end)];
  const lineEnd = last < lines.lineCount ? lines.lineStart(last + 1) - 1 : text.length;
  return [...meaningfulBefore(parse, lines.lineStart(first), start), ...meaningful(parse, start, lineEnd)].join(' ');
}

function meaningful({ text, tokens }: ParseResult, start: number, end: number): string[] {
  const parts: string[] = [];
  for (let index = Math.max(0, indexAfter(tokens, start) - 1); parts.length < MOST_TOKENS; index++) {
    const token = tokens[index];
    if (!token || token.start >= end) break;
    const part = text.slice(Math.max(token.start, start), Math.min(token.end, end));
    if (!IGNORED.has(token.kind) && part !== '') parts.push(part);
  }
  return parts;
}

/** The same of what stands before `end`, the last of it. */
function meaningfulBefore({ text, tokens }: ParseResult, start: number, end: number): string[] {
  const parts: string[] = [];
  for (let index = indexAfter(tokens, end) - 1; parts.length < MOST_TOKENS; index--) {
    const token = tokens[index];
    if (!token || token.end <= start) break;
    const part = text.slice(Math.max(token.start, start), Math.min(token.end, end));
    if (!IGNORED.has(token.kind) && part !== '') parts.push(part);
  }
  return parts.reverse();
}

/** A comma is layout too: a list over several lines ends with one. */
const IGNORED: ReadonlySet<TokenKind> = new Set([
  TokenKind.Comma,
  TokenKind.Whitespace,
  TokenKind.LineComment,
  TokenKind.BlockComment,
  TokenKind.Terminator,
  TokenKind.EndOfFile,
]);
