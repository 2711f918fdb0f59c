import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Box } from './geometry.ts';
import { type Layout, layout, roughSize } from './layout.ts';
import type { Picture } from './picture.ts';
import { picture } from './testing.ts';

const PIPELINE = ['loki.source.file.logs > loki.process.parse: logs', 'loki.process.parse > loki.write.default: logs'];

function boxes({ nodes }: Picture, { positions }: Layout): Box[] {
  return nodes.map(({ id, width, height }) => {
    const position = positions.get(id);
    if (!position) throw new Error(`${id} has no place`);
    return { ...position, width, height };
  });
}

function overlaps(all: readonly Box[]): number {
  return all.flatMap((a, index) =>
    all.slice(index + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
  ).length;
}

test.each([
  ['right', 'x'],
  ['down', 'y'],
] as const)('data flows %s', (direction, along) => {
  const { positions } = layout(picture(PIPELINE), undefined, direction);
  const [source, process, write] = ['loki.source.file.logs', 'loki.process.parse', 'loki.write.default'].map(
    (id) => positions.get(id)?.[along] ?? 0,
  );
  expect(source).toBeLessThan(process as number);
  expect(process).toBeLessThan(write as number);
});

test('what stays does not move when something comes beside it', () => {
  const before = layout(picture(PIPELINE));
  const more = picture([...PIPELINE, 'loki.process.parse > loki.write.second: logs', 'prometheus.scrape.new']);
  const after = layout(more, before);
  for (const [id, position] of before.positions) expect(after.positions.get(id)).toEqual(position);
  expect(after.positions.get('loki.write.second')?.x).toBeGreaterThan(after.positions.get('loki.process.parse')?.x ?? 0);
  expect(overlaps(boxes(more, after))).toBe(0);
});

test('a component whose label is being typed stays where it is', () => {
  const before = layout(picture(PIPELINE));
  const renamed = picture(PIPELINE.map((line) => line.replace('loki.write.default', 'loki.write.defaul')));
  const after = layout(renamed, before);
  expect(after.positions.get('loki.write.defaul')).toEqual(before.positions.get('loki.write.default'));
});

test('what vanishes while somebody types and comes back has its place again', () => {
  const before = layout(picture(PIPELINE));
  const without = layout(picture(['loki.source.file.logs > loki.process.parse: logs']), before);
  expect(without.positions.has('loki.write.default')).toBe(false);
  const emptied = layout(picture(['else.where.x']), layout(picture([]), without));
  const again = layout(picture(PIPELINE), emptied);
  expect(again.positions).toEqual(before.positions);
});

test('a label that grows into the next column makes room for itself', () => {
  const label = 'a_label_that_has_become_so_long_that_it_does_not_fit_any_more';
  const grown = picture(PIPELINE.map((line) => line.replace('loki.process.parse', `loki.process.${label}`)));
  expect(overlaps(boxes(grown, layout(grown, layout(picture(PIPELINE)))))).toBe(0);
});

test('another program is laid out by itself', () => {
  const other = picture(['a.b.c > a.b.d', 'a.b.d > a.b.e', 'a.b.e > a.b.f', 'a.b.f > a.b.g']);
  expect(layout(other, layout(picture(PIPELINE))).positions).toEqual(layout(other).positions);
});

test('a module has a frame of its own, below the root', () => {
  const all = picture([...PIPELINE, 'mine.one', 'mine.one/loki.relabel.r > mine.one/loki.echo.x: logs', 'mine.one/loki.echo.y']);
  const { frames, positions } = layout(all);
  const [root, module] = frames;
  expect(frames.map((frame) => frame.module)).toEqual(['', 'mine.one']);
  expect(module?.y).toBeGreaterThan((root?.y ?? 0) + (root?.height ?? 0));
  const inside = positions.get('mine.one/loki.echo.x');
  expect(inside?.y).toBeGreaterThan(module?.y ?? 0);
});

test('a circle and an edge to itself have a place too', () => {
  const circle = picture(['a.b.c > a.b.d', 'a.b.d > a.b.c', 'a.b.e > a.b.e']);
  expect(overlaps(boxes(circle, layout(circle)))).toBe(0);
});

test('what many sources feed is wide when it runs down, and high when it runs to the right', () => {
  const fan = picture(Array.from({ length: 40 }, (_, index) => `a.b.s${index} > a.b.sink`));
  const chain = picture(Array.from({ length: 40 }, (_, index) => `a.b.s${index} > a.b.s${index + 1}`));
  const isDownBetter = (drawn: Picture): boolean => roughSize(drawn, 'down').width < roughSize(drawn, 'right').width;
  expect(isDownBetter(fan)).toBe(false);
  expect(isDownBetter(chain)).toBe(true);
  for (const direction of ['right', 'down'] as const) {
    const { bounds } = layout(fan, undefined, direction);
    const rough = roughSize(fan, direction);
    expect(rough.width / bounds.width).toBeGreaterThan(0.5);
    expect(rough.width / bounds.width).toBeLessThan(2);
  }
});

test('a pipeline of thousands is laid out too, in a circle and in a row', () => {
  const row = Array.from({ length: 5000 }, (_, index) => `a.b.s${index} > a.b.s${index + 1}`);
  for (const lines of [row, [...row, 'a.b.s5000 > a.b.s0']]) {
    const { positions } = layout(picture(lines));
    expect(new Set([...positions.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(5001);
  }
});

const ids = fc.integer({ min: 0, max: 11 }).map((number) => `${number % 3 === 0 ? `m.x/` : ''}c.k${number % 4}.n${number}`);
const edges = fc
  .tuple(ids, ids)
  .filter(([from, to]) => from.includes('/') === to.includes('/'))
  .map(([from, to]) => `${from} > ${to}: logs`);
const pipelines = fc.array(fc.oneof(ids, edges), { maxLength: 14 });

test('whatever is edited: each node has a place, none lies on another, frames do not overlap', () => {
  fc.assert(
    fc.property(fc.array(pipelines, { minLength: 1, maxLength: 6 }), fc.constantFrom('right', 'down'), (steps, direction) => {
      let last: Layout | undefined;
      for (const lines of steps) {
        const drawn = picture(lines);
        last = layout(drawn, last, direction);
        expect(overlaps(boxes(drawn, last))).toBe(0);
        expect(overlaps(last.frames)).toBe(0);
      }
    }),
    { numRuns: 200 },
  );
});

test('adding one node to a pipeline moves no other node of its module', () => {
  fc.assert(
    fc.property(pipelines, edges, (lines, added) => {
      const before = layout(picture(lines));
      const next = picture([...lines, added]);
      const fresh = next.nodes.filter(({ id }) => !before.positions.has(id)).length;
      const after = layout(next, before);
      if (fresh > 1) return;
      for (const { id, module } of next.nodes) {
        if (module === '' && before.positions.has(id)) expect(after.positions.get(id)).toEqual(before.positions.get(id));
      }
    }),
    { numRuns: 200 },
  );
});
