import type { Source } from '@assay/checker';
import { type Block, children, indexAfter, type Node, type Token, TokenKind } from '@assay/parser';

/** The nodes around an offset, from the file inwards. At a border the node that begins there comes before the one that ends. */
export function nodesAt(source: Source, offset: number): Node[] {
  const path: Node[] = [source.parse.root];
  for (let node = childAt(source.parse.root, offset); node; node = childAt(node, offset)) path.push(node);
  return path;
}

function childAt(node: Node, offset: number): Node | undefined {
  // Those of which there may be any number are not gone through for each place.
  switch (node.kind) {
    case 'Block':
      return touching(node.statements, offset) ?? touching(node.label ? [...node.name, node.label] : node.name, offset);
    case 'Call':
      return touching(node.args, offset) ?? touching([node.callee], offset);
    default:
      return touching(children(node), offset);
  }
}

/** The one of the nodes, in the order of the text, that an offset is in or at a border of; one that it is in comes first, then the last. */
function touching(nodes: readonly Node[], offset: number): Node | undefined {
  const after = indexAfter(nodes, offset);
  let found: Node | undefined;
  // Only those that end where the next one begins touch the same place.
  for (let at = after - 1; at >= 0; at--) {
    const node = nodes[at] as Node;
    if (node.end < offset) break;
    if (offset < node.end) return node;
    found ??= node;
  }
  return found;
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
