import { expect, test } from 'vitest';
import { byteString, quote, quoteAscii, quoteByteString } from './quote.ts';

test.each([
  ['plain text', '"plain text"'],
  ['a"b\\c', '"a\\"b\\\\c"'],
  ['\x07\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"'],
  ['\x00\x7f', '"\\x00\\x7f"'],
  ['é日😀', '"é日😀"'],
  ['\u00a0\u200b', '"\\u00a0\\u200b"'],
  ['\u{e0001}', '"\\U000e0001"'],
  ['\ud800', '"\\ufffd"'],
])('%j as %%q prints it', (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

test('as the time package prints it', () => {
  expect(quoteAscii('5 parsecs')).toBe('"5 parsecs"');
  expect(quoteAscii('é"\\\n\x7f')).toBe('"\\xc3\\xa9\\"\\\\\\x0a\x7f"');
});

test('bytes that are cut in the middle of a character', () => {
  expect(quoteByteString(byteString('aé').slice(0, 2))).toBe('"a\\xc3"');
  expect(quoteByteString(byteString('é日😀').slice(1))).toBe('"\\xa9日😀"');
  expect(quoteByteString(byteString('aé'))).toBe('"aé"');
});
