import type { LexerToken } from './lexer.ts';
import { TokenKind } from './syntax.ts';

/**
 * A backtick that is one too many, or whose second one is missing, turns all text behind it inside out: what stands between strings becomes
 * strings. This finds the first string in backticks that cannot be meant, by what stands next to it.
 *
 * @returns nothing where no string in backticks goes on over lines that cannot be meant: then the mistake stays on its line
 */
export function strayBacktick(text: string, significant: readonly LexerToken[]): LexerToken | undefined {
  let first: LexerToken | undefined;
  for (let at = 0; at < significant.length; at++) {
    const token = significant[at] as LexerToken;
    if (token.kind !== TokenKind.RawString) continue;
    const isClosed = token.end - token.start > 1 && text[token.end - 1] === '`';
    if (isClosed && !isOperand(significant[at - 1]) && !isOperand(significant[at + 1])) continue;
    first ??= token;
    if (!isClosed || isOverLines(text, token)) return first;
  }
  return undefined;
}

/** What no string stands next to. */
function isOperand(token: LexerToken | undefined): boolean {
  return token !== undefined && OPERANDS.has(token.kind);
}

const OPERANDS: ReadonlySet<TokenKind> = new Set([
  TokenKind.Identifier,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.String,
  TokenKind.RawString,
  TokenKind.Bool,
  TokenKind.Null,
]);

function isOverLines(text: string, { start, end }: LexerToken): boolean {
  const newline = text.indexOf('\n', start);
  return newline !== -1 && newline < end;
}

/**
 * Where a string with a stray backtick may end, the shortest first: behind the backtick, with its line, before a line that is indented no
 * deeper, before a block at the margin, at the end of the text.
 */
export function endsOfStray(text: string, { start }: LexerToken): readonly number[] {
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd === -1) return [start + 1, text.length];
  const ends = [start + 1, lineEnd];
  for (let at = lineEnd; at !== -1 && ends.length < 4; at = text.indexOf('\n', at + 1)) {
    const column = columnBehind(text, at + 1);
    if (column === undefined) continue;
    if (ends.length === 2 && column <= indent) ends.push(at);
    if (column === 0 && isHeader(text, at + 1)) ends.push(at);
  }
  return [...new Set([...ends, text.length])];
}

/** How far a line is indented; nothing for lines without anything. */
function columnBehind(text: string, lineStart: number): number | undefined {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at === text.length || text[at] === '\n' || text[at] === '\r' ? undefined : at - lineStart;
}

/** Whether a line without indentation is the header of a block. */
function isHeader(text: string, lineStart: number): boolean {
  return /^[\p{L}_][\p{L}\p{Nd}_.]*[ \t]*(?:"[^"\n`]*"[ \t]*)?\{/u.test(text.slice(lineStart, lineStart + 300));
}
