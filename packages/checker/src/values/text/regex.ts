/**
 * The syntax of Go's regular expressions (RE2), checked without building one: what Go's `regexp.Compile` refuses,
 * and its words for it. Nothing here depends on the flags that a pattern sets.
 */
import { isClassName, isExactClassName } from './unicode-names.ts';
import { isBefore } from './version.ts';

/** How often anything may stand for itself, and all nested repetitions of it together. */
const maxRepeat = 1000;
/** How deep the tree of an expression may be. */
const maxHeight = 1000;
/** How many instructions an expression may compile to. */
const maxSize = Math.floor((128 * 2 ** 20) / 40);

/** What the limits are about, of one part of the expression. */
interface Part {
  readonly size: number;
  readonly height: number;
  /** The largest product of nested repetitions. */
  readonly copies: number;
}

const single: Part = { size: 1, height: 1, copies: 1 };

/** An open group, or the whole expression: what was read of it. */
interface Group {
  readonly capturing: boolean;
  /** The alternatives before the last `|`. */
  readonly alternatives: Part[];
  /** What follows it, one part for each that a repetition could apply to. */
  parts: Part[];
}

/**
 * What is wrong with a regular expression, in Go's words; `undefined` where nothing is.
 *
 * @param version the Alloy version, which tells how new its Go is: since v1.12 the names of character classes
 *   are looked up without regard to case
 */
export function regex(pattern: string, version: string): string | undefined {
  return new RegexChecker(pattern, isBefore(version, 1, 12) ? isExactClassName : isClassName).check();
}

class RegexChecker {
  private readonly text: string;
  private readonly isClassName: (name: string) => boolean;
  private at = 0;
  /** Where the last `:]` is; looked for once, as a pattern may be long. */
  private readonly lastNamedClassEnd: number;
  private readonly groups: Group[] = [];
  private group: Group = { capturing: false, alternatives: [], parts: [] };
  private error: string | undefined;

  constructor(text: string, isClassName: (name: string) => boolean) {
    this.text = text;
    this.isClassName = isClassName;
    this.lastNamedClassEnd = text.lastIndexOf(':]');
  }

  check(): string | undefined {
    /** Where the repetition operator that was just read begins; -1 after anything else. */
    let lastRepeat = -1;
    while (this.at < this.text.length && this.error === undefined) {
      const start = this.at;
      lastRepeat = this.next(lastRepeat) ? start : -1;
    }
    if (this.error === undefined && this.groups.length > 0) this.fail('missing closing )', this.text);
    return this.error;
  }

  private fail(what: string, where: string): void {
    this.error ??= `error parsing regexp: ${what}: \`${where}\``;
  }

  /** Reads one element; true if it was a repetition operator. */
  private next(lastRepeat: number): boolean {
    const { text, at } = this;
    switch (text[at]) {
      case '(':
        if (text[at + 1] === '?') this.perlGroup();
        else this.open(true, at + 1);
        return false;
      case '|':
        this.group.alternatives.push(concatenation(this.group.parts));
        this.group.parts = [];
        this.at++;
        return false;
      case ')':
        this.close();
        return false;
      case '[':
        this.characterClass();
        return false;
      case '*':
        this.at++;
        this.repeat(at, lastRepeat, 0, -1);
        return true;
      case '+':
        this.at++;
        this.repeat(at, lastRepeat, 1, -1);
        return true;
      case '?':
        this.at++;
        this.repeat(at, lastRepeat, 0, 1);
        return true;
      case '{':
        return this.counted(lastRepeat);
      case '\\':
        this.escapeSequence();
        return false;
      default:
        // Empty-width assertions count as parts too: `^*` is fine.
        this.character();
        this.push(single);
        return false;
    }
  }

  private push(part: Part): void {
    this.group.parts.push(part);
  }

  private open(capturing: boolean, at: number): void {
    this.groups.push(this.group);
    this.group = { capturing, alternatives: [], parts: [] };
    this.at = at;
  }

  private close(): void {
    const outer = this.groups.pop();
    if (outer === undefined) {
      this.fail('unexpected )', this.text);
      return;
    }
    const { capturing, alternatives, parts } = this.group;
    alternatives.push(concatenation(parts));
    const inner = alternation(alternatives);
    this.group = outer;
    this.at++;
    this.add(capturing ? { size: inner.size + 2, height: inner.height + 1, copies: inner.copies } : inner);
  }

