import { describe, expect, test } from 'vitest';
import { LineIndex } from './lines.ts';
import { parse } from './parse.ts';

/** The errors of a text: `line:column code`. */
function errorsOf(text: string): string[] {
  const lines = new LineIndex(text);
  return parse(text).errors.map(({ code, start }) => {
    const { line, column } = lines.position(start);
    return `${line}:${column} ${code.replace('syntax/', '')}`;
  });
}

describe('one mistake, one error', () => {
  test.each([
    ['several signs of it on one line', 'a {\n\tb = x|y|z:1 @ 2\n}\n', ['2:7 half-operator']],
    ['an object that is closed too early', 'a {\n\tb = [{\n\t\tx = 1,\n\t}}, {\n\t\ty = 2,\n\t}]\n\tc = 3\n}\n', ['2:6 unclosed-bracket']],
    ['a closing bracket of another kind', 'a {\n\tb = f(\n\t\t[}\n\t\t\tx = 1,\n\t\t}],\n\t)\n\tc {\n\t}\n}\n', ['3:3 unclosed-bracket']],
    ['a block behind something else that opens', 'a {\n\tb = {"x"\n\tc = 1\n\td = 2\n\te = 3\n}\n', ['2:10 expected-equals']],
    ['a brace instead of a name', 'a {\n\tb }= 1\n\tc {\n\t}\n\td = 1\n}\n', ['2:4 incomplete-statement']],
    ['prose where a comment was not opened', '/\nOne: is this.\nThere is: more.\nSee https://x.y\n*/\na = 1\n', ['1:1 unexpected']],
  ])('%s', (_name, text, errors) => expect(errorsOf(text)).toEqual(errors));
});

describe('mistakes of their own stay', () => {
  test.each([
    [
      'on one line, each of them plain',
      'a = { b: 1, c: 2 }\nd = 1; e = 2;\n',
      ['1:8 colon', '1:14 colon', '2:6 semicolon', '2:13 semicolon'],
    ],
    [
      'line after line, each of them plain',
      'a =\nb =\nc = 1\nd: 1\ne == 1\n',
      ['1:4 expected-value', '2:4 expected-value', '4:2 colon', '5:3 double-equals'],
    ],
    ['in other blocks at the margin', 'a {\n\tb = (1\n\tc = 1 }\n}\n\nd {\n\te = ?\n}\n', ['2:6 unclosed-bracket', '7:6 conditional']],
    [
      'further away in the same block',
      'a {\n\tb c d\n\te = 1\n\tf = 2\n\tg = 3\n\th i j\n}\n',
      ['2:4 expected-equals', '6:4 expected-equals'],
    ],
    [
      'before brackets do not match',
      'a {\n\tb = 1,\n\tc = 1\n\td = [1\n\te = 2\n}\n',
      ['2:7 comma-after-statement', '4:6 unclosed-bracket'],
    ],
  ])('%s', (_name, text, errors) => expect(errorsOf(text)).toEqual(errors));
});

test('what is damaged: the lines of an error, and the whole block at the margin where brackets do not match', () => {
  const damaged = (text: string): string[] => parse(text).damage.map(({ start, end }) => text.slice(start, end));
  expect(damaged('a {\n\tb = ?\n\tc = 1\n}\n')).toEqual(['\tb = ?']);
  expect(damaged('a {\n}\n\nb {\n\tc {\n\t}}\n\td = 1\n}\n\ne {\n}\n')).toEqual(['b {\n\tc {\n\t}}\n\td = 1\n}']);
  expect(damaged('a = 1\n')).toEqual([]);
});
