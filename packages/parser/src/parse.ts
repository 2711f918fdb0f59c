import { Grammar, MAX_ERRORS } from './grammar.ts';
import { type LexicalError, tokenize } from './lexer.ts';
import { syntaxError } from './messages.ts';
import type { ParseError, ParseResult } from './source.ts';

/** Chevrotain works out its tables when a grammar is made, so there is one, made when it is first needed. */
let grammar: Grammar | undefined;

/**
 * Reads a text. Never throws: what is wrong with it is in {@link ParseResult.errors}, and the tree is there whatever the
 * text holds.
 */
export function parse(text: string): ParseResult {
  grammar ??= new Grammar();
  const { tokens, significant, errors } = tokenize(text);
  const lexical = errors.slice(0, MAX_ERRORS).map((error) => describe(text, error));
  let result = grammar.read(text, significant, tokens.length, lexical, false);
  // Only where the braces do not match is the layout asked where blocks end: what Alloy accepts may be laid out in any way.
  if (result.unbalanced) result = grammar.read(text, significant, tokens.length, lexical, true);
  const all = lexical.length === 0 ? [...result.errors] : [...onePerPlace(lexical), ...result.errors];
  return { text, tokens, root: result.root, errors: all.sort((a, b) => a.start - b.start) };
}

/** Look-ahead and escapes may complain of one place twice. */
function onePerPlace(errors: readonly ParseError[]): ParseError[] {
  return errors.filter((error, index) => error.start !== errors[index - 1]?.start);
}

function describe(text: string, error: LexicalError): ParseError {
  const { start, end } = error;
  const written = text.slice(start, end);
  const replace = (title: string, replacement: string): { fix: NonNullable<ParseError['fix']> } => ({
    fix: { title, edits: [{ start, end, text: replacement }] },
  });
  switch (error.kind) {
    case 'foreign-comment':
      return syntaxError('syntax/foreign-comment', {}, start, end, replace('write "//"', '//'));
    case 'semicolon':
      return syntaxError('syntax/semicolon', {}, start, end, replace('remove the semicolon', ''));
    case 'single-quotes':
      return singleQuotes(text, start);
    case 'unterminated-string':
      return syntaxError('syntax/unterminated-string', { quote: text[start] ?? '"' }, start, Math.max(end, start + 1));
    case 'unterminated-comment':
      return syntaxError('syntax/unterminated-comment', {}, start, end);
    case 'bad-escape':
      return syntaxError('syntax/bad-escape', { sequence: written, problem: 'is no escape sequence' }, start, end, {
        notes: ['write "\\\\" for a backslash, or put the whole text in backticks'],
      });
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
    case 'illegal-nul':
      return syntaxError('syntax/illegal-character', { character: 'the character NUL' }, start, end);
    case 'illegal-byte-order-mark':
      return syntaxError('syntax/illegal-character', { character: 'a byte order mark' }, start, end);
    case 'illegal-character':
      if (written === ':') return colon(text, start);
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
