import type { FieldRecord } from './data.ts';
import type { AttributeField, BlockBody, BlockField, Field, NumberKind, Stability, Type } from './types.ts';

const NUMBER_KINDS: ReadonlySet<string> = new Set<NumberKind>([
  'int',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'number',
]);

const STABILITIES = { e: 'experimental', p: 'public-preview', g: 'generally-available' } as const;

export function decodeStability(letter: 'e' | 'p' | 'g'): Stability {
  return STABILITIES[letter];
}

/** One object for each type, however many attributes are of it. */
const types = new Map<string, Type>();

/**
 * Reads the notation of a type: `string`, `int64`, `list(T)`, `map(T)`, `text(NAME)`, `object(SCHEMA)`, `capsule(NAME)`, and
 * `target` for the one capsule that objects are converted from and into.
 *
 * @throws Error on anything else
 */
export function decodeType(text: string): Type {
  let type = types.get(text);
  if (!type) {
    type = readType(text);
    types.set(text, type);
  }
  return type;
}

function readType(text: string): Type {
  const open = text.indexOf('(');
  if (open < 0) {
    switch (text) {
      case 'string':
      case 'bool':
      case 'duration':
      case 'secret':
      case 'optional_secret':
      case 'any':
        return { kind: text };
      case 'target':
        return { kind: 'capsule', name: 'discovery.Target', convertFrom: true, convertInto: true };
    }
    if (NUMBER_KINDS.has(text)) return { kind: 'number', number: text as NumberKind };
  } else {
    const inner = text.slice(open + 1, -1);
    switch (text.slice(0, open)) {
      case 'list':
        return { kind: 'list', of: decodeType(inner) };
      case 'map':
        return { kind: 'map', of: decodeType(inner) };
      case 'text':
        return { kind: 'text', text: inner };
      case 'object':
        return { kind: 'object', schema: inner };
      case 'capsule':
        return { kind: 'capsule', name: inner };
    }
  }
  throw new Error(`catalog data: unknown type ${text}`);
}

/** The body of a block: `map(T)`, `statements`, or the id of a schema. */
function decodeBody(text: string): BlockBody {
  if (text === 'statements') return { kind: 'statements' };
  if (text.startsWith('map(')) return { kind: 'map', of: decodeType(text.slice(4, -1)) };
  return { kind: 'schema', schema: text };
}

export function decodeField(record: FieldRecord): Field {
  const flags = record[1];
  const field: Mutable<AttributeField> | Mutable<BlockField> = flags.startsWith('b')
    ? {
        kind: 'block',
        name: record[0],
        required: flags.includes('r'),
        repeated: flags.includes('m'),
        enum: flags.includes('e'),
        labelled: flags.includes('l'),
        body: decodeBody(record[2]),
      }
    : { kind: 'attribute', name: record[0], required: flags.includes('r'), type: decodeType(record[2]) };
  const last = flags.charAt(flags.length - 1);
  if (field.kind === 'block' && last >= '0' && last <= '9') field.exactly = Number(flags.replace(/\D/g, ''));
  if (record[3] !== undefined && record[3] !== null) field.default = record[3];
  if (flags.includes('d')) field.deprecated = true;
  if (record[4] !== undefined) field.replacement = record[4];
  return field;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
