import type { Source } from '@assay/checker';
import { type Block, children, type Node, type Token, TokenKind } from '@assay/parser';

/** The nodes around an offset, from the file inwards. At a border the node that begins there comes before the one that ends. */
export function nodesAt(source: Source, offset: number): Node[] {
  const path: Node[] = [source.parse.root];
  for (;;) {
    const under = children(path[path.length - 1] as Node).filter((child) => child.start <= offset && offset <= child.end);
    const next = under.find((child) => offset < child.end) ?? under.at(-1);
    if (!next) return path;
    path.push(next);
  }
}

/** The blocks around an offset, outer ones first. */
export function blocksAt(source: Source, offset: number): Block[] {
  return nodesAt(source, offset).filter((node): node is Block => node.kind === 'Block');
}

/** The index of the first token that ends behind an offset; that of the last token at the end of the text. */
export function tokenIndexAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as Token).end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function isTrivia({ kind }: Token): boolean {
  return kind === TokenKind.Whitespace || kind === TokenKind.LineComment || kind === TokenKind.BlockComment;
}
