import { expect, test } from 'vitest';
import { strand } from './paths.ts';

const box = (x: number, y: number) => ({ x, y, width: 100, height: 40 });

test('an edge leads from the right side to the left side, with an arrow before the node', () => {
  const { line, head } = strand({ from: box(0, 0), to: box(200, 100) }, 'right', 0, 1);
  expect(line).toBe('M100 20C147.5 20 147.5 120 195 120');
  expect(head).toBe('M191 115.5L199 120L191 124.5Z');
});

test('where data flows down, from the lower side to the upper side', () => {
  const { line, head } = strand({ from: box(0, 0), to: box(100, 100) }, 'down', 0, 1);
  expect(line).toBe('M50 40C50 67.5 150 67.5 150 95');
  expect(head).toBe('M145.5 91L150 99L154.5 91Z');
});

test('it passes the points of its route', () => {
  const { line } = strand({ from: box(0, 0), to: box(400, 0), route: [{ x: 250, y: 80 }] }, 'right', 0, 1);
  expect(line).toMatch(/^M100 20C.* 250 80C.* 395 20$/);
});

test('strands run side by side', () => {
  const starts = [0, 1, 2].map((index) => strand({ from: box(0, 0), to: box(200, 0) }, 'right', index, 3).line.split('C')[0]);
  expect(starts).toEqual(['M100 15', 'M100 20', 'M100 25']);
});

test('an edge that leads back goes around both ends', () => {
  const { line } = strand({ from: box(200, 0), to: box(0, 0) }, 'right', 0, 1);
  const points = [...line.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  expect(Math.max(...points.map(({ y }) => y))).toBeGreaterThan(40);
  expect(Math.max(...points.map(({ x }) => x))).toBeGreaterThan(300);
  expect(Math.min(...points.map(({ x }) => x))).toBeLessThan(0);
});

test('and around what stands between them', () => {
  const depth = (others: ReturnType<typeof box>[]): number => {
    const { line } = strand({ from: box(400, 0), to: box(0, 0), others }, 'right', 0, 1);
    return Math.max(...[...line.matchAll(/ (-?[\d.]+)/g)].map(([, y]) => Number(y)).filter((y) => y < 300));
  };
  expect(depth([box(200, 30)])).toBeGreaterThan(depth([]));
  expect(depth([box(200, 30)])).toBeGreaterThan(70);
  expect(depth([box(2000, 30)])).toBe(depth([]));
});
