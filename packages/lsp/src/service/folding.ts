import type { Source } from '@assay/checker';
import { type Node, TokenKind, walk } from '@assay/parser';
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver';
import { positionAt } from './positions.ts';
import type { Site } from './project.ts';

/** What can be folded: blocks, lists, objects and calls of several lines, long strings, and comments. */
export function foldingRanges({ source }: Site): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (start: number, end: number, keepsLast: boolean, kind?: FoldingRangeKind): void => {
    const startLine = positionAt(source, start).line;
    // The line with the closing brace stays.
    const endLine = positionAt(source, end).line - (keepsLast ? 1 : 0);
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind && { kind }) });
  };
  walk(source.parse.root, (node) => {
    const inside = bracketsOf(source, node);
    if (inside) add(inside.start, inside.end, true);
    else if (node.kind === 'Literal' && node.token === TokenKind.RawString) add(node.start, node.end, false);
  });
  for (const { start, end } of comments(source)) add(start, end, false, FoldingRangeKind.Comment);
  return ranges;
}

function bracketsOf({ parse }: Source, node: Node): { start: number; end: number } | undefined {
  if (node.kind !== 'Block' && node.kind !== 'Array' && node.kind !== 'Object' && node.kind !== 'Call') return undefined;
  const open = parse.tokens[node.open];
  const close = parse.tokens[node.close];
  return open && close ? { start: open.start, end: close.start } : undefined;
}

/** Comments, those in lines that follow each other as one. */
function* comments({ parse }: Source): Generator<{ start: number; end: number }> {
  let group: { start: number; end: number } | undefined;
  for (const { kind, start, end } of parse.tokens) {
    if (kind === TokenKind.LineComment) group = group ? { start: group.start, end } : { start, end };
    else if (kind === TokenKind.Whitespace && /^[^\n]*(\n[^\n]*)?$/.test(parse.text.slice(start, end))) continue;
    else {
      if (group) yield group;
      group = undefined;
      if (kind === TokenKind.BlockComment) yield { start, end };
    }
  }
  if (group) yield group;
}
