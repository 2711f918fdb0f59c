import { expect, test } from 'vitest';
import { captureGroups } from './capture-groups.ts';

test.each([
  ['(a)(?P<b>c)(?<d>e)(?:f)(?i)', 3, ['b', 'd']],
  ['[(](a)[[:alpha:](](b)', 2, []],
  // What begins as the name of a class need not be one.
  ['[[:](a)', 1, []],
  ['[](](a)[^](](b)', 2, []],
  ['\\((a)\\Q(b)\\E(c)[\\](](d)', 3, []],
  [`(?P<${'x'.repeat(300)}>a)`, 1, ['x'.repeat(300)]],
])('%s', (pattern, count, names) => {
  expect(captureGroups(pattern)).toEqual({ count, names });
});
