import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formats } from '../../packages/cli/src/report/formats.ts';

it('docs/reports.md lists all formats, in the order of the help', () => {
  const text = readFileSync(new URL('../../docs/reports.md', import.meta.url), 'utf8');
  expect([...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).toEqual(formats);
});
