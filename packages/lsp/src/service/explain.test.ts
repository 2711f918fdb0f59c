import { allCodes } from '@assay/checker';
import { expect, test } from 'vitest';
import { explain } from './explain.ts';

test('every code has a page', () => {
  for (const code of allCodes()) expect(explain(code)?.markdown).toContain(`\`${code}\``);
  expect(explain('no/such')).toBeNull();
});
