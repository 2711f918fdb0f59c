import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSource } from './encoding.ts';

const bytes = (...parts: (string | readonly number[])[]): Uint8Array => Buffer.concat(parts.map((part) => Buffer.from(part as string)));

test('UTF-8 is taken as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeSource(bytes(text))).toEqual({ text });
    }),
  );
});

test('a mark of UTF-8 stays in the text', () => expect(decodeSource(bytes('\ufeffa = 1'))).toEqual({ text: '\ufeffa = 1' }));

test('a replacement character that is written is no problem', () => expect(decodeSource(bytes('"\ufffd"'))).toEqual({ text: '"\ufffd"' }));

describe('other encodings are told by their marks', () => {
  test.each([
    ['UTF-16 (little endian)', 'utf-16', [0xff, 0xfe, 0x61, 0x00]],
    ['UTF-16 (big endian)', 'utf-16', [0xfe, 0xff, 0x00, 0x61]],
    ['UTF-32', 'utf-32', [0xff, 0xfe, 0x00, 0x00, 0x61, 0, 0, 0]],
    ['UTF-32', 'utf-32', [0x00, 0x00, 0xfe, 0xff, 0, 0, 0, 0x61]],
    ['UTF-16 (little endian)', 'utf-16', [0xff, 0xfe]],
  ])('%s', (name, kind, content) => {
    const { problem } = decodeSource(new Uint8Array(content));
    expect(problem).toMatchObject({ kind, offset: 0 });
    expect(problem?.message).toContain(name);
  });
});

describe('bytes that are no UTF-8', () => {
  test.each([
    ['a lone byte', bytes('a\n', [0xff], 'b'), 2],
    ['Latin-1', bytes('"caf', [0xe9], '"'), 4],
    ['a character cut short at the end', bytes('ab', [0xe6, 0x97]), 2],
    ['an overlong form', bytes('x', [0xc0, 0x80]), 1],
    ['half of a surrogate pair', bytes('x', [0xed, 0xa0, 0x80]), 1],
    ['behind characters of all widths', bytes('aé日😀', [0x80]), 5],
    ['behind a replacement character that is written', bytes('\ufffd', [0x80]), 1],
    ['behind a mark', bytes('\ufeffa', [0x80]), 2],
  ])('%s', (_name, content, offset) => {
    const { text, problem } = decodeSource(content);
    expect(problem).toMatchObject({ kind: 'invalid-utf-8', offset });
    expect(text[offset]).toBe('\ufffd');
  });
});

test('any bytes give a text, and a problem exactly if they are not its UTF-8', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (content) => {
      const { text, problem } = decodeSource(content);
      expect(problem === undefined).toBe(Buffer.from(text).equals(Buffer.from(content)));
      expect(problem?.offset ?? 0).toBeLessThanOrEqual(text.length);
    }),
  );
});
