import {
  type Block,
  children,
  type Expression,
  type Field,
  indexAfter,
  type Node,
  nodeAt,
  type ParseResult,
  type Statement,
  TokenKind,
} from '@assay/parser';
import type { Span } from '../diagnostics/collector.ts';
import type { Suppression } from './comment.ts';

/** What a suppression can stand above or behind: a statement, or an entry of a list, of an object or of a call over several lines. */
type Item = Statement | Expression | Field;

/** What a suppression holds for. */
export interface Scope {
  /** The stretches in which it holds for what begins there, both ends inclusive. */
  readonly regions: readonly Span[];
  /** The block of which only the first line is meant. */
  readonly block?: Block;
}

/** @returns a sentence where it stands at a place at which it means nothing */
export function scopeOf(parse: ParseResult, suppression: Suppression, comment: number): Scope | string {
  const { kind } = suppression;
  const behind = lastTokenOnLine(parse, comment);
  if (kind === 'ignore-file') {
    const first = parse.root.statements[0];
    if (behind !== undefined || (first && first.start < suppression.start))
      return 'what holds for a whole file stands above the first block of it';
    return { regions: [{ start: 0, end: parse.text.length }] };
  }
  const item = behind === undefined ? itemBelow(parse, suppression.start) : itemsAround(parse, behind).at(-1);
  if (kind === 'ignore-block') {
    if (item?.kind === 'Block') return { regions: [item] };
    return 'what holds for a whole block stands above it, or behind its first line';
  }
  if (!item) return 'below it stands nothing that it could be about';
  const region = item.kind === 'Block' ? firstLine(parse, item) : item;
  const { text } = parse;
  const line = { start: text.lastIndexOf('\n', suppression.start - 1) + 1, end: suppression.start };
  return { regions: behind === undefined ? [region] : [region, line], ...(item.kind === 'Block' && { block: item }) };
}

function firstLine({ text, tokens }: ParseResult, { start, end, open }: Block): Span {
  const line = text.indexOf('\n', tokens[open]?.start ?? start);
  return { start, end: line < 0 ? end : Math.min(line, end) };
}

/** Where the last token before a comment begins, if it is on the same line. A comma is none. */
function lastTokenOnLine({ text, tokens }: ParseResult, comment: number): number | undefined {
  for (let index = comment - 1; index >= 0; index--) {
    const { kind, start, end } = tokens[index]!;
    if (kind === TokenKind.Terminator || kind === TokenKind.Comma) continue;
    if (kind === TokenKind.Whitespace || kind === TokenKind.BlockComment) {
      if (text.slice(start, end).includes('\n')) return undefined;
    } else return kind === TokenKind.LineComment ? undefined : start;
  }
  return undefined;
}

/** The items that a place is in, outer ones first. */
function itemsAround(parse: ParseResult, offset: number): Item[] {
  const found: Item[] = [];
  for (let node: Node = parse.root; ; ) {
    const items: readonly Item[] | undefined = itemsOf(node);
    const child: Node | undefined = nodeAt(items ?? children(node), offset);
    if (!child) return found;
    if (items) found.push(child as Item);
    node = child;
  }
}

/** What stands on the next line of the body or list that a place is in; inside of something else, that. */
function itemBelow(parse: ParseResult, offset: number): Item | undefined {
  let inside: Item | undefined;
  let items: readonly Item[] = parse.root.statements;
  for (let node: Node = parse.root; ; ) {
    const own = itemsOf(node);
    if (own) {
      items = own;
      inside = undefined;
    }
    const child: Node | undefined = nodeAt(own ?? children(node), offset);
    if (!child) return inside ?? items[indexAfter(items, offset)];
    if (own) inside = child as Item;
    node = child;
  }
}

function itemsOf(node: Node): readonly Item[] | undefined {
  switch (node.kind) {
    case 'SourceFile':
    case 'Block':
      return node.statements;
    case 'Array':
      return node.elements;
    case 'Object':
      return node.fields;
    case 'Call':
      return node.args;
    default:
      return undefined;
  }
}
