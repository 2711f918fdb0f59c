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

/** The original settles within three. */
const MOST_PASSES = 10;

/**
 * The text that `alloy fmt` settles on when it is run until it changes nothing more (LANGUAGE.md 3), final newline included. Where that
 * would not parse, change a value or move a comment out of its call, the part is left as it was written, and is among the exceptions.
 *
 * @returns `undefined` for a text with syntax errors
 */
export function format(source: ParseResult): Formatted | undefined {
  if (source.errors.length > 0) return undefined;
  let current = source;
  for (let passes = 1; ; passes++) {
    const printed = print(current);
    if (printed.settled || printed.text === current.text || passes === MOST_PASSES) {
      return { text: printed.text, exceptions: describe(source, current, printed.exceptions) };
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

/** Finds the places in the text that was given, though another pass found the exceptions: what they are about keeps its order. */
function describe(source: ParseResult, last: ParseResult, exceptions: Printer['exceptions']): FormatException[] {
  if (exceptions.length === 0) return [];
  const ordinals = new Map<number, string>();
  const tokens = new Map<string, number>();
  if (source !== last) {
    number(last, (token, ordinal) => ordinals.set(token, ordinal));
    number(source, (token, ordinal) => tokens.set(ordinal, token));
  }
  return exceptions
    .map(({ token, kind }) => {
      const { start, end } = source.tokens[tokens.get(ordinals.get(token) ?? '') ?? token] ?? { start: 0, end: 0 };
      return { kind, message: exceptionMessages[kind], start, end };
    })
    .sort((a, b) => a.start - b.start);
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
