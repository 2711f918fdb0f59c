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
  // As `children` has them, without a list for each node: whole trees are walked often.
  switch (node.kind) {
    case 'SourceFile':
      walkAll(node.statements, visit);
      return;
    case 'Attribute':
      visit(node.name);
      walk(node.value, visit);
      return;
    case 'Block':
      walkAll(node.name, visit);
      if (node.label) visit(node.label);
      walkAll(node.statements, visit);
      return;
    case 'Access':
      walk(node.object, visit);
      visit(node.name);
      return;
    case 'Index':
      walk(node.object, visit);
      walk(node.index, visit);
      return;
    case 'Call':
      walk(node.callee, visit);
      walkAll(node.args, visit);
      return;
    case 'Paren':
      walk(node.inner, visit);
      return;
    case 'Array':
      walkAll(node.elements, visit);
      return;
    case 'Object':
      walkAll(node.fields, visit);
      return;
    case 'Field':
      visit(node.key);
      walk(node.value, visit);
      return;
    case 'Unary':
      walk(node.operand, visit);
      return;
    case 'Binary':
      walk(node.left, visit);
      walk(node.right, visit);
      return;
    default:
  }
}

function walkAll(nodes: readonly Node[], visit: (node: Node) => void): void {
  for (const node of nodes) walk(node, visit);
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
