import { expect, test } from 'vitest';
import { Layout } from './layout.ts';

/** Lays a text out: `|` ends a cell, `¦` one that takes room though it is empty, `\n` a line and `\f` a section. */
function laidOut(text: string): string {
  const layout = new Layout();
  for (const [, part = '', end] of text.matchAll(/([^|¦\n\f]*)([|¦\n\f])/g)) {
    layout.write(part);
    if (end === '|' || end === '¦') layout.endCell(end === '¦');
    else layout.endLine(end === '\f');
  }
  return layout.toString();
}

test('cells below one another have one width', () => {
  expect(laidOut('a|b|c\naaa|bb|cc\n')).toBe('a   b  c\naaa bb cc\n');
});

test('a column ends where a line has no such cell, and with it those to the right', () => {
  expect(laidOut('a|b|c\naaaa|c\na|bbbb|c\n')).toBe('a    b c\naaaa c\na    bbbb c\n');
  expect(laidOut('a|b\nc\naaa|b\n')).toBe('a b\nc\naaa b\n');
});

test('a column ends with its section', () => {
  expect(laidOut('a|b\faaa|b\n')).toBe('a b\naaa b\n');
});

test('empty cells take room only where one of their column does, or is hard', () => {
  expect(laidOut('a||b\naa||b\n')).toBe('a  b\naa b\n');
  expect(laidOut('a|c|d\naa||d\n')).toBe('a  c d\naa   d\n');
  expect(laidOut('a¦¦b\naa¦¦b\n')).toBe('a   b\naa  b\n');
});

test('empty cells at the beginning of a line are tabs, as many as the column is wide', () => {
  expect(laidOut('¦¦a|b\n')).toBe('\t\ta b\n');
  expect(laidOut('a_long_name|b\n¦c\n')).toBe('a_long_name b\n\t\tc\n');
});

test('lines lose the blanks at their ends, but for what is verbatim', () => {
  expect(laidOut('a  \nb|\n¦\n')).toBe('a\nb\n\n');
  const layout = new Layout();
  layout.write('a ');
  layout.writeVerbatim('b \t');
  layout.write('  ');
  layout.endLine(true);
  expect(layout.toString()).toBe('a b \t\n');
});

test('a code point counts one', () => {
  expect(laidOut('😀|b\née|b\n')).toBe('😀  b\née b\n');
});

test('the width of a run is known at any time', () => {
  const layout = new Layout();
  const run = layout.endCell(true);
  expect(layout.tabs(run)).toBe(1);
  layout.endLine(false);
  layout.write('a_long_name');
  expect(layout.endCell(false)).toBe(run);
  expect([layout.runWidth(run), layout.tabs(run)]).toEqual([12, 2]);
});
