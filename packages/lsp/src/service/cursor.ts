/**
 * Where a cursor stands, also in text that somebody is just writing. The tree says in which top-level block; from there on the tokens say
 * it, because a statement that is not whole yet is not in the tree.
 */
import type { Source } from '@assay/checker';
import { type Token, TokenKind } from '@assay/parser';
import { tokenIndexAt } from './syntax.ts';

/** A block that the cursor stands in. */
export interface BlockFrame {
  readonly fullName: string;
  /** Absent where there is none; without its quotes. */
  readonly label?: string;
  /** Where its name begins. */
  readonly start: number;
  /** The index of its opening brace. */
  readonly open: number;
}

/** Something open between an attribute's `=` and the cursor. */
export type ValueFrame =
  | { readonly kind: 'array' }
  | { readonly kind: 'object'; readonly key?: string; readonly keys: readonly string[] }
  /** `argument`: which one, from 0. */
  | { readonly kind: 'call'; readonly callee: string; readonly argument: number; readonly open: number }
  | { readonly kind: 'paren' }
  | { readonly kind: 'index' };

/** The literal string that the cursor stands in. */
export interface OpenString {
  /** Where its content begins and ends. */
  readonly start: number;
  readonly end: number;
  readonly raw: boolean;
}

export type Place =
  /** Where a statement begins, or in its name. */
  | { readonly kind: 'statement' }
  /** Behind a block's name. */
  | { readonly kind: 'label'; readonly name: string; readonly string?: OpenString }
  /** Where a value can stand. */
  | {
      readonly kind: 'value';
      readonly attribute: string;
      readonly frames: readonly ValueFrame[];
      /** Behind an operator. */
      readonly operand: boolean;
      readonly string?: OpenString;
    }
  /** Where an object's key can stand. */
  | { readonly kind: 'key'; readonly attribute: string; readonly frames: readonly ValueFrame[]; readonly string?: OpenString }
  /** Where nothing can be put in: in a comment, in a number, behind a value. */
  | { readonly kind: 'nothing' };

export interface Cursor {
  readonly offset: number;
  readonly blocks: readonly BlockFrame[];
  readonly place: Place;
  /** All that is open in the attribute's value, whatever the place. */
  readonly scope: readonly ValueFrame[];
  /** The dotted name that the cursor stands in or behind: its parts before the cursor, the last one perhaps empty. */
  readonly chain: readonly string[];
  /** Where that name begins; the cursor where there is none. */
  readonly chainStart: number;
  /** Where the part under the cursor begins. */
  readonly wordStart: number;
  /** Where the part under the cursor ends. */
  readonly wordEnd: number;
}

interface OpenValue {
  kind: ValueFrame['kind'];
  key?: string;
  keys: string[];
  callee: string;
  argument: number;
  open: number;
  /** In an object: whether a key comes next. */
  atKey: boolean;
}

class Scanner {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly blocks: BlockFrame[] = [];
  header: { names: string[]; label?: string; start: number } | undefined;
  attribute: string | undefined;
  readonly values: OpenValue[] = [];
  /** Whether what came last can be called, indexed, or followed by an operator. */
  operand = false;
  afterOperator = false;
  #chain: string[] = [];

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  read(token: Token): void {
    const { kind } = token;
    if (kind === TokenKind.Whitespace || kind === TokenKind.LineComment || kind === TokenKind.BlockComment) return;
    if (this.attribute === undefined) this.#statement(token);
    else this.#value(token);
  }

