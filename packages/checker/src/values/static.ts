/** What is known of a value before anything runs: all of it, its parts, its type, or nothing. */
import type { StdlibEntry, Type } from '@assay/catalog';
import { numberText, type Value } from './value.ts';

/** A value as far as it is known. A {@link Value} is known entirely; of arrays and objects the parts may be known in part. */
export type StaticValue = Value | ArrayValue | ObjectValue | BytesValue | FunctionValue | UnknownValue;

export interface ArrayValue {
  readonly type: 'array';
  readonly elements: readonly StaticValue[];
}

export interface ObjectValue {
  readonly type: 'object';
  readonly fields: ReadonlyMap<string, StaticValue>;
}

/** What `encoding.from_base64` gives: an array of numbers that is taken wherever text is (LANGUAGE.md 4.5). */
export interface BytesValue {
  readonly type: 'bytes';
  /** The text, where it is known and is UTF-8. */
  readonly text?: string;
}

/** A function of the standard library, by its dotted name. */
export interface FunctionValue {
  readonly type: 'function';
  readonly name: string;
  readonly definition: Extract<StdlibEntry, { kind: 'function' }>;
}

/** A value that is only known when Alloy runs. */
export interface UnknownValue {
  readonly type: 'unknown';
  /** Its type; absent where that is not known either. */
  readonly of?: Type;
}

/** Nothing is known. */
export const unknownValue: UnknownValue = { type: 'unknown' };

/** A value of a type that is known, and no more. */
export function unknownOf(of: Type): UnknownValue {
  return { type: 'unknown', of };
}

/** Alloy's own names of types (LANGUAGE.md 4.1). */
export type TypeName = 'null' | 'number' | 'string' | 'bool' | 'array' | 'object' | 'function' | 'capsule';

/** The type of a value; `undefined` where it is not known. */
export function typeName(value: StaticValue): TypeName | undefined {
  switch (value.type) {
    case 'bytes':
      return 'array';
    case 'unknown':
      return value.of && typeNameOf(value.of);
    default:
      return value.type;
  }
}

/** What values of a type are to Alloy; `undefined` for any. */
function typeNameOf(type: Type): TypeName | undefined {
  switch (type.kind) {
    case 'any':
      return undefined;
    case 'duration':
    case 'text':
      return 'string';
    case 'secret':
    case 'optional_secret':
    case 'capsule':
      return 'capsule';
    case 'list':
      return 'array';
    case 'map':
    case 'object':
      return 'object';
    default:
      return type.kind;
  }
}

/**
 * Whether a value is null or the zero value of its type, or an empty array or object: what `coalesce` passes over, and what the checks
 * of most components take for *not set*. `undefined` where that is not known.
 */
export function isEmpty(value: StaticValue): boolean | undefined {
  switch (value.type) {
    case 'null':
      return true;
    case 'bool':
      return !value.value;
    case 'number':
      return Number(value.value) === 0;
    case 'string':
      return value.value === '';
    case 'array':
      return value.elements.length === 0;
    case 'object':
      return value.fields.size === 0;
    case 'bytes':
      return value.text === undefined ? undefined : value.text === '';
    case 'function':
      return false;
    case 'unknown':
      return undefined;
  }
}

/** The text a value is decoded to where a string is wanted: null is none, numbers are decimal. `undefined` where it is not known, or never one. */
export function textOf(value: StaticValue): string | undefined {
  switch (value.type) {
    case 'null':
      return '';
    case 'string':
      return value.value;
    case 'number':
      return numberText(value);
    case 'bytes':
      return value.text;
    default:
      return undefined;
  }
}
