import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { reparse } from './reparse.ts';
import type { ParseResult } from './source.ts';
import type { Node } from './syntax.ts';
import { children } from './walk.ts';

/** How many nodes stand above each other at most, found without recursion. */
function heightOf(root: Node): number {
  let height = 0;
  let level: readonly Node[] = [root];
  while (level.length > 0) {
    height++;
    level = level.flatMap(children);
  }
  return height;
}

/** Forty brackets in each other, with a long chain in each. */
const NESTED_CHAINS = [
  `a = ${'('.repeat(40)}1${`${' + 1'.repeat(900)})`.repeat(40)}`,
  `a = ${`${'-'.repeat(900)}(`.repeat(40)}1${')'.repeat(40)}`,
  `a = ${'x['.repeat(40)}y${`${'.z'.repeat(900)}]`.repeat(40)}`,
  `a = ${'['.repeat(40)}y${`${'()'.repeat(900)}]`.repeat(40)}`,
  `a = ${'{ b = '.repeat(40)}1${`${' ^ 1'.repeat(900)} }`.repeat(40)}`,
];

test.each(NESTED_CHAINS)('chains within brackets make no tree that overflows the stack of those who walk over it: %#', (text) => {
  const { root, errors } = parse(text);
  expect(errors.map(({ code }) => code)).toEqual(['syntax/nesting-too-deep']);
  expect(heightOf(root)).toBeLessThan(1500);
});

/** All tokens joined. */
function joined({ text, tokens }: ParseResult): string {
  return tokens.map(({ start, end }) => text.slice(start, end)).join('');
}

describe('what is nested too deep is skipped, and read no deeper, whatever closes it', () => {
  test.each(['a{)', 'a{]', 'a{[)', 'a{b=[)', 'a {\n)', 'a{b={)', 'a{"c"', 'a{(}', 'a "l" {\n]\n', '{a(', 'a={b=f({'])('%j', (piece) => {
    for (const count of [300, 400, 3000]) {
      const result = parse(piece.repeat(count));
      expect(joined(result)).toBe(result.text);
      expect(result.errors.length).toBeGreaterThan(0);
      expect(heightOf(result.root)).toBeLessThan(1500);
    }
  });
});

test('behind the thousandth error nothing more is said, not even what the file means', () => {
  const { errors, isComplete } = parse('a == 1\n'.repeat(2000));
  expect(errors).toHaveLength(1001);
  expect(errors.at(-1)).toMatchObject({ code: 'syntax/too-many-errors', start: 7002, end: 7004 });
  expect(isComplete).toBe(false);
  // A thousand are no reason yet.
  const all = parse('a == 1\n'.repeat(1000));
  expect([all.errors.length, all.isComplete]).toEqual([1000, true]);
});

test('mistakes inside of tokens are too many at the same number, and the first of both kinds counts', () => {
  const { errors, isComplete } = parse(`${'a: 1\n'.repeat(1500)}${'a == 1\n'.repeat(1500)}`);
  expect(errors.at(-1)).toMatchObject({ code: 'syntax/too-many-errors', start: 5001 });
  expect([errors.length, isComplete]).toEqual([1001, false]);
  // Told as one, but too many to be kept.
  const escapes = parse(`a = "${'\\d'.repeat(20_000)}"\nb = )\n`);
  expect(escapes.errors.map(({ code }) => code)).toEqual(['syntax/bad-escape', 'syntax/too-many-errors']);
});

test('what is read of a text is bounded by its tokens, and nothing is lost', () => {
  const text = `b {\n${'a=1\n'.repeat(300_000)}`;
  const result = parse(text);
  expect(result.tokens.length).toBeLessThan(1_000_010);
  expect(joined(result)).toBe(text);
  // That the block is open follows from it.
  expect(result.errors.map(({ code }) => code)).toEqual(['syntax/too-large']);
  expect(result.errors[0]).toMatchObject({ start: 800_001, end: 800_001 });
  expect(result.isComplete).toBe(false);
});

test('an edit that makes a text too large or mends it gives what reading it anew gives', () => {
  const line = 'a = )\n';
  for (const [before, edit] of [
    [line.repeat(1000), { start: 0, end: 0, text: line }],
    [line.repeat(1001), { start: 600, end: 606, text: '' }],
    ['?\n'.repeat(1001), { start: 0, end: 2, text: '' }],
    ['?\n'.repeat(1000), { start: 0, end: 0, text: '?\n' }],
  ] as const) {
    const edited = reparse(parse(before), [edit]);
    expect(edited).toEqual(parse(before.slice(0, edit.start) + edit.text + before.slice(edit.end)));
  }
});

test('what people write stays far below the limits', () => {
  const text = `a = ${'f('.repeat(30)}[${'x.y["z"] + '.repeat(60)}-1]${')'.repeat(30)}`;
  expect(parse(text).errors).toEqual([]);
});

test('comments on one line take no more than their length', () => {
  const started = performance.now();
  expect(parse(`a${' /**/'.repeat(400_000)} = 1`).errors).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5000);
});
