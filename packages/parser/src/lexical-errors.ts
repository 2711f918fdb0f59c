import { isIdentifier } from './characters.ts';
import { type LexicalError, MAX_TOKENS } from './lexer.ts';
import { type SyntaxExtras, syntaxError, unquotedText } from './messages.ts';
import type { ParseError } from './source.ts';
import { isBlockBody, isWholeValue, significantBefore, significantBehind, surroundingsOf, templateAt, wordAt } from './surroundings.ts';
import { type Token, TokenKind } from './syntax.ts';

/** Whether an error says no more than the one before: a string is mended as a whole, and a conditional expression has two signs. */
export function repeats(text: string, error: LexicalError, before: LexicalError | undefined): boolean {
  if (!before) return false;
  if (error.start === before.start) return true;
  if (error.kind === 'bad-escape' && before.kind === 'bad-escape') return error.token === before.token;
  if (OUTSIDE.has(error.kind) && OUTSIDE.has(before.kind) && isInTemplate(text, error, before)) return true;
  if (isInWord(text, error, before)) return true;
  return text[error.start] === ':' && text[before.start] === '?' && !text.slice(before.start, error.start).includes('\n');
}

/** Mistakes that are not within a string or a comment. */
const OUTSIDE: ReadonlySet<LexicalError['kind']> = new Set(['half-operator', 'illegal-character']);

function isInTemplate(text: string, { start }: LexicalError, before: LexicalError): boolean {
  const template = templateAt(text, start);
  return template !== undefined && template.start <= before.start;
}

/** Whether both are colons of one word, as of an address or a date. */
function isInWord(text: string, { start }: LexicalError, before: LexicalError): boolean {
  return text[start] === ':' && text[before.start] === ':' && wordAt(text, start).start <= before.start;
}

/** The error that a mistake inside a token becomes. */
export function describe(text: string, error: LexicalError, tokens: readonly Token[]): ParseError {
  const { start, end } = error;
  const template = OUTSIDE.has(error.kind) ? templateAt(text, start) : undefined;
  if (template) return syntaxError('syntax/template', { written: short(text, template) }, template.start, template.end);
  const written = text.slice(start, end);
  const replace = (title: string, replacement: string): { fix: NonNullable<ParseError['fix']> } => ({
    fix: { title, edits: [{ start, end, text: replacement }] },
  });
  switch (error.kind) {
    case 'foreign-comment':
      return syntaxError('syntax/foreign-comment', {}, start, end, isAfterWhole(text, start) ? replace('write "//"', '//') : {});
    case 'semicolon':
      return semicolon(text, error, tokens);
    case 'single-quotes':
      return singleQuotes(text, start);
    case 'unterminated-string':
      return unterminated(text, error, tokens);
    case 'unterminated-comment':
      return unquoted(text, error, tokens) ?? syntaxError('syntax/unterminated-comment', {}, start, end);
    case 'bad-escape':
      return badEscape(text, error, tokens);
    case 'bad-escape-character':
      return (
        windowsPath(text, error, tokens) ?? syntaxError('syntax/bad-escape', { sequence: written, problem: 'lacks digits' }, start, end)
      );
    case 'unterminated-escape':
      return syntaxError('syntax/bad-escape', { sequence: written || '\\', problem: 'is not complete' }, start, end);
    case 'bad-escape-code-point':
      return syntaxError('syntax/bad-escape', { sequence: written, problem: 'is no character' }, start, end);
    case 'exponent-without-digits':
      return syntaxError('syntax/bad-number', {}, start, end);
    case 'half-operator':
      return syntaxError('syntax/half-operator', { operator: written }, start, end, wholeOperators(text, error, tokens));
    case 'too-large':
      return syntaxError('syntax/too-large', { limit: MAX_TOKENS }, start, end);
    case 'illegal-nul':
      return syntaxError('syntax/illegal-character', { character: 'the character NUL' }, start, end);
    case 'illegal-byte-order-mark':
      return syntaxError('syntax/illegal-character', { character: 'a byte order mark' }, start, end);
    case 'illegal-character':
      if (written === ':') return colon(text, error, tokens);
      if (written === '?') return syntaxError('syntax/conditional', {}, start, end);
      return syntaxError('syntax/illegal-character', { character: nameOf(written) }, start, end);
  }
}

