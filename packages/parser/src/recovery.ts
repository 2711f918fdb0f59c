import { isIdentifier } from './characters.ts';
import { Cursor, MAX_HEADER } from './cursor.ts';
import type { LexerToken } from './lexer.ts';
import { unquotedText } from './messages.ts';
import { PRECEDENCE } from './operators.ts';
import { BODY_LOOK, isBlockBody, isWholeValue, templateAt, type Word, wordAt } from './surroundings.ts';
import {
  type Attribute,
  type Expression,
  type FieldKey,
  type Label,
  type Missing,
  type Name,
  type Skipped,
  type Statement,
  TokenKind,
} from './syntax.ts';

/** How deep brackets may nest: far above what people write. */
export const MAX_NESTING = 250;

/**
 * How high the tree of an expression may be. Each link of a chain of operators or accesses makes it one higher, as a bracket
 * does: brackets and chains within each other multiply. Whoever walks over the tree needs the stack for it.
 */
const MAX_HEIGHT = 1000;

/** A block that is being read, for the decisions of recovery. */
interface OpenBlock {
  /** The column of the line that its header stands on: how far that line is indented. */
  readonly indent: number;
}

/**
 * A statement that looked at more than the token behind it, or silenced what comes later: a change there can change what became of it.
 * Offsets, where tokens and lines start; `reach` is infinite where the end of the text was seen.
 */
export interface Influence {
  /** Of the statement. */
  start: number;
  /** The furthest token that it looked at. */
  reach: number;
  /** The last line on which nothing is said any more because of it. */
  silenced: number;
}

/** Where reading stops before the end: a part of a text is read anew, and from some place on it is what it was. */
export interface Stop {
  /** How many blocks are open where statements are read that may be the last. */
  readonly depth: number;
  /** Whether reading would go on from this token as it did before; to be asked between statements. */
  readonly isInStep: (next: LexerToken, lastSpoken: number, isEndless: boolean) => boolean;
}

/** A fix that may get more edits. */
export interface OpenFix {
  title: string;
  readonly edits: { readonly start: number; readonly end: number; readonly text: string }[];
}

/** What a name at the beginning of a statement turns out to begin. */
export type Shape = 'attribute' | 'block' | 'neither';

/** What becomes of mistakes: how each is told, and how reading goes on behind it. */
export abstract class Recovery extends Cursor {
  protected blocks: OpenBlock[] = [];
  protected nesting = 0;
  /** How high the tree of the expression is that was read last. */
  protected height = 0;
  protected maxNesting = MAX_NESTING;
  /** Where blocks begin that are not closed, and braces stand that close nothing. */
  protected unbalanced: number[] = [];
  protected influences: Influence[] = [];
  protected stop: Stop | undefined;
  /** What stands before the statements that are read. */
  protected before: Statement | undefined;
  /** Braces do not match somewhere: where the blocks end in which they may not match is told by the layout too. */
  protected byLayout = false;
  /** Whether that goes for the block that is being read at the top of the file. */
  protected isDoubtful = false;
  protected doubtful = new Set<Statement>();
  /** A block was followed to the end of the text in vain; what comes later is not followed again. */
  protected isEndless = false;
  /** Where that block begins. */
  protected endlessFrom: number | undefined;
  /** The line on which several statements stand, and the fix that puts each on its own. */
  protected crowded: { readonly line: number; readonly fix: OpenFix } | undefined;

  // ── Names and values ───────────────────────────────────────────────────────────────────────────────────────────────

  protected key(token: LexerToken): FieldKey {
    const raw = this.textOf(token);
    // The name of the empty key keeps its quotes (alloy.ebnf, Field).
    const quoted = token.kind !== TokenKind.Identifier && raw.length > 2;
    return { kind: 'FieldKey', text: quoted ? raw.slice(1, -1) : raw, quoted, ...this.extent(token) };
  }

  protected label(token: LexerToken): Label {
    const text = this.swallowsBrace(token) ? this.textOf(token).slice(1).trimEnd().slice(0, -1).trimEnd() : this.textOf(token).slice(1, -1);
    if (token.kind === TokenKind.RawString) {
      const fix = { title: `write "${text}"`, edits: [{ start: token.start, end: token.end, text: `"${text}"` }] };
      this.report('syntax/raw-label', {}, token.start, token.end, { fix });
    } else if (text !== '' && !isIdentifier(text)) this.badLabel(token, text);
    return { kind: 'Label', text, ...this.extent(token) };
  }

  protected badLabel(token: LexerToken, label: string): void {
    const better = label.replace(/[^\p{L}\p{Nd}_]+/gu, '_').replace(/^(?=\p{Nd})/u, '_');
    const notes = isIdentifier(better) ? [`"${better}" would do`] : [];
    this.report('syntax/bad-label', { label }, token.start, token.end, { notes });
  }

  protected missingName(after: string): Name {
    if (this.kind() !== TokenKind.Illegal) this.reportHere('syntax/expected-name', { after, found: this.found() });
    const name: Name = { kind: 'Name', text: '', ...this.nowhere() };
    // A keyword in place of a name is passed over together with it.
    if (!this.isOnNewLine() && (this.kind() === TokenKind.Bool || this.kind() === TokenKind.Null || this.kind() === TokenKind.Number))
      this.take();
    return name;
  }

