import { describe, expect, test } from 'vitest';
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

describe('one mistake, one error, where it was made', () => {
  test.each([
    // What other languages write.
    ['# x = 1\na = 1', '1:1 syntax/foreign-comment'],
    ['a = 1 # it\'s "x" {\nb = 2', '1:7 syntax/foreign-comment'],
    ["a = 'it'", '1:5 syntax/single-quotes'],
    ['a = {"x": 1, y = 2}', '1:9 syntax/colon'],
    ['b {\n\tx: 1\n}', '2:3 syntax/colon'],
    ['b {\n\tx = 1,\n\ty = 2,\n\tz = 3,\n}', '2:7 syntax/comma-after-statement'],
    ['a == 1', '1:3 syntax/double-equals'],
    ['a = @x', '1:5 syntax/illegal-character'],
    // Missing things.
    ['a = {\n\tx = 1\n\ty = 2,\n}', '2:7 syntax/missing-comma'],
    ['a = [\n\t{ x = 1 }\n\t{ y = 1 },\n]', '2:11 syntax/missing-comma'],
    ['b {\n\tx =\n\ty = 1\n}', '2:5 syntax/expected-value'],
    ['a = 1 +\n\nb = 2', '1:8 syntax/expected-value'],
    ['b {\n\tx = [1, 2\n\ty = 3\n}', '2:6 syntax/unclosed-bracket'],
    ['b {\n\tx = f(1\n\ty = 3\n}', '2:7 syntax/unclosed-bracket'],
    ['a = "x\nb = 2', '1:5 syntax/unterminated-string'],
    ['a = `x\nb = 2', '1:5 syntax/unterminated-string'],
    ['a = 1 /* x\nb {}', '1:7 syntax/unterminated-comment'],
    ['b "x"\n{\n\ty = 1\n}', '1:6 syntax/expected-open-brace'],
    ['a.b {\n\tx = 1\n', '1:1 syntax/unclosed-block'],
    ['a.b "c" {\n\td {\n\t\tx = 1\n\t}\n\ne.f {\n}\n', '1:1 syntax/unclosed-block'],
    ['b {\n\tc {\n\t\tx = 1\n}\n\nd {\n}', '2:2 syntax/unclosed-block'],
    // Too much of something.
    ['b {\n}\n}\nc {\n}', '3:1 syntax/stray-close'],
    ['a = 1]\nb = 2', '1:6 syntax/expected-newline'],
    ['b {} c {}', '1:6 syntax/expected-newline'],
    ['a = 5m', '1:5 syntax/number-with-letters'],
    ['a = 0x10', '1:5 syntax/number-with-letters'],
    // Names and labels.
    ['b "x-y" {\n\tz = 1\n}', '1:3 syntax/bad-label'],
    ['b `x` {}', '1:3 syntax/raw-label'],
    ['b x {\n\tz = 1\n}', '1:3 syntax/unquoted-label'],
    ['b "c" "d" {\n\tz = 1\n}', '1:7 syntax/second-label'],
    ['b.c-d "e" {\n\tz = 1\n}', '1:1 syntax/dash-in-name'],
    ['a-b = 1', '1:1 syntax/dash-in-name'],
    ['b {\n\t"a" = 1\n}', '2:2 syntax/quoted-name'],
    ['a.true {}', '1:3 syntax/expected-name'],
    ['a.b = 1', '1:1 syntax/dotted-attribute'],
    ['a = b.\n', '1:7 syntax/expected-name'],
    // Values.
    ['a = "\\d"', '1:6 syntax/bad-escape'],
    ['a = "\\d+\\.\\d"', '1:6 syntax/bad-escape'],
    ['a = 1e', '1:5 syntax/bad-number'],
    ['a = [5MB, 1.2.3]', '1:6 syntax/number-with-letters'],
    ['a = b ? "c" : "d"', '1:7 syntax/conditional'],
    ['a = b\n\t.c\nd = 1', '2:2 syntax/operator-on-next-line'],
    ['a = 1\n\t&& true\nd = 1', '2:2 syntax/operator-on-next-line'],
    ['a = (\n\t1\n)', '2:3 syntax/bracket-on-next-line'],
    ['a = b[\n\t1\n]', '2:3 syntax/bracket-on-next-line'],
    ['a = b "c" {\n\tx = 1\n}', '1:5 syntax/block-as-value'],
    ['a = {1 = 2}', '1:6 syntax/unquoted-key'],
    ['a = {[1] = 2}', '1:6 syntax/expected-field'],
  ])('%j', (text, error) => expect(errorsOf(text)).toEqual([error]));
});

describe('what is healthy stays in the tree', () => {
  test.each([
    ['a = {x: 1, y = 2}', 'a = {x = 1, y = 2}'],
    ['a = [1 2]', 'a = [1, 2]'],
    ['b {\n\tx = [1, 2\n\ty = 3\n}', 'b {x = [1, 2]; y = 3}'],
    ['a =\nb = 2', 'a = ?; b = 2'],
    ['a = (1 + )\nb = 2', 'a = <(1 + ?)>; b = 2'],
    ['a.b "c" {\n\tx = 1\n\nd.e "f" {\n\ty = 2\n}\n', 'a.b "c" {x = 1}; d.e "f" {y = 2}'],
    ['b {\n\tx = 1,\n\ty = 2\n}', 'b {x = 1; …; y = 2}'],
    ['prometheus scrape "x" {\n}', 'prometheus.scrape "x" {}'],
    ['b "x"\n{\n\ty = 1\n}', 'b "x" {y = 1}'],
    ['{ x = 1 }\nb = 2', '…; b = 2'],
    ['b {\n}\n}\nc {\n}', 'b {}; …; c {}'],
    ["b 'x' {\n\ty = 1\n}", 'b "x" {y = 1}'],
  ])('%j', (text, tree) => expect(outline(parse(text).root.statements)).toBe(tree));
});

describe('encodings of line ends and marks', () => {
  test('lines that end with a carriage return too', () => expect(errorsOf('a = 1\r\nb {\r\n}\r\n')).toEqual([]));
  test('carriage returns alone end no line', () => expect(errorsOf('a = 1\rb = 2\r')).toEqual(['1:7 syntax/expected-newline']));
  test('a byte order mark at the beginning', () => expect(errorsOf('\ufeffa = 1\n')).toEqual([]));
  test('and elsewhere', () => expect(errorsOf('a = 1\n\ufeffb = 2\n')).toEqual(['2:1 syntax/illegal-character']));
  test('a mark counts in columns', () => expect(errorsOf('\ufeffa 1')).toEqual(['1:6 syntax/expected-equals']));
});

test('characters are named so that they can be seen', () => {
  const message = (text: string): string | undefined => parse(text).errors[0]?.message;
  expect(message('a = ?')).toContain('"?"');
  expect(message('a = 😀')).toContain('"😀"');
  expect(message('a = \u200b1')).toContain('U+200B');
  expect(message('a = \u00a01')).toContain('U+00A0');
  expect(message('a = \u0007')).toContain('U+0007');
  expect(message('a = \0')).toContain('NUL');
});
