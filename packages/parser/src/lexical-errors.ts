import { type LexicalError, MAX_TOKENS } from './lexer.ts';
import { syntaxError } from './messages.ts';
import type { ParseError } from './source.ts';
import { type Token, TokenKind } from './syntax.ts';

/** Whether an error says no more than the one before: a string is mended as a whole, and a conditional expression has two signs. */
export function repeats(text: string, error: LexicalError, before: LexicalError | undefined): boolean {
  if (!before) return false;
  if (error.start === before.start) return true;
  if (error.kind === 'bad-escape' && before.kind === 'bad-escape') return error.token === before.token;
  return text[error.start] === ':' && text[before.start] === '?' && !text.slice(before.start, error.start).includes('\n');
}

/** The error that a mistake inside a token becomes. */
export function describe(text: string, error: LexicalError, tokens: readonly Token[]): ParseError {
  const { start, end } = error;
  const written = text.slice(start, end);
  const replace = (title: string, replacement: string): { fix: NonNullable<ParseError['fix']> } => ({
    fix: { title, edits: [{ start, end, text: replacement }] },
  });
  switch (error.kind) {
    case 'foreign-comment':
      return syntaxError('syntax/foreign-comment', {}, start, end, replace('write "//"', '//'));
    case 'semicolon':
      return semicolon(text, start);
    case 'single-quotes':
      return singleQuotes(text, start);
    case 'unterminated-string':
      return syntaxError('syntax/unterminated-string', { quote: text[start] ?? '"' }, start, Math.max(end, start + 1));
    case 'unterminated-comment':
      return syntaxError('syntax/unterminated-comment', {}, start, end);
    case 'bad-escape':
      return badEscape(text, error, tokens[error.token] as Token);
    case 'bad-escape-character':
      return syntaxError('syntax/bad-escape', { sequence: written, problem: 'lacks digits' }, start, end);
    case 'unterminated-escape':
      return syntaxError('syntax/bad-escape', { sequence: written || '\\', problem: 'is not complete' }, start, end);
    case 'bad-escape-code-point':
      return syntaxError('syntax/bad-escape', { sequence: written, problem: 'is no character' }, start, end);
    case 'exponent-without-digits':
      return syntaxError('syntax/bad-number', {}, start, end);
    case 'half-operator':
      return syntaxError(
        'syntax/half-operator',
        { operator: written },
        start,
        end,
        replace(`write "${written}${written}"`, written + written),
      );
    case 'too-large':
      return syntaxError('syntax/too-large', { limit: MAX_TOKENS }, start, end);
    case 'illegal-nul':
      return syntaxError('syntax/illegal-character', { character: 'the character NUL' }, start, end);
    case 'illegal-byte-order-mark':
      return syntaxError('syntax/illegal-character', { character: 'a byte order mark' }, start, end);
    case 'illegal-character':
      if (written === ':') return colon(text, start);
      if (written === '?') return syntaxError('syntax/conditional', {}, start, end);
      return syntaxError('syntax/illegal-character', { character: nameOf(written) }, start, end);
  }
}

/** A character that may not be seen goes by its number. */
function nameOf(character: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return `"${character}"`;
  return `the character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function colon(text: string, start: number): ParseError {
  const name = /["\w]*$/.exec(text.slice(Math.max(0, start - 80), start).trimEnd())?.[0].replaceAll('"', '');
  if (!name) return syntaxError('syntax/illegal-character', { character: '":"' }, start, start + 1);
  const gap = /\s/.test(text[start - 1] ?? '') ? '' : ' ';
  const fix = { title: 'write "="', edits: [{ start, end: start + 1, text: `${gap}=` }] };
  return syntaxError('syntax/colon', { name }, start, start + 1, { fix });
}

/** What follows on the line becomes a line of its own. */
function semicolon(text: string, start: number): ParseError {
  const follows = !/^[ \t\r;]*(?:\n|$|\}|\/[/*])/.test(text.slice(start, start + 200));
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start) + 1))?.[0];
  const end = follows ? start + 1 + (/^[ \t]*/.exec(text.slice(start + 1, start + 200))?.[0].length ?? 0) : start + 1;
  const fix = follows
    ? { title: 'begin a new line', edits: [{ start, end, text: `\n${indent}` }] }
    : { title: 'remove the semicolon', edits: [{ start, end, text: '' }] };
  return syntaxError('syntax/semicolon', {}, start, start + 1, { fix });
}

/** The backslashes of the whole string are mended, in backticks if its other escapes can stand there as what they mean. */
function badEscape(text: string, { start, end }: LexicalError, token: Token): ParseError {
  const literal = text.slice(token.start, token.end);
  const sequence = text.slice(start, end);
  if (token.kind !== TokenKind.String || literal.length > 10_000 || !/^"(?:[^"\\]|\\[\s\S])*"$/.test(literal)) {
    return syntaxError('syntax/bad-escape', { sequence, problem: 'is no escape sequence' }, start, end, {
      notes: ['write "\\\\" for a backslash, or put the whole text in backticks'],
    });
  }
  // In a path of Windows no backslash begins an escape, whatever follows it.
  const isRaw = /^"[A-Za-z]:\\[^`\r]*$/.test(literal) || !/[`\r]|\\[abfnrtv0-7xuU]/.test(literal);
  const fixed = isRaw
    ? `\`${literal.slice(1, -1).replace(/\\(["\\])/g, '$1')}\``
    : literal.replace(/\\([\s\S])/g, (written, kind: string) => (/[abfnrtv\\"0-7xuU]/.test(kind) ? written : `\\${written}`));
  const fix = {
    title: isRaw ? 'put it in backticks' : 'double the backslash',
    edits: [{ start: token.start, end: token.end, text: fixed }],
  };
  return syntaxError('syntax/bad-escape', { sequence, problem: 'is no escape sequence' }, start, end, { fix });
}

function singleQuotes(text: string, start: number): ParseError {
  const close = /^'(?:[^'\\\n]|\\.)*'/.exec(text.slice(start, start + 2000))?.[0];
  if (!close) return syntaxError('syntax/single-quotes', {}, start, start + 1);
  const end = start + close.length;
  const content = close.slice(1, -1);
  if (/["\\]/.test(content)) return syntaxError('syntax/single-quotes', {}, start, end);
  return syntaxError('syntax/single-quotes', {}, start, end, {
    fix: { title: 'write double quotes', edits: [{ start, end, text: `"${content}"` }] },
  });
}
