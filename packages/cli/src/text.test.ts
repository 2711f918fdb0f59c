import { describe, expect, it } from 'vitest';
import { count, displayWidth, wrap } from './text.ts';

describe('displayWidth', () => {
  it.each([
    ['abc', 3],
    ['e\u0301', 1],
    ['漢字', 4],
    ['ｱ', 1],
    ['한', 2],
    ['🚀', 2],
    ['ü→…', 3],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('wrap', () => {
  it('breaks at blanks', () => {
    expect(wrap('one two  three\nfour', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrap('incomprehensibilities a', 5)).toEqual(['incomprehensibilities', 'a']);
    expect(wrap('', 5)).toEqual(['']);
  });
});

it('count knows one from many', () => {
  expect([0, 1, 2].map((number) => count(number, 'file'))).toEqual(['0 files', '1 file', '2 files']);
});
