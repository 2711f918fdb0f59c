import { children, type Node, type ParseResult, TokenKind } from '@assay/parser';

/** All that a text says, without how it is laid out: the tree with its names and values. */
export function meaning({ root }: ParseResult): string {
  return JSON.stringify(shape(root));
}

function shape(node: Node): unknown[] {
  const own: unknown[] = [node.kind];
  switch (node.kind) {
    case 'Literal':
      own.push(node.raw);
      break;
    case 'Unary':
    case 'Binary':
      own.push(node.operator);
      break;
    case 'Name':
    case 'Identifier':
    case 'FieldKey':
      own.push(node.text);
      break;
    case 'Label':
      own.push(node.text);
      break;
  }
  for (const child of children(node)) {
    // An empty label is none.
    if (child.kind !== 'Label' || child.text !== '') own.push(shape(child));
  }
  return own;
}

/** The comments in their order, without carriage returns. */
export function commentsOf({ text, tokens }: ParseResult): string[] {
  return tokens
    .filter(({ kind }) => kind === TokenKind.LineComment || kind === TokenKind.BlockComment)
    .map(({ start, end }) => text.slice(start, end).replaceAll('\r', ''));
}
