import { describe, expect, test } from 'vitest';
import { checkOttl } from './check.ts';

const statement = (text: string, context = 'transform/log'): string | undefined => checkOttl(text, 'statement', context)?.message;

describe('what the functions of OTTL refuse when they are made', () => {
  test('words', () => {
    expect(statement('merge_maps(attributes, resource.attributes, "upsert")')).toBeUndefined();
    expect(statement('merge_maps(attributes, resource.attributes, "replace")')).toContain('"insert", "update", "upsert"');
    expect(statement('replace_all_patterns(attributes, "keys", "a", "b")')).toContain('"key", "value"');
  });

  test('patterns without a name', () => {
    expect(statement('merge_maps(attributes, ExtractPatterns(body, "(?P<level>[a-z]+)"), "upsert")')).toBeUndefined();
    expect(statement('merge_maps(attributes, ExtractPatterns(body, "([a-z]+)"), "upsert")')).toContain('needs a group with a name');
    expect(statement('merge_maps(attributes, ExtractGrokPatterns(body, "%{URI}", true), "upsert")')).toContain('%{WORD:level}');
    // Where names are not asked for, or may come with a definition, nothing is certain.
    expect(statement('merge_maps(attributes, ExtractGrokPatterns(body, "%{URI}"), "upsert")')).toBeUndefined();
    expect(statement('merge_maps(attributes, ExtractGrokPatterns(body, "%{COMMONAPACHELOG}", true), "upsert")')).toBeUndefined();
    expect(statement('merge_maps(attributes, ExtractGrokPatterns(body, "%{X}", true, ["X=%{URI:a}"]), "upsert")')).toBeUndefined();
  });

  test('versions of the semantic conventions', () => {
    expect(statement('set_semconv_span_name("1.37.0")', 'transform/span')).toBeUndefined();
    expect(statement('set_semconv_span_name("latest")', 'transform/span')).toContain('such as "1.37.0"');
  });

  test('a misspelt path has its replacement, with or without a key', () => {
    expect(checkOttl('set(sevrity_text, "a")', 'statement', 'transform/log')).toMatchObject({
      start: 4,
      end: 16,
      replacement: 'severity_text',
    });
    expect(checkOttl('set(atributes["a"], "b")', 'statement', 'transform/log')).toMatchObject({
      start: 4,
      end: 13,
      replacement: 'attributes',
    });
  });
});

describe('what is nested', () => {
  const nested = (depth: number): string => `set(attributes["a"], ${'('.repeat(depth)}1${')'.repeat(depth)})`;

  test('is read as deep as anyone nests', () => {
    expect(statement(nested(100))).toBeUndefined();
    expect(statement(nested(100).replace('1)', '1 1)'))).toContain('"1" cannot stand here');
  });

  test.each([
    ['parentheses', nested(50_000)],
    ['lists', `set(attributes["a"], ${'['.repeat(50_000)}`],
    ['calls', `set(attributes["a"], ${'Concat('.repeat(50_000)}`],
    ['maps', `set(attributes["a"], ${'{"a":'.repeat(50_000)}`],
    ['keys', `set(${'a['.repeat(50_000)}`],
  ])('is left alone where it is too deep to be read: %s', (_, text) => {
    expect(statement(text)).toBeUndefined();
  });
});
