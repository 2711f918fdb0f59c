import { expect, test } from 'vitest';
import { fuzz, makeInput, readSeeds } from './fuzzing.ts';

const seeds = readSeeds();
if (!seeds.withCorpus) console.warn('the shared corpus is not here: fuzzing from our own seeds only');

test('no mutated configuration crashes or hangs us, or loses a character', async () => {
  const { failures, sound, inputs } = await fuzz(seeds, 20, 3000);
  expect(failures).toEqual([]);
  // The inputs are neither all broken nor all sound.
  expect(sound).toBeGreaterThan(inputs / 50);
  expect(sound).toBeLessThan(inputs / 2);
});

test('an input of a number is the same each time', () => {
  expect(makeInput(seeds, 3, 77)).toEqual(makeInput(seeds, 3, 77));
});
