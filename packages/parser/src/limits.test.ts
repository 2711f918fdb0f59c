import { expect, test } from 'vitest';
import { parse } from './parse.ts';
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

test('what people write stays far below the limits', () => {
  const text = `a = ${'f('.repeat(30)}[${'x.y["z"] + '.repeat(60)}-1]${')'.repeat(30)}`;
  expect(parse(text).errors).toEqual([]);
});

test('comments on one line take no more than their length', () => {
  const started = performance.now();
  expect(parse(`a${' /**/'.repeat(400_000)} = 1`).errors).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5000);
});
