import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenize } from './lexer.ts';
import { unquote } from './literals.ts';

test.each([
  ['""', ''],
  ['"a b"', 'a b'],
  [String.raw`"\a\b\f\n\r\t\v\\\""`, '\x07\b\f\n\r\t\v\\"'],
  [String.raw`"\101\x42\u0043\U00000044"`, 'ABCD'],
  [String.raw`"\u00e9\u65e5\U0001F600"`, 'é日😀'],
  // Octal and \x are bytes of UTF-8, not code points.
  [String.raw`"\xc3\xa9"`, 'é'],
  [String.raw`"\303\251"`, 'é'],
  [String.raw`"\xf0\x9f\x98\x80"`, '😀'],
  [String.raw`"\xe9"`, '\ufffd'],
  [String.raw`"\xc3a"`, '\ufffda'],
  [String.raw`"\xc3\u00a9"`, '\ufffd©'],
  [String.raw`"\x00\000"`, '\0\0'],
  [String.raw`"\xef\xbb\xbfa"`, '\ufeffa'],
  [String.raw`"\\n"`, '\\n'],
  ['"é\t日\r😀"', 'é\t日\r😀'],
  ['``', ''],
  ['`a\\n"b`', 'a\\n"b'],
  ['`a\r\nb\r`', 'a\nb'],
])('%j', (raw, value) => expect(unquote(raw)).toBe(value));

test('a string that is not closed still has a value', () => {
  expect(unquote('"abc')).toBe('abc');
  expect(unquote('`abc')).toBe('abc');
  expect(unquote('"')).toBe('');
});

test('an escape that is none becomes U+FFFD', () => expect(unquote(String.raw`"a\db"`)).toBe('a\ufffdb'));

/** A character in one of the ways in which it can be written in double quotes. */
const written = fc.tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.nat(3)).map(([character, way]) => {
  const hex = (character.codePointAt(0) as number).toString(16);
  if (way === 0) return { character, text: `\\U${hex.padStart(8, '0')}` };
  if (way === 1) return { character, text: [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('') };
  if (way === 2) return { character, text: [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('') };
  return { character, text: /["\\\n\0\ufeff]/.test(character) ? `\\u${hex.padStart(4, '0')}` : character };
});

test('a string has the characters that are written in it', () => {
  fc.assert(
    fc.property(fc.array(written), (characters) => {
      const raw = `"${characters.map(({ text }) => text).join('')}"`;
      expect(tokenize(raw).errors).toEqual([]);
      expect(unquote(raw)).toBe(characters.map(({ character }) => character).join(''));
    }),
  );
});

test('a raw string is as it stands, but for carriage returns', () => {
  const content = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('`', ''));
  fc.assert(
    fc.property(content, (text) => {
      expect(unquote(`\`${text}\``)).toBe(text.replaceAll('\r', ''));
    }),
  );
});
