import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assay, inFolder, write } from './testing.ts';

inFolder();

/** Its fix would bring to light that an attribute is missing. */
const unknown = (label: string): string => `loki.rellabel "${label}" { }\n`;

test('fixes that would do harm are left out, and told with their places', async () => {
  write({ 'a.alloy': `// A comment.\nlogging {\n\tlevel = env("L")\n}\n\n${unknown('x')}` });
  const { status, err } = await assay(['check', '--fix-suggested', 'a.alloy']);
  expect(status).toBe(1);
  expect(err).toBe(
    '1 fix applied in 1 file\na.alloy:6:1: the fix of structure/unknown-component was left out (did you mean "loki.relabel"?): it would bring block/missing-attribute: "loki.relabel" needs the attribute "forward_to" (a list of Loki receivers)\n',
  );
  expect(readFileSync('a.alloy', 'utf8')).toContain(unknown('x'));
});

test('of many that were left out some are told', async () => {
  write({ 'a.alloy': Array.from({ length: 25 }, (_, index) => unknown(`x${index}`)).join('\n') });
  const { err } = await assay(['check', '--fix-suggested', '--diff', 'a.alloy']);
  const lines = err.trimEnd().split('\n');
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe('5 more fixes left out');
});

test('nothing is mended in a file that is not Alloy', async () => {
  const text = "a: 'b'\nlogging { level = 'info' }\n";
  write({ 'values.yaml': text });
  await assay(['check', '--fix-suggested', 'values.yaml']);
  expect(readFileSync('values.yaml', 'utf8')).toBe(text);
});
