import { expect, test } from 'vitest';
import { assay, inFolder, write } from '../testing.ts';

inFolder();

test('says where instances in instances are too many to be drawn', async () => {
  let text = 'loki.echo "e" { }';
  for (let level = 0; level < 16; level++) text = `declare "d" {\n${text}\n}\nd "a" { }\nd "b" { }\nd "c" { }\nd "e" { }`;
  write({ 'many.alloy': `${text}\n`, 'few.alloy': 'loki.echo "e" { }\n' });
  const { status, out, err } = await assay(['graph', '--format', 'json', 'many.alloy']);
  expect(err).toBe('assay: many.alloy: instances in instances are too many to be drawn: some are left out\n');
  expect(status).toBe(0);
  expect(Object.keys(JSON.parse(out).programs[0].modules).length).toBeGreaterThan(1000);
  expect((await assay(['graph', 'few.alloy'])).err).toBe('');
});
