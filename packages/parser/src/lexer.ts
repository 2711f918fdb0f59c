import type { TokenType } from 'chevrotain';
import { digitValue, isDecimalDigit, isIdentifierPart, isIdentifierStart } from './characters.ts';
import { type Token, TokenKind } from './syntax.ts';
import { typeIndex, typeOf } from './vocabulary.ts';

/** A mistake inside a token. Which message it becomes is the table's business (messages.ts). */
export interface LexicalError {
  readonly kind:
    | 'illegal-character'
    | 'illegal-nul'
    | 'illegal-byte-order-mark'
    | 'foreign-comment'
    | 'semicolon'
    | 'single-quotes'
    | 'unterminated-string'
    | 'unterminated-comment'
    | 'bad-escape'
    | 'bad-escape-character'
    | 'bad-escape-code-point'
    | 'unterminated-escape'
    | 'exponent-without-digits'
    | 'half-operator'
    | 'too-large';
  /** Offsets in UTF-16 units, `end` exclusive. They change when the text before changes. */
  start: number;
  end: number;
  /** The token it is in. */
  token: number;
}

export interface LexerResult {
  readonly tokens: readonly LexerToken[];
  /** Those that the grammar speaks of. */
  readonly significant: readonly LexerToken[];
  readonly errors: readonly LexicalError[];
}

/** The one class of all tokens, so that reading them stays fast. A token moves when the text before it changes. */
export class LexerToken implements Token {
  readonly kind: TokenKind;
  index: number;
  start: number;
  end: number;
  /** Chevrotain's name for the kind: with it the parser takes our tokens as they are. */
  readonly tokenTypeIdx: number;

  constructor(kind: TokenKind, index: number, start: number, end: number) {
    this.kind = kind;
    this.index = index;
    this.start = start;
    this.end = end;
    this.tokenTypeIdx = typeIndex[kind] as number;
  }

  /** Chevrotain asks for it only where it consumes a token of whatever kind. */
  get tokenType(): TokenType {
    return typeOf(this.kind);
  }
}

/**
 * How many tokens of a text are read: what a file can hold of memory grows with them, by a kilobyte each at most. Real configurations have
 * some ten thousand.
 */
export const MAX_TOKENS = 1_000_000;

/** How many mistakes are looked for; many may be told as one. */
export const MAX_MISTAKES = 10_000;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const HASH = 0x23;
const STAR = 0x2a;
const SLASH = 0x2f;
const SEMICOLON = 0x3b;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;
const BOM = 0xfeff;
const END = -1;

/** Tokens of one character. */
const PUNCTUATION: Partial<Record<number, TokenKind>> = {
  37: TokenKind.Percent,
  40: TokenKind.LeftParen,
  41: TokenKind.RightParen,
  42: TokenKind.Star,
  43: TokenKind.Plus,
  44: TokenKind.Comma,
  45: TokenKind.Minus,
  46: TokenKind.Dot,
  47: TokenKind.Slash,
  91: TokenKind.LeftBracket,
  93: TokenKind.RightBracket,
  94: TokenKind.Caret,
  123: TokenKind.LeftBrace,
  125: TokenKind.RightBrace,
};

const ARMS = new Uint8Array(64);
for (const kind of [
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
]) {
  ARMS[kind] = 1;
}

/** Whether a newline behind a token of this class ends a statement (alloy.ebnf, note 11). */
export function endsStatement(kind: TokenKind): boolean {
  return ARMS[kind] === 1;
}

/**
 * Cuts a text into tokens, white space and comments included: joined they are the text again, whatever it holds
 * (LANGUAGE.md 1).
 */
export function tokenize(text: string): LexerResult {
  return new Lexer(text).run();
}

/** A string in backticks that ends where it must not, for texts in which a backtick is one too many or missing. */
export interface Cut {
  readonly start: number;
  readonly end: number;
}

/** Cuts a text into tokens with one string ending elsewhere: nothing but its backtick is passed over. */
export function tokenizeWith(text: string, cut: Cut): LexerResult {
  return new Lexer(text, 0, 0, cut).run();
}

/**
 * Cuts a part of a text into tokens.
 *
 * @param from where a token begins that no newline before it could have ended a statement at
 * @param index the place of the first token in the vector
 * @param isInStep whether from this offset on the text is cut as it was; `armed` says whether the next newline ends a statement
 */
export function tokenizePart(
  text: string,
  from: number,
  index: number,
  isInStep: (offset: number, armed: boolean) => boolean,
): LexerResult & { readonly end: number } {
  return new Lexer(text, from, index).runUntil(isInStep);
}

