import { type BinaryOperator, TokenKind } from '@assay/parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binaryOperation, unaryOperation } from './operations.ts';
import { boolValue, floatValue, intValue, nullValue, stringValue, uintValue, type Value } from './value.ts';

const symbols: Readonly<Record<string, BinaryOperator>> = {
  '||': TokenKind.Or,
  '&&': TokenKind.And,
  '==': TokenKind.Equal,
  '!=': TokenKind.NotEqual,
  '<': TokenKind.Less,
  '<=': TokenKind.LessEqual,
  '>': TokenKind.Greater,
  '>=': TokenKind.GreaterEqual,
  '+': TokenKind.Plus,
  '-': TokenKind.Minus,
  '*': TokenKind.Star,
  '/': TokenKind.Slash,
  '%': TokenKind.Percent,
  '^': TokenKind.Caret,
};

const int = (value: number | bigint) => intValue(BigInt(value));
const text = stringValue;
const [yes, no] = [boolValue(true), boolValue(false)];
const maxInt = 2n ** 63n - 1n;

test.each<[Value, string, Value, Value]>([
  [int(1), '+', int(2), int(3)],
  [int(maxInt), '+', int(1), int(-(2n ** 63n))],
  [uintValue(2n ** 64n - 1n), '+', uintValue(2n ** 64n - 1n), uintValue(2n ** 64n - 2n)],
  [uintValue(2n ** 63n), '-', int(1), int(maxInt)],
  [int(1), '-', int(2), int(-1)],
  [int(7), '/', int(2), int(3)],
  [int(-7), '/', int(2), int(-3)],
  [int(-7), '%', int(2), int(-1)],
  [int(7), '/', floatValue(2), floatValue(3.5)],
  [floatValue(7.5), '%', int(2), floatValue(1.5)],
  [int(2), '*', floatValue(1.5), floatValue(3)],
  [text('a'), '+', text('b'), text('ab')],
  [int(2), '^', int(10), int(1024)],
  [int(2), '^', int(63), int(-(2n ** 63n))],
  [int(2), '^', int(-1), int(2)],
  [int(0), '^', int(0), int(1)],
  [int(2), '^', floatValue(0.5), floatValue(Math.SQRT2)],
  [floatValue(1), '^', floatValue(Number.POSITIVE_INFINITY), floatValue(1)],
  [yes, '&&', no, no],
  [yes, '||', no, yes],
  [int(3), '==', floatValue(3), yes],
  [int(1), '==', text('1'), no],
  [int(1), '!=', text('1'), yes],
  [nullValue, '==', nullValue, yes],
  [nullValue, '==', no, no],
  [text('a'), '==', text('a'), yes],
  [int(1), '<', int(2), yes],
  [uintValue(2n ** 63n), '<', int(1), yes],
  [uintValue(2n ** 63n), '<', uintValue(1n), no],
  [text('a'), '<', text('ab'), yes],
  [text('b'), '<=', text('ab'), no],
  // By their UTF-8 bytes, not their UTF-16 units.
  [text('\uffff'), '<', text('😀'), yes],
  [text('😀'), '>', text('\ue000'), yes],
])('%o %s %o is %o', (left, symbol, right, result) => {
  expect(binaryOperation(left, symbols[symbol]!, right)).toEqual(result);
});

test.each<[Value, string, Value, string]>([
  [yes, '+', int(1), 'should be one of [number string capsule] for binop +, got bool'],
  [int(1), '+', nullValue, 'should be one of [number string capsule] for binop +, got null'],
  [text('a'), '+', int(1), 'expected string, got number'],
  [int(1), '<', text('a'), 'expected number, got string'],
  [yes, '<', no, 'should be one of [number string] for binop <, got bool'],
  [yes, '&&', int(1), 'should be one of [bool] for binop &&, got number'],
  [text('a'), '-', text('b'), 'should be one of [number] for binop -, got string'],
  [int(1), '/', int(0), 'divide by zero error'],
  [int(1), '%', floatValue(-0), 'divide by zero error'],
])('%o %s %o: %s', (left, symbol, right, error) => {
  expect(binaryOperation(left, symbols[symbol]!, right)).toEqual({ error });
});

test('a power that the real program would compute for ever', () => {
  expect(binaryOperation(int(2), TokenKind.Caret, int(maxInt))).toEqual(int(0));
  expect(binaryOperation(int(3), TokenKind.Caret, uintValue(2n ** 64n - 1n))).toEqual(int(3));
});

test('an integer power is repeated multiplication', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: maxInt }), fc.integer({ min: 1, max: 200 }), (base, exponent) => {
      let product: Value = int(1);
      for (let i = 0; i < exponent; i++) product = binaryOperation(product, TokenKind.Star, int(base)) as Value;
      expect(binaryOperation(int(base), TokenKind.Caret, int(exponent))).toEqual(product);
    }),
  );
});

test('strings are ordered as their bytes are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (left, right) => {
      const less = Buffer.compare(Buffer.from(left), Buffer.from(right)) < 0;
      expect(binaryOperation(text(left), TokenKind.Less, text(right))).toEqual(boolValue(less));
    }),
  );
});

test('unary operators', () => {
  expect(unaryOperation(TokenKind.Not, yes)).toEqual(no);
  expect(unaryOperation(TokenKind.Not, int(1))).toEqual({ error: 'expected bool, got number' });
  expect(unaryOperation(TokenKind.Minus, int(5))).toEqual(int(-5));
  expect(unaryOperation(TokenKind.Minus, uintValue(2n ** 63n))).toEqual(int(-(2n ** 63n)));
  expect(unaryOperation(TokenKind.Minus, floatValue(0))).toEqual(floatValue(-0));
  expect(unaryOperation(TokenKind.Minus, text('5'))).toEqual({ error: 'expected number, got string' });
});
