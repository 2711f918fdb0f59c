import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assay, inFolder, write } from './testing.ts';

inFolder();

/** With the name put right, Alloy would look at the stage, which does not say what to drop. */
const misspelt = (label: string): string => `loki.process "${label}" {\n\tforward_too = []\n\n\tstage.drop { }\n}\n`;

test('fixes that would do harm are left out, and told with their places', async () => {
  write({ 'a.alloy': `// A comment.\nlogging {\n\tlevel = env("L")\n}\n\n${misspelt('x')}` });
  const { status, err } = await assay(['check', '--fix-suggested', 'a.alloy']);
  expect(status).toBe(1);
  expect(err).toBe(
    '1 fix applied in 1 file\na.alloy:7:2: the fix of block/unknown-attribute was left out (did you mean "forward_to"?): it would bring exclusive/required: "stage.drop" needs one of "source", "expression", "older_than" or "longer_than"\n',
  );
  expect(readFileSync('a.alloy', 'utf8')).toContain(misspelt('x'));
});

test('of many that were left out some are told', async () => {
  write({ 'a.alloy': Array.from({ length: 25 }, (_, index) => misspelt(`x${index}`)).join('\n') });
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
