import { parse } from '@assay/parser';
import { describe, expect, test } from 'vitest';
import { format } from './format.ts';
import { formatRange, type TextEdit } from './range.ts';

function apply(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: fresh } of edits) {
    result += text.slice(at, start) + fresh;
    at = end;
  }
  return result + text.slice(at);
}

/** The text with the edits for what stands between the two bars, which are not part of it. */
function formatted(marked: string): string {
  const [before, inside, after] = marked.split('|') as [string, string, string];
  const text = before + inside + after;
  return apply(text, formatRange(parse(text), before.length, before.length + inside.length));
}

describe('a range', () => {
  test('means the lines it touches', () => {
    expect(formatted('a=1\nb =2|3|\nc= 3\n')).toBe('a=1\nb = 23\nc= 3\n');
    expect(formatted('a=1\n|b =2\n|c= 3\n')).toBe('a=1\nb = 2\nc= 3\n');
    expect(formatted('a=1\n|b =2\nc|= 3\n')).toBe('a=1\nb = 2\nc = 3\n');
    expect(formatted('a=1\nb ||=2\n')).toBe('a=1\nb = 2\n');
  });

  test('is laid out as the whole text would be', () => {
    expect(formatted('a=1\n|bbb =2|\nccccc= 3\n')).toBe('a=1\nbbb   = 2\nccccc= 3\n');
    expect(formatted('blk {\na=[\n|1|,\n2]\n}\n')).toBe('blk {\na=[\n\t\t1,\n2]\n}\n');
  });

  test('leaves alone what reaches beyond it', () => {
    // The empty lines would go together.
    expect(formatted('a = 1\n\n|\n|\nb = 2\n')).toBe('a = 1\n\n\n\nb = 2\n');
    expect(formatted('a = 1\n|\n\n\n|b = 2\n')).toBe('a = 1\n\nb = 2\n');
    // The comment would go behind the sign.
    expect(formatted('a /* c\n */ |=| 1\n')).toBe('a /* c\n */ = 1\n');
  });

  test('takes the end of the text for the end of its line', () => {
    expect(formatted('a = 1\n|b=2|')).toBe('a = 1\nb = 2\n');
    expect(formatted('|a=1|\nb=2')).toBe('a = 1\nb=2');
    expect(formatted('||')).toBe('\n');
  });
});

describe('the edits', () => {
  const edits = (text: string): TextEdit[] => formatRange(parse(text), 0, text.length);

  test('are as small as can be', () => {
    expect(edits('a = 1\n\n\n\nb  = 2\n')).toEqual([
      { start: 7, end: 9, text: '' },
      { start: 11, end: 12, text: '' },
    ]);
    expect(edits('blk {\n  a = 1\n  b = 2\n}\n')).toEqual([
      { start: 6, end: 8, text: '\t' },
      { start: 14, end: 16, text: '\t' },
    ]);
  });

  test('are none for a text that is formatted, and none for one with errors', () => {
    expect(edits('a = 1\n')).toEqual([]);
    expect(edits('a  = = 1\n')).toEqual([]);
  });

  test.each([
    ['a comment that stands behind another token then', 'a /* c */ = 1\nbb/* d */= 2\n'],
    ['comments that go past one another’s tokens', 'a = f(\n1, /* c */\n2 /* d */ ,\n// e\n)\nb /* f */ = g(/* h */)\n'],
    ['a comment that goes past a comma', 'a = [b./* c */d, 1]\n'],
    ['a comment to the end of its line that goes past a name', 'blk {a = b.// c\nd }\n'],
    ['an empty label', 'blk "" {\n}\nblk /* c */ "" /* d */ { }\n'],
    ['keys in other quotes', 'a = {`b` = 1, "c" = [""], "" = {}}\n'],
    ['commas that come and go', 'a = [1,]\nb = [1,2,\n3]\nc = {\nd = 1}\n'],
    ['carriage returns', 'a = 1 // c\r\nb = [ // d\r\n1,\r\n]\r\n/* e\r\n */\r\n'],
    ['a byte order mark', '\ufeffa  = 1\n'],
    ['raw strings', 'a = `\n\t x  \n`\nbbb = {c = `\n`}\n'],
  ])('lead to the formatted text: %s', (_, text) => {
    const source = parse(text);
    expect(source.errors).toEqual([]);
    expect(apply(text, edits(text))).toBe(format(source)?.text);
    // Each for itself is fine, too.
    for (const edit of edits(text)) expect(parse(apply(text, [edit])).errors).toEqual([]);
  });
});
