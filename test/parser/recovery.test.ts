import { expect, test } from 'vitest';
import { deletions, validTexts } from './deletions.ts';

const texts = validTexts();
if (!texts) console.warn('SKIPPED: the shared corpus is not here, recovery is not measured on it');

test.skipIf(!texts)('one deleted token is one mistake, reported where it was made', () => {
  const results = deletions(texts ?? [], 1500, 7);
  const counts = results
    .map(({ errors }) => errors)
    .filter((errors) => errors > 0)
    .sort((a, b) => a - b);
  expect(counts[Math.floor(counts.length / 2)]).toBe(1);
  expect(counts[Math.floor(counts.length * 0.95)]).toBeLessThanOrEqual(3);
  expect(results.filter(({ distance }) => distance > 1)).toEqual([]);
});