  protected missingValue(after: LexerToken): Missing {
    this.height = 1;
    const next = this.peek(1);
    if (next?.kind === TokenKind.Illegal) {
      // The lexer has said what is wrong with it; it stands in place of the value.
      this.take();
      return { kind: 'Missing', ...this.extent(next) };
    }
    const skipped = next && !this.isOnNewLine() ? this.foreignValue(next) : undefined;
    if (skipped) return skipped;
    const arrow = this.peek(0)?.kind === TokenKind.Assign && next?.kind === TokenKind.Greater && next.start === this.peek(0)?.end;
    const fix = { title: 'write "="', edits: [{ start: next?.start ?? 0, end: next?.end ?? 0, text: '' }] };
    this.reportHere('syntax/expected-value', { after: `after ${this.quote(after)}`, found: this.found() }, arrow ? { fix } : {});
    return this.missing();
  }

  /** A path without quotes, or a template of another program, in place of a value. */
  protected foreignValue(next: LexerToken): Missing | undefined {
    const template = templateAt(this.text, next.start);
    const word = template ?? wordAt(this.text, next.start);
    if (word.start !== next.start) return undefined;
    if (template) this.template(template);
    else if (/^\.{0,2}\/[\w./*:-]+$/.test(this.text.slice(word.start, word.end)) && isWholeValue(this.text, word as Word, 'list'))
      this.say(unquotedText(this.text, word as Word, false));
    else return undefined;
    this.takeUntil(word.end);
    return { kind: 'Missing', ...this.extent(next) };
  }

  protected template({ start, end }: { readonly start: number; readonly end: number }): void {
    const written = this.text.slice(start, Math.min(end, start + MAX_SHOWN));
    this.report('syntax/template', { written }, start, end);
  }

  /** Consumes what begins before an offset. */
  protected takeUntil(offset: number): void {
    for (let next = this.peek(1); next && next.start < offset && next.kind !== TokenKind.Terminator; next = this.peek(1)) this.take();
  }

  /** An expression that has just been read, unless its tree is too high: then it counts as missing. */
  protected limited(node: Expression, height: number): Expression {
    this.height = height;
    if (height <= MAX_HEIGHT) return node;
    this.height = 1;
    const { start, end, first, last } = node;
    this.report('syntax/nesting-too-deep', { limit: MAX_HEIGHT }, start, end);
    return { kind: 'Missing', start, end, first, last };
  }

  /** Counts a bracket of an expression; beyond the limit its content is skipped. */
  protected enter(open: LexerToken): void {
    if (this.nests(open)) return;
    this.skipToClose();
  }

  /** Counts a bracket or a block. Whether what is in it is to be read: beyond the limit it is not, and that is said. */
  protected nests(open: LexerToken): boolean {
    if (++this.nesting <= this.maxNesting) return true;
    this.report('syntax/nesting-too-deep', { limit: this.maxNesting }, open.start, open.end);
    return false;
  }

  /** Skips to the bracket that closes the one just consumed, and leaves it. */
  protected skipToClose(): void {
    let depth = 0;
    for (let kind = this.kind(); kind !== TokenKind.EndOfFile; kind = this.kind()) {
      if (OPENS.has(kind)) depth++;
      else if (CLOSES.has(kind) && depth-- === 0) return;
      this.take();
    }
  }

  /** Skips to the brace that closes the block just opened, and leaves it. Other brackets close no block. */
  protected skipToBrace(): void {
    let depth = 0;
    for (let kind = this.kind(); kind !== TokenKind.EndOfFile; kind = this.kind()) {
      if (kind === TokenKind.LeftBrace) depth++;
      else if (kind === TokenKind.RightBrace && depth-- === 0) return;
      this.take();
    }
  }

  protected unclosedBracket(open: LexerToken, opening: string, closing: string): void {
    if (this.isAtEnd()) {
      if (this.cutOff) return;
      this.cutOff = true;
    }
    this.report('syntax/unclosed-bracket', { open: opening, close: closing, found: this.found() }, open.start, open.end);
    this.hushNext();
  }

  /** The bracket that closes an index or parentheses, a line too late: a line end ends all but lists and objects. */
  protected closeOnNextLine(kind: TokenKind): LexerToken | undefined {
    if (this.kind() !== TokenKind.Terminator || this.kind(2) !== kind) return undefined;
    const last = this.peek(0) as LexerToken;
    this.take();
    const close = this.take();
    const fix = { title: 'put it on the line before', edits: [{ start: last.end, end: close.start, text: '' }] };
    const params = { close: this.textOf(close) };
    this.report('syntax/bracket-on-next-line', params, last.end, last.end, this.isBlank(last.end, close.start) ? { fix } : {});
    return close;
  }

  /** Whether a number goes on with letters or another number, without white space between: no text that Alloy accepts does. */
  protected goesOn(token: LexerToken): boolean {
    if (token.kind !== TokenKind.Number && token.kind !== TokenKind.Float) return false;
    const next = this.peek(1);
    return next?.start === token.end && NUMBER_GOES_ON.has(next.kind);
  }

  /** `10s`, `5MB`, `1.2.3`, `0x10`, `1_000` */
  protected badNumber(first: LexerToken): Missing {
    for (let last = first; this.peek(1)?.start === last.end && NUMBER_GOES_ON.has(this.kind()); ) last = this.take();
    // What else belongs to it, up to the end of the value: `1.2.3.4:80`, `10.0.0.0/8`, `-5s`.
    const word = wordAt(this.text, first.start);
    if (/^-?[\w.:/-]+$/.test(word.text) && isWholeValue(this.text, word, 'list')) this.takeUntil(word.end);
    const extent = this.extent(first);
    const start = word.end === extent.end ? word.start : extent.start;
    const text = this.text.slice(start, extent.end);
    const instead = decimalOf(text) ?? `"${text}"`;
    const fix = { title: `write ${instead}`, edits: [{ start, end: extent.end, text: instead }] };
    this.report('syntax/number-with-letters', { text, instead }, start, extent.end, { fix });
    return { kind: 'Missing', ...extent };
  }

  // ── Statements ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** `my-name = …`, `my-block "x" {`: a dash in a name. It is read as the underscore that must stand there. */
  protected dashes(name: Name[]): void {
    if (this.kind() !== TokenKind.Minus || !this.dashedNameFollows()) return;
    while (this.kind() === TokenKind.Minus || this.kind() === TokenKind.Dot) {
      const sign = this.take();
      const token = this.take();
      if (sign.kind === TokenKind.Dot) name.push(this.name(token));
      else {
        const { start, first, text } = name.pop() as Name;
        name.push({ kind: 'Name', text: `${text}_${this.textOf(token)}`, start, end: token.end, first, last: token.index });
      }
    }
    const start = (name[0] as Name).start;
    const end = (name[name.length - 1] as Name).end;
    this.report('syntax/dash-in-name', { name: this.text.slice(start, end), better: name.map(({ text }) => text).join('.') }, start, end);
  }

  /** Whether `{ ( "-" | "." ) IDENT } [ STRING ] ( "=" | "{" )` comes next, without white space in the name. */
  protected dashedNameFollows(): boolean {
    let at = 1;
    for (let end = this.peek(0)?.end; at < MAX_HEADER; at += 2) {
      const sign = this.peek(at);
      const token = this.peek(at + 1);
      if (sign?.start !== end || (sign?.kind !== TokenKind.Minus && sign?.kind !== TokenKind.Dot)) break;
      if (token?.start !== sign.end || token.kind !== TokenKind.Identifier) return false;
      end = token.end;
    }
    if (this.kind(at) === TokenKind.String) at++;
    return this.kind(at) === TokenKind.Assign || this.kind(at) === TokenKind.LeftBrace;
  }

  /** `resource "a" "b" {` */
  protected secondLabel(): void {
    if (this.kind() !== TokenKind.String || this.kind(2) !== TokenKind.LeftBrace) return;
    const token = this.take();
    this.report('syntax/second-label', { label: this.textOf(token) }, token.start, token.end);
  }

  /** `prometheus scrape "x" {`: the fragments of a name with nothing between them. */
  protected missingDots(name: Name[]): void {
    while (this.kind() === TokenKind.Identifier && !this.isOnNewLine() && this.headerFollows(2) && this.kind(2) !== TokenKind.LeftBrace) {
      const last = name[name.length - 1] as Name;
      const token = this.take();
      const fix = { title: 'put a dot between them', edits: [{ start: last.end, end: token.start, text: '.' }] };
      this.report('syntax/expected-open-brace', { name: `"${last.text}"`, found: this.quote(token) }, token.start, token.end, { fix });
      name.push(this.name(token));
      while (this.kind() === TokenKind.Dot && this.kind(2) === TokenKind.Identifier) {
        this.take();
        name.push(this.name(this.take()));
      }
    }
  }

  /** Whether a string behind a name is a value that lacks its `=`, not a label. */
  protected valueFollows(name: readonly Name[]): boolean {
    if (name.length > 1 || this.swallowsBrace(this.peek(1))) return false;
    const next = this.kind(2);
    if (next === TokenKind.LeftBrace || next === TokenKind.Assign) return false;
    if (next === TokenKind.String && this.kind(3) === TokenKind.LeftBrace) return false;
    if (next === TokenKind.Terminator && this.kind(3) === TokenKind.LeftBrace) return false;
    const token = this.peek(1);
    const isLabel = token?.kind === TokenKind.String && isIdentifier(this.textOf(token).slice(1, -1));
    return !(isLabel && this.bodyFollows(2));
  }

  /** `loki.write "default {`: whether a string that is not closed holds the brace of a block. */
  protected swallowsBrace(token: LexerToken | undefined): boolean {
    return token?.kind === TokenKind.String && /^"[^"]*\{\s*$/.test(this.textOf(token));
  }

  /** Whether the next line is indented deeper than this one, as the body of a block is. */
  protected bodyFollows(distance: number): boolean {
    const end = this.peek(distance);
    const next = this.peek(distance + 1);
    if (end?.kind !== TokenKind.Terminator || !next) return false;
    return this.indentAt(next.start) > this.indentAt(end.start) && next.kind === TokenKind.Identifier;
  }

  /** A label without its double quotes. */
  protected foreignLabel(): Label | undefined {
    const token = this.peek(1);
    if (!token || this.kind(2) !== TokenKind.LeftBrace) return undefined;
    if (token.kind === TokenKind.Identifier) {
      const label = this.textOf(token);
      const fix = { title: `write "${label}"`, edits: [{ start: token.start, end: token.end, text: `"${label}"` }] };
      this.report('syntax/unquoted-label', { label }, token.start, token.end, { fix });
      this.take();
      return { kind: 'Label', text: label, ...this.extent(token) };
    }
    if (token.kind !== TokenKind.Illegal || !this.isIllegal("'")) return undefined;
    this.take();
    return { kind: 'Label', text: this.textOf(token).slice(1, -1), ...this.extent(token) };
  }

  /** Decides by what comes next, and passes over what stands for an equals sign or keeps the brace away. */
  protected shapeOf(name: readonly Name[], label: Label | undefined): Shape {
    const last = (label ?? name[name.length - 1]) as Name | Label;
    const quoted = `"${name.map((part) => part.text).join('.')}"`;
    switch (this.kind()) {
      case TokenKind.Assign:
        return this.blockWithSign(name, label) ? 'block' : 'attribute';
      case TokenKind.LeftBrace:
        return name.length === 1 && !label && this.objectFollows(last.text, last.end) ? 'attribute' : 'block';
      case TokenKind.Equal: {
        const token = this.take();
        const fix = { title: 'write "="', edits: [{ start: token.start, end: token.end, text: '=' }] };
        this.report('syntax/double-equals', { name: name[0]?.text ?? '' }, token.start, token.end, { fix });
        return 'attribute';
      }
      case TokenKind.Illegal:
        if (!this.isIllegal(':')) return 'neither';
        this.take();
        return this.kind() === TokenKind.LeftBrace && (label || this.isBlockBody(1)) ? 'block' : 'attribute';
      case TokenKind.Terminator:
        if (this.swallowsBrace(this.peek(0))) return 'block';
        if (this.kind(2) === TokenKind.LeftBrace) {
          const brace = this.peek(2) as LexerToken;
          const fix = { title: 'put it on this line', edits: [{ start: last.end, end: brace.start, text: ' ' }] };
          const found = 'the end of the line';
          this.reportHere('syntax/expected-open-brace', { name: quoted, found }, this.isBlank(last.end, brace.start) ? { fix } : {});
          this.take();
          return 'block';
        }
        if (!this.bodyFollows(1)) return 'neither';
        this.reportHere('syntax/expected-open-brace', { name: quoted, found: 'the end of the line' });
        return 'block';
    }
    if (name.length > 1 || label || this.isOnNewLine() || !BEGINS_VALUE.has(this.kind())) return 'neither';
    const fix = { title: 'insert "="', edits: [{ start: last.end, end: last.end, text: ' =' }] };
    const isPlain = this.isWholeValue();
    this.reportHere('syntax/expected-equals', { name: last.text, found: this.found() }, isPlain ? { fix } : {});
    return 'attribute';
  }

  /** Whether what comes next, in place of an equals sign, is all there is to a value, as far as its second token tells. */
  protected isWholeValue(): boolean {
    const next = this.kind(2);
    if (IS_LITERAL.has(this.kind()) || this.kind() === TokenKind.Identifier) {
      if (next === TokenKind.Terminator || next === TokenKind.EndOfFile || (next === TokenKind.RightBrace && this.blocks.length > 0))
        return true;
      const isLonger = next === TokenKind.Dot || next === TokenKind.LeftParen || next === TokenKind.LeftBracket;
      return this.kind() === TokenKind.Identifier && isLonger && !this.headerFollows(2);
    }
    return BEGINS_VALUE.has(this.kind()) && this.kind() !== TokenKind.Minus && next !== TokenKind.Dot && !AFTER_NO_VALUE.has(next);
  }

  /** `values { "a" = 1 }`: an object that lacks its equals sign. Statements have no quoted names. */
  protected objectFollows(name: string, end: number): boolean {
    const isObject = (this.kind(2) === TokenKind.String || this.kind(2) === TokenKind.RawString) && this.kind(3) === TokenKind.Assign;
    if (!isObject || !this.isObjectBody(2)) return false;
    const fix = { title: 'insert "="', edits: [{ start: end, end, text: ' =' }] };
    this.reportHere('syntax/expected-equals', { name, found: this.found() }, { fix });
    return true;
  }

  /** `a.b "label" = {`: a block with an equals sign before its brace, which is passed over. */
  protected blockWithSign(name: readonly Name[], label: Label | undefined): boolean {
    const sign = this.peek(1) as LexerToken;
    if (this.kind(2) !== TokenKind.LeftBrace || !(label || (name.length > 1 && this.isBlockBody(2)))) return false;
    const full = name.map((part) => part.text).join('.');
    const { start } = name[0] as Name;
    const end = ((label ?? name[name.length - 1]) as Name | Label).end;
    const fix = { title: 'remove the "="', edits: [{ start: end, end: sign.end, text: '' }] };
    if (label) this.report('syntax/labelled-attribute', { name: full }, label.start, label.end, { fix });
    else this.report('syntax/dotted-attribute', { name: full }, start, end, { fix });
    this.take();
    return true;
  }

  /** Whether the brace before a distance opens an object: its first field ends with a comma, or with the object. */
  protected isObjectBody(distance: number): boolean {
    const offset = this.peek(distance)?.start ?? 0;
    if (offset + BODY_LOOK > this.furthest) this.furthest = offset + BODY_LOOK;
    return /^[^\n]*(?:,[ \t\r]*(?:\n|\/\/)|\}[ \t\r]*(?:\n|$))/.test(this.text.slice(offset, offset + BODY_LOOK));
  }

  /** Whether the brace at a distance opens the body of a block. */
  protected isBlockBody(distance: number): boolean {
    const offset = this.peek(distance)?.end ?? 0;
    if (offset + BODY_LOOK > this.furthest) this.furthest = offset + BODY_LOOK;
    return isBlockBody(this.text, offset);
  }

  /** The statement before the part that is read, for the first one in it. */
  protected statementBefore(): Statement | undefined {
    return this.stop?.depth === this.blocks.length ? this.before : undefined;
  }

  /** What the statement that is read now looks at is its own. */
  protected beginStatement(): void {
    this.furthest = -1;
    this.silenced = -1;
  }

  /**
   * Notes what a statement looked at and silenced beyond its end; all of it counts for the statement around it too, for which `furthest` and
   * `silenced` stood before.
   */
  protected endStatement(first: LexerToken, furthest: number, silenced: number): void {
    if (this.furthest > (this.LA(1) as unknown as LexerToken).start || this.silenced > (this.LA(0) as unknown as LexerToken).end)
      this.influences.push({ start: first.start, reach: this.furthest, silenced: this.silenced });
    if (furthest > this.furthest) this.furthest = furthest;
    if (silenced > this.silenced) this.silenced = silenced;
  }

  protected incomplete(first: LexerToken): Skipped {
    if (this.kind() !== TokenKind.Illegal) {
      const name = this.text.slice(first.start, this.peek(0)?.end);
      if (this.peek(0) === first) this.reportHere('syntax/incomplete-statement', { name, found: this.found() });
      else this.reportHere('syntax/expected-open-brace', { name: `"${name}"`, found: this.found() });
      this.splitName();
    }
    this.skipLine();
    return this.skipped(first);
  }

  /** What stands directly below may be the rest of the name: a line end in the middle of one. */
  protected splitName(): void {
    const end = this.peek(1);
    const next = this.peek(2);
    const last = this.reported[this.reported.length - 1];
    if (end?.kind !== TokenKind.Terminator || next?.kind !== TokenKind.Identifier || last?.seen !== end.start) return;
    if (!this.text.slice(end.end, next.start).includes('\n', 1)) last.seen = next.start;
  }

  /** `a = b "c" { … }`: passes over the block. */
  protected blockAsValue(value: Expression): void {
    const distance = this.kind() === TokenKind.String ? 2 : 1;
    if (this.isOnNewLine() || this.kind(distance) !== TokenKind.LeftBrace || value.kind === 'Missing') return;
    if (distance === 2) this.take();
    const brace = this.take();
    this.report('syntax/block-as-value', {}, value.start, brace.end);
    this.skipToClose();
    if (this.kind() === TokenKind.RightBrace) this.take();
  }

  /** A statement ends with its line. */
  protected afterStatement(statements: Statement[]): void {
    const next = this.peek(1);
    if (!next || next.kind === TokenKind.Terminator || next.kind === TokenKind.RightBrace) return;
    if (this.isOnNewLine() && next.kind === TokenKind.Identifier) return; // Only behind something that recovery made up.
    if (next.kind === TokenKind.Comma) {
      const fix = { title: 'remove the comma', edits: [{ start: next.start, end: next.end, text: '' }] };
      const ends = this.kind(2) === TokenKind.Terminator || this.isLineEnd(next);
      const isNews = this.report('syntax/comma-after-statement', {}, next.start, next.end, ends ? { fix } : {});
      this.take();
      statements.push(this.skipped(next));
      if (ends || this.isOnNewLine()) {
        if (isNews) this.hushSiblings();
        return;
      }
    } else if (next.kind !== TokenKind.Illegal) {
      const isStatement = this.statementAt(1);
      const last = this.peek(0) as LexerToken;
      const text = `\n${this.text.slice(this.lineStart(last.start)).match(/^[ \t]*/)?.[0]}`;
      const edit = { start: last.end, end: next.start, text };
      const fix = { title: 'put it on a line of its own', edits: [edit] };
      const canMend = isStatement && this.isBlank(last.end, next.start);
      const line = this.lineStart(next.start);
      if (this.report('syntax/expected-newline', { found: this.found() }, next.start, next.end, canMend ? { fix } : {}))
        this.crowded = canMend ? { line, fix } : undefined;
      else if (canMend && this.crowded?.line === line) this.crowded.fix.edits.push(edit);
      if (isStatement) return;
    }
    const first = this.peek(1);
    if (!first || first.kind === TokenKind.Terminator) return;
    this.skipLine();
    if (this.peek(0) !== undefined && (this.peek(0) as LexerToken).index >= first.index) statements.push(this.skipped(first));
  }

  /** In an object that was read as a block every line ends with a comma: one finding is enough. */
  protected hushSiblings(): void {
    for (let at = 1, depth = 0; this.peek(at) && at < 2000; at++) {
      const kind = this.kind(at);
      if (OPENS.has(kind)) depth++;
      else if (CLOSES.has(kind) && depth-- === 0) return;
      else if (kind === TokenKind.Comma && depth === 0) this.silence(this.lineStart((this.peek(at) as LexerToken).start));
    }
  }

  protected strayFrom(first: LexerToken, before: Statement | undefined): Statement {
    if (before?.kind === 'Attribute' && (PRECEDENCE[first.kind] || first.kind === TokenKind.Dot)) return this.lateOperator(first, before);
    const template = first.kind === TokenKind.Illegal ? undefined : templateAt(this.text, first.start);
    if (template) {
      this.template(template);
      this.takeUntil(template.end);
      this.skipLine();
      return this.skipped(first);
    }
    switch (first.kind) {
      case TokenKind.Illegal:
        return this.skipped(first);
      case TokenKind.RightBrace:
      case TokenKind.RightBracket:
      case TokenKind.RightParen:
        if (first.kind === TokenKind.RightBrace) this.unbalanced.push(first.start);
        this.report('syntax/stray-close', { found: this.quote(first) }, first.start, first.end);
        return this.skipped(first);
      case TokenKind.Comma:
        this.report('syntax/comma-after-statement', {}, first.start, first.end);
        break;
      case TokenKind.Assign:
        this.report('syntax/expected-name', { after: 'before "="', found: '"="' }, first.start, first.end);
        break;
      case TokenKind.String:
        this.quotedName(first);
        break;
      default:
        this.report('syntax/unexpected', { found: this.quote(first) }, first.start, first.end);
    }
    if (first.kind === TokenKind.LeftBrace) {
      this.skipToClose();
      if (this.kind() === TokenKind.RightBrace) this.take();
    } else this.skipLine();
    return this.skipped(first);
  }

  /** `"a" = 1`: names stand without quotes, but for those of fields. */
  protected quotedName(token: LexerToken): void {
    const name = this.textOf(token).slice(1, -1);
    if (this.kind() !== TokenKind.Assign) this.report('syntax/unexpected', { found: this.quote(token) }, token.start, token.end);
    else {
      const fix = { title: 'remove the quotes', edits: [{ start: token.start, end: token.end, text: name }] };
      this.report('syntax/quoted-name', { name }, token.start, token.end, isIdentifier(name) ? { fix } : {});
    }
  }

  /** An expression that goes on at the beginning of a line: the line before has ended the statement. */
  protected lateOperator(first: LexerToken, { value }: Attribute): Statement {
    const operator = this.textOf(first);
    const edits: OpenFix['edits'][number][] = [];
    const move = (token: LexerToken, end: number): void => {
      const next = this.peek(1);
      const text = token.kind === TokenKind.Dot ? '.' : ` ${this.textOf(token)}`;
      edits.push({ start: end, end, text }, { start: token.start, end: next && !this.isOnNewLine() ? next.start : token.end, text: '' });
    };
    move(first, value.end);
    const fix = { title: `put "${operator}" at the end of the line before`, edits };
    const canMove = BEGINS_VALUE.has(this.kind());
    this.report('syntax/operator-on-next-line', { operator }, first.start, first.end, canMove ? { fix } : {});
    this.skipLine();
    // The next lines may go on in the same way.
    while (this.kind() === TokenKind.Terminator && (PRECEDENCE[this.kind(2)] || this.kind(2) === TokenKind.Dot)) {
      const { end } = this.peek(0) as LexerToken;
      this.take();
      move(this.take(), end);
      this.skipLine();
    }
    return this.skipped(first);
  }

  /** Skips to the end of the statement: a line end outside of all brackets that opened on the way. */
  protected skipLine(): void {
    let depth = 0;
    for (let kind = this.kind(); kind !== TokenKind.EndOfFile; kind = this.kind()) {
      if (OPENS.has(kind)) depth++;
      else if (CLOSES.has(kind)) {
        if (kind === TokenKind.RightBrace && depth <= 0 && this.blocks.length > 0) return;
        depth--;
      } else if (kind === TokenKind.Terminator && depth <= 0) return;
      if (this.headerAtMargin()) return;
      this.take();
    }
  }

  // ── Where blocks end ───────────────────────────────────────────────────────────────────────────────────────────────

  protected enterBlock(first: LexerToken, open: LexerToken | undefined): { tooDeep: boolean; broken: boolean } {
    if (this.byLayout && this.blocks.length === 0) {
      const wasEndless = this.isEndless;
      this.isDoubtful = !this.isBalanced();
      if (this.isEndless && !wasEndless) this.endlessFrom = first.start;
    }
    this.blocks.push({ indent: this.byLayout ? this.indentAt(first.start) : 0 });
    const tooDeep = !this.nests(open ?? first);
    if (tooDeep) this.skipToBrace();
    return { tooDeep, broken: this.spoken.size > 0 && this.spoken.has(this.lineStart(first.start)) };
  }

  protected unclosedBlock(name: string, first: LexerToken, open: LexerToken | undefined): void {
    this.unbalanced.push(first.start);
    if (!open || (this.cutOff && this.isAtEnd())) return; // What is missing has been said.
    const next = this.peek(1);
    const places = next ? [{ start: next.start, end: next.end, message: 'it must end before this' }] : [];
    this.report('syntax/unclosed-block', { name }, first.start, open.end, { related: places });
  }

  /** Whether the block that has just been opened ends with a brace of its own, and no other begins at the margin before. */
  protected isBalanced(): boolean {
    if (this.isEndless) return false;
    let depth = 1;
    for (let at = 1; ; at++) {
      const kind = this.kind(at);
      if (kind === TokenKind.LeftBrace) depth++;
      else if (kind === TokenKind.RightBrace && --depth === 0) return true;
      else if (kind === TokenKind.EndOfFile) {
        this.isEndless = true;
        return false;
      } else if (this.headerAtMargin(at)) return false;
    }
  }

  protected endsBody(): boolean {
    const next = this.peek(1);
    if (!next) return true;
    if (this.stop?.depth === this.blocks.length && this.stop.isInStep(next, this.lastSpoken, this.isEndless)) return true;
    const block = this.blocks[this.blocks.length - 1];
    if (!block) return false;
    if (next.kind === TokenKind.RightBrace) return true;
    if (!this.isDoubtful || next.kind !== TokenKind.Identifier || !this.isFirstOnLine(next)) return false;
    return this.indentAt(next.start) <= block.indent && (this.kind(2) === TokenKind.Assign || this.headerFollows(2));
  }

  /** Whether the next `}` is that of the innermost block. */
  protected closesBlock(): boolean {
    const next = this.peek(1);
    const block = this.blocks[this.blocks.length - 1];
    if (!next || !block || !this.isDoubtful || this.blocks.length === 1 || !this.isFirstOnLine(next)) return true;
    return this.indentAt(next.start) >= block.indent;
  }

  // ── Where lists end ────────────────────────────────────────────────────────────────────────────────────────────────

  protected endsList(): boolean {
    const kind = this.kind();
    return kind === TokenKind.EndOfFile || kind === TokenKind.Terminator || CLOSES.has(kind) || this.statementFollows();
  }

  protected endsFields(): boolean {
    const kind = this.kind();
    if (kind === TokenKind.EndOfFile || kind === TokenKind.Terminator || CLOSES.has(kind)) return true;
    return kind === TokenKind.Identifier && this.kind(2) !== TokenKind.Assign && this.isOnNewLine() && this.headerFollows(2);
  }

  /**
   * Behind an element without a comma: fine where the list ends, otherwise the comma is missing. Where one is missing, most often all are: one
   * finding for a list is enough.
   *
   * @param before the fix of what was said of the same list, which gets another edit
   * @returns the fix of what has been said of the list now
   */
  protected noComma(what: string, before: OpenFix | undefined): OpenFix | undefined {
    const kind = this.kind();
    if (kind === TokenKind.EndOfFile || CLOSES.has(kind)) return before;
    const atLineEnd = kind === TokenKind.Terminator;
    const next = this.kind(atLineEnd ? 2 : 1);
    const closing = what === 'field' ? TokenKind.RightBrace : what === 'element' ? TokenKind.RightBracket : TokenKind.RightParen;
    const goesOn = what === 'field' ? this.fieldAt(atLineEnd ? 2 : 1) : BEGINS_VALUE.has(next) && !this.statementAt(atLineEnd ? 2 : 1);
    if (!goesOn && !(atLineEnd && next === closing)) return before;
    const last = this.peek(0) as LexerToken;
    const edit = { start: last.end, end: last.end, text: ',' };
    if (atLineEnd && before) this.take();
    if (before) {
      before.title = 'insert the commas';
      before.edits.push(edit);
      return before;
    }
    const fix = { title: 'insert a comma', edits: [edit] };
    const count = this.reported.length;
    const follows = this.peek(1);
    const isTorn = !atLineEnd && follows?.start === last.end && (IS_WORD.has(last.kind) || IS_WORD.has(follows.kind));
    this.reportHere('syntax/missing-comma', { after: what }, isTorn ? {} : { fix });
    const isSaid = this.reported.length > count;
    if (atLineEnd) this.take();
    return isSaid ? fix : undefined;
  }

  protected fieldAt(distance: number): boolean {
    const kind = this.kind(distance);
    if (kind !== TokenKind.Identifier && kind !== TokenKind.String && kind !== TokenKind.RawString) return false;
    return this.kind(distance + 1) === TokenKind.Assign || this.isIllegal(':', distance + 1);
  }

  protected statementAt(distance: number): boolean {
    if (this.kind(distance) !== TokenKind.Identifier) return false;
    return this.kind(distance + 1) === TokenKind.Assign || this.headerFollows(distance + 1);
  }

  /** Whether a statement begins on a new line, where a value was to come. What Alloy accepts never looks so. */
  protected statementFollows(): boolean {
    if (this.kind() !== TokenKind.Identifier || !this.isOnNewLine()) return false;
    return this.kind(2) === TokenKind.Assign || this.headerFollows(2);
  }

  protected strayInList(token: LexerToken): Missing {
    const foreign = token.kind === TokenKind.Illegal || token.kind === TokenKind.Comma ? undefined : this.foreignValue(token);
    if (token.kind !== TokenKind.Illegal && !foreign) {
      const fix = { title: 'remove the comma', edits: [{ start: token.start, end: token.end, text: '' }] };
      const extras = token.kind === TokenKind.Comma ? { fix } : {};
      this.report('syntax/expected-value', { after: 'in this list', found: this.quote(token) }, token.start, token.end, extras);
    }
    const missing: Missing = { kind: 'Missing', ...this.extent(token) };
    if (token.kind !== TokenKind.Comma && this.kind() === TokenKind.Comma) this.take();
    return missing;
  }

  protected strayInFields(token: LexerToken): void {
    if (token.kind === TokenKind.Illegal) return;
    const template = templateAt(this.text, token.start);
    const word = wordAt(this.text, token.start);
    if (template) {
      this.template(template);
      // The last brace is that of the object that the first one began.
      this.takeUntil(template.end - 1);
    } else if (word.start === token.start && this.isKey(word)) this.unquotedKey(word);
    else {
      const fix = { title: 'remove the comma', edits: [{ start: token.start, end: token.end, text: '' }] };
      const extras = token.kind === TokenKind.Comma ? { fix } : {};
      this.report('syntax/expected-field', { found: this.quote(token) }, token.start, token.end, extras);
    }
    // On to the next field.
    while (!this.endsFields() && this.kind() !== TokenKind.Comma && !this.fieldAt(1)) this.take();
    if (this.kind() === TokenKind.Comma) this.take();
  }

  /** Whether a word is given a value. */
  protected isKey({ end, text }: Word): boolean {
    return /\w/.test(text) && /^[ \t]*(?:=(?!=)|:(?![/\w]))/.test(this.text.slice(end, end + 100));
  }

  /** `X-Scope-OrgID = …`, `app.kubernetes.io/name = …`: the name of a field that needs quotes, the first token of which has been consumed. */
  protected unquotedKey({ start, end, text }: Word): void {
    const fix = { title: 'put it in quotes', edits: [{ start, end, text: `"${text}"` }] };
    this.report('syntax/unquoted-key', { name: text }, start, end, { fix });
    this.takeUntil(end);
  }

  /** Behind the key of a field without an equals sign. */
  protected noEquals(token: LexerToken, key: FieldKey): FieldKey {
    const word = wordAt(this.text, token.start);
    if (token.kind === TokenKind.Identifier && word.end > token.end && this.isKey(word)) {
      this.unquotedKey(word);
      const extent = this.extent(token);
      if (this.kind() === TokenKind.Assign || this.isIllegal(':')) this.take();
      return { ...key, text: word.text, ...extent };
    }
    const next = this.peek(1);
    if (next?.kind === TokenKind.Equal) {
      this.take();
      const fix = { title: 'write "="', edits: [{ start: next.start, end: next.end, text: '=' }] };
      this.report('syntax/double-equals', { name: key.text }, next.start, next.end, { fix });
    } else if (this.isIllegal(':')) {
      this.take();
    } else {
      const edits = [{ start: token.end, end: token.end, text: ' =' }];
      const isPlain = this.isWholeValue() || (IS_LITERAL.has(this.kind()) && ENDS_FIELD.has(this.kind(2)));
      const extras = isPlain ? { fix: { title: 'insert "="', edits } } : {};
      this.reportHere('syntax/expected-equals', { name: key.text, found: this.found() }, extras);
    }
    return key;
  }
}

/** How much of a template is shown. */
const MAX_SHOWN = 40;

/** What a number can go on with by mistake. */
const NUMBER_GOES_ON: ReadonlySet<TokenKind> = new Set([
  TokenKind.Identifier,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.Bool,
  TokenKind.Null,
]);

/** The number in decimal digits that a number of another language is. */
function decimalOf(text: string): string | undefined {
  if (/^0[xX][0-9a-fA-F]{1,13}$/.test(text)) return String(Number.parseInt(text, 16));
  if (/^0[oO][0-7]{1,15}$/.test(text)) return String(Number.parseInt(text.slice(2), 8));
  if (/^0[bB][01]{1,50}$/.test(text)) return String(Number.parseInt(text.slice(2), 2));
  return /^[1-9]\d{0,2}(?:_\d{3})+$/.test(text) ? text.replaceAll('_', '') : undefined;
}

const OPENS: ReadonlySet<TokenKind> = new Set([TokenKind.LeftBrace, TokenKind.LeftParen, TokenKind.LeftBracket]);

const CLOSES: ReadonlySet<TokenKind> = new Set([TokenKind.RightBrace, TokenKind.RightParen, TokenKind.RightBracket]);

/** Of these nobody writes two without anything between, or a bracket behind one. */
const IS_WORD: ReadonlySet<TokenKind> = new Set([TokenKind.Identifier, TokenKind.Number, TokenKind.Float]);

const ENDS_FIELD: ReadonlySet<TokenKind> = new Set([TokenKind.Comma, TokenKind.RightBrace]);

const IS_LITERAL: ReadonlySet<TokenKind> = new Set([
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.String,
  TokenKind.RawString,
  TokenKind.Bool,
  TokenKind.Null,
]);

/** What shows that a token before it was not the whole value that lacks its `=`. */
const AFTER_NO_VALUE: ReadonlySet<TokenKind> = new Set([
  TokenKind.Assign,
  TokenKind.Illegal,
  TokenKind.Identifier,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.String,
  TokenKind.RawString,
  TokenKind.Bool,
  TokenKind.Null,
  TokenKind.LeftBrace,
]);

const BEGINS_VALUE: ReadonlySet<TokenKind> = new Set([
  TokenKind.Identifier,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.String,
  TokenKind.RawString,
  TokenKind.Bool,
  TokenKind.Null,
  TokenKind.LeftParen,
  TokenKind.LeftBracket,
  TokenKind.LeftBrace,
  TokenKind.Not,
  TokenKind.Minus,
]);