class Lexer {
  readonly #text: string;
  readonly #tokens: LexerToken[] = [];
  readonly #significant: LexerToken[] = [];
  readonly #errors: LexicalError[] = [];
  /** How many tokens come before the first one that is made here. */
  readonly #before: number;
  readonly #cut: Cut | undefined;
  #at: number;
  /** Whether the next newline ends a statement. */
  #armed = false;

  constructor(text: string, from = 0, before = 0, cut?: Cut) {
    this.#text = text;
    this.#cut = cut;
    this.#at = from;
    this.#before = before;
  }

  run(): LexerResult {
    const { length } = this.#text;
    this.#begin();
    while (this.#at < length) this.#next();
    return this.#finished();
  }

  runUntil(isInStep: (offset: number, armed: boolean) => boolean): LexerResult & { readonly end: number } {
    const { length } = this.#text;
    this.#begin();
    while (this.#at < length) {
      if (isInStep(this.#at, this.#armed))
        return { tokens: this.#tokens, significant: this.#significant, errors: this.#errors, end: this.#at };
      this.#next();
    }
    return { ...this.#finished(), end: length };
  }

  #begin(): void {
    if (this.#at > 0 || this.#text.charCodeAt(0) !== BOM) return;
    this.#at = 1;
    this.#push(TokenKind.Whitespace, 0);
  }

  #next(): void {
    const text = this.#text;
    const start = this.#at;
    if (this.#before + this.#tokens.length >= MAX_TOKENS) {
      this.#rest(start);
      return;
    }
    const code = text.charCodeAt(start);
    if (code === SPACE || code === TAB || code === CR || code === LF) this.#whitespace(start);
    else if (isIdentifierStart(code < 128 ? code : this.#codePoint(start))) this.#identifier(start);
    else if (isDecimalDigit(code) || (code === 0x2e && isDecimalDigit(text.charCodeAt(start + 1)))) this.#number(start);
    else this.#other(start, code);
  }

  /** What is not read. */
  #rest(start: number): void {
    this.#errors.length = Math.min(this.#errors.length, MAX_MISTAKES - 1);
    this.#error('too-large', start, start);
    this.#at = this.#text.length;
    this.#push(TokenKind.Illegal, start, true);
    this.#armed = false;
  }

  #finished(): LexerResult {
    const { length } = this.#text;
    if (this.#armed) this.#terminate(length);
    this.#push(TokenKind.EndOfFile, length);
    return { tokens: this.#tokens, significant: this.#significant, errors: this.#errors };
  }

  #push(kind: TokenKind, start: number, passedOver = false): void {
    const token = new LexerToken(kind, this.#before + this.#tokens.length, start, this.#at);
    this.#tokens.push(token);
    if (kind !== TokenKind.EndOfFile && kind < TokenKind.Whitespace && !passedOver) this.#significant.push(token);
  }

  #terminate(at: number): void {
    const token = new LexerToken(TokenKind.Terminator, this.#before + this.#tokens.length, at, at);
    this.#tokens.push(token);
    this.#significant.push(token);
    this.#armed = false;
  }

  #error(kind: LexicalError['kind'], start: number, end: number): void {
    if (this.#errors.length < MAX_MISTAKES) this.#errors.push({ kind, start, end, token: this.#before + this.#tokens.length });
  }

  #codePoint(at: number): number {
    return this.#text.codePointAt(at) ?? END;
  }

  /** One token for all of it, but for a terminator in between. */
  #whitespace(start: number): void {
    const text = this.#text;
    let at = start;
    for (let code = text.charCodeAt(at); ; code = text.charCodeAt(++at)) {
      if (code === LF && this.#armed) {
        if (at > start) {
          this.#at = at;
          this.#push(TokenKind.Whitespace, start);
        }
        this.#terminate(at);
        start = at;
      } else if (code !== SPACE && code !== TAB && code !== CR && code !== LF) break;
    }
    this.#at = at;
    this.#push(TokenKind.Whitespace, start);
  }

  #identifier(start: number): void {
    const text = this.#text;
    let at = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code < 128) {
        if (!isIdentifierPart(code)) break;
        at++;
      } else {
        // NaN at the end of the text lands here too.
        const point = at < text.length ? this.#codePoint(at) : END;
        if (point === END || !isIdentifierPart(point)) break;
        at += point > 0xffff ? 2 : 1;
      }
    }
    this.#at = at;
    this.#push(this.#keywordOr(start, at), start);
    this.#armed = true;
  }

  #keywordOr(start: number, end: number): TokenKind {
    const length = end - start;
    if (length !== 4 && length !== 5) return TokenKind.Identifier;
    const text = this.#text;
    if (length === 4 && text.startsWith('true', start)) return TokenKind.Bool;
    if (length === 4 && text.startsWith('null', start)) return TokenKind.Null;
    if (length === 5 && text.startsWith('false', start)) return TokenKind.Bool;
    return TokenKind.Identifier;
  }