  /** Takes a part that may be too much. */
  private add(part: Part): void {
    if (part.size > maxSize) this.fail('expression too large', this.text);
    if (part.height > maxHeight) this.fail('expression nests too deeply', this.text);
    this.push(part);
  }

  /** A character of the pattern's, whatever it means. `''` at the end. */
  private character(): string {
    if (this.at >= this.text.length) return '';
    const character = String.fromCodePoint(this.text.codePointAt(this.at)!);
    this.at += character.length;
    return character;
  }

  /** The operator began at `start` and was just read, but for a `?` that makes it reluctant. `max` -1 is no limit. */
  private repeat(start: number, lastRepeat: number, min: number, max: number): void {
    const { text } = this;
    if (text[this.at] === '?') this.at++;
    if (lastRepeat >= 0) {
      this.fail('invalid nested repetition operator', text.slice(lastRepeat, this.at));
      return;
    }
    const operator = text.slice(start, this.at);
    const part = this.group.parts.pop();
    if (part === undefined) {
      this.fail('missing argument to repetition operator', operator);
      return;
    }
    const times = max === -1 ? min : max;
    const copies = max === 0 ? 1 : part.copies * Math.max(1, times);
    this.add({ size: repeatedSize(part.size, min, max), height: part.height + 1, copies });
    if (times >= 2 && copies > maxRepeat) this.fail('invalid repeat count', operator);
  }

