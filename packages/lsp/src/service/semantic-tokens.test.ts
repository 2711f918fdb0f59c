import { expect, test } from 'vitest';
import { marked } from '../testing.ts';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES, tokenEdit } from './semantic-tokens.ts';

function tokens(text: string): string[] {
  const { site } = marked(`${text}|`);
  const lines = site.source.text.split('\n');
  const data = semanticTokens(site);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
    character = down === 0 ? character + right : right;
    line += down;
    const names = TOKEN_MODIFIERS.filter((_, index) => modifiers & (1 << index));
    found.push(`${lines[line]?.slice(character, character + length)} ${[TOKEN_TYPES[type], ...names].join('.')}`);
  }
  return found;
}

test('components, labels, attributes, blocks, references', () => {
  expect(tokens('loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\tstage.json { }\n}\nloki.echo "e" { }\n')).toEqual([
    'loki class.defaultLibrary',
    'process class.defaultLibrary',
    '" string',
    'p variable.declaration',
    '" string',
    'forward_to property',
    'loki class',
    'echo class',
    'e variable',
    'receiver property',
    'stage struct',
    'json struct',
    'loki class.defaultLibrary',
    'echo class.defaultLibrary',
    '" string',
    'e variable.declaration',
    '" string',
  ]);
});

test('functions, arguments, literals, comments of several lines', () => {
  expect(
    tokens('/* a\nb */\ndeclare "d" {\n\targument "a" { }\n\tlogging {\n\t\tlevel = string.to_upper(argument.a.value)\n\t}\n}\n'),
  ).toEqual([
    '/* a comment',
    'b */ comment',
    'declare keyword',
    '" string',
    'd variable.declaration',
    '" string',
    'argument keyword',
    '" string',
    'a variable.declaration',
    '" string',
    'logging keyword',
    'level property',
    'string namespace.defaultLibrary',
    'to_upper function.defaultLibrary',
    'argument keyword',
    'a parameter',
    'value property',
  ]);
});

test('a range has the tokens that it touches, relative to the start of the file', () => {
  const { site } = marked('|logging { }\nhttp { }\n');
  expect(semanticTokens(site, { start: { line: 1, character: 0 }, end: { line: 1, character: 2 } })).toEqual([
    1,
    0,
    4,
    TOKEN_TYPES.indexOf('keyword'),
    0,
  ]);
});

test('an edit makes the one of the other', () => {
  const apply = (before: number[], after: number[]): number[] => {
    const edit = tokenEdit(before, after);
    return edit ? before.toSpliced(edit.start, edit.deleteCount, ...edit.data) : before;
  };
  for (const [before, after] of [
    [
      [1, 2, 3],
      [1, 9, 3],
    ],
    [
      [1, 1],
      [1, 1, 1],
    ],
    [[], [5]],
    [[5], []],
    [[1], [1]],
  ] as const) {
    expect(apply([...before], [...after])).toEqual(after);
  }
});
