import { PRECEDENCE } from './operators.ts';
import { type Token, TokenKind } from './syntax.ts';

/** How many tokens are looked at in search of the bracket that a place stands in. */
const MAX_STEPS = 500;
/** How long a word may be that is looked at. */
const MAX_WORD = 500;

/** What a place stands in: the fields of an object, the elements of a list or arguments of a call, or statements. */
export type Surroundings = 'object' | 'list' | 'statements' | 'unknown';

/** What the token at an index stands in, as far as that can be told from a limited number of tokens before it. */
export function surroundingsOf(tokens: readonly Token[], index: number): Surroundings {
  let depth = 0;
  for (let at = index - 1; at >= 0; at--) {
    if (index - at > MAX_STEPS) return 'unknown';
    const { kind } = tokens[at] as Token;
    if (CLOSES.has(kind)) depth++;
    else if (OPENS.has(kind) && depth-- === 0) {
      if (kind !== TokenKind.LeftBrace) return 'list';
      const before = significantBefore(tokens, at)?.kind;
      return before !== undefined && (BEFORE_VALUE.has(before) || PRECEDENCE[before] !== undefined) ? 'object' : 'statements';
    }
  }
  return 'statements';
}

/** The token before one that is no white space and no comment. */
export function significantBefore(tokens: readonly Token[], index: number): Token | undefined {
  for (let at = index - 1; at >= 0 && index - at < MAX_STEPS; at--) {
    const token = tokens[at] as Token;
    if (token.kind < TokenKind.Whitespace) return token;
  }
  return undefined;
}

/** The token behind one that is no white space and no comment. */
export function significantBehind(tokens: readonly Token[], index: number): Token | undefined {
  for (let at = index + 1; at < tokens.length && at - index < MAX_STEPS; at++) {
    const token = tokens[at] as Token;
    if (token.kind < TokenKind.Whitespace) return token;
  }
  return undefined;
}

const OPENS: ReadonlySet<TokenKind> = new Set([TokenKind.LeftBrace, TokenKind.LeftParen, TokenKind.LeftBracket]);
const CLOSES: ReadonlySet<TokenKind> = new Set([TokenKind.RightBrace, TokenKind.RightParen, TokenKind.RightBracket]);
/** What a value stands behind, beside operators. */
const BEFORE_VALUE: ReadonlySet<TokenKind> = new Set([TokenKind.Assign, TokenKind.Comma, TokenKind.LeftParen, TokenKind.LeftBracket]);

/** A stretch of text. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The characters around a place up to white space, quotes, brackets, commas and equals signs. */
export function wordAt(text: string, offset: number): Word {
  let start = offset;
  while (start > 0 && offset - start < MAX_WORD && isOfWord(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && end - offset < MAX_WORD && isOfWord(text.charCodeAt(end))) end++;
  return { start, end, text: text.slice(start, end) };
}

/** It is asked of each character around each mistake: those of ASCII are looked up. */
function isOfWord(code: number): boolean {
  return code < 128 ? ENDS_WORD[code] === 0 : !/\s/.test(String.fromCharCode(code));
}

const ENDS_WORD = Uint8Array.from({ length: 128 }, (_, code) => (/[\s"'`()[\]{},;=|]/.test(String.fromCharCode(code)) ? 1 : 0));

/** Whether a word is the whole of a value: behind an equals sign, or an element of a list, and nothing else belongs to it. */
export function isWholeValue(text: string, { start, end }: Word, surroundings: Surroundings): boolean {
  const before = /(\S)[ \t]*$/.exec(text.slice(Math.max(0, start - 100), start))?.[1];
  const isBehind = before === '=' || (surroundings === 'list' && (before === undefined || /[[(,\n]/.test(before)));
  return isBehind && /^[ \t\r]*(?:$|[\n,)\]}]|\/[/*])/.test(text.slice(end, end + 100));
}

/** The template of another program that a place stands in, on its line: `{{ … }}` and the like. */
export function templateAt(text: string, offset: number): { readonly start: number; readonly end: number } | undefined {
  // Of a long line only what is near: it may be asked of each place in it.
  const begin = Math.max(0, offset - MAX_WORD);
  const near = text.slice(begin, offset + MAX_WORD);
  const from = begin + (offset === begin ? 0 : near.lastIndexOf('\n', offset - begin - 1) + 1);
  const newline = near.indexOf('\n', offset - begin);
  const line = text.slice(from, newline === -1 ? begin + near.length : begin + newline);
  for (const match of line.matchAll(/\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\$\{.*?\}/g)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (start <= offset && offset < end) return { start, end };
  }
  return undefined;
}

/** How many characters behind a brace are looked at. */
export const BODY_LOOK = 500;

/** Whether what stands behind a brace are the statements of a block: its first line ends without a comma, or begins a block. */
export function isBlockBody(text: string, offset: number): boolean {
  const begin = text.slice(offset, offset + BODY_LOOK);
  return /^[ \t\r]*\n\s*[\p{L}_][\p{L}\p{Nd}_.]*[ \t]*(?:=[^\n]*[^,{[(\s][ \t\r]*\n|(?:"[^"\n]*"[ \t]*)?\{)/u.test(begin);
}
