import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfiguration } from './read.ts';
import { configurationOf } from './testing.ts';

const fragment = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"',
    '\\',
    '//',
    '/*',
    '*/',
    '\n',
    ' ',
    '\ufeff',
    '\u0000',
    '\ud800',
    '1e999',
    '-',
    'null',
    'true',
  ),
  fc.constantFrom(
    '"programs"',
    '"files"',
    '"rules"',
    '"extends"',
    '"secret/plaintext"',
    '"off"',
    '"kind"',
    '"__proto__"',
    '"**/*"',
    '"!"',
    '"../.."',
  ),
  fc.string({ maxLength: 4 }),
);

test('no text makes the reader throw, and what it says is in the text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fragment, { maxLength: 40 }), async (parts) => {
      const text = parts.join('');
      const { problems } = await readConfiguration('/assay.json', text);
      for (const { start, end, message } of problems) {
        expect(message).not.toBe('');
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(start).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1000 },
  );
});

test('no glob makes what it is asked throw', async () => {
  const glob = fc.array(
    fc.constantFrom('*', '**', '?', '[', ']', '{', '}', '(', ')', '!', '/', '..', '.', 'a', ',', '+', '@', '|', '^', '$', '-'),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  await fc.assert(
    fc.asyncProperty(glob, fc.array(fc.constantFrom('a', 'b', '/', '.', '[', '*'), { maxLength: 8 }), async (parts, path) => {
      const globs = [parts.join('')];
      const text = JSON.stringify({ ignores: globs, programs: [{ files: globs }], overrides: [{ files: globs, rules: {} }] });
      const configuration = await configurationOf({ '/repo/assay.json': text });
      configuration.settingsOf(`/repo/${path.join('')}`);
    }),
    { numRuns: 1000 },
  );
});
