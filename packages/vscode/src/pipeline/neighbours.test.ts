import { expect, test } from 'vitest';
import { layout } from './layout.ts';
import { neighbour } from './neighbours.ts';
import { picture } from './testing.ts';

const drawn = picture(['a.b.source > a.b.middle', 'a.b.middle > a.b.one', 'a.b.middle > a.b.two']);
const { positions } = layout(drawn);

test('left and right go along the edges', () => {
  expect(neighbour(drawn, positions, 'a.b.source', 'right')).toBe('a.b.middle');
  expect(['a.b.one', 'a.b.two']).toContain(neighbour(drawn, positions, 'a.b.middle', 'right'));
  expect(neighbour(drawn, positions, 'a.b.two', 'left')).toBe('a.b.middle');
  expect(neighbour(drawn, positions, 'a.b.source', 'left')).toBeUndefined();
});

test('up and down go to what is above and below', () => {
  const [upper, lower] = ['a.b.one', 'a.b.two'].sort((a, b) => (positions.get(a)?.y ?? 0) - (positions.get(b)?.y ?? 0)) as [string, string];
  expect(neighbour(drawn, positions, upper, 'down')).toBe(lower);
  expect(neighbour(drawn, positions, lower, 'up')).toBe(upper);
});
