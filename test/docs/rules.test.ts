import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('the list and the pages of rules are up to date (npm run rules)', () => {
  const { status, stdout } = spawnSync(process.execPath, ['packages/checker/scripts/rules.ts', '--check'], { encoding: 'utf8' });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
