import { expect, test } from 'vitest';
import { catalog } from '../testing.ts';
import { groupIntoPrograms } from './programs.ts';
import { openSource } from './source.ts';

function groups(files: Readonly<Record<string, string>>): string[][] {
  const sources = Object.entries(files).map(([path, text]) => openSource(path, text));
  return groupIntoPrograms(sources, catalog).map((group) => group.map(({ path }) => path));
}

const write = (label: string): string => `loki.write "${label}" { }\n`;
const relabel = (label: string, to: string): string => `loki.relabel "${label}" {\n\tforward_to = [loki.write.${to}.receiver]\n}\n`;

test('files that refer to each other are one program, others stand alone', () => {
  const files = { 'd/a.alloy': relabel('r', 'x'), 'd/b.alloy': write('x'), 'd/c.alloy': write('y') };
  expect(groups(files)).toEqual([['d/a.alloy', 'd/b.alloy'], ['d/c.alloy']]);
});

test('what a file defines itself is not looked for elsewhere', () => {
  expect(groups({ 'd/a.alloy': relabel('r', 'x') + write('x'), 'd/b.alloy': `${write('x')}loki.echo "e" { }\n` })).toHaveLength(2);
});

test('files of different directories are never one program', () => {
  expect(groups({ 'd/a.alloy': relabel('r', 'x'), 'e/b.alloy': write('x') })).toHaveLength(2);
});

test('alternatives that define the same block are not put together', () => {
  const files = { 'd/dev.alloy': write('x') + write('dev'), 'd/prod.alloy': write('x'), 'd/use.alloy': relabel('r', 'x') };
  expect(groups(files)).toHaveLength(3);
  expect(groups({ 'd/a.alloy': relabel('r', 'x'), 'd/b.alloy': write('x') + relabel('r', 'x') })).toHaveLength(2);
});

test('custom components are found by the label of their declare or import', () => {
  const files = {
    'd/lib.alloy': 'declare "mine" { }\nimport.file "ns" {\n\tfilename = "x"\n}\n',
    'd/a.alloy': 'mine "x" { }\n',
    'd/b.alloy': 'ns.thing "y" { }\n',
  };
  expect(groups(files)).toHaveLength(1);
});
