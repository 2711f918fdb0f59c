import { endsStatement, type ParseResult, type Token, TokenKind } from '@assay/parser';
import type { ExceptionKind } from './exceptions.ts';
import { Layout } from './layout.ts';
import { commentText, findPlaces, type Places } from './places.ts';

/** White space that waits for the next text (LANGUAGE.md 3.2). */
export const Space = {
  /** Taken back by a comment. */
  None: 0,
  Blank: 1,
  /** The soft end of a cell, before `=`. */
  Column: 2,
  Line: 3,
  /** The end of a line and of all columns. */
  Section: 4,
  Indent: 5,
  Outdent: 6,
} as const;
export type Space = (typeof Space)[keyof typeof Space];

/** What is known of a text's place. */
export const Place = {
  /** Nothing but that it comes behind the last one: Alloy's printer takes it to stand there without a gap. */
  Behind: 0,
  /** Where its token stands. */
  Token: 1,
  /** The same, and it begins a statement or ends a block's body: what stands before is complete. */
  Statement: 2,
  /** The same, and it closes a call, which comments before it do not leave. */
  CallEnd: 3,
} as const;
export type Place = (typeof Place)[keyof typeof Place];

/** What a pass has to do otherwise. */
export interface Amendments {
  /**
   * Whether comments pass by all texts whose place is not known at once, where they can. In the original they pass by one or two in each
   * run, and come to rest behind the last of them.
   */
  readonly slides: boolean;
  /** Comments (their tokens) that must not slip behind a text that follows them. */
  readonly anchored: Set<number>;
  /** Raw strings (their tokens) that are not laid out. */
  readonly verbatim: Set<number>;
}

/** No token: for a comma, and whatever else no decision asks the line of. */
export const NO_TOKEN = -1;

/** Behind all offsets. */
const END = Number.POSITIVE_INFINITY;

/** At most one empty line. */
const MOST_NEWLINES = 2;

/** White space in a raw string that does not survive the layout, whatever stands around it. */
const FRAGILE_RAW_STRING = /[\v\f]|[ \t]\n|[^\n\t]\t/;
const FRAGILE_STRING = /[\t\v\f]/;

