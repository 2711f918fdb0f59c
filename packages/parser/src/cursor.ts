import { EmbeddedActionsParser, type ILookaheadStrategy } from 'chevrotain';
import type { ReportedError } from './consequences.ts';
import type { LexerToken } from './lexer.ts';
import { LineIndex } from './lines.ts';
import { type SyntaxCode, type SyntaxExtras, type SyntaxParams, syntaxError, tooManyErrors } from './messages.ts';
import type { ParseError } from './source.ts';
import { type Expression, type Missing, type Name, type Skipped, TokenKind } from './syntax.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * How many errors of one kind (of tokens, of the grammar) are kept: a file that is no configuration at all has one for each line. One more says
 * that there are others.
 */
export const MAX_ERRORS = 1000;

/** How many tokens of a block's header are looked at in advance. Real ones have nine at most. */
export const MAX_HEADER = 40;

/** Where a node stands. */
interface Extent {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
}

/** A place between tokens: what stands before and behind it, where that is in the text, and what is said of it. */
export abstract class Cursor extends EmbeddedActionsParser {
  protected text = '';
  /** Made when the first question about a line is asked: a text without mistakes asks none. */
  protected lines: LineIndex | undefined;
  protected reported: ReportedError[] = [];
  /** Lines on which something has been said: what else is wrong there mostly follows from it. */
  protected spoken = new Set<number>();
  /** The last line that something has been said of, or that has been silenced. */
  protected lastSpoken = -1;
  /** The last token that has been looked at in the statement that is being read. */
  protected furthest = -1;
  /** The last line that has been silenced in the statement that is being read. */
  protected silenced = -1;
  /** The text ends in the middle of something, and that has been said: that blocks and brackets are open there follows from it. */
  protected cutOff = false;

  constructor(lookaheadStrategy: ILookaheadStrategy) {
    // Chevrotain's checks of the grammar are for those who change it: a test runs them.
    super(vocabulary, { recoveryEnabled: false, skipValidations: true, lookaheadStrategy });
  }

