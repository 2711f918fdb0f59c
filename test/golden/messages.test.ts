import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assay } from '../docs/console.ts';

/** What is printed for a mistake that people make, as they see it. `UPDATE_GOLDEN=1` writes it anew: then read it as they would. */
const folder = new URL('messages/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.alloy'))
  .map((name) => name.slice(0, -'.alloy'.length));

test('there is a mistake of many kinds', () => {
  const codes = new Set(names.map((name) => /^(?:error|warning|info)\[(.+?)\]/m.exec(readFileSync(golden(name), 'utf8'))?.[1]));
  expect(names.length).toBeGreaterThanOrEqual(30);
  expect(codes.size).toBeGreaterThanOrEqual(20);
});

test.each(names)('%s', (name) => {
  const { output } = assay(['check', '--stability', 'experimental', `test/golden/messages/${name}.alloy`]);
  if (process.env.UPDATE_GOLDEN) writeFileSync(golden(name), output);
  expect(output).toBe(readFileSync(golden(name), 'utf8'));
});

function golden(name: string): URL {
  return new URL(`${name}.txt`, folder);
}
