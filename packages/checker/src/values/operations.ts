/** Unary and binary operators on known values (LANGUAGE.md 4.3; Alloy's `syntax/internal/transform`). */
import { type BinaryOperator, TokenKind, type Unary } from '@assay/parser';
import { boolValue, floatValue, intValue, type NumberValue, stringValue, toFloat, uintValue, type Value } from './value.ts';

/** Why an operator does not apply, in the words of `alloy validate`. */
export interface OperationError {
  readonly error: string;
}

/** The result of `!value` or `-value`. A negated number is signed, whatever it was. */
export function unaryOperation(operator: Unary['operator'], value: Value): Value | OperationError {
  if (operator === TokenKind.Not) {
    return value.type === 'bool' ? boolValue(!value.value) : expected('bool', value);
  }
  if (value.type !== 'number') return expected('number', value);
  return value.kind === 'float' ? floatValue(-value.value) : intValue(-value.value);
}

type Allowed = readonly Value['type'][];

const bools: Allowed = ['bool'];
const numbers: Allowed = ['number'];
const ordered: Allowed = ['number', 'string'];

/** What each operator is called, and the types it takes, `capsule` left out where a literal can never be one. */
const operators: Readonly<Record<BinaryOperator, { readonly text: string; readonly allowed: Allowed; readonly listed?: string }>> = {
  [TokenKind.Or]: { text: '||', allowed: bools },
  [TokenKind.And]: { text: '&&', allowed: bools },
  [TokenKind.Equal]: { text: '==', allowed: [] },
  [TokenKind.NotEqual]: { text: '!=', allowed: [] },
  [TokenKind.Less]: { text: '<', allowed: ordered },
  [TokenKind.LessEqual]: { text: '<=', allowed: ordered },
  [TokenKind.Greater]: { text: '>', allowed: ordered },
  [TokenKind.GreaterEqual]: { text: '>=', allowed: ordered },
  [TokenKind.Plus]: { text: '+', allowed: ordered, listed: 'number string capsule' },
  [TokenKind.Minus]: { text: '-', allowed: numbers },
  [TokenKind.Star]: { text: '*', allowed: numbers },
  [TokenKind.Slash]: { text: '/', allowed: numbers },
  [TokenKind.Percent]: { text: '%', allowed: numbers },
  [TokenKind.Caret]: { text: '^', allowed: numbers },
};

/**
 * The result of `left operator right`. Integers wrap around at 64 bits; an integer power with a huge exponent,
 * for which the real program loops without end (LANGUAGE.md 7.5), is the number that it would arrive at.
 */
export function binaryOperation(left: Value, operator: BinaryOperator, right: Value): Value | OperationError {
  if (operator === TokenKind.Equal) return boolValue(equal(left, right));
  if (operator === TokenKind.NotEqual) return boolValue(!equal(left, right));

  const { text, allowed, listed = allowed.join(' ') } = operators[operator];
  for (const operand of [left, right]) {
    if (!allowed.includes(operand.type)) return { error: `should be one of [${listed}] for binop ${text}, got ${operand.type}` };
  }

  if (left.type === 'bool' && right.type === 'bool') {
    return boolValue(operator === TokenKind.Or ? left.value || right.value : left.value && right.value);
  }
  if (left.type === 'string' && right.type === 'string') {
    if (operator === TokenKind.Plus) return stringValue(left.value + right.value);
    return boolValue(compares(operator, compareBytes(left.value, right.value)));
  }
  if (left.type !== 'number' || right.type !== 'number') return expected(left.type, right);
  return arithmetic(left, operator, right);
}

function expected(type: string, value: Value): OperationError {
  return { error: `expected ${type}, got ${value.type}` };
}

function equal(left: Value, right: Value): boolean {
  if (left.type === 'number') return right.type === 'number' && compareNumbers(left, right) === 0;
  if (left.type === 'null') return right.type === 'null';
  return left.type === right.type && left.value === (right as typeof left).value;
}

function arithmetic(left: NumberValue, operator: BinaryOperator, right: NumberValue): Value | OperationError {
  switch (operator) {
    case TokenKind.Slash:
    case TokenKind.Percent:
      // Of either kind; -0 is zero too.
      if (toFloat(right) === 0) return { error: 'divide by zero error' };
      break;
    case TokenKind.Less:
    case TokenKind.LessEqual:
    case TokenKind.Greater:
    case TokenKind.GreaterEqual:
      return boolValue(compares(operator, compareNumbers(left, right)));
  }
  if (left.kind === 'float' || right.kind === 'float') return floatValue(floatResult(toFloat(left), operator, toFloat(right)));
  if (left.kind === 'uint' && right.kind === 'uint') return uintValue(integerResult(left.value, operator, right.value));
  return intValue(integerResult(signed(left.value), operator, signed(right.value)));
}

function integerResult(left: bigint, operator: BinaryOperator, right: bigint): bigint {
  switch (operator) {
    case TokenKind.Plus:
      return left + right;
    case TokenKind.Minus:
      return left - right;
    case TokenKind.Star:
      return left * right;
    case TokenKind.Slash:
      return left / right;
    case TokenKind.Percent:
      return left % right;
    default:
      return integerPower(left, right);
  }
}

function floatResult(left: number, operator: BinaryOperator, right: number): number {
  switch (operator) {
    case TokenKind.Plus:
      return left + right;
    case TokenKind.Minus:
      return left - right;
    case TokenKind.Star:
      return left * right;
    case TokenKind.Slash:
      return left / right;
    case TokenKind.Percent:
      return left % right;
    default:
      // Go's power of 1 is 1 for every exponent; JavaScript's is not.
      return left === 1 ? 1 : left ** right;
  }
}

/** By squaring, modulo 2^64. A negative exponent gives the base (but 1 for the base 1), as Alloy's loop never runs. */
function integerPower(base: bigint, exponent: bigint): bigint {
  if (exponent === 0n) return 1n;
  if (exponent < 0n) return base;
  let result = 1n;
  let square = BigInt.asUintN(64, base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asUintN(64, result * square);
    square = BigInt.asUintN(64, square * square);
  }
  return result;
}

/** Negative, zero or positive; `NaN` where a float is no number, so that no comparison holds. */
function compareNumbers(left: NumberValue, right: NumberValue): number {
  if (left.kind === 'float' || right.kind === 'float') {
    const [a, b] = [toFloat(left), toFloat(right)];
    // Not the difference: that of two infinities is no number.
    return a === b ? 0 : a < b ? -1 : a > b ? 1 : Number.NaN;
  }
  // A uint beside an int is cast, not compared: 9223372036854775808 is then the least int.
  const both = left.kind === 'uint' && right.kind === 'uint';
  const [a, b] = both ? [left.value, right.value] : [signed(left.value), signed(right.value)];
  return a === b ? 0 : a < b ? -1 : 1;
}

function signed(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function compares(operator: BinaryOperator, order: number): boolean {
  switch (operator) {
    case TokenKind.Less:
      return order < 0;
    case TokenKind.LessEqual:
      return order <= 0;
    case TokenKind.Greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

/** The order of two strings' UTF-8 bytes, which is that of their code points, not that of their UTF-16 units. */
function compareBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a !== b) {
      const surrogates = Number(isSurrogate(a)) - Number(isSurrogate(b));
      return surrogates === 0 ? a - b : surrogates;
    }
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
