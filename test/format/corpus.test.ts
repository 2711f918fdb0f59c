import { format, formatRange } from '@assay/formatter';
import { parse } from '@assay/parser';
import { describe, expect, test } from 'vitest';
import { formattedFiles } from './corpus.ts';
import { commentsOf, meaning } from './meaning.ts';

const files = formattedFiles();
if (!files) console.warn('SKIPPED: the shared corpus is not here, formatting is not compared with that of Alloy');

describe.skipIf(!files)('the shared corpus', () => {
  const results = (files ?? []).map(({ file, text, formatted }) => {
    const source = parse(text);
    return { file, source, expected: formatted, ours: format(source) };
  });

  test('is formatted as Alloy formats it, byte for byte', () => {
    expect(results.filter(({ ours, expected }) => ours?.text !== expected).map(({ file }) => file)).toEqual([]);
  });

  test('needs no exception', () => {
    expect(results.filter(({ ours }) => ours?.exceptions.length !== 0).map(({ file }) => file)).toEqual([]);
  });

  test('keeps its meaning and its comments', () => {
    const changed = results.filter(({ source, ours }) => {
      const again = parse(ours?.text ?? '');
      return meaning(again) !== meaning(source) || commentsOf(again).join('\n') !== commentsOf(source).join('\n');
    });
    expect(changed.map(({ file }) => file)).toEqual([]);
  });

  test('stays as it is when it is formatted again', () => {
    const changed = results.filter(({ ours }) => format(parse(ours?.text ?? ''))?.text !== ours?.text);
    expect(changed.map(({ file }) => file)).toEqual([]);
  });

  test('comes to the same by edits', () => {
    const different = results.filter(({ source, ours }) => {
      let result = '';
      let at = 0;
      for (const { start, end, text } of formatRange(source, 0, source.text.length)) {
        result += source.text.slice(at, start) + text;
        at = end;
      }
      return result + source.text.slice(at) !== ours?.text;
    });
    expect(different.map(({ file }) => file)).toEqual([]);
  });
});