  // ── Tokens ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  protected peek(distance: number): LexerToken | undefined {
    const token = this.LA(distance) as unknown as LexerToken;
    // At either end Chevrotain hands out a token of its own, which has no place.
    if (token.index === undefined) {
      if (distance > 0) this.furthest = Number.POSITIVE_INFINITY;
      return undefined;
    }
    if (token.start > this.furthest) this.furthest = token.start;
    return token;
  }

  /** Goes on reading at a token, by its place among those that the grammar speaks of. */
  protected goTo(place: number): void {
    // Chevrotain's types leave it out.
    (this as unknown as { importLexerState(consumed: number): void }).importLexerState(place - 1);
  }

  protected kind(distance = 1): TokenKind {
    return this.peek(distance)?.kind ?? TokenKind.EndOfFile;
  }

  /** Consumes the next token, whatever it is. */
  protected take(): LexerToken {
    const { tokenType } = this.LA(1);
    return this.consume(0, tokenType) as unknown as LexerToken;
  }

  protected textOf(token: LexerToken): string {
    return this.text.slice(token.start, token.end);
  }

  protected isIllegal(character: string, distance = 1): boolean {
    const token = this.peek(distance);
    return token?.kind === TokenKind.Illegal && this.text.startsWith(character, token.start);
  }

  protected lineStart(offset: number): number {
    this.lines ??= new LineIndex(this.text);
    return this.lines.lineStart(this.lines.lineAt(offset));
  }

  /** How far the line of an offset is indented. */
  protected indentAt(offset: number): number {
    const start = this.lineStart(offset);
    let at = start;
    while (this.text[at] === ' ' || this.text[at] === '\t') at++;
    return at - start;
  }

  /** Whether only white space stands before a token on its line. */
  protected isFirstOnLine(token: LexerToken): boolean {
    return this.lineStart(token.start) + this.indentAt(token.start) === token.start;
  }

  /** Whether the next token stands on a later line than the last one. */
  protected isOnNewLine(): boolean {
    const next = this.peek(1);
    const last = this.peek(0);
    return !next || !last || this.text.slice(last.end, next.start).includes('\n');
  }

  /** Whether nothing but the end of the text follows. */
  protected isAtEnd(): boolean {
    return this.kind(this.kind() === TokenKind.Terminator ? 2 : 1) === TokenKind.EndOfFile;
  }

  protected isBlank(start: number, end: number): boolean {
    return !/\S/.test(this.text.slice(start, end));
  }

  protected isLineEnd(token: LexerToken): boolean {
    const next = this.peek(2);
    return !next || this.text.slice(token.end, next.start).includes('\n');
  }

  /** What comes next, in words. */
  protected found(): string {
    const token = this.peek(1);
    if (!token) return 'the end of the file';
    return token.kind === TokenKind.Terminator ? 'the end of the line' : this.quote(token);
  }

  protected quote(token: LexerToken): string {
    const text = this.textOf(token);
    const short = text.length > 30 ? `${text.slice(0, 27)}…` : text;
    return token.kind === TokenKind.String || token.kind === TokenKind.RawString ? short : `"${short}"`;
  }

  /** Whether `{ "." IDENT } [ STRING ] "{"` comes at a distance. */
  protected headerFollows(distance: number): boolean {
    let at = distance;
    while (at < MAX_HEADER && this.kind(at) === TokenKind.Dot && this.kind(at + 1) === TokenKind.Identifier) at += 2;
    if (this.kind(at) === TokenKind.String) at++;
    return this.kind(at) === TokenKind.LeftBrace;
  }

  /** Whether the header of a block stands at the beginning of a line without indentation. */
  protected headerAtMargin(distance = 1): boolean {
    const next = this.peek(distance);
    if (next?.kind !== TokenKind.Identifier || (next.start > 0 && this.text[next.start - 1] !== '\n')) return false;
    return this.headerFollows(distance + 1);
  }

  // ── Nodes ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** From a token to the last one consumed. */
  protected extent(first: LexerToken): Extent {
    const last = this.peek(0) ?? first;
    return { start: first.start, end: last.end, first: first.index, last: last.index };
  }

  protected extentOf(first: Expression): Extent {
    const last = this.peek(0);
    return { start: first.start, end: last?.end ?? first.end, first: first.first, last: last?.index ?? first.last };
  }

  /** A place of no width behind the last token. */
  protected nowhere(): Extent {
    const last = this.peek(0);
    const end = last?.end ?? 0;
    return { start: end, end, first: (last?.index ?? -1) + 1, last: last?.index ?? -1 };
  }

  protected name(token: LexerToken): Name {
    return { kind: 'Name', text: this.textOf(token), start: token.start, end: token.end, first: token.index, last: token.index };
  }

  protected skipped(first: LexerToken): Skipped {
    return { kind: 'Skipped', ...this.extent(first) };
  }

  protected missing(): Missing {
    return { kind: 'Missing', ...this.nowhere() };
  }

  // ── What is said ───────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * One mistake, one finding: what else is wrong on a line mostly follows from the first thing that is.
   *
   * @returns whether it is the first thing said of its line
   */
  protected report<C extends SyntaxCode>(code: C, params: SyntaxParams<C>, start: number, end: number, extras: SyntaxExtras = {}): boolean {
    return this.say(syntaxError(code, params, start, end, extras));
  }

  /** The same for an error that is made. */
  protected say(error: ParseError): boolean {
    const { start, end } = error;
    const line = this.lineStart(start);
    if (this.spoken.has(line)) return false;
    this.spoken.add(line);
    if (line > this.lastSpoken) this.lastSpoken = line;
    const next = this.LA(1) as unknown as LexerToken;
    const seen = Math.max(start, next.start ?? this.text.length);
    if (this.reported.length < MAX_ERRORS) this.reported.push({ ...error, seen });
    else if (this.reported.length === MAX_ERRORS) this.reported.push({ ...tooManyErrors(start, end), seen });
    return true;
  }

  /** What follows on the next token's line follows from what has just been said. */
  protected hushNext(): void {
    const next = this.peek(1);
    if (next) this.silence(this.lineStart(next.start));
  }

  protected silence(line: number): void {
    this.spoken.add(line);
    if (line > this.lastSpoken) this.lastSpoken = line;
    if (line > this.silenced) this.silenced = line;
  }

  /** Where something is missing: at the next token, or behind the last one where the line ends. */
  protected reportHere<C extends SyntaxCode>(code: C, params: SyntaxParams<C>, extras: SyntaxExtras = {}): void {
    if (this.isAtEnd()) this.cutOff = true;
    const next = this.peek(1);
    const last = this.peek(0);
    if (next && next.kind !== TokenKind.Terminator && !this.isOnNewLine()) this.report(code, params, next.start, next.end, extras);
    else if (next?.kind === TokenKind.Terminator || !last) this.report(code, params, next?.start ?? 0, next?.start ?? 0, extras);
    else this.report(code, params, last.end, last.end, extras);
  }
}
