import { expect, test } from 'vitest';
import { parse } from './parse.ts';
import { children, walk } from './walk.ts';

const TEXT = 'a.b "c" {\n\tx = -[1, d(2)[3].e, {f = (4)}] + g\n}\n}';

test('children are the nodes directly below, in the order of the text', () => {
  const { root } = parse(TEXT);
  expect(children(root).map(({ kind }) => kind)).toEqual(['Block', 'Skipped']);
  const [block] = root.statements;
  expect(block && children(block).map(({ kind }) => kind)).toEqual(['Name', 'Name', 'Label', 'Attribute']);
});

test('a walk visits every node once, parents first', () => {
  const kinds: string[] = [];
  walk(parse(TEXT).root, ({ kind }) => kinds.push(kind));
  expect(kinds).toEqual(
    [
      ['SourceFile', 'Block', 'Name', 'Name', 'Label', 'Attribute', 'Name', 'Binary', 'Unary', 'Array', 'Literal'],
      ['Access', 'Index', 'Call', 'Identifier', 'Literal', 'Literal', 'Name'],
      ['Object', 'Field', 'FieldKey', 'Paren', 'Literal', 'Identifier', 'Skipped'],
    ].flat(),
  );
});

test('missing parts are visited too', () => {
  const kinds: string[] = [];
  walk(parse('a =').root, ({ kind }) => kinds.push(kind));
  expect(kinds).toEqual(['SourceFile', 'Attribute', 'Name', 'Missing']);
});
