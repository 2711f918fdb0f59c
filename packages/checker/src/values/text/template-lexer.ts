/** The tokens of Go's templates (`text/template/parse`), with the delimiters `{{` and `}}`. */
import { byteString, quote } from '../quote.ts';

export type TokenType =
  | 'error'
  | 'eof'
  | 'text'
  | 'open'
  | 'close'
  | 'space'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'char'
  | 'left paren'
  | 'right paren'
  | 'bool'
  | 'nil'
  | 'dot'
  | 'field'
  | 'variable'
  | 'identifier'
  | 'number'
  | 'complex'
  | 'character'
  | 'string'
  | 'raw string'
  | 'keyword';

export interface Token {
  readonly type: TokenType;
  /** As written; of an error, what it is. */
  readonly text: string;
  /** From 1, where the token begins. */
  readonly line: number;
}

/** How Go's messages show a token. */
export function tokenText({ type, text }: Token): string {
  switch (type) {
    case 'eof':
      return 'EOF';
    case 'error':
      return text;
    case 'keyword':
    case 'nil':
    case 'dot':
      return `<${text}>`;
    default:
      return byteString(text).length > 10 ? `${quote(Array.from(text).slice(0, 10).join(''))}...` : quote(text);
  }
}

const keywords = new Set(['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'range', 'template', 'with']);

const blank = /[ \t\r\n]/;
const word = /[\p{L}\p{Nd}_]*/uy;
/** What may follow a name, a field or a variable. */
const terminator = /[ \t\r\n.,|:)(]|\}\}|$/y;
const leftTrim = /-[ \t\r\n]/y;
const rightDelimiter = /(?:[ \t\r\n]-)?\}\}/y;
const trimmedRightDelimiter = /[ \t\r\n]-\}\}/y;

/** Gives one token after the other; after an error, nothing sensible. */
export class TemplateLexer {
  private readonly text: string;
  private at = 0;
  /** Up to where lines were counted, and the line there. */
  private counted = 0;
  private line = 1;
  private inAction = false;
  private parens = 0;

  constructor(text: string) {
    this.text = text;
  }

  next(): Token {
    return this.inAction ? this.action() : this.plain();
  }

  /** The token from `start` to where the lexer is. */
  private token(type: TokenType, start: number, text = this.text.slice(start, this.at)): Token {
    for (; this.counted < start; this.counted++) if (this.text[this.counted] === '\n') this.line++;
    return { type, text, line: this.line };
  }

  private error(start: number, what: string): Token {
    return this.token('error', start, what);
  }