  #statement(token: Token): void {
    const text = this.#text.slice(token.start, token.end);
    switch (token.kind) {
      case TokenKind.Identifier:
      case TokenKind.Bool:
      case TokenKind.Null:
        if (this.header) this.header.names.push(text);
        else this.header = { names: [text], start: token.start };
        return;
      case TokenKind.Dot:
        return;
      case TokenKind.String:
      case TokenKind.RawString:
        if (this.header) this.header.label = text.slice(1, -1);
        return;
      case TokenKind.LeftBrace:
        this.#openBlock(token);
        return;
      case TokenKind.RightBrace:
        this.blocks.pop();
        this.header = undefined;
        return;
      case TokenKind.Assign:
        this.attribute = this.header?.names.join('.') ?? '';
        this.header = undefined;
        this.#restart();
        return;
      case TokenKind.Terminator:
        this.header = undefined;
        return;
    }
  }

  #openBlock(token: Token): void {
    const { names = [], label, start = token.start } = this.header ?? {};
    this.blocks.push({ fullName: names.join('.'), start, open: token.index, ...(label !== undefined && { label }) });
    this.header = undefined;
  }

  #restart(): void {
    this.operand = false;
    this.afterOperator = false;
    this.#chain = [];
  }

  #value(token: Token): void {
    const top = this.values.at(-1);
    const text = this.#text.slice(token.start, token.end);
    if (top?.kind === 'object' && top.atKey) {
      this.#key(top, token, text);
      return;
    }
    switch (token.kind) {
      case TokenKind.Identifier:
        if (!this.operand) this.#chain = [];
        this.#chain.push(text);
        this.operand = true;
        return;
      case TokenKind.Dot:
        this.operand = true;
        return;
      case TokenKind.String:
      case TokenKind.RawString:
      case TokenKind.Number:
      case TokenKind.Float:
      case TokenKind.Bool:
      case TokenKind.Null:
        this.#chain = [];
        this.operand = true;
        return;
      case TokenKind.LeftBracket:
        this.#open(this.operand ? 'index' : 'array', token);
        return;
      case TokenKind.LeftParen:
        this.#open(this.operand ? 'call' : 'paren', token);
        return;
      case TokenKind.LeftBrace:
        this.#open('object', token);
        return;
      case TokenKind.RightBracket:
      case TokenKind.RightParen:
        if (top && top.kind !== 'object') this.values.pop();
        this.#chain = [];
        this.operand = true;
        return;
      case TokenKind.RightBrace:
        this.#closeBrace();
        return;
      case TokenKind.Comma:
        if (top?.kind === 'object') top.atKey = true;
        if (top?.kind === 'call') top.argument++;
        this.#restart();
        return;
      case TokenKind.Terminator:
        this.#lineEnd(token);
        return;
      default:
        this.operand = false;
        this.afterOperator = true;
        this.#chain = [];
    }
  }

  #key(top: OpenValue, token: Token, text: string): void {
    switch (token.kind) {
      case TokenKind.Identifier:
      case TokenKind.String:
      case TokenKind.Bool:
      case TokenKind.Null:
        top.key = token.kind === TokenKind.String ? text.slice(1, -1) : text;
        return;
      case TokenKind.Assign:
        if (top.key !== undefined) top.keys.push(top.key);
        top.atKey = false;
        this.#restart();
        return;
      case TokenKind.RightBrace:
        this.#closeBrace();
        return;
      case TokenKind.Comma:
        delete top.key;
        return;
    }
  }

  #open(kind: ValueFrame['kind'], token: Token): void {
    const callee = kind === 'call' ? this.#chain.join('.') : '';
    this.values.push({ kind, keys: [], callee, argument: 0, open: token.index, atKey: kind === 'object' });
    this.#restart();
  }

  /** Closes the innermost object and what was left open in it; without one, the block. */
  #closeBrace(): void {
    const object = this.values.findLastIndex(({ kind }) => kind === 'object');
    this.#restart();
    if (object >= 0) {
      this.values.length = object;
      this.operand = true;
      return;
    }
    this.#endAttribute();
    this.blocks.pop();
  }

  #lineEnd(token: Token): void {
    if (this.values.length === 0) {
      this.#endAttribute();
      return;
    }
    const top = this.values.at(-1) as OpenValue;
    if (top.kind === 'object') {
      // A comma is missing, or the object ends on the next line.
      top.atKey = true;
      delete top.key;
      this.#restart();
    } else if (this.#beginsStatement(token.index + 1)) this.#endAttribute();
  }

  #endAttribute(): void {
    this.attribute = undefined;
    this.values.length = 0;
    this.#restart();
  }

  /** Whether an attribute or a block begins here: then what is open was forgotten. */
  #beginsStatement(index: number): boolean {
    const ahead: Token[] = [];
    for (let at = index; at < this.#tokens.length && ahead.length < 6; at++) {
      const token = this.#tokens[at] as Token;
      if (token.kind === TokenKind.Terminator) break;
      if (token.kind !== TokenKind.Whitespace && token.kind !== TokenKind.LineComment && token.kind !== TokenKind.BlockComment)
        ahead.push(token);
    }
    if (ahead[0]?.kind !== TokenKind.Identifier) return false;
    const next = ahead.find(({ kind }) => kind !== TokenKind.Identifier && kind !== TokenKind.Dot && kind !== TokenKind.String);
    return next?.kind === TokenKind.Assign || next?.kind === TokenKind.LeftBrace;
  }

  frames(): ValueFrame[] {
    return this.values.map(({ kind, key, keys, callee, argument, open }): ValueFrame => {
      if (kind === 'call') return { kind, callee, argument, open };
      if (kind === 'object') return { kind, keys, ...(key !== undefined && { key }) };
      return { kind };
    });
  }
}

