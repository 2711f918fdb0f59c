import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textType } from './index.ts';
import { regex } from './regex.ts';

const valid = [
  '',
  '^a.*b$',
  '(a|b)*c+?d??',
  '(?P<name>a)(?<other>b)',
  '(?P<n>a)(?P<n>b)',
  '(?i)a(?-i:b)(?U)',
  '(|a)*',
  '^*',
  '\\Qa*(\\E*',
  'a*\\Q\\E*',
  'a{2}',
  'a{2,}b{0,1000}',
  '(a{100}){10}',
  '((a{1000}){0}){1000}',
  'a{,2}',
  'a{01}',
  '{',
  'a{1',
  '[]a]',
  '[^]a]',
  '[a-z\\d_-]',
  '[\\d-z]',
  '[[:alpha:][:^digit:]]',
  '[[:]',
  '\\pL\\p{Greek}\\P{^Lu}',
  '\\x41\\x{10FFFF}\\07\\123\\_\\.',
  '😀{2}',
];

const invalid: readonly [string, string][] = [
  ['(', 'missing closing ): `(`'],
  ['a)b', 'unexpected ): `a)b`'],
  ['[a', 'missing closing ]: `[a`'],
  ['a**', 'invalid nested repetition operator: `**`'],
  ['a{2}{3}?', 'invalid nested repetition operator: `{2}{3}?`'],
  ['*', 'missing argument to repetition operator: `*`'],
  ['a|*?', 'missing argument to repetition operator: `*?`'],
  ['a{1001}', 'invalid repeat count: `{1001}`'],
  ['a{2,1}', 'invalid repeat count: `{2,1}`'],
  ['(a{100}){11}', 'invalid repeat count: `{11}`'],
  ['[z-a]', 'invalid character class range: `z-a`'],
  ['[a-\\d]', 'invalid escape sequence: `\\d`'],
  ['[[:foo:]]', 'invalid character class range: `[:foo:]`'],
  ['\\p{Foo}', 'invalid character class range: `\\p{Foo}`'],
  ['\\p', 'invalid character class range: `\\p`'],
  ['\\p{L', 'invalid character class range: `\\p{L`'],
  ['\\C', 'invalid escape sequence: `\\C`'],
  ['\\8', 'invalid escape sequence: `\\8`'],
  ['\\1', 'invalid escape sequence: `\\1`'],
  ['\\x4', 'invalid escape sequence: `\\x4`'],
  ['\\x{110000}', 'invalid escape sequence: `\\x{110000`'],
  ['\\é', 'invalid escape sequence: `\\é`'],
  ['\\', 'trailing backslash at end of expression: ``'],
  ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
  ['(?<!a)', 'invalid named capture: `(?<!a)`'],
  ['(?<n-m>a)', 'invalid named capture: `(?<n-m>`'],
  ['(?i', 'invalid or unsupported Perl syntax: `(?i`'],
  ['(?i-)', 'invalid or unsupported Perl syntax: `(?i-)`'],
];

test.each(valid)('%j is a regular expression', (pattern) => {
  expect(regex(pattern, 'main')).toBeUndefined();
});

test.each(invalid)('%j: %s', (pattern, problem) => {
  expect(regex(pattern, 'main')).toBe(`error parsing regexp: ${problem}`);
});

describe('limits', () => {
  test('nesting', () => {
    expect(regex('('.repeat(999) + ')'.repeat(999), 'main')).toBeUndefined();
    const tooDeep = '('.repeat(1000) + ')'.repeat(1000);
    expect(regex(tooDeep, 'main')).toBe(`error parsing regexp: expression nests too deeply: \`${tooDeep}\``);
  });

  test('size', () => {
    expect(regex(`(${'a'.repeat(3353)}){1000}`, 'main')).toBeUndefined();
    expect(regex(`(${'a'.repeat(3355)}){1000}`, 'main')).toMatch(/: expression too large: /);
  });

  test('a hundred thousand open groups are no trouble', () => {
    expect(regex('('.repeat(100_000), 'main')).toMatch(/missing closing \)/);
  });
});

test('names of character classes: by Unicode since Go 1.25, as they are before', () => {
  expect(regex('\\p{letter}', 'main')).toBeUndefined();
  expect(regex('\\p{ close-punctuation }', 'v1.12.0')).toBeUndefined();
  expect(regex('\\p{letter}', 'v1.11.3')).toMatch(/invalid character class range/);
  expect(regex('\\p{Greek}\\p{Any}', 'v1.0.0')).toBeUndefined();
  // Go looks for "Olditalic", and knows no such script.
  expect(regex('\\p{Old_Italic}', 'main')).toMatch(/invalid character class range/);
  expect(regex('\\p{Old_Italic}', 'v1.11.3')).toBeUndefined();
});

test('the regular expression of a relabelling rule is anchored', () => {
  const { parse } = textType('common/relabel.Regexp');
  expect(parse('a|b', 'main')).toBeUndefined();
  expect(parse('(a', 'main')).toBe('error parsing regexp: missing closing ): `^(?s:(a)$`');
  expect(parse('*', 'main')).toBe('error parsing regexp: missing argument to repetition operator: `*`');
  expect(parse('(a', 'v1.10.2')).toBe('error parsing regexp: missing closing ): `^(?:(a)$`');
  expect(parse(')(', 'main')).toBeUndefined();
});

test('whatever JavaScript and Go write alike is taken or refused alike', () => {
  const piece = fc.constantFrom('a', 'b', '(', ')', '(?:', '|', '*', '+', '?', '.', '[a-c]', '[^b]', '\\d', '\\.', '{2}', '{1,3}');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const pattern = pieces.join('');
      // Empty flags are Go's alone.
      fc.pre(!/\(\?(?!:)/.test(pattern));
      let javascript = true;
      try {
        new RegExp(pattern, 'u');
      } catch {
        javascript = false;
      }
      expect(regex(pattern, 'main') === undefined).toBe(javascript);
    }),
    { numRuns: 2000 },
  );
});
