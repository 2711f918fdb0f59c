import { expect, test } from 'vitest';
import { strandPath } from './paths.ts';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 40 });

test('an edge leads from the right side to the left side', () => {
  expect(strandPath(box(0, 0), box(200, 100), [], 0, 1)).toBe('M100 20C148 20 148 120 196 120');
});

test('it passes the points of its route', () => {
  expect(strandPath(box(0, 0), box(400, 0), [{ x: 250, y: 80 }], 0, 1)).toMatch(/^M100 20C.* 250 80C.* 396 20$/);
});

test('strands run side by side', () => {
  const starts = [0, 1, 2].map((strand) => strandPath(box(0, 0), box(200, 0), [], strand, 3).split('C')[0]);
  expect(starts).toEqual(['M100 15', 'M100 20', 'M100 25']);
});

test('an edge that leads back goes around both ends', () => {
  const path = strandPath(box(200, 0), box(0, 0), [], 0, 1);
  const depths = [...path.matchAll(/V(\d+)/g)].map(([, y]) => Number(y));
  expect(Math.max(...depths)).toBeGreaterThan(40);
  expect(path.endsWith('H-4')).toBe(true);
});
