import { expect, test } from 'vitest';
import { layout } from './layout.ts';
import { neighbour } from './neighbours.ts';
import { picture } from './testing.ts';

const drawn = picture(['a.b.source > a.b.middle', 'a.b.middle > a.b.one', 'a.b.middle > a.b.two']);

test.each([
  ['right', 'right', 'left', 'up', 'down', 'y'],
  ['down', 'down', 'up', 'left', 'right', 'x'],
] as const)('data that flows %s: %s and %s go along the edges, %s and %s across', (direction, forward, back, before, after, across) => {
  const placed = layout(drawn, undefined, direction);
  expect(neighbour(drawn, placed, 'a.b.source', forward)).toBe('a.b.middle');
  expect(['a.b.one', 'a.b.two']).toContain(neighbour(drawn, placed, 'a.b.middle', forward));
  expect(neighbour(drawn, placed, 'a.b.two', back)).toBe('a.b.middle');
  expect(neighbour(drawn, placed, 'a.b.source', back)).toBeUndefined();
  const at = (id: string): number => placed.positions.get(id)?.[across] ?? 0;
  const [first, second] = ['a.b.one', 'a.b.two'].sort((a, b) => at(a) - at(b)) as [string, string];
  expect(neighbour(drawn, placed, first, after)).toBe(second);
  expect(neighbour(drawn, placed, second, before)).toBe(first);
});
