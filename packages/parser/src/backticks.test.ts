import { expect, test } from 'vitest';
import { LineIndex } from './lines.ts';
import { parse } from './parse.ts';
import { reparse } from './reparse.ts';
import { outline } from './testing.ts';

/** The errors of a text: `line:column code`. */
function errorsOf(text: string): string[] {
  const lines = new LineIndex(text);
  return parse(text).errors.map(({ code, start }) => {
    const { line, column } = lines.position(start);
    return `${line}:${column} ${code.replace('syntax/', '')}`;
  });
}

const REST = 'b {\n\tc = [\n\t\t`d e "f" g`,\n\t\t`h | i`,\n\t]\n}\n';
const REST_OUTLINE = 'b {c = [`d e "f" g`, `h | i`]}';

test.each([
  ['one too many within a name', `a {\n\tx = y.\`z\n}\n${REST}`, '2:8', `a {x = (y.z)}; ${REST_OUTLINE}`],
  ['one too many at the end of a line', `a {\n\tx = 1 \`\n}\n${REST}`, '2:8', `a {x = 1}; ${REST_OUTLINE}`],
  ['one too many before a block', `\`a {\n\tx = 1\n}\n${REST}`, '1:1', `a {x = 1}; ${REST_OUTLINE}`],
  ['the first of two is missing', `a {\n\tx = y\`\n}\n${REST}`, '2:7', `a {x = y}; ${REST_OUTLINE}`],
  ['the second is missing', `a {\n\tx = \`y\n}\n${REST}`, '2:6', `a {x = y}; ${REST_OUTLINE}`],
  [
    'the second of prose is missing',
    `a {\n\tx = \`Some words: | here.\n}\n${REST}`,
    '2:6',
    `a {x = \`Some words: | here.}; ${REST_OUTLINE}`,
  ],
  [
    'the second of several lines is missing',
    `a {\n\tx = \`\n\t\tone: two | three\n\t\t- {}} four:\n\t\n\ty = 1\n}\n${REST}`,
    '2:6',
    `a {x = \`\n\t\tone: two | three\n\t\t- {}} four:\n\t; y = 1}; ${REST_OUTLINE}`,
  ],
])('%s: one error there, and the rest is read', (_name, text, at, tree) => {
  const result = parse(text);
  expect(errorsOf(text)).toEqual([`${at} unterminated-string`]);
  expect(outline(result.root.statements)).toBe(tree);
  expect(result.tokens.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
});

test('where the strings can be meant, another mistake changes nothing about them', () => {
  expect(errorsOf(`a = \`x\ny\` \`z\`\n`)).toEqual(['2:4 expected-newline']);
  expect(errorsOf(`a = [\n\t\`x\n\ty\`\n\t\`z\`,\n]\n`)).toEqual(['3:4 missing-comma']);
  expect(errorsOf(`a {\n\tx \`y\nz\`\n}\n`)).toEqual(['2:4 expected-equals']);
});

test('typed, and closed again', () => {
  const text = `a {\n\tx = y\n}\n${REST}`;
  const at = text.indexOf('y\n');
  const opened = reparse(parse(text), [{ start: at, end: at, text: '`' }]);
  expect(opened).toEqual(parse(opened.text));
  expect(opened.errors).toHaveLength(1);
  const closed = reparse(opened, [{ start: at + 2, end: at + 2, text: '`' }]);
  expect(closed).toEqual(parse(closed.text));
  expect(closed.errors).toEqual([]);
});

test('an edit elsewhere may make another string of it', () => {
  const text = `a {\n\tx = y.\`z\n}\n${REST}`;
  for (const at of [...text.matchAll(/`/g)].map(({ index }) => index)) {
    const edited = reparse(parse(text), [{ start: at, end: at + 1, text: '' }]);
    expect(edited).toEqual(parse(edited.text));
    const open = reparse(parse(text), [{ start: at, end: at, text: '`' }]);
    expect(open).toEqual(parse(open.text));
  }
  const far = reparse(parse(text), [{ start: text.length, end: text.length, text: 'c {\n\td = `e`\n}\n`' }]);
  expect(far).toEqual(parse(far.text));
});
