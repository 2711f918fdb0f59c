import { afterAll, describe, expect, test } from 'vitest';
import { FORMATTED, repeatedPieces } from './parser.ts';
import { growthOf, WorkCounter } from './work.ts';

// Before the code that is counted is loaded.
const counter = new WorkCounter();
await counter.open();
afterAll(() => counter.close());
const { parse, reparse, walk } = await import('@assay/parser');
const { format, formatRange } = await import('@assay/formatter');

/** How many times as much work twice the size may be: twice where each thing is looked at as often as before, four times where all are for each. */
const MOST = 2.15;

/** Beyond what nesting is limited to; four times as many are beyond the height of a tree and the number of errors. */
const COUNT = 600;

const pieces = [...repeatedPieces(13)];

describe('twice as much broken text takes twice the work', () => {
  // A test for each of them costs more than what is tested.
  const groups = Array.from({ length: Math.ceil(pieces.length / 20) }, (_, index) => pieces.slice(index * 20, index * 20 + 20));

  test.each(groups.map((group) => [group[0]?.[0] ?? '', group] as const))('from %s on', async (_name, group) => {
    const slow: string[] = [];
    for (const [name, make] of group) {
      const grown = await counter.growth((count) => {
        let nodes = 0;
        walk(parse(make(count)).root, () => nodes++);
        return nodes;
      }, COUNT);
      if (grown > MOST) slow.push(`${name}: ${grown.toFixed(2)}`);
    }
    expect(slow).toEqual([]);
  });
});

test('an edit at the end of broken text takes work that grows with the text', async () => {
  const slow: string[] = [];
  for (const [name, make] of pieces.filter((_, index) => index % 3 === 0)) {
    const before = new Map([1, 2, 4].map((factor) => [COUNT * factor, parse(make(COUNT * factor))]));
    const edit = (count: number): unknown => {
      const result = before.get(count);
      if (!result) throw new Error('read once only');
      const { length } = result.text;
      return reparse(result, [{ start: length, end: length, text: ' a' }]);
    };
    const grown = growthOf(await counter.countEach([...before.keys()].map((count) => () => edit(count))));
    if (grown > MOST) slow.push(`${name}: ${grown.toFixed(2)}`);
  }
  expect(slow).toEqual([]);
});

describe('twice as much takes twice the work to format', () => {
  test.each(Object.entries(FORMATTED))('%s', async (_name, make) => {
    const work = (count: number): unknown => {
      const result = parse(make(count));
      expect(result.errors).toEqual([]);
      return [format(result), formatRange(result, 0, result.text.length)];
    };
    expect(await counter.growth(work, 100)).toBeLessThan(MOST);
  });
});
