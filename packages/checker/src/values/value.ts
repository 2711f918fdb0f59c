/** Alloy values as they are known before anything runs: what a literal stands for, and what operators make of literals. */
import { type Literal, TokenKind, unquote } from '@assay/parser';

/** A number remembers which of Go's three widths it came from; `int` and `uint` are of 64 bits (LANGUAGE.md 4.1). */
export type NumberValue =
  | { readonly type: 'number'; readonly kind: 'int' | 'uint'; readonly value: bigint }
  | { readonly type: 'number'; readonly kind: 'float'; readonly value: number };

/** What a literal, or an operator between literals, evaluates to. `type` is Alloy's own name of the type. */
export type Value =
  | { readonly type: 'null' }
  | { readonly type: 'bool'; readonly value: boolean }
  | NumberValue
  | { readonly type: 'string'; readonly value: string };

/** The null value. */
export const nullValue: Value = { type: 'null' };

/** A bool value. */
export function boolValue(value: boolean): Value {
  return { type: 'bool', value };
}

/** A string value. */
export function stringValue(value: string): Value {
  return { type: 'string', value };
}

/** A signed number; anything outside of 64 bits wraps around, as Go's does. */
export function intValue(value: bigint): NumberValue {
  return { type: 'number', kind: 'int', value: BigInt.asIntN(64, value) };
}

/** An unsigned number; anything outside of 64 bits wraps around, as Go's does. */
export function uintValue(value: bigint): NumberValue {
  return { type: 'number', kind: 'uint', value: BigInt.asUintN(64, value) };
}

/** A float64. */
export function floatValue(value: number): NumberValue {
  return { type: 'number', kind: 'float', value };
}

const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;

/**
 * The value of a literal (LANGUAGE.md 1.5): the base of an integer is detected (a leading zero means octal where
 * the digits allow it), and of int64, uint64 and float64 the first that holds it is taken.
 *
 * @returns `undefined` where there is none: a number beyond float64, which crashes the real program
 *   (LANGUAGE.md 7.5).
 */
export function literalValue(literal: Literal): Value | undefined {
  switch (literal.token) {
    case TokenKind.Null:
      return nullValue;
    case TokenKind.Bool:
      return boolValue(literal.raw === 'true');
    case TokenKind.String:
    case TokenKind.RawString:
      return stringValue(unquote(literal.raw));
    case TokenKind.Number:
      return integer(literal.raw) ?? float(literal.raw);
    case TokenKind.Float:
      return float(literal.raw);
  }
}

function integer(digits: string): Value | undefined {
  // More digits than the greatest uint64 has in octal: spare BigInt the work.
  if (digits.length > 64 && !digits.startsWith('0')) return undefined;
  const octal = digits.length > 1 && digits.startsWith('0');
  if (octal && /[89]/.test(digits)) return undefined;
  const value = BigInt(octal ? `0o${digits}` : digits);
  if (value <= maxInt64) return { type: 'number', kind: 'int', value };
  return value <= maxUint64 ? { type: 'number', kind: 'uint', value } : undefined;
}

function float(text: string): Value | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? floatValue(value) : undefined;
}

/** A number as a float64, rounded to the nearest. */
export function toFloat(number: NumberValue): number {
  return Number(number.value);
}

/** A number in decimal, as it reads where a string is wanted: no exponent, and as few digits as tell it apart. */
export function numberText(number: NumberValue): string {
  return number.kind === 'float' ? decimal(number.value) : number.value.toString();
}

function decimal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(match[4]);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  // JavaScript writes an exponent from 1e21 on, where no digit is left behind the point.
  return sign + digits.padEnd(point, '0');
}
