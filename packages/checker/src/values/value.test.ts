import { type Literal, TokenKind } from '@assay/parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literalValue, numberText, type Value } from './value.ts';

function literal(token: Literal['token'], raw: string): Value | undefined {
  return literalValue({ kind: 'Literal', token, raw, start: 0, end: raw.length, first: 0, last: 0 });
}

const number = (raw: string) => literal(TokenKind.Number, raw);
const float = (raw: string) => literal(TokenKind.Float, raw);

test('the base of an integer is detected, and the narrowest of int64, uint64 and float64 taken', () => {
  expect(number('0')).toEqual({ type: 'number', kind: 'int', value: 0n });
  expect(number('10')).toEqual({ type: 'number', kind: 'int', value: 10n });
  expect(number('010')).toEqual({ type: 'number', kind: 'int', value: 8n });
  expect(number('0777')).toEqual({ type: 'number', kind: 'int', value: 511n });
  expect(number('08')).toEqual({ type: 'number', kind: 'float', value: 8 });
  expect(number('9223372036854775807')).toEqual({ type: 'number', kind: 'int', value: 2n ** 63n - 1n });
  expect(number('9223372036854775808')).toEqual({ type: 'number', kind: 'uint', value: 2n ** 63n });
  expect(number('18446744073709551615')).toEqual({ type: 'number', kind: 'uint', value: 2n ** 64n - 1n });
  expect(number('18446744073709551616')).toEqual({ type: 'number', kind: 'float', value: 2 ** 64 });
  expect(number('01777777777777777777777')).toEqual({ type: 'number', kind: 'uint', value: 2n ** 64n - 1n });
  // Too much for uint64 in octal: read again, in decimal.
  expect(number('02000000000000000000000')).toEqual({ type: 'number', kind: 'float', value: 2e21 });
});

test('floats, and what is beyond them', () => {
  expect(float('1.')).toEqual({ type: 'number', kind: 'float', value: 1 });
  expect(float('.5')).toEqual({ type: 'number', kind: 'float', value: 0.5 });
  expect(float('1.5E-2')).toEqual({ type: 'number', kind: 'float', value: 0.015 });
  expect(float('1e-999')).toEqual({ type: 'number', kind: 'float', value: 0 });
  expect(float('1e999')).toBeUndefined();
  expect(number('9'.repeat(400))).toBeUndefined();
});

test('bools, null and strings', () => {
  expect(literal(TokenKind.Bool, 'true')).toEqual({ type: 'bool', value: true });
  expect(literal(TokenKind.Bool, 'false')).toEqual({ type: 'bool', value: false });
  expect(literal(TokenKind.Null, 'null')).toEqual({ type: 'null' });
  expect(literal(TokenKind.String, '"a\\tb"')).toEqual({ type: 'string', value: 'a\tb' });
  expect(literal(TokenKind.RawString, '`a\\tb`')).toEqual({ type: 'string', value: 'a\\tb' });
});

test.each([
  [1.5, '1.5'],
  [1e20, '100000000000000000000'],
  [1.2345e22, '12345000000000000000000'],
  [1.5e-9, '0.0000000015'],
  [-2e-7, '-0.0000002'],
  [-0, '-0'],
  [Number.POSITIVE_INFINITY, '+Inf'],
  [Number.NEGATIVE_INFINITY, '-Inf'],
])('the float %d reads %s where a string is wanted', (value, text) => {
  expect(numberText({ type: 'number', kind: 'float', value })).toBe(text);
});

test('a float survives being written and read', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = numberText({ type: 'number', kind: 'float', value });
      expect(text).not.toMatch(/e/);
      expect(Number(text)).toBe(value);
    }),
  );
});
