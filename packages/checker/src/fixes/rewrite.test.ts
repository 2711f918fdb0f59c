import { expect, test } from 'vitest';
import { openSource } from '../project/source.ts';
import { type FormatRange, type Replacement, rewriteFormatted } from './rewrite.ts';

/** A formatter that takes one of two blanks away, wherever they are. */
const oneBlank: FormatRange = ({ text }) => [...text.matchAll(/ {2,}/g)].map(({ index }) => ({ start: index, end: index + 1, text: '' }));

/** A file with edits, each a word that another one takes the place of. */
function edited(text: string, ...words: readonly (readonly [word: string, other: string])[]): string {
  const edits = words.map(([word, other]): Replacement => {
    const start = text.indexOf(word);
    return { start, end: start + word.length, text: other };
  });
  return rewriteFormatted(openSource('a.alloy', text), edits, oneBlank).source.text;
}

test('blocks that edits touch are formatted, whatever the order of the edits', () => {
  const text = 'a "x" { }\nb "y" { }\nc "z" { }\n';
  expect(edited(text, ['"z"', ' "z"'], ['"x"', ' "x"'])).toBe(text);
  expect(edited(text, ['"x"', ' "x"'], ['"z"', ' "z"'])).toBe(text);
});

test('a block that was not formatted stays so, and what is left of it', () => {
  const text = 'a  "x" { }\nb "y" { }\nc "z" { }\n';
  expect(edited(text, ['"x"', '"w"'], ['"z"', ' "z"'])).toBe('a  "w" { }\nb "y" { }\nc "z" { }\n');
});

test('lines end as those of the file do', () => {
  expect(edited('a "x" { }\r\nb "y" { }\r\n', ['"x" { }', '"x" {\n}'])).toBe('a "x" {\r\n}\r\nb "y" { }\r\n');
});