/** Where the cursor stands. */
export function cursorAt(source: Source, offset: number): Cursor {
  const { tokens } = source.parse;
  const { text } = source;
  const scanner = new Scanner(text, tokens);
  let index = startOf(source, offset);
  const word = wordAt(text, tokens, offset);
  const limit = word.chain.length > 0 ? word.chainStart : offset;
  let string: OpenString | undefined;
  let inComment = false;
  for (; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.kind === TokenKind.EndOfFile || token.start >= limit) break;
    if (token.end > offset || (token.end === offset && isOpenAtEnd(text, token))) {
      string = openString(text, token);
      inComment = token.kind === TokenKind.LineComment || token.kind === TokenKind.BlockComment;
      break;
    }
    scanner.read(token);
  }
  const place: Place = inComment ? { kind: 'nothing' } : placeOf(scanner, string, word.chain);
  return { offset, blocks: scanner.blocks, place, scope: scanner.frames(), ...word };
}

/** The token to begin with: that of the top-level statement that the offset is in, or the first behind those before it. */
function startOf({ parse }: Source, offset: number): number {
  const { statements } = parse.root;
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle] as { start: number }).start <= offset) low = middle + 1;
    else high = middle;
  }
  const statement = statements[low - 1];
  if (!statement) return 0;
  // A block that is not closed goes on to where the next one begins.
  const open = statement.kind === 'Block' && statement.close === -1;
  if (open || offset <= statement.end || statement.kind !== 'Block') return statement.first;
  return statement.last + 1;
}

/** A line comment goes on at its end, and so does text whose quotes are not closed. */
function isOpenAtEnd(text: string, token: Token): boolean {
  if (token.kind === TokenKind.LineComment) return true;
  if (token.kind !== TokenKind.String && token.kind !== TokenKind.RawString && token.kind !== TokenKind.Illegal) return false;
  return !isClosed(text, token);
}

function isClosed(text: string, { start, end }: Token): boolean {
  const quote = text[start];
  if (end - start < 2 || text[end - 1] !== quote) return false;
  let slashes = 0;
  while (quote === '"' && text[end - 2 - slashes] === '\\') slashes++;
  return slashes % 2 === 0;
}

function openString(text: string, token: Token): OpenString | undefined {
  const quote = text[token.start];
  if (quote !== '"' && quote !== '`') return undefined;
  const end = isClosed(text, token) ? token.end - 1 : token.end;
  return { start: token.start + 1, end, raw: quote === '`' };
}

function placeOf(scanner: Scanner, string: OpenString | undefined, chain: readonly string[]): Place {
  const { attribute, header } = scanner;
  if (attribute === undefined) {
    if (!header) return string ? { kind: 'nothing' } : { kind: 'statement' };
    if (chain.length > 0 || header.label !== undefined) return { kind: 'nothing' };
    return { kind: 'label', name: header.names.join('.'), ...(string && { string }) };
  }
  const frames = scanner.frames();
  const top = scanner.values.at(-1);
  if (top?.kind === 'object' && top.atKey) return { kind: 'key', attribute, frames, ...(string && { string }) };
  if (scanner.operand) return { kind: 'nothing' };
  return { kind: 'value', attribute, frames, operand: scanner.afterOperator, ...(string && { string }) };
}

/** The dotted name that ends at the offset, or that the offset stands in. */
function wordAt(text: string, tokens: readonly Token[], offset: number): Pick<Cursor, 'chain' | 'chainStart' | 'wordStart' | 'wordEnd'> {
  let index = tokenIndexAt(tokens, Math.max(offset - 1, 0));
  const chain: string[] = [];
  let wordStart = offset;
  let wordEnd = offset;
  let chainStart = offset;
  const token = tokens[index];
  if (token && isWord(token) && token.start < offset && offset <= token.end) {
    chain.push(text.slice(token.start, offset));
    wordStart = token.start;
    wordEnd = token.end;
    chainStart = token.start;
    index--;
  } else if (token?.kind === TokenKind.Dot && token.end === offset) {
    chain.push('');
    const next = tokens[index + 1];
    if (next && isWord(next) && next.start === offset) wordEnd = next.end;
  }
  if (chain.length === 0) return { chain, chainStart, wordStart, wordEnd };
  for (;;) {
    const dot = tokens[index];
    const name = tokens[index - 1];
    if (dot?.kind !== TokenKind.Dot || !name || !isWord(name)) break;
    chain.push(text.slice(name.start, name.end));
    chainStart = name.start;
    index -= 2;
  }
  chain.reverse();
  return { chain, chainStart, wordStart, wordEnd };
}

function isWord({ kind }: Token): boolean {
  return kind === TokenKind.Identifier || kind === TokenKind.Bool || kind === TokenKind.Null;
}
