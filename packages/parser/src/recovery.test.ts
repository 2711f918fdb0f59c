import { expect, test } from 'vitest';
import { LineIndex } from './lines.ts';
import { parse } from './parse.ts';
import { outline } from './testing.ts';

/** The errors of a text: `line:column code`. */
function errorsOf(text: string): string[] {
  const lines = new LineIndex(text);
  return parse(text).errors.map(({ code, start }) => {
    const { line, column } = lines.position(start);
    return `${line}:${column} ${code}`;
  });
}

// Where the text breaks off is where it goes on: that what is open there is not closed needs no words of its own.
test.each([
  ['a {\n\tb = ', '2:5 syntax/expected-value'],
  ['a {\n\tb = "x', '2:6 syntax/unterminated-string'],
  ['a {\n\tb = `x\n}\nc {\n}\n', '2:6 syntax/unterminated-string'],
  ['a {\n\t/* x\n}\nc {\n}\n', '2:2 syntax/unterminated-comment'],
  ['a {\n\tb {\n\t\tc = [\n\t\t\t{ d = 1', '4:4 syntax/unclosed-bracket'],
  ['a {\n\tb', '2:3 syntax/incomplete-statement'],
  ['a {\n\tb = 1', '1:1 syntax/unclosed-block'],
])('a text that breaks off is one mistake: %j', (text, error) => expect(errorsOf(text)).toEqual([error]));

test('a label that is not closed does not swallow the block', () => {
  const text = 'loki.write "x {\n\ta = 1\n}\n\ndeclare "y {\n\tb {\n\t}\n}\n';
  expect(errorsOf(text)).toEqual(['1:12 syntax/unterminated-string', '5:9 syntax/unterminated-string']);
  expect(outline(parse(text).root.statements)).toBe('loki.write "x" {a = 1}; declare "y" {b {}}');
});

test('where one block is not closed, the layout of the others does not matter', () => {
  const text = 'a {\n\t\tb {\nc = 1\n\t}\n}\n\nd {\n\te {\n\t\tf = 1\n}\n\ng {\n h {\n}\n\t}\n';
  expect(errorsOf(text)).toEqual(['8:2 syntax/unclosed-block']);
  expect(outline(parse(text).root.statements)).toBe('a {b {c = 1}}; d {e {f = 1}}; g {h {}}');
});
