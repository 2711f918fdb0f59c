import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readComment } from './comment.ts';

const read = (text: string): unknown => {
  const comment = readComment(text, 0);
  if (!comment || 'problem' in comment) return comment?.problem;
  const { kind, codes, until, reason } = comment;
  return [kind, codes.map((code) => text.slice(code.start, code.end)).join(' '), until && text.slice(until.start, until.end), reason];
};

test.each([
  ['// assay: ignore graph/dead-sink: fed by hand', ['ignore', 'graph/dead-sink', undefined, 'fed by hand']],
  ['//assay:ignore graph/dead-sink:fed by hand', ['ignore', 'graph/dead-sink', undefined, 'fed by hand']],
  ['// assay: ignore graph/dead-sink', ['ignore', 'graph/dead-sink', undefined, '']],
  ['// assay: ignore-block a/b, c/*: see http://x', ['ignore-block', 'a/b c/*', undefined, 'see http://x']],
  ['// assay: ignore-file a/b,c/d : reason', ['ignore-file', 'a/b c/d', undefined, 'reason']],
  ['// assay: ignore a/b until 2027-01-31: reason', ['ignore', 'a/b', '2027-01-31', 'reason']],
  ['// assay: ignore a/b until 2027-01-31', ['ignore', 'a/b', '2027-01-31', '']],
  ['// assay: ignore a/b: the old port stays until 2027-01-31', ['ignore', 'a/b', '2027-01-31', 'the old port stays until 2027-01-31']],
])('%s', (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test.each([
  ['// assay: ignore', /names no code/],
  ['// assay: ignore : reason', /names no code/],
  ['// assay: ignore until 2027-01-31: reason', /names no code/],
  ['// assay: ignore *: reason', /a category/],
  ['// assay: ignore a/b,, c/d: reason', /beside a comma/],
  ['// assay: ignore "a/b": reason', /is no code/],
  ['// assay: ignore a/b until 2027-02-30: reason', /a date that exists.*not "2027-02-30"/],
  ['// assay: ignore a/b until tomorrow: reason', /not "tomorrow"/],
  ['// assay: ignore a/b until: reason', /not ""/],
  ['// assay: ignore a/b: it stays until 2027-13-01', /not "2027-13-01"/],
])('%s cannot be read', (text, problem) => {
  expect(read(text)).toMatch(problem);
});

test.each([
  ['// assay: ignore a/b because of this', '// assay: ignore a/b: because of this'],
  ['// assay: ignore a/b until 2027-01-31 because', '// assay: ignore a/b until 2027-01-31: because'],
  ['// assay: ignore a/b c/d: reason', '// assay: ignore a/b, c/d: reason'],
  ['// assay-ignore a/b: reason', '// assay: ignore a/b: reason'],
  ['// assay ignore: a/b: reason', '// assay: ignore a/b: reason'],
  ['// assay ignore a/b', '// assay: ignore a/b'],
  ['// assay:disable a/b: reason', '// assay: ignore a/b: reason'],
  ['// Assay: ignore a/b: reason', '// assay: ignore a/b: reason'],
  ['// assay: ignroe a/b: reason', '// assay: ignore a/b: reason'],
  ['// asay: ignore a/b: reason', '// assay: ignore a/b: reason'],
  ['// assay: ignore-next-line a/b: reason', '// assay: ignore a/b: reason'],
  ['// assay: ignore-files a/b: reason', '// assay: ignore-file a/b: reason'],
  ['// assay-ignore-file a/b: reason', '// assay: ignore-file a/b: reason'],
  ['// assay-disable-next-line a/b: reason', '// assay: ignore a/b: reason'],
  ['// assay: a/b: reason', '// assay: ignore a/b: reason'],
  ['/// assay: ignore a/b: reason', '// assay: ignore a/b: reason'],
])('%s is nearly right', (text, meant) => {
  expect(readComment(text, 0)).toMatchObject({ start: 0, end: text.length, meant });
});

test('what is nearly right and cannot be mended', () => {
  expect(read('// assay-ignore')).toMatch(/begins with/);
  expect(read('/* assay: ignore a/b: reason */')).toMatch(/is a line comment/);
});

test.each([
  '// ignore this',
  '// Assay checks this file',
  '// assay ignores what it does not know',
  '// assay ignore lists are kept elsewhere',
  '// assay: this file has no findings',
  '// we allow the label pod/name here',
  '// essay: ignore the first chapter',
  '// see docs/assay/ignore.md',
  '// eslint-disable-next-line no/such-rule',
  '/* ignore */',
  '//',
])('%s is an ordinary comment', (text) => {
  expect(readComment(text, 0)).toBeUndefined();
});

test('any comment is read, or not, with places in it, and what was probably meant can be read', () => {
  const parts = [
    'assay',
    'Assay',
    'asay',
    'ignore',
    'disable',
    '-block',
    '-file',
    '-',
    ':',
    ' ',
    ',',
    'a/b',
    'c/*',
    '*',
    'until',
    '2027-01-31',
    '2027',
    'é',
    '"',
    '/*',
    '*/',
  ];
  const comment = fc.tuple(
    fc.constantFrom('// assay: ignore ', '// assay: ignore-file ', '// assay', '//', '/*'),
    fc.array(fc.constantFrom(...parts), { maxLength: 12 }),
  );
  fc.assert(
    fc.property(comment, fc.nat(100), ([head, rest], start) => {
      const text = head + rest.join('');
      const found = readComment(text, start);
      if (!found) return;
      expect([found.start, found.end]).toEqual([start, start + text.length]);
      if ('codes' in found) {
        for (const named of [...found.codes, ...(found.until ? [found.until] : [])])
          expect(text.slice(named.start - start, named.end - start)).toBe(named.text);
      } else if (found.meant !== undefined) expect(readComment(found.meant, 0)).toHaveProperty('codes');
    }),
    { numRuns: 2000 },
  );
});

test('what is too long is not read', () => {
  const blanks = ' '.repeat(1_000_000);
  expect(readComment(`/* assay${blanks}ignore${blanks}*/`, 0)).toBeUndefined();
  expect(read(`// assay: ignore a/b${blanks}until${blanks}x: y`)).toMatch(/more than 2000 characters/);
});
