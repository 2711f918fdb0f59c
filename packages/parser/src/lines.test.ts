import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineIndex } from './lines.ts';
import { pieces } from './testing.ts';

test('lines and columns count from 1, columns in bytes of UTF-8', () => {
  const lines = new LineIndex('a\né = "日😀"\n');
  expect(lines.position(0)).toEqual({ line: 1, column: 1 });
  expect(lines.position(1)).toEqual({ line: 1, column: 2 });
  expect(lines.position(2)).toEqual({ line: 2, column: 1 });
  expect(lines.position(3)).toEqual({ line: 2, column: 3 });
  expect(lines.position(7)).toEqual({ line: 2, column: 7 });
  expect(lines.position(8)).toEqual({ line: 2, column: 10 });
  expect(lines.position(10)).toEqual({ line: 2, column: 14 });
  expect(lines.position(12)).toEqual({ line: 3, column: 1 });
});

test('a byte order mark takes three columns', () => {
  expect(new LineIndex('\ufeffa').position(1)).toEqual({ line: 1, column: 4 });
  expect(new LineIndex('\ufeffa').offset({ line: 1, column: 4 })).toBe(1);
});

test('only a newline ends a line', () => {
  const lines = new LineIndex('a\r\nb\rc\u2028d\n\n');
  expect(lines.lineCount).toBe(4);
  expect([1, 2, 3, 4].map((line) => lines.lineText(line))).toEqual(['a\r', 'b\rc\u2028d', '', '']);
  expect([1, 2, 3, 4].map((line) => lines.lineStart(line))).toEqual([0, 3, 9, 10]);
});

test('what lies beyond the ends is taken as the end', () => {
  const lines = new LineIndex('ab\nc');
  expect(lines.position(-5)).toEqual({ line: 1, column: 1 });
  expect(lines.position(99)).toEqual({ line: 2, column: 2 });
  expect(lines.offset({ line: 1, column: 99 })).toBe(2);
  expect(lines.offset({ line: 9, column: 9 })).toBe(4);
  expect(lines.lineStart(9)).toBe(4);
  expect(lines.lineText(9)).toBe('');
  expect(new LineIndex('').position(0)).toEqual({ line: 1, column: 1 });
  expect(new LineIndex('').lineCount).toBe(1);
});

const texts = fc.oneof(
  pieces,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom('\n', '\r', 'é', '日', '😀', 'a'), { maxLength: 30 }).map((parts) => parts.join('')),
);

test('offset and position are each other’s inverse', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const lines = new LineIndex(text);
      let offset = 0;
      for (const character of [...text, '']) {
        const position = lines.position(offset);
        expect(lines.offset(position)).toBe(offset);
        // An independent count.
        const before = text.slice(0, offset);
        const line = before.split('\n');
        expect(position).toEqual({ line: line.length, column: Buffer.byteLength(line.at(-1) as string) + 1 });
        offset += character.length;
      }
    }),
    { numRuns: 300 },
  );
});

test('the lines are the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const lines = new LineIndex(text);
      expect(Array.from({ length: lines.lineCount }, (_, index) => lines.lineText(index + 1)).join('\n')).toBe(text);
    }),
  );
});

test('places in long lines are those of short ones', () => {
  for (const unit of ['aé日😀', '😀', 'x😀', 'a']) {
    const text = `${unit.repeat(3000)}\n${unit.repeat(1500)}\nend`;
    const lines = new LineIndex(text);
    const starts = [0, text.indexOf('\n') + 1, text.lastIndexOf('\n') + 1];
    for (let offset = 0; offset <= text.length; offset += 61) {
      const line = starts.findLastIndex((start) => start <= offset);
      const isSplit = /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(offset - 1, offset + 1));
      const before = text.slice(starts[line], isSplit ? offset + 1 : offset);
      expect(lines.position(offset)).toEqual({ line: line + 1, column: Buffer.byteLength(before) + 1 });
    }
  }
});
