import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/edits.ts';
import { Moves } from './moves.ts';

const edit = (start: number, end: number, text: string): { start: number; end: number; text: string } => ({ start, end, text });

test('what is put in at a border belongs to the stretch, what is replaced in part is all of it', () => {
  const moves = new Moves([edit(2, 2, 'AB'), edit(4, 6, 'xyz'), edit(8, 9, '')]);
  const stretch = (start: number, end: number): number[] => [moves.start(start), moves.end(end)];
  expect(stretch(0, 1)).toEqual([0, 1]);
  expect(stretch(2, 3)).toEqual([2, 5]);
  expect(stretch(0, 2)).toEqual([0, 4]);
  expect(stretch(4, 6)).toEqual([6, 9]);
  expect(stretch(5, 5)).toEqual([6, 9]);
  expect(stretch(7, 8)).toEqual([10, 11]);
  expect(stretch(8, 10)).toEqual([11, 12]);
});

test('moves behind each other', () => {
  const both = new Moves([edit(0, 0, '..')]).followedBy(new Moves([edit(0, 1, ''), edit(4, 4, '!')]));
  expect([both.start(2), both.end(2)]).toEqual([3, 4]);
  expect(Moves.NONE.followedBy(both).start(2)).toBe(3);
});

test('a letter that no edit touches is found again', () => {
  const text = 'abcdefghijklmnopqrstuvwxyz';
  const places = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 25 }), fc.constantFrom('', '1', '22', '333')), {
    selector: ([start]) => start,
    maxLength: 6,
  });
  fc.assert(
    fc.property(places, (given) => {
      const edits = given.map(([start, with_]) => edit(start, start + (start % 2), with_));
      const after = applyEdits(text, edits);
      const moves = new Moves(edits);
      for (const [index, letter] of [...text].entries()) {
        if (edits.some(({ start, end }) => start <= index && index < end)) continue;
        expect(after.slice(moves.start(index), moves.end(index + 1))).toContain(letter);
        expect(after[moves.end(index)]).toBe(letter);
      }
    }),
  );
});
