import type { Node } from './syntax.ts';

/** The nodes directly below a node, in the order of the text. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'SourceFile':
      return node.statements;
    case 'Attribute':
      return [node.name, node.value];
    case 'Block':
      return node.label ? [...node.name, node.label, ...node.statements] : [...node.name, ...node.statements];
    case 'Access':
      return [node.object, node.name];
    case 'Index':
      return [node.object, node.index];
    case 'Call':
      return [node.callee, ...node.args];
    case 'Paren':
      return [node.inner];
    case 'Array':
      return node.elements;
    case 'Object':
      return node.fields;
    case 'Field':
      return [node.key, node.value];
    case 'Unary':
      return [node.operand];
    case 'Binary':
      return [node.left, node.right];
    case 'Name':
    case 'Label':
    case 'FieldKey':
    case 'Literal':
    case 'Identifier':
    case 'Missing':
    case 'Skipped':
      return [];
  }
}

/** Visits a node and all below it, parents first. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of children(node)) walk(child, visit);
}

/** The node that a place is in, of nodes in the order of the text. */
export function nodeAt<N extends Pick<Node, 'start' | 'end'>>(nodes: readonly N[], offset: number): N | undefined {
  const node = nodes[indexAfter(nodes, offset) - 1];
  return node && offset < node.end ? node : undefined;
}

/** The index of the first node that begins behind a place, of nodes in the order of the text; their number where there is none. */
export function indexAfter(nodes: readonly Pick<Node, 'start'>[], offset: number): number {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