/** A character that may not be seen goes by its number. */
function nameOf(character: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return `"${character}"`;
  return `the character U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What stands on the line of an offset before it, as far as it is looked at. */
function lineBefore(text: string, offset: number): string {
  const from = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 1000);
  return text.slice(from, offset).trim();
}

/** Whether what stands on a line before an offset may be all there is to it: nothing, or a statement or element that has its value. */
function isAfterWhole(text: string, offset: number): boolean {
  const before = lineBefore(text, offset);
  return before === '' || (/[=,{}[\]()"]/.test(before) && !/[=.+*/%^<>!|&-]$/.test(before) && /\s$/.test(text.charAt(offset - 1)));
}

/** All halves of operators on a line, if each stands between values: the line is read as it is meant then. */
function wholeOperators(text: string, { token: index }: LexicalError, tokens: readonly Token[]): SyntaxExtras {
  const edits: Edit[] = [];
  const begin = tokens[index] as Token;
  if (!/[=([,]/.test(lineBefore(text, begin.start))) return {};
  for (let at = index; at < tokens.length && edits.length < MAX_EDITS; at++) {
    const token = tokens[at] as Token;
    if (token.kind === TokenKind.Terminator || text.slice(begin.start, token.start).includes('\n')) break;
    if (
      token.kind === TokenKind.Illegal ||
      token.kind === TokenKind.Assign ||
      (token.kind === TokenKind.String && !/^".*"$/.test(text.slice(token.start, token.end)))
    )
      return {};
    if ((token.kind !== TokenKind.Or && token.kind !== TokenKind.And) || token.end - token.start === 2) continue;
    const before = significantBefore(tokens, at);
    const behind = significantBehind(tokens, at);
    if (!before || !behind || !ENDS_VALUE.has(before.kind) || !beginsValue(behind.kind)) return {};
    const sign = text.slice(token.start, token.end);
    edits.push({ start: token.start, end: token.end, text: sign + sign });
  }
  return { fix: { title: `write "${edits[0]?.text}"`, edits } };
}

type Edit = NonNullable<ParseError['fix']>['edits'][number];

/** How many places one fix of a line may have. */
const MAX_EDITS = 50;

const ENDS_VALUE: ReadonlySet<TokenKind> = new Set([
  TokenKind.Identifier,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.String,
  TokenKind.RawString,
  TokenKind.Bool,
  TokenKind.Null,
  TokenKind.RightParen,
  TokenKind.RightBracket,
  TokenKind.RightBrace,
]);

function beginsValue(kind: TokenKind): boolean {
  if (kind === TokenKind.RightParen || kind === TokenKind.RightBracket || kind === TokenKind.RightBrace) return false;
  return ENDS_VALUE.has(kind) || OPENS_VALUE.has(kind);
}

const OPENS_VALUE: ReadonlySet<TokenKind> = new Set([
  TokenKind.LeftParen,
  TokenKind.LeftBracket,
  TokenKind.LeftBrace,
  TokenKind.Not,
  TokenKind.Minus,
]);

/**
 * A string that is not closed. Where another string of the same line stands at a word without anything between, the mistake is there already:
 * `""up"`, `word", "x"`.
 */
function unterminated(text: string, { start, end, token: index }: LexicalError, tokens: readonly Token[]): ParseError {
  const quote = text[start] ?? '"';
  const to = Math.max(end, start + 1);
  if (quote !== '"') return syntaxError('syntax/unterminated-string', { quote, isShifted: false }, start, to);
  const line = text.lastIndexOf('\n', start) + 1;
  let at = index;
  while (at > 0 && index - at < MAX_QUOTES && (tokens[at - 1] as Token).start >= line) at--;
  for (; at <= index; at++) {
    const token = tokens[at] as Token;
    if (token.kind !== TokenKind.String) continue;
    const isBehindWord = token.start > line && /[\p{L}\p{Nd}_]/u.test(text.charAt(token.start - 1));
    const isBeforeWord = at < index && /[\p{L}\p{Nd}_"]/u.test(text.charAt(token.end));
    if (!isBehindWord && !isBeforeWord) continue;
    const word = isBehindWord ? wordAt(text, token.start - 1) : undefined;
    const edit = word
      ? { start: word.start, end: word.start, text: '"' }
      : token.end - token.start === 2
        ? { start: token.start, end: token.start + 1, text: '' }
        : undefined;
    const fix = { title: word ? 'open the string' : 'remove a quote', isGuess: true, edits: edit ? [edit] : [] };
    const from = word ? word.start : token.start;
    return syntaxError('syntax/unterminated-string', { quote, isShifted: true }, from, to, edit ? { fix } : {});
  }
  // It ends before the brackets that are open on its line, or with the line.
  const isInBrackets = /[([{]/.test(text.slice(line, start)) || /\{[ \t\r]*$/.test(text.slice(start, end));
  const tail = (isInBrackets ? /[\s)\]},{]*$/ : /[\s,]*$/).exec(text.slice(start + 1, end).slice(-50))?.[0].length ?? 0;
  const edit = { start: end - tail, end: end - tail, text: '"' };
  const fix = { title: 'close the string', isGuess: true, edits: [edit] };
  return syntaxError('syntax/unterminated-string', { quote, isShifted: false }, start, to, end > start + 1 ? { fix } : {});
}

/** How many tokens of a line are looked at in search of a quote. */
const MAX_QUOTES = 300;

/** `http://host/x`, `0.0.0.0:4317`: text without its quotes, where it is the whole value. */
function unquoted(text: string, { start, token }: LexicalError, tokens: readonly Token[]): ParseError | undefined {
  const word = wordAt(text, start);
  if (word.start === start || word.end === start + 1) return undefined;
  const surroundings = surroundingsOf(tokens, token);
  // Its second quote may be there.
  if (text[word.end] === '"' && isWholeValue(text, { ...word, end: word.end + 1 }, surroundings)) {
    const fix = { title: 'open the string', edits: [{ start: word.start, end: word.start, text: '"' }] };
    return syntaxError('syntax/unquoted-text', { text: word.text }, word.start, word.end, { fix });
  }
  return isWholeValue(text, word, surroundings) ? unquotedText(text, word, surroundings === 'list') : undefined;
}

/** `"name": value`, `http://host`, `name := value`, `block "label": {` */
function colon(text: string, error: LexicalError, tokens: readonly Token[]): ParseError {
  const { start } = error;
  const asText = unquoted(text, error, tokens);
  if (asText) return asText;
  const illegal = (extras: SyntaxExtras = {}): ParseError =>
    syntaxError('syntax/illegal-character', { character: '":"' }, start, start + 1, extras);
  const key = /(?:"[^"\n]*"|[^\s"'`()[\]{},;=|:]+)(?=[ \t]*$)/.exec(text.slice(Math.max(0, start - 200), start))?.[0];
  const surroundings = surroundingsOf(tokens, error.token);
  if (!key || surroundings === 'list' || (surroundings === 'statements' && !/^[\p{L}_"]/u.test(key))) return illegal();
  const behind = significantBehind(tokens, error.token);
  const before = significantBefore(tokens, error.token);
  const isAssign = behind?.kind === TokenKind.Assign && behind.start === start + 1;
  const isBlock = surroundings === 'statements' && behind?.kind === TokenKind.LeftBrace && isBlockBody(text, behind.end);
  const owner = before && significantBefore(tokens, before.index);
  if (isBlock || (before?.kind === TokenKind.String && owner?.kind === TokenKind.Identifier && behind?.kind === TokenKind.LeftBrace))
    return illegal({ fix: { title: 'remove the colon', edits: [{ start, end: start + 1, text: '' }] } });
  const third = behind && significantBehind(tokens, behind.index);
  if (surroundings === 'statements' && before?.end === start && behind?.kind === TokenKind.Identifier && behind.start === start + 1) {
    const isName = third?.kind === TokenKind.String || third?.kind === TokenKind.LeftBrace || third?.kind === TokenKind.Dot;
    if (isName) return illegal({ fix: { title: 'write "."', edits: [{ start, end: start + 1, text: '.' }] } });
  }
  const name = key.replaceAll('"', '');
  const edits: Edit[] = [];
  if (before && key.startsWith('"') && surroundings === 'statements') edits.push({ start: before.start, end: before.end, text: name });
  if (before && !key.startsWith('"') && !isIdentifier(name)) {
    const from = before.end - key.length;
    if (surroundings === 'object') edits.push({ start: from, end: before.end, text: `"${name}"` });
  }
  const gap = /\s/.test(text[start - 1] ?? '') ? '' : ' ';
  edits.push({ start, end: isAssign ? start + 2 : start + 1, text: `${gap}=` });
  const canBeName = isIdentifier(name) || surroundings === 'object';
  const isValue =
    behind !== undefined &&
    (isAssign || third?.kind !== TokenKind.Assign) &&
    (isAssign || beginsValue(behind.kind)) &&
    !text.slice(start, behind.start).includes('\n');
  return syntaxError('syntax/colon', { name }, start, start + 1, canBeName && isValue ? { fix: { title: 'write "="', edits } } : {});
}

/** What follows on the line becomes a line of its own; between elements and fields a comma is meant. */
function semicolon(text: string, { start, token }: LexicalError, tokens: readonly Token[]): ParseError {
  const say = (title: string, from: number, to: number, replacement: string): ParseError =>
    syntaxError('syntax/semicolon', {}, start, start + 1, { fix: { title, edits: [{ start: from, end: to, text: replacement }] } });
  if (/(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 100), start))) return say('write "//"', start, start + 1, '//');
  const surroundings = surroundingsOf(tokens, token);
  const behind = significantBehind(tokens, token);
  const before = significantBefore(tokens, token);
  if (!before || !(ENDS_VALUE.has(before.kind) || before.kind === TokenKind.Terminator) || !/[=(){}[\]]/.test(lineBefore(text, start)))
    return syntaxError('syntax/semicolon', {}, start, start + 1);
  if (surroundings === 'object' || surroundings === 'list') {
    return behind?.kind === TokenKind.Comma ? say('remove the semicolon', start, start + 1, '') : say('write ","', start, start + 1, ',');
  }
  if (behind?.kind === TokenKind.Assign || behind?.kind === TokenKind.Dot) return syntaxError('syntax/semicolon', {}, start, start + 1);
  const follows = !/^[ \t\r;]*(?:\n|$|\}|\/[/*])/.test(text.slice(start, start + 200));
  if (!follows) return say('remove the semicolon', start, start + 1, '');
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start) + 1))?.[0];
  const end = start + 1 + (/^[ \t]*/.exec(text.slice(start + 1, start + 200))?.[0].length ?? 0);
  return say('begin a new line', start, end, `\n${indent}`);
}

/** In a path of Windows no backslash begins an escape, whatever follows it. */
function windowsPath(text: string, { start, end, token: index }: LexicalError, tokens: readonly Token[]): ParseError | undefined {
  const token = tokens[index] as Token;
  const literal = text.slice(token.start, Math.min(token.end, token.start + 10_000));
  if (!/^"[A-Za-z]:\\[^`\r\n"]*"$/.test(literal)) return undefined;
  const edit = { start: token.start, end: token.end, text: `\`${literal.slice(1, -1).replaceAll('\\\\', '\\')}\`` };
  return syntaxError('syntax/bad-escape', { sequence: text.slice(start, end), problem: 'is no escape sequence' }, start, end, {
    fix: { title: 'put it in backticks', edits: [edit] },
  });
}

function short(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return end - start > 40 ? `${text.slice(start, start + 37)}…` : text.slice(start, end);
}

/** The backslashes of the whole string are mended, in backticks if its other escapes can stand there as what they mean. */
function badEscape(text: string, { start, end, token: index }: LexicalError, tokens: readonly Token[]): ParseError {
  const token = tokens[index] as Token;
  const literal = text.slice(token.start, token.end);
  const sequence = text.slice(start, end);
  if (token.kind !== TokenKind.String || literal.length > 10_000 || !/^"(?:[^"\\]|\\[\s\S])*"$/.test(literal)) {
    return syntaxError('syntax/bad-escape', { sequence, problem: 'is no escape sequence' }, start, end, {
      notes: ['write "\\\\" for a backslash, or put the whole text in backticks'],
    });
  }
  const isLabel =
    significantBefore(tokens, index)?.kind === TokenKind.Identifier && significantBehind(tokens, index)?.kind === TokenKind.LeftBrace;
  if (isLabel) return syntaxError('syntax/bad-escape', { sequence, problem: 'is no escape sequence' }, start, end);
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
  const content = close.slice(1, -1).replaceAll("\\'", "'");
  if (/["\\]/.test(content)) return syntaxError('syntax/single-quotes', {}, start, end);
  return syntaxError('syntax/single-quotes', {}, start, end, {
    fix: { title: 'write double quotes', edits: [{ start, end, text: `"${content}"` }] },
  });
}
