import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EditedLines } from './edited-lines.ts';

const texts = fc.array(fc.constantFrom('a', 'ä', '😀', '\t', '\n', '\r\n', '\r'), { maxLength: 20 }).map((parts) => parts.join(''));
const positions = fc.record({ line: fc.integer({ min: -1, max: 12 }), character: fc.integer({ min: -1, max: 12 }) });
const changes = fc.array(fc.record({ range: fc.record({ start: positions, end: positions }), text: texts }), { maxLength: 12 });

/** A text after one change. */
function changed(text: string, { range, text: written }: { readonly range: Range; readonly text: string }): string {
  const document = TextDocument.create('a', 'alloy', 0, text);
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return text.slice(0, Math.min(start, end)) + written + text.slice(Math.max(start, end));
}

test('changes lead to the text that they lead to one by one, wherever lines end', () => {
  fc.assert(
    fc.property(texts, changes, (text, edits) => {
      const lines = new EditedLines(text);
      for (const { range, text: written } of edits) lines.replace(range, written);
      expect(lines.toString()).toBe(edits.reduce(changed, text));
    }),
    { numRuns: 2000 },
  );
});

test('a change may hold any number of lines', () => {
  const lines = new EditedLines('a\nb\n');
  lines.replace({ start: { line: 1, character: 0 }, end: { line: 1, character: 1 } }, 'x\n'.repeat(300_000));
  lines.replace({ start: { line: 300_000, character: 0 }, end: { line: 300_000, character: 0 } }, 'y');
  expect(lines.toString()).toBe(`a\n${'x\n'.repeat(299_999)}yx\n\n`);
});
