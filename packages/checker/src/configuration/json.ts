import type { JSONScanner, Node, ParseError } from 'jsonc-parser';
import type { ProblemCollector } from './problem.ts';

/** A value of JSON, and where it stands. Offsets in UTF-16 units, `end` exclusive. */
export type JsonNode = JsonObject | JsonList | JsonScalar;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface JsonScalar extends Stretch {
  readonly type: 'string' | 'number' | 'boolean' | 'null';
  readonly value: string | number | boolean | null;
}

export interface JsonList extends Stretch {
  readonly type: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonObject extends Stretch {
  readonly type: 'object';
  readonly properties: readonly JsonProperty[];
}

export interface JsonProperty {
  readonly key: JsonScalar & { readonly value: string };
  readonly value: JsonNode;
}

/** How deep lists and objects may be nested: assay.json has four levels. */
const DEEPEST = 32;

/** How many UTF-16 units are read. */
const LONGEST = 1024 * 1024;

/**
 * Reads JSON with comments; a comma may stand behind the last entry.
 *
 * @returns `undefined` where it cannot be read, after `problems` has been told why
 */
export async function parseJson(text: string, problems: ProblemCollector): Promise<JsonNode | undefined> {
  if (text.length > LONGEST) {
    problems.error(0, 0, `this file is larger than ${LONGEST / 1024} KiB, which no assay.json is`);
    return undefined;
  }
  const { createScanner, parseTree } = await import('jsonc-parser');
  // A byte order mark is no character of JSON. A blank in its place moves nothing.
  const source = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  if (createScanner(source, true).scan() === END) {
    problems.error(0, 0, 'this file is empty: write {} for a configuration that says nothing');
    return undefined;
  }
  const tooDeep = firstTooDeep(createScanner(source, true));
  if (tooDeep !== undefined) {
    problems.error(tooDeep, tooDeep + 1, `this is nested more than ${DEEPEST} levels deep`);
    return undefined;
  }
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  const [first] = errors;
  // What comes after the first mistake most often follows from it.
  if (first) problems.error(...placeOf(first, createScanner(source, true)), messages[first.error] ?? 'this is no JSON');
  return first || !root ? undefined : convert(root);
}

function placeOf({ offset, length, error }: ParseError, scanner: JSONScanner): [start: number, end: number] {
  if (!MISSING.includes(error)) return [offset, offset + Math.max(length, 1)];
  // What is missing is missing behind what stands before it.
  let last: [number, number] = [0, 1];
  for (let token = scanner.scan(); token !== END && scanner.getTokenOffset() < offset; token = scanner.scan())
    last = [scanner.getTokenOffset(), scanner.getTokenOffset() + scanner.getTokenLength()];
  return last;
}

/** A colon, a comma, a brace or a bracket is missing. */
const MISSING: readonly number[] = [5, 6, 7, 8];

/** By jsonc-parser's `ParseErrorCode`, whose enum is gone once types are. */
const messages: Readonly<Record<number, string>> = {
  1: 'this is no value of JSON: texts stand in double quotes',
  2: 'this is no number',
  3: 'the name of a key is expected here, in double quotes',
  4: 'a value is expected here',
  5: 'a colon is missing after this key',
  6: 'a comma is missing after this',
  7: 'a closing brace } is missing after this',
  8: 'a closing bracket ] is missing after this',
  9: 'nothing may stand behind the end of the object',
  10: 'comments are not allowed here',
  11: 'this comment is not closed: */ is missing',
  12: 'this text is not closed: its second " is missing',
  13: 'this number has no end',
  14: 'after \\u four hexadecimal digits are expected',
  15: 'this is no escape of JSON: a backslash itself is written \\\\',
  16: 'this character has to be written as an escape, such as \\t or \\u0007',
};

/** By jsonc-parser's `SyntaxKind`, whose enum is gone once types are. */
const OPEN: readonly number[] = [1, 3];
const CLOSE: readonly number[] = [2, 4];
const END = 17;

function firstTooDeep(scanner: JSONScanner): number | undefined {
  let depth = 0;
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) {
    if (OPEN.includes(token) && ++depth > DEEPEST) return scanner.getTokenOffset();
    if (CLOSE.includes(token)) depth--;
  }
  return undefined;
}

function convert(node: Node): JsonNode {
  const { offset: start, length, children = [] } = node;
  const end = start + length;
  switch (node.type) {
    case 'array':
      return { type: 'array', items: children.map(convert), start, end };
    case 'object':
      return {
        type: 'object',
        properties: children.map(({ children: [key, value] = [] }) => ({
          key: convert(key!) as JsonProperty['key'],
          value: convert(value!),
        })),
        start,
        end,
      };
    default:
      return { type: node.type as JsonScalar['type'], value: node.value as JsonScalar['value'], start, end };
  }
}