/** What Go's `%q` leaves as it is. */
const UNCHANGED_KEY = /^(?:[\p{L}\p{M}\p{N}\p{P}\p{S} ](?<!["\\]))*$/u;

/** Which end of a token a line is asked of. */
const AtEnd = 1;

/**
 * Puts texts, white space and comments together (LANGUAGE.md 3.3).
 *
 * Texts come in the order of the tree. Comments stand in no tree: each is printed before the first text whose place is behind it.
 */
export class Printer {
  readonly tokens: readonly Token[];
  readonly #text: string;
  readonly #places: Places;
  readonly #layout = new Layout();
  readonly #amendments: Amendments;

  readonly #queue: Space[] = [];
  #depth = 0;
  /** Whether the next thing to be written begins a line. */
  #lineStart = true;
  #nothingWritten = true;

  /** Where in the text we take ourselves to be: behind the last text written, or the last comment. */
  #offset = 0;
  #line = 0;
  /** The token with a known place that was last written, comments included, and the one of the last text, comments not included. */
  #lastPlaced = NO_TOKEN;
  #lastText = NO_TOKEN;

  /** The next comment to be printed, and where it begins. */
  #comment = 0;
  #commentStart: number;

  /** By token: the line it begins on in what is printed. */
  readonly #printedLines: Int32Array;
  #printedLine = 0;
  /** Four numbers for each comparison of lines made: see {@link #compare}. */
  readonly #decisions: number[] = [];
  /** Whether something was decided by more than lines. */
  #unsure = false;

  /** Tab stops that the layout made of tabs in raw strings: run and token. */
  readonly #rawTabs: number[] = [];
  readonly #newAnchors: number[] = [];
  readonly exceptions: { readonly token: number; readonly kind: ExceptionKind }[] = [];

  constructor(source: ParseResult, amendments: Amendments) {
    this.tokens = source.tokens;
    this.#text = source.text;
    this.#places = findPlaces(source);
    this.#amendments = amendments;
    this.#printedLines = new Int32Array(source.tokens.length);
    this.#commentStart = this.#startOfComment();
  }

  /** Puts white space before the next text. */
  space(space: Space): void {
    this.#queue.push(space);
  }

  /** A text that stands for one token, or for several that are taken as one. */
  token(token: number, place: Place): void {
    const { start, end } = this.tokens[token] as Token;
    this.text(this.#text.slice(start, end), token, place);
  }

  /** A text without tabs and ends of lines. */
  text(text: string, token: number, place: Place): void {
    this.#begin(token, place);
    this.#layout.write(text);
    this.#offset += text.length;
  }

  comma(): void {
    this.text(',', NO_TOKEN, Place.Behind);
  }

  /** The fragments of a block's name, as one text. `next` is the token behind them. */
  blockName(name: string, first: number, last: number, next: number): void {
    this.text(name, first, Place.Statement);
    const line = this.#places.start[last] as number;
    if (line === this.#line) return;
    // The original would go on counting from the first fragment's line, and put a comment on a line of its own before the brace.
    this.#line = line;
    this.#unsure = true;
    const comment = this.commentBefore(next);
    if (comment !== undefined) this.exceptions.push({ token: comment, kind: 'comment-in-expression' });
  }

  /** `"…"`, which may hold tabs. */
  string(token: number): void {
    const { start, end } = this.tokens[token] as Token;
    const text = this.#text.slice(start, end);
    this.#begin(token, Place.Token);
    if (FRAGILE_STRING.test(text)) {
      this.exceptions.push({ token, kind: 'control-character-in-string' });
      this.#layout.writeVerbatim(text);
    } else {
      this.#layout.write(text);
    }
    this.#offset += text.length;
  }

  /** A raw string. The layout takes its lines for lines, and tabs at their beginnings for an indentation. */
  rawString(token: number): void {
    const { start, end } = this.tokens[token] as Token;
    const text = this.#text.slice(start, end);
    this.#begin(token, Place.Token);
    const verbatim = this.#amendments.verbatim.has(token) || FRAGILE_RAW_STRING.test(text);
    if (verbatim) this.exceptions.push({ token, kind: 'raw-string' });
    const layout = this.#layout;
    for (let at = 0; at < text.length; ) {
      const newline = text.indexOf('\n', at);
      const lineEnd = newline === -1 ? text.length : newline;
      if (verbatim) {
        layout.writeVerbatim(text.slice(at, lineEnd));
      } else {
        for (; text[at] === '\t'; at++) this.#rawTabs.push(layout.endCell(true), token);
        layout.write(text.slice(at, lineEnd));
      }
      if (newline === -1) break;
      layout.endLine(verbatim);
      this.#line++;
      this.#printedLine++;
      at = newline + 1;
    }
    this.#offset += text.length;
  }

  /** An object's key in quotes, which goes into double quotes where that does not change it: a key's escapes are part of its name. */
  quotedKey(token: number): void {
    const { kind, start, end } = this.tokens[token] as Token;
    const name = this.#text.slice(start + 1, end - 1);
    if (name !== '' && UNCHANGED_KEY.test(name)) {
      this.text(`"${name}"`, token, Place.Token);
      return;
    }
    if (name !== '') this.exceptions.push({ token, kind: 'escaped-key' });
    if (kind === TokenKind.RawString) this.rawString(token);
    else this.string(token);
  }

  /** The parenthesis that closes a call. */
  callEnd(token: number): void {
    const { start } = this.tokens[token] as Token;
    if (this.#commentStart >= start) {
      this.token(token, Place.Behind);
      return;
    }
    const { comments } = this.#places;
    for (let i = this.#comment; i < comments.length; i++) {
      const comment = comments[i] as number;
      if (comment > token) break;
      this.exceptions.push({ token: comment, kind: 'comment-in-call' });
    }
    this.token(token, Place.CallEnd);
  }

  /** Prints the comments that are left. */
  end(): void {
    if (this.#commentStart < END) this.#inject(NO_TOKEN, this.#text.length, END, Place.Statement);
    this.#layout.endLine(true);
  }

  /** Whether `to` begins on another line than the one `from` ends on. */
  differentLines(from: number, to: number): boolean {
    return this.#compare(from, AtEnd, to, 0, 1, this.#endLine(from), this.#places.start[to] as number) > 0;
  }

  /** Whether there is an empty line, or one with a comment, between two tokens. */
  apart(from: number, to: number): boolean {
    return this.#compare(from, AtEnd, to, 0, 2, this.#endLine(from), this.#places.start[to] as number) > 1;
  }

  /** Whether two tokens and what is between them take more than one line. */
  severalLines(first: number, last: number): boolean {
    return this.#compare(first, 0, last, AtEnd, 1, this.#places.start[first] as number, this.#endLine(last)) > 0;
  }

  /** The next comment's token if it stands before a token. */
  commentBefore(token: number): number | undefined {
    return this.#commentStart < (this.tokens[token] as Token).start ? this.#places.comments[this.#comment] : undefined;
  }

  /** Whether the next comment begins on the line of a token. */
  commentBehind(token: number): boolean {
    const comment = this.#places.comments[this.#comment];
    return comment !== undefined && this.#places.start[comment] === this.#places.start[token];
  }

  /** Whether there are comments between two tokens that must stay there. */
  hasAnchorsBetween(first: number, last: number): boolean {
    const { anchored } = this.#amendments;
    if (anchored.size === 0) return false;
    for (let token = first + 1; token < last; token++) if (anchored.has(token)) return true;
    return false;
  }

  /**
   * What was printed, or `undefined` where the pass has to be made again: the amendments are made then.
   *
   * `settled` says that a further pass would print the same.
   */
  finish(): { readonly text: string; readonly settled: boolean } | undefined {
    const { anchored, verbatim } = this.#amendments;
    let amended = false;
    for (const comment of this.#newAnchors) {
      if (anchored.has(comment)) continue;
      anchored.add(comment);
      amended = true;
    }
    for (let i = 0; i < this.#rawTabs.length; i += 2) {
      const token = this.#rawTabs[i + 1] as number;
      if (this.#layout.tabs(this.#rawTabs[i] as number) === 1) continue;
      verbatim.add(token);
      amended = true;
    }
    if (amended) return undefined;
    return { text: this.#layout.toString(), settled: !this.#unsure && anchored.size === 0 && this.#decidesTheSame() };
  }

  /** Writes what comes before a text: comments, white space, the indentation. */
  #begin(token: number, place: Place): void {
    let at = place;
    if (at === Place.Behind && token !== NO_TOKEN && this.#isAnchoredBefore(token)) at = Place.Token;
    const offset = at === Place.Behind ? this.#offset : (this.tokens[token] as Token).start;
    const line = at === Place.Behind ? this.#line : (this.#places.start[token] as number);
    if (this.#commentStart <= offset && !(at === Place.Behind && this.#slides(offset))) this.#inject(token, offset, line, at);
    else this.#release(this.#queue.length);
    this.#indent();
    this.#nothingWritten = false;
    this.#lineStart = false;
    this.#offset = offset;
    this.#line = line;
    this.#lastText = token;
    if (at !== Place.Behind) this.#lastPlaced = token;
    if (token !== NO_TOKEN) this.#printedLines[token] = this.#printedLine;
  }

  /** Whether one of the comments that come next must be printed before a token. */
  #isAnchoredBefore(token: number): boolean {
    const { anchored } = this.#amendments;
    if (anchored.size === 0) return false;
    const { comments } = this.#places;
    for (let i = this.#comment; i < comments.length && (comments[i] as number) < token; i++) {
      if (anchored.has(comments[i] as number)) return true;
    }
    return false;
  }

  /** Whether the comments up to a place pass by what is printed now: all stand between two texts of this line. */
  #slides(offset: number): boolean {
    if (!this.#amendments.slides) return false;
    const { comments, groupEnds, start, breaks } = this.#places;
    // A group goes as a whole.
    for (let i = this.#comment, end = i; i < comments.length; i++) {
      const comment = comments[i] as number;
      const token = this.tokens[comment] as Token;
      if (i === end) {
        if (token.start > offset) break;
        end = groupEnds[i] as number;
      }
      if (token.kind !== TokenKind.BlockComment || breaks[comment] !== 0 || start[comment] !== this.#line) return false;
      const next = this.tokens[comment + 1]?.kind === TokenKind.Whitespace ? comment + 2 : comment + 1;
      if (start[next] !== this.#line) return false;
    }
    return true;
  }

  #indent(): void {
    if (!this.#lineStart) return;
    for (let i = 0; i < this.#depth; i++) this.#layout.endCell(true);
  }

  /** Writes the first `count` entries of the queue. */
  #release(count: number): void {
    const queue = this.#queue;
    for (let i = 0; i < count; i++) {
      switch (queue[i]) {
        case Space.Indent:
          this.#depth++;
          break;
        case Space.Outdent:
          this.#depth--;
          break;
        case Space.Line:
          this.#newlines(1, false);
          break;
        case Space.Section:
          this.#newlines(1, true);
          break;
        case Space.Blank:
          this.#gap(' ');
          break;
        case Space.Column:
          this.#gap('\v');
          break;
      }
    }
    if (count === queue.length) queue.length = 0;
    else queue.splice(0, count);
  }

  #newlines(count: number, section: boolean): void {
    this.#indent();
    for (let i = 0; i < count; i++) this.#layout.endLine(section);
    this.#printedLine += count;
    this.#lineStart = true;
  }

  #gap(gap: ' ' | '\t' | '\v'): void {
    this.#indent();
    this.#lineStart = false;
    if (gap === ' ') this.#layout.write(' ');
    else this.#layout.endCell(gap === '\t');
  }

  #startOfComment(): number {
    const token = this.#places.comments[this.#comment];
    return token === undefined ? END : (this.tokens[token] as Token).start;
  }

  #endLine(token: number): number {
    return (this.#places.start[token] as number) + (this.#places.breaks[token] as number);
  }

  /**
   * Prints the comments before a text, and the white space that waits.
   *
   * @param offset where the text is taken to stand
   * @param line its line
   */
  #inject(token: number, offset: number, line: number, place: Place): void {
    const { comments, groupEnds } = this.#places;
    const first = this.#comment;
    const startedOn = this.#printedLine;
    // What stays in its place must not be torn from its line because the text before it was taken to stand higher.
    if (this.#lastText !== NO_TOKEN && (place === Place.Token || place === Place.CallEnd) && this.#isAnchoredBefore(token)) {
      this.#line = Math.max(this.#line, this.#endLine(this.#lastText));
    }
    while (this.#commentStart <= offset) {
      for (const stop = groupEnds[this.#comment] as number; this.#comment < stop; this.#comment++) {
        this.#writeComment(comments[this.#comment] as number, token, line);
      }
      this.#commentStart = this.#startOfComment();
    }
    if (token === NO_TOKEN && line === END) return;
    const last = comments[this.#comment - 1] as number;
    this.#afterComments(last, token, line, place);
    if (place === Place.Behind) this.#unsure = true;
    if (place !== Place.Statement) {
      const isLine = (this.tokens[last] as Token).kind === TokenKind.LineComment;
      const broken = this.#printedLine > startedOn && this.#endsStatement();
      if (broken || (isLine && !this.#lineStart)) {
        for (let i = first; i < this.#comment; i++) this.#newAnchors.push(comments[i] as number);
      }
    }
    for (let i = first; i < this.#comment; i++) {
      const comment = comments[i] as number;
      if (this.#amendments.anchored.has(comment)) this.exceptions.push({ token: comment, kind: 'comment-in-expression' });
    }
  }

  /** Whether a newline behind the last text would end the statement. */
  #endsStatement(): boolean {
    return this.#lastText !== NO_TOKEN && endsStatement((this.tokens[this.#lastText] as Token).kind);
  }

  #writeComment(comment: number, next: number, nextLine: number): void {
    const line = this.#places.start[comment] as number;
    if (!this.#nothingWritten) {
      const newlines = this.#compare(this.#lastPlaced, AtEnd, comment, 0, MOST_NEWLINES, this.#line, line);
      if (newlines === 0) {
        const before = next !== NO_TOKEN && this.#compare(comment, 0, next, 0, 1, line, nextLine) === 0;
        this.#gap(before ? ' ' : '\t');
      } else {
        this.#releaseBeforeComment();
        this.#newlines(newlines, true);
      }
    }
    this.#indent();
    this.#nothingWritten = false;
    this.#lineStart = false;
    this.#printedLines[comment] = this.#printedLine;
    this.#lastPlaced = comment;
    const { start, end } = this.tokens[comment] as Token;
    const text = commentText(this.#text.slice(start, end));
    if (text.includes('\f')) this.exceptions.push({ token: comment, kind: 'form-feed-in-comment' });
    this.#layout.writeVerbatim(text);
    const breaks = this.#places.breaks[comment] as number;
    this.#printedLine += breaks;
    this.#line = line + breaks;
  }

  /** Indentations up to the first end of a line, which the comment brings itself; what else waits stays. */
  #releaseBeforeComment(): void {
    const queue = this.#queue;
    const at = queue.findIndex((space) => space !== Space.Indent && space !== Space.Outdent);
    if (at === -1) return;
    queue[at] = Space.None;
    this.#release(at);
  }

  #afterComments(last: number, token: number, line: number, place: Place): void {
    const { kind, start, end } = this.tokens[last] as Token;
    if (kind === TokenKind.BlockComment && place !== Place.CallEnd) {
      const endLine = this.#line - newlinesPassedOver(this.#text.slice(start, end));
      if (this.#compare(last, AtEnd, token, 0, 1, endLine, line) === 0) this.#gap(' ');
    }
    const newlines = this.#compare(last, AtEnd, token, 0, MOST_NEWLINES, this.#line, line);
    let section = false;
    const queue = this.#queue;
    for (let i = 0; i < queue.length; i++) {
      const space = queue[i];
      if (space === Space.Indent || space === Space.Outdent) continue;
      if (space === Space.Section) section = true;
      queue[i] = Space.None;
    }
    this.#release(queue.length);
    if (newlines > 0) this.#newlines(newlines, section);
  }

  /**
   * How many lines are between two, up to a limit; and remembers it, to see afterwards whether a pass over what is printed would find the
   * same.
   */
  #compare(from: number, fromEnd: number, to: number, toEnd: number, limit: number, fromLine: number, toLine: number): number {
    const result = Math.max(0, Math.min(toLine - fromLine, limit));
    if (to === NO_TOKEN || from === NO_TOKEN) return result;
    this.#decisions.push(from * 2 + fromEnd, to * 2 + toEnd, limit, result);
    return result;
  }

  #decidesTheSame(): boolean {
    const decisions = this.#decisions;
    for (let i = 0; i < decisions.length; i += 4) {
      const lines = this.#printedLineOf(decisions[i + 1] as number) - this.#printedLineOf(decisions[i] as number);
      if (Math.max(0, Math.min(lines, decisions[i + 2] as number)) !== decisions[i + 3]) return false;
    }
    return true;
  }

  #printedLineOf(encoded: number): number {
    const token = encoded >> 1;
    return (this.#printedLines[token] as number) + ((encoded & AtEnd) === AtEnd ? (this.#places.breaks[token] as number) : 0);
  }
}

/**
 * The original takes a comment to end before its end by the bytes of the carriage returns that it left out: by so many lines too high.
 */
function newlinesPassedOver(comment: string): number {
  let bytes = comment.length - commentText(comment).length;
  let newlines = 0;
  for (let at = comment.length - 1; bytes > 0; at--) {
    const code = comment.charCodeAt(at - 1);
    // Half a pair is two of its four bytes.
    bytes -= code < 0x80 ? 1 : code < 0x800 || (code & 0xf800) === 0xd800 ? 2 : 3;
    if (code === 0x0a) newlines++;
  }
  return newlines;
}
