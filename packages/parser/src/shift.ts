import type { ReportedError } from './consequences.ts';
import type { ParseError } from './source.ts';
import type { Field, Node } from './syntax.ts';
import { children } from './walk.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Moves a node and all below it, in place. */
export function shiftNode(node: Node, offset: number, index: number): void {
  const moved = node as Mutable<Node>;
  moved.start += offset;
  moved.end += offset;
  moved.first += index;
  moved.last += index;
  if (index !== 0) shiftTokens(node, index);
  for (const child of children(node)) shiftNode(child, offset, index);
}

/** The tokens that a node knows by their places; those that are missing stay so. */
function shiftTokens(node: Node, index: number): void {
  switch (node.kind) {
    case 'Block':
    case 'Index':
    case 'Call':
    case 'Paren':
    case 'Array':
    case 'Object': {
      const moved = node as Mutable<typeof node>;
      if (moved.open !== -1) moved.open += index;
      if (moved.close !== -1) moved.close += index;
      return;
    }
    case 'Attribute':
    case 'Field': {
      const moved = node as Mutable<typeof node & Field>;
      if (moved.equals !== -1) moved.equals += index;
      return;
    }
    case 'Unary':
    case 'Binary':
      (node as Mutable<typeof node>).operatorToken += index;
      return;
    default:
  }
}

/** Moves all that an error says of places, in place. */
export function shiftError(error: ParseError, moved: (offset: number) => number): void {
  if ('seen' in error) (error as ReportedError).seen = moved((error as ReportedError).seen);
  for (const place of [error, ...error.related, ...(error.fix?.edits ?? [])] as Mutable<ParseError>[]) {
    place.start = moved(place.start);
    place.end = moved(place.end);
  }
}
