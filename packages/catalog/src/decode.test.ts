import { describe, expect, test } from 'vitest';
import { decodeField, decodeType } from './decode.ts';

describe('types', () => {
  test.each([
    ['string', { kind: 'string' }],
    ['optional_secret', { kind: 'optional_secret' }],
    ['uint64', { kind: 'number', number: 'uint64' }],
    ['number', { kind: 'number', number: 'number' }],
    ['map(list(secret))', { kind: 'map', of: { kind: 'list', of: { kind: 'secret' } } }],
    ['text(common/config.URL)', { kind: 'text', text: 'common/config.URL' }],
    ['list(object(a/b.C))', { kind: 'list', of: { kind: 'object', schema: 'a/b.C' } }],
    ['capsule(loki.LogsReceiver)', { kind: 'capsule', name: 'loki.LogsReceiver' }],
    ['target', { kind: 'capsule', name: 'discovery.Target', convertFrom: true, convertInto: true }],
  ])('%s', (text, type) => {
    expect(decodeType(text)).toEqual(type);
    expect(decodeType(text)).toBe(decodeType(text));
  });

  test.each(['', 'str', 'set(string)', 'list(str)'])('%j is no type', (text) => {
    expect(() => decodeType(text)).toThrow('unknown type');
  });
});

describe('fields', () => {
  test('an attribute', () => {
    expect(decodeField(['url', 'r', 'string'])).toEqual({ kind: 'attribute', name: 'url', required: true, type: { kind: 'string' } });
  });

  test('a default, a deprecation, a replacement', () => {
    expect(decodeField(['a', 'd', 'bool', false, 'b'])).toEqual({
      kind: 'attribute',
      name: 'a',
      required: false,
      type: { kind: 'bool' },
      default: false,
      deprecated: true,
      replacement: 'b',
    });
    expect(decodeField(['a', 'd', 'bool', null, 'b'])).not.toHaveProperty('default');
  });

  test('blocks', () => {
    const plain = { kind: 'block', name: 'x', required: false, repeated: false, enum: false, labelled: false };
    expect(decodeField(['x', 'b', 'S'])).toEqual({ ...plain, body: { kind: 'schema', schema: 'S' } });
    expect(decodeField(['x', 'bml', 'map(int)'])).toEqual({
      ...plain,
      repeated: true,
      labelled: true,
      body: { kind: 'map', of: { kind: 'number', number: 'int' } },
    });
    expect(decodeField(['x', 'br12', 'statements'])).toEqual({ ...plain, required: true, exactly: 12, body: { kind: 'statements' } });
    expect(decodeField(['x.y', 'bme', 'S'])).toMatchObject({ name: 'x.y', enum: true, repeated: true });
  });
});
