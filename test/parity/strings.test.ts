import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compare, FILES } from './strings.ts';

const there = FILES.every((file) => existsSync(file));
if (!there) console.warn('SKIPPED: the languages inside strings are not compared, because ../shared is not there');

describe.skipIf(!there)('the languages inside strings', () => {
  const groups = there ? compare(FILES) : [];

  test('are all compared', () => {
    expect(groups.length).toBeGreaterThan(20);
  });

  test.each(groups)(
    '$name: nothing is refused that the real parser takes, and nearly all else agrees',
    ({ refused, agreed, all, least }) => {
      expect(refused).toEqual([]);
      expect(agreed / all).toBeGreaterThanOrEqual(least);
    },
  );
});
