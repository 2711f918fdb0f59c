import { loadCatalog } from '@assay/catalog';
import { bind, checkProgram, openSource, PipelineGraph } from '@assay/checker';
import { expect, test } from 'vitest';
import { hostile } from './hostile.ts';

const catalog = await loadCatalog();
const options = { catalog, stability: 'experimental', community: true } as const;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PROGRAMS = Number(process.env.HOSTILE_PROGRAMS ?? 150);
const SEED = Number(process.env.HOSTILE_SEED ?? 1);

test(`${PROGRAMS} small programs that ask for much are checked, and end somewhere`, () => {
  let sound = 0;
  let ended = 0;
  for (let seed = SEED; seed < SEED + PROGRAMS; seed++) {
    const source = openSource(`seed-${seed}.alloy`, hostile(numbers(seed)));
    const found = checkProgram([source], options);
    const graph = new PipelineGraph(bind([source], catalog), catalog);
    expect(source.parse.errors, source.text).toEqual([]);
    const ends = found.filter(({ code }) => code === 'program/not-followed').length;
    expect(ends, source.text).toBeLessThanOrEqual(1);
    // Of 500,000 steps and 20 more for each of 4096 units a node costs 20.
    expect(
      graph.modules.reduce((sum, { nodes }) => sum + nodes.length, 0),
      source.text,
    ).toBeLessThan(30_000);
    ended += ends;
    sound += found.every(({ severity }) => severity !== 'error') ? 1 : 0;
  }
  // Otherwise they ask for nothing.
  expect(sound).toBeGreaterThan(PROGRAMS / 2);
  expect(ended).toBeGreaterThan(PROGRAMS / 25);
});
