import { type ParseResult, parse, TokenKind } from '@assay/parser';
import { exceptionMessages, type FormatException } from './exceptions.ts';
import { type Amendments, Printer } from './printer.ts';
import { Walker } from './walker.ts';

/** What {@link format} gives. */
export interface Formatted {
  readonly text: string;
  /** In the order of the text. */
  readonly exceptions: readonly FormatException[];
}

/** Enough for a comment to travel, as it does in the original, to the end of the longest chain of names that anybody writes. */
const MOST_PASSES = 100;

/**
 * The text that `alloy fmt` settles on when it is run until it changes nothing more (LANGUAGE.md 3), final newline included. Where that
 * would not parse, change a value or move a comment out of its call, the part is left as it was written, and is among the exceptions.
 *
 * @returns `undefined` for a text with syntax errors
 */
export function format(source: ParseResult): Formatted | undefined {
  if (source.errors.length > 0) return undefined;
  const exceptions = new Map<string, FormatException>();
  let current = source;
  for (let passes = 1; ; passes++) {
    const printed = print(current);
    describe(source, current, printed.exceptions, exceptions);
    if (printed.settled || printed.text === current.text || passes === MOST_PASSES) {
      return { text: printed.text, exceptions: [...exceptions.values()].sort((a, b) => a.start - b.start) };
    }
    current = parse(printed.text);
    const [error] = current.errors;
    // Rather a fault than a damaged file.
    if (error) throw new Error(`the formatted text has a syntax error at offset ${error.start}: ${error.message}`);
  }
}

interface Printed {
  readonly text: string;
  /** Whether a further pass is known to change nothing. */
  readonly settled: boolean;
  readonly exceptions: Printer['exceptions'];
}

/** One pass, which is what `alloy fmt` does. */
function print(source: ParseResult): Printed {
  const amendments: Amendments = { anchored: new Set(), verbatim: new Set() };
  for (;;) {
    const printer = new Printer(source, amendments);
    new Walker(printer).statements(source.root.statements);
    printer.end();
    const printed = printer.finish();
    if (printed) return { ...printed, exceptions: printer.exceptions };
  }
}

/**
 * Finds the places in the text that was given, though another pass found the exceptions: what they are about keeps its order. What an
 * earlier pass kept in its place may be at home in a later one, and is an exception still.
 */
function describe(source: ParseResult, printed: ParseResult, exceptions: Printer['exceptions'], found: Map<string, FormatException>): void {
  if (exceptions.length === 0) return;
  const ordinals = new Map<number, string>();
  const tokens = new Map<string, number>();
  if (source !== printed) {
    number(printed, (token, ordinal) => ordinals.set(token, ordinal));
    number(source, (token, ordinal) => tokens.set(ordinal, token));
  }
  for (const { token, kind } of exceptions) {
    const place = tokens.get(ordinals.get(token) ?? '') ?? token;
    const { start, end } = source.tokens[place] ?? { start: 0, end: 0 };
    found.set(`${kind} ${place}`, { kind, message: exceptionMessages[kind], start, end });
  }
}

/** Numbers what exceptions are about: comments, strings and parentheses, each for itself. */
function number({ text, tokens }: ParseResult, visit: (token: number, ordinal: string) => void): void {
  const counts = { comment: 0, string: 0, paren: 0 };
  for (const { kind, index, start, end } of tokens) {
    if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment) visit(index, `comment ${counts.comment++}`);
    else if (kind === TokenKind.LeftParen) visit(index, `paren ${counts.paren++}`);
    // Empty labels go.
    else if ((kind === TokenKind.String || kind === TokenKind.RawString) && text.slice(start, end) !== '""')
      visit(index, `string ${counts.string++}`);
  }
}
