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

/** A few passes settle nearly everything. */
const MOST_PASSES = 100;

/** So often comments that travel arrive in one pass: step by step, a chain of a thousand names takes two thousand. */
const SLIDES = 4;

/** For so many passes they go step by step where other comments are held in their places: where those end up depends on the steps. */
const STEPS = 24;

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
  let isHeld = false;
  for (let passes = 1; ; passes++) {
    const slid = passes % SLIDES === 0 && (!isHeld || passes > STEPS) ? slide(current, isHeld) : undefined;
    if (slid) {
      current = slid;
      continue;
    }
    const printed = print(current, false);
    isHeld = printed.isHeld;
    describe(source, current, printed.exceptions, exceptions);
    if (printed.settled || printed.text === current.text || passes >= MOST_PASSES) {
      return { text: printed.text, exceptions: [...exceptions.values()].sort((a, b) => a.start - b.start) };
    }
    current = parse(printed.text);
    const [error] = current.errors;
    // Rather a fault than a damaged file.
    if (error) throw new Error(`the formatted text has a syntax error at offset ${error.start}: ${error.message}`);
  }
}

/**
 * A text in which comments that travel have arrived. What comes of it another pass says.
 *
 * @param isHeld whether comments may be held in their places
 * @returns `undefined` where they have to go step by step
 */
function slide(source: ParseResult, isHeld: boolean): ParseResult | undefined {
  const printed = print(source, true);
  if (printed.isHeld && !isHeld) return undefined;
  const result = parse(printed.text);
  return result.errors.length > 0 ? undefined : result;
}

interface Printed {
  readonly text: string;
  /** Whether a further pass is known to change nothing. */
  readonly settled: boolean;
  /** Whether comments had to be held in their places. */
  readonly isHeld: boolean;
  readonly exceptions: Printer['exceptions'];
}

/**
 * One pass, which is what `alloy fmt` does.
 *
 * @param slides whether it is as many passes as comments need that travel
 */
function print(source: ParseResult, slides: boolean): Printed {
  const amendments: Amendments = { slides, anchored: new Set(), verbatim: new Set() };
  for (;;) {
    const printer = new Printer(source, amendments);
    new Walker(printer).statements(source.root.statements);
    printer.end();
    const printed = printer.finish();
    if (printed) return { ...printed, isHeld: amendments.anchored.size > 0, exceptions: printer.exceptions };
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
