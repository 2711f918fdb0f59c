import { expect, test } from 'vitest';
import { parse } from './parse.ts';
import { reparse } from './reparse.ts';

/** A text with one edit, read anew and read from scratch: the edit is where `|` stands, or what stands between two of them. */
function both(marked: string, inserted: string) {
  const [before = '', removed = '', after] = marked.includes('|') ? marked.split('|') : [];
  const text = after === undefined ? before + removed : before + removed + after;
  const end = after === undefined ? before.length : before.length + removed.length;
  const previous = parse(text);
  const { statements } = previous.root;
  const again = reparse(previous, [{ start: before.length, end, text: inserted }]);
  return { statements, again, fresh: parse(again.text) };
}

test.each([
  ['a {\n\tx = 1|\n}\nb {\n\ty = 2\n}\n', '2'],
  ['a {\n\tx = 1\n}\n|\nb {\n\ty = 2\n}\n', 'c = 3\n'],
  ['a {\n\tx = |1|\n}\nb { }\n', ''],
  ['a {\n\tx = "|\n}\nb { }\n', 'y"'],
  ['a {\n\tx = 1\n|}|\nb {\n\ty = 2\n}\n', ''],
  ['a {\n\tx = 1\n|\nb {\n\ty = 2\n}\n', '}'],
  ['a {\n\tx = 1\n}\n|b {\n\ty = 2\n}\n', '}\n'],
  ['a = 1 |/* x */\nb = `y`\n', '`'],
  ['a = 1 /* x |*/|\nb = `y`\n', ''],
  ['a = 1 |\nb = 2\n', '/'],
  ['a =|\nb = 2\nc = 3\n', ' 1 +'],
  ['|a = 1\nb = 2\n', '\ufeff'],
  ['a = 1\nb = 2|', '\n{'],
  ['a "x" {*\n\tb =| 1\n}\n', ' 2'],
  ['|', 'a = 1'],
  ['a {\n\tb {\n|\t\tc = 1\n\t}\n}\n', '\t\t"d" = 1,\n'],
  ['a {\n\tb {\n|\t\t"d" = 1,\n|\t\tc = 1\n\t}\n}\n', ''],
  ['a {\n\tb {\n\t\t"d" = 1|\n\t\tc = 1\n\t}\n}\n', ','],
])('%j with %j is what it is from scratch', (marked, inserted) => {
  const { again, fresh } = both(marked, inserted);
  expect(again).toEqual(fresh);
});

test('blocks that are not touched stay what they are', () => {
  const { statements, again } = both('a { }\n\nb {\n\tc {\n\t\tx = 1|\n\t}\n\n\td { }\n}\n\ne { }\n', '1');
  expect(again.root.statements[0]).toBe(statements[0]);
  expect(again.root.statements[2]).toBe(statements[2]);
  const [was, is] = [statements[1], again.root.statements[1]];
  if (was?.kind !== 'Block' || is?.kind !== 'Block') throw new Error('no block');
  expect(is).not.toBe(was);
  expect(is.statements[0]).not.toBe(was.statements[0]);
  expect(is.statements[1]).toBe(was.statements[1]);
});

test('several edits at once', () => {
  const again = reparse(parse('a = 1\nb = 2\nc = 3\n'), [
    { start: 4, end: 5, text: '[' },
    { start: 16, end: 16, text: ']' },
  ]);
  expect(again.text).toBe('a = [\nb = 2\nc = ]3\n');
  expect(again).toEqual(parse(again.text));
});

test('a result can be used up once; after that its text still counts', () => {
  const previous = parse('a = 1\n');
  const edits = [{ start: 4, end: 5, text: '{' }];
  expect(reparse(previous, edits)).toEqual(reparse(previous, edits));
});
