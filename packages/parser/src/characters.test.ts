import { expect, test } from 'vitest';
import { digitValue, isDecimalDigit, isIdentifier, isIdentifierPart, isIdentifierStart } from './characters.ts';

const point = (character: string): number => character.codePointAt(0) as number;

test('letters are those of category L, and "_"', () => {
  for (const letter of ['a', 'Z', '_', 'é', 'ß', 'Ж', '日', 'ª', 'ǅ', 'ʰ', '𝐀', '𠮷']) expect(isIdentifierStart(point(letter))).toBe(true);
  // Digits, combining marks, numbers that look like letters, symbols, separators, half of a pair.
  for (const other of ['0', '٣', '\u0301', 'Ⅷ', '²', '-', '$', '😀', '\u00a0', '\u200d', '\ud800']) {
    expect(isIdentifierStart(point(other))).toBe(false);
  }
});

test('a name goes on with letters and digits of category Nd', () => {
  for (const part of ['a', '_', '0', '9', '٣', '𝟘', '日']) expect(isIdentifierPart(point(part))).toBe(true);
  for (const other of ['-', '.', '\u0301', 'Ⅷ', '²', '½', '\u200d', ' ', '{', '`', '@']) expect(isIdentifierPart(point(other))).toBe(false);
});

test('numbers are made of ASCII digits only', () => {
  expect([...'0123456789'].every((digit) => isDecimalDigit(point(digit)))).toBe(true);
  expect([...'/:a٣𝟘'].some((digit) => isDecimalDigit(point(digit)))).toBe(false);
  expect(isDecimalDigit(Number.NaN)).toBe(false);
});

test('hexadecimal digits have values, other characters none', () => {
  expect([...'0123456789abcdefABCDEF'].map((digit) => digitValue(point(digit)))).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 10, 11, 12, 13, 14, 15,
  ]);
  expect([...'gG/:@`"x٣'].map((digit) => digitValue(point(digit)))).toEqual(Array(9).fill(16));
});

test('an identifier is a name and no keyword', () => {
  for (const name of ['a', '_', '_1', 'é', 'a٣', '𝐀𝟘', 'True', 'nullable', 'declare']) expect(isIdentifier(name)).toBe(true);
  for (const other of ['', 'true', 'false', 'null', '1a', 'a-b', 'a.b', 'a b', ' a', 'e\u0301', '"a"', '٣a', '\ud835']) {
    expect(isIdentifier(other)).toBe(false);
  }
});

test('letters and digits that Unicode got after the version that Alloy knows are none', () => {
  // Unicode 15.1: an ideograph; 16: Latin, Garay digit zero; 17: Beria Erfe. The last ideograph of Unicode 15.0 is one.
  for (const code of [0x2ebf0, 0xa7cb, 0x10d40, 0x16ea0]) expect(isIdentifierPart(code)).toBe(false);
  expect(isIdentifierStart(0x323af)).toBe(true);
});