  #number(start: number): void {
    const text = this.#text;
    let kind: TokenKind = TokenKind.Number;
    let at = this.#digits(start);
    if (text.charCodeAt(at) === 0x2e) {
      kind = TokenKind.Float;
      at = this.#digits(at + 1);
    }
    if ((text.charCodeAt(at) | 0x20) === 0x65) {
      kind = TokenKind.Float;
      at++;
      const sign = text.charCodeAt(at);
      if (sign === 0x2b || sign === 0x2d) at++;
      const digits = at;
      at = this.#digits(at);
      if (at === digits) this.#error('exponent-without-digits', start, at);
    }
    this.#at = at;
    this.#push(kind, start);
    this.#armed = true;
  }

  #digits(at: number): number {
    while (isDecimalDigit(this.#text.charCodeAt(at))) at++;
    return at;
  }

  #other(start: number, code: number): void {
    switch (code) {
      case QUOTE:
        this.#quoted(start, QUOTE);
        this.#finish(TokenKind.String, start);
        return;
      case APOSTROPHE:
        this.#error('single-quotes', start, start + 1);
        this.#quoted(start, APOSTROPHE);
        this.#finish(TokenKind.Illegal, start);
        this.#armed = true;
        return;
      case BACKTICK:
        if (start === this.#cut?.start) {
          this.#cutShort(this.#cut);
          return;
        }
        this.#raw(start);
        this.#finish(TokenKind.RawString, start);
        return;
      case SLASH:
        if (this.#comment(start)) return;
        break;
      case 0x7c: // |
        this.#doubled(start, code, TokenKind.Or);
        return;
      case 0x26: // &
        this.#doubled(start, code, TokenKind.And);
        return;
      case 0x21: // !
        this.#withEquals(start, TokenKind.Not, TokenKind.NotEqual);
        return;
      case 0x3d: // =
        this.#withEquals(start, TokenKind.Assign, TokenKind.Equal);
        return;
      case 0x3c: // <
        this.#withEquals(start, TokenKind.Less, TokenKind.LessEqual);
        return;
      case 0x3e: // >
        this.#withEquals(start, TokenKind.Greater, TokenKind.GreaterEqual);
        return;
    }
    if (code === HASH || code === SEMICOLON) {
      this.#foreign(start, code);
      return;
    }
    const punctuation = PUNCTUATION[code];
    this.#at = start + 1;
    if (punctuation !== undefined) this.#finish(punctuation, start);
    else this.#illegal(start);
  }

  #finish(kind: TokenKind, start: number): void {
    this.#push(kind, start);
    this.#armed = endsStatement(kind);
  }

  /**
   * Comments and separators of other languages: what follows `#` on its line is no code, and `;` ends a statement. Both
   * are mistakes, but one each.
   */
  #foreign(start: number, code: number): void {
    if (this.#armed) this.#terminate(start);
    if (code === HASH) {
      const newline = this.#text.indexOf('\n', start);
      this.#at = newline === -1 ? this.#text.length : newline;
    } else {
      this.#at = start + 1;
    }
    this.#error(code === HASH ? 'foreign-comment' : 'semicolon', start, start + 1);
    this.#push(TokenKind.Illegal, start, true);
  }

  /** An illegal character leaves it as it was whether a newline ends the statement. */
  #illegal(start: number): void {
    const point = this.#codePoint(start);
    const character = String.fromCodePoint(point);
    // The same one over and over again is one mistake.
    let end = start + character.length;
    while (this.#text.startsWith(character, end)) end += character.length;
    this.#at = end;
    this.#error(
      point === 0 ? 'illegal-nul' : point === BOM ? 'illegal-byte-order-mark' : 'illegal-character',
      start,
      start + character.length,
    );
    this.#push(TokenKind.Illegal, start);
  }

  #doubled(start: number, code: number, kind: TokenKind): void {
    const both = this.#text.charCodeAt(start + 1) === code;
    if (!both) this.#error('half-operator', start, start + 1);
    this.#at = start + (both ? 2 : 1);
    this.#finish(kind, start);
  }

  #withEquals(start: number, without: TokenKind, withIt: TokenKind): void {
    const both = this.#text.charCodeAt(start + 1) === 0x3d;
    this.#at = start + (both ? 2 : 1);
    this.#finish(both ? withIt : without, start);
  }

  /** Bad characters are mistakes inside strings and comments too. */
  #checkCharacter(at: number, code: number): void {
    if (code === 0) this.#error('illegal-nul', at, at + 1);
    else if (code === BOM) this.#error('illegal-byte-order-mark', at, at + 1);
  }

  #quoted(start: number, quote: number): void {
    const text = this.#text;
    const length = text.length;
    let at = start + 1;
    for (;;) {
      const code = at < length ? text.charCodeAt(at) : END;
      if (code === END || code === LF) {
        this.#error('unterminated-string', start, at);
        break;
      }
      at++;
      if (code === quote) break;
      if (code === BACKSLASH) at = quote === APOSTROPHE && text[at] === "'" ? at + 1 : this.#escape(at);
      else if (code === 0 || code === BOM) this.#checkCharacter(at - 1, code);
    }
    this.#at = at;
  }

  /** @param at behind the backslash; a bad character is not passed over, because it may end the string */
  #escape(at: number): number {
    const text = this.#text;
    let digits: number;
    let base: number;
    let limit: number;
    const start = at;
    switch (text[at]) {
      case 'a':
      case 'b':
      case 'f':
      case 'n':
      case 'r':
      case 't':
      case 'v':
      case '\\':
      case '"':
        return at + 1;
      case '0':
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7':
        [digits, base, limit] = [3, 8, 255];
        break;
      case 'x':
        at++;
        [digits, base, limit] = [2, 16, 255];
        break;
      case 'u':
        at++;
        [digits, base, limit] = [4, 16, 0x10ffff];
        break;
      case 'U':
        at++;
        [digits, base, limit] = [8, 16, 0x10ffff];
        break;
      case undefined:
        this.#error('unterminated-escape', start, start);
        return at;
      default:
        this.#error('bad-escape', start - 1, start + 1);
        return at;
    }
    let value = 0;
    for (let i = 0; i < digits; i++) {
      const digit = at < text.length ? digitValue(text.charCodeAt(at)) : 16;
      if (digit >= base) {
        this.#error(at < text.length ? 'bad-escape-character' : 'unterminated-escape', start - 1, at);
        return at;
      }
      value = value * base + digit;
      at++;
    }
    if (value > limit || (value >= 0xd800 && value < 0xe000)) this.#error('bad-escape-code-point', start - 1, at);
    return at;
  }

  #raw(start: number): void {
    const close = this.#text.indexOf('`', start + 1);
    this.#at = close === -1 ? this.#text.length : close + 1;
    if (close === -1) this.#error('unterminated-string', start, this.#at);
    this.#checkCharacters(start, this.#at);
  }

  #cutShort({ start, end }: Cut): void {
    this.#at = end;
    this.#error('unterminated-string', start, end);
    this.#checkCharacters(start, end);
    if (end > start + 1) this.#finish(TokenKind.RawString, start);
    else this.#push(TokenKind.Illegal, start, true);
  }

  #checkCharacters(start: number, end: number): void {
    for (let at = start; at < end; at++) this.#checkCharacter(at, this.#text.charCodeAt(at));
  }

  /** @returns whether there is one */
  #comment(start: number): boolean {
    const text = this.#text;
    const second = text.charCodeAt(start + 1);
    if (second !== SLASH && second !== STAR) return false;
    if (this.#armed && this.#endsLine(start)) this.#terminate(start);
    this.#armed = false;
    if (second === SLASH) {
      const newline = text.indexOf('\n', start);
      this.#at = newline === -1 ? text.length : newline;
      this.#push(TokenKind.LineComment, start);
    } else {
      const close = text.indexOf('*/', start + 2);
      this.#at = close === -1 ? text.length : close + 2;
      if (close === -1) this.#error('unterminated-comment', start, start + 2);
      this.#push(TokenKind.BlockComment, start);
    }
    this.#checkCharacters(start, this.#at);
    return true;
  }

  /** Whether nothing but white space and comments follows on the line, or a comment goes over its end. */
  #endsLine(start: number): boolean {
    const text = this.#text;
    const newline = text.indexOf('\n', start);
    let at = start;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === LF) return true;
      if (code === SPACE || code === TAB || code === CR) {
        at++;
        continue;
      }
      if (code !== SLASH) return false;
      const second = text.charCodeAt(at + 1);
      if (second === SLASH) return true;
      if (second !== STAR) return false;
      const close = text.indexOf('*/', at + 2);
      if (close === -1 || (newline !== -1 && newline < close)) return true;
      at = close + 2;
    }
    return true;
  }
}