  /** `{2}`, `{2,}`, `{2,5}`; a `{` that begins none of these is a character. */
  private counted(lastRepeat: number): boolean {
    const pattern = /\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}/y;
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) {
      this.at++;
      this.push(single);
      return false;
    }
    const [operator, least, upTo, most] = match;
    const min = Number(least);
    const max = upTo === undefined ? min : most === undefined ? -1 : Number(most);
    if (min > maxRepeat || max > maxRepeat || (max >= 0 && min > max)) {
      this.fail('invalid repeat count', operator);
      return true;
    }
    const start = this.at;
    this.at += operator.length;
    this.repeat(start, lastRepeat, min, max);
    return true;
  }

  /** `(?P<name>`, `(?<name>`, `(?flags)` or `(?flags:`. */
  private perlGroup(): void {
    const { text, at } = this;
    const rest = text.slice(at + 2, at + 5);
    const name = /^P<./s.test(rest) ? at + 4 : /^<./s.test(rest) ? at + 3 : undefined;
    if (name !== undefined) {
      const end = text.indexOf('>', at);
      if (end < 0) this.fail('invalid named capture', text.slice(at));
      else if (!/^\w+$/.test(text.slice(name, end))) this.fail('invalid named capture', text.slice(at, end + 1));
      this.open(true, end + 1);
      return;
    }
    const pattern = /\(\?[imsU]*(?:-[imsU]+)?([:)])/y;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) {
      // Told up to the first character that does not fit.
      const read = /\(\?[imsU]*(?:-[imsU]*)?/y;
      read.lastIndex = at;
      this.at = at + read.exec(text)![0].length;
      this.character();
      this.fail('invalid or unsupported Perl syntax', text.slice(at, this.at));
    } else if (match[1] === ':') this.open(false, at + match[0].length);
    else this.at += match[0].length;
  }

  private escapeSequence(): void {
    const { text, at } = this;
    switch (text[at + 1]) {
      case 'Q': {
        const end = text.indexOf('\\E', at + 2);
        const quoted = end < 0 ? text.slice(at + 2) : text.slice(at + 2, end);
        for (const _ of quoted) this.push(single);
        this.at = end < 0 ? text.length : end + 2;
        return;
      }
      case 'A':
      case 'b':
      case 'B':
      case 'z':
        this.at += 2;
        break;
      default:
        if (!this.escapedClass()) this.escapedCharacter();
    }
    this.push(single);
  }

  /** `\d` and its like, or `\p{…}`: true if one was there (or is wrong). */
  private escapedClass(): boolean {
    const { text, at } = this;
    const kind = text[at] === '\\' ? (text[at + 1] ?? '') : '';
    if (kind === '' || !'dDsSwWpP'.includes(kind)) return false;
    this.at += 2;
    if (kind !== 'p' && kind !== 'P') return true;
    let name = this.character();
    if (name === '{') {
      const end = text.indexOf('}', at);
      this.at = end < 0 ? text.length : end + 1;
      name = end < 0 ? '' : text.slice(at + 3, end);
    }
    if (!this.isClassName(name.replace(/^\^/, ''))) this.fail('invalid character class range', text.slice(at, this.at));
    return true;
  }

  /** A single character after a backslash; its code point, for ranges. */
  private escapedCharacter(): number {
    const { text, at } = this;
    this.at++;
    const character = this.character();
    const code = character.codePointAt(0) ?? 0;
    if (character === '') {
      this.fail('trailing backslash at end of expression', '');
      return 0;
    }
    if (code < 0x80 && !/[0-9A-Za-z]/.test(character)) return code;
    const control = 'afnrtv'.indexOf(character);
    if (control >= 0) return '\x07\f\n\r\t\v'.charCodeAt(control);
    const octal = /(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/y;
    octal.lastIndex = at + 1;
    const digits = octal.exec(text)?.[0];
    if (digits !== undefined) {
      this.at = at + 1 + digits.length;
      return Number.parseInt(digits, 8);
    }
    const value = character === 'x' ? this.hexadecimal() : undefined;
    if (value === undefined) this.fail('invalid escape sequence', text.slice(at, this.at));
    return value ?? 0;
  }

  /** What follows `\x`; `undefined` where it is wrong, up to the first character that does not fit. */
  private hexadecimal(): number | undefined {
    const first = this.character();
    if (first !== '{') {
      if (first === '') return undefined;
      const digits = first + this.character();
      return /^[\da-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
    }
    const start = this.at;
    let value = 0;
    while (true) {
      const character = this.character();
      if (character === '}') return this.at - start > 1 ? value : undefined;
      if (!/^[\da-f]$/i.test(character)) return undefined;
      value = value * 16 + Number.parseInt(character, 16);
      if (value > 0x10ffff) return undefined;
    }
  }

  /** `[…]`; a `]` that comes first is a character of it. */
  private characterClass(): void {
    const { text } = this;
    const start = this.at;
    this.at++;
    if (text[this.at] === '^') this.at++;
    let first = true;
    while (this.error === undefined && (first || text[this.at] !== ']')) {
      first = false;
      if (!this.namedClass() && !this.escapedClass()) this.range(start);
    }
    this.at++;
    this.push(single);
  }

  /** `[:alpha:]`: true if one was there (or is wrong). */
  private namedClass(): boolean {
    const { text, at } = this;
    if (!text.startsWith('[:', at) || this.lastNamedClassEnd < at + 2) return false;
    this.at = text.indexOf(':]', at + 2) + 2;
    if (!namedClass.test(text.slice(at, this.at))) this.fail('invalid character class range', text.slice(at, this.at));
    return true;
  }

  /** A character of a class that begins at `start`, or two with `-` between them. */
  private range(start: number): void {
    const { text } = this;
    const begin = this.at;
    const low = this.classCharacter(start);
    if (text[this.at] !== '-' || this.at + 1 >= text.length || text[this.at + 1] === ']' || this.error !== undefined) return;
    this.at++;
    if (this.classCharacter(start) < low) this.fail('invalid character class range', text.slice(begin, this.at));
  }

  private classCharacter(start: number): number {
    if (this.text[this.at] === '\\') return this.escapedCharacter();
    const character = this.character();
    if (character === '') this.fail('missing closing ]', this.text.slice(start));
    return character.codePointAt(0) ?? 0;
  }
}

const namedClass = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]$/;

function repeatedSize(size: number, min: number, max: number): number {
  if (max === -1) return min === 0 ? size + 2 : min * size + 1;
  return Math.max(1, max * size + max - min);
}

function concatenation(parts: readonly Part[]): Part {
  return together(parts, 0);
}

function alternation(parts: readonly Part[]): Part {
  return together(parts, 1);
}

function together(parts: readonly Part[], between: number): Part {
  if (parts.length === 1) return parts[0]!;
  let size = 0;
  let height = 0;
  let copies = 1;
  for (const part of parts) {
    size += part.size + between;
    if (part.height > height) height = part.height;
    if (part.copies > copies) copies = part.copies;
  }
  return { size: Math.max(1, size - between), height: height + 1, copies };
}
