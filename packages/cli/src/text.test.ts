import { describe, expect, it } from 'vitest';
import { count, displayWidth, printable, printableLine, wrap } from './text.ts';

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

describe('printable', () => {
  it('shows what would move the cursor, hide or reorder text', () => {
    expect(printable('a\x1b[2Jb\x07\x7f\x9b')).toBe('a␛[2Jb␇␡\ufffd');
    expect(printable('\u202eevil\u2066\ufeff\u200b\ud800')).toBe('\ufffdevil\ufffd\ufffd\ufffd\ufffd');
  });

  it('leaves text alone', () => {
    expect(printable('tab\tline\nü 漢 👩\u200d💻')).toBe('tab\tline\nü 漢 👩\u200d💻');
    expect(printableLine('tab\tline\nend')).toBe('tab line end');
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
