/** Decoding a known value into the Go type that an attribute has (LANGUAGE.md 4.4; Alloy's `syntax/internal/value/decode.go`). */
import type { Catalog, Type } from '@assay/catalog';
import { isGoFloat } from './go-float.ts';
import { goDuration } from './text/duration.ts';
import { textType } from './text/index.ts';
import { type NumberValue, numberText, type Value } from './value.ts';

/**
 * What the real program says when it decodes `value` into `type`; `undefined` where it takes it.
 *
 * `null` goes with every type but the few whose own check refuses the zero value.
 *
 * @param catalog the one that `type` is from; some parsers differ by version
 */
export function decodeLiteral(value: Value, type: Type, catalog: Catalog): string | undefined {
  if (value.type === 'null') return type.kind === 'text' ? textType(type.text).nullError : undefined;
  switch (type.kind) {
    case 'any':
      return undefined;
    case 'bool':
    case 'number':
      return value.type === type.kind || (type.kind === 'number' && value.type === 'string' && isNumber(value.value))
        ? undefined
        : mismatch(type.kind, value);
    case 'string':
      return value.type === 'bool' ? mismatch('string', value) : undefined;
    case 'duration':
      return decodeText(value, (text) => {
        const result = goDuration(text);
        return 'error' in result ? result.error : undefined;
      });
    case 'text':
      return decodeText(value, (text) => textType(type.text).parse(text, catalog.version));
    case 'list':
      return mismatch('array', value);
    case 'map':
    case 'object':
      return mismatch('object', value);
    case 'secret':
    case 'optional_secret':
      return value.type === 'string' ? undefined : mismatch('capsule', value);
    case 'capsule':
      return type.convertFrom ? `target::ConvertFrom: conversion from '${goType(value)}' is not supported` : mismatch('capsule', value);
  }
}

function mismatch(wanted: string, value: Value): string {
  return `expected ${wanted}, got ${value.type}`;
}

/** A number reads as its decimal text, a bool as nothing. */
function decodeText(value: Exclude<Value, { type: 'null' }>, parse: (text: string) => string | undefined): string | undefined {
  if (value.type === 'bool') return mismatch('string', value);
  return parse(value.type === 'number' ? numberText(value) : value.value);
}

const goNumberTypes: Readonly<Record<NumberValue['kind'], string>> = { int: 'int64', uint: 'uint64', float: 'float64' };

function goType(value: Exclude<Value, { type: 'null' }>): string {
  return value.type === 'number' ? goNumberTypes[value.kind] : value.type;
}

/**
 * Whether a string is taken for a number: what begins with `-` must be an int64, what holds one of `.eE` a float
 * as Go writes it, anything else a uint64.
 */
function isNumber(text: string): boolean {
  if (text.startsWith('-')) return /^-\d+$/.test(text) && fits(text.slice(1), 2n ** 63n);
  if (!/[.e]/i.test(text)) return /^\d+$/.test(text) && fits(text, 2n ** 64n - 1n);
  return isGoFloat(text);
}

function fits(digits: string, greatest: bigint): boolean {
  const significant = digits.replace(/^0+/, '');
  return significant.length <= 20 && BigInt(significant) <= greatest;
}