  private matches(pattern: RegExp, at = this.at): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }

  /** Outside of actions: text, and comments, which are no tokens. */
  private plain(): Token {
    const { text } = this;
    while (true) {
      const start = this.at;
      const open = text.indexOf('{{', start);
      if (open < 0) {
        this.at = text.length;
        return this.token(start < text.length ? 'text' : 'eof', start);
      }
      const trims = this.matches(leftTrim, open + 2) !== undefined;
      let end = open;
      while (trims && end > start && blank.test(text[end - 1]!)) end--;
      this.at = open;
      if (end > start) return this.token('text', start, text.slice(start, end));
      const inside = open + 2 + (trims ? 2 : 0);
      if (!text.startsWith('/*', inside)) {
        this.at = inside;
        this.inAction = true;
        this.parens = 0;
        return this.token('open', open, '{{');
      }
      const after = text.indexOf('*/', inside + 2) + 2;
      if (after < inside) return this.error(inside, 'unclosed comment');
      const close = this.matches(rightDelimiter, after);
      if (close === undefined) return this.error(inside, 'comment ends before closing delimiter');
      this.at = after + close.length;
      if (close.length > 2) this.skipBlanks();
    }
  }

  private skipBlanks(): void {
    while (blank.test(this.text[this.at] ?? '')) this.at++;
  }

  private close(): Token {
    const trimmed = this.matches(trimmedRightDelimiter) !== undefined;
    const start = trimmed ? this.at + 2 : this.at;
    this.at = start + 2;
    const token = this.token('close', start);
    if (trimmed) this.skipBlanks();
    this.inAction = false;
    return token;
  }

  private action(): Token {
    const { text, at: start } = this;
    if (this.matches(rightDelimiter) !== undefined) return this.parens === 0 ? this.close() : this.error(start, 'unclosed left paren');
    if (start >= text.length) return this.error(start, 'unclosed action');
    const first = String.fromCodePoint(text.codePointAt(start)!);
    this.at += first.length;
    switch (first) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        this.skipBlanks();
        // The last blank may belong to a delimiter that trims.
        if (this.matches(trimmedRightDelimiter, this.at - 1) !== undefined) {
          this.at--;
          if (this.at === start) return this.close();
        }
        return this.token('space', start);
      case '=':
        return this.token('assign', start);
      case ':':
        if (text[this.at] !== '=') return this.error(start, 'expected :=');
        this.at++;
        return this.token('declare', start);
      case '|':
        return this.token('pipe', start);
      case '"':
        return this.delimited('string', start, 'unterminated quoted string');
      case "'":
        return this.delimited('character', start, 'unterminated character constant');
      case '`': {
        const end = text.indexOf('`', this.at);
        if (end < 0) return this.error(start, 'unterminated raw quoted string');
        this.at = end + 1;
        return this.token('raw string', start);
      }
      case '$':
        return this.fieldOrVariable('variable', start);
      case '(':
        this.parens++;
        return this.token('left paren', start);
      case ')':
        this.parens--;
        return this.parens < 0 ? this.error(start, 'unexpected right paren') : this.token('right paren', start);
      case '.':
        if (this.at < text.length && !/[0-9]/.test(text[this.at]!)) return this.fieldOrVariable('field', start);
        return this.number(start);
    }
    if (/[0-9+-]/.test(first)) return this.number(start);
    if (/[\p{L}\p{Nd}_]/u.test(first)) return this.name(start);
    if (first >= ' ' && first <= '~') return this.token('char', start);
    return this.error(start, `unrecognized character in action: ${codePoint(first)}`);
  }

  /** Up to the same quote again, on the same line, escapes passed over. */
  private delimited(type: TokenType, start: number, problem: string): Token {
    const { text } = this;
    const delimiter = text[start];
    while (text[this.at] !== delimiter) {
      if (text[this.at] === '\\') this.at++;
      if (this.at >= text.length || text[this.at] === '\n') return this.error(start, problem);
      this.at++;
    }
    this.at++;
    return this.token(type, start);
  }

  private badCharacter(start: number): Token {
    return this.error(start, `bad character ${codePoint(String.fromCodePoint(this.text.codePointAt(this.at)!))}`);
  }

  private name(start: number): Token {
    this.at = start + this.matches(word, start)!.length;
    if (this.matches(terminator) === undefined) return this.badCharacter(start);
    const name = this.text.slice(start, this.at);
    if (keywords.has(name)) return this.token('keyword', start);
    if (name === 'nil') return this.token('nil', start);
    return this.token(name === 'true' || name === 'false' ? 'bool' : 'identifier', start);
  }

  /** The `$` or `.` was read. */
  private fieldOrVariable(type: 'field' | 'variable', start: number): Token {
    if (this.matches(terminator) !== undefined) return this.token(type === 'field' ? 'dot' : type, start);
    this.at += this.matches(word)!.length;
    return this.matches(terminator) === undefined ? this.badCharacter(start) : this.token(type, start);
  }

  private number(start: number): Token {
    this.at = start;
    const bad = () => this.error(start, `bad number syntax: ${quote(this.text.slice(start, this.at))}`);
    if (!this.scanNumber()) return bad();
    if (!/[+-]/.test(this.text[this.at] ?? '')) return this.token('number', start);
    if (!this.scanNumber() || this.text[this.at - 1] !== 'i') return bad();
    return this.token('complex', start);
  }

  /** False, with the character that is wrong read, if a letter or digit follows. */
  private scanNumber(): boolean {
    this.at += this.matches(numberPattern)!.length;
    const following = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    if (!/[\p{L}\p{Nd}_]/u.test(following)) return true;
    this.at += following.length;
    return false;
  }
}

/** Anything that begins like a number; what it is worth is seen later. */
const numberPattern =
  /[+-]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][+-]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|(?!0[xXoObB])[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?[\d_]*)?)i?/y;

/** As Go's `%#U` prints it. */
function codePoint(text: string): string {
  const code = text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return /[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(text) ? `U+${code} '${text}'` : `U+${code}`;
}
