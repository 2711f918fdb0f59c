import { openSource } from '@assay/checker';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lineCount, offsetAt, positionAt } from './positions.ts';

const texts = fc.array(fc.constantFrom('a', 'ä', '😀', '\t', '\n', '\r\n', '\r', '"'), { maxLength: 30 }).map((parts) => parts.join(''));

test('places are those of the protocol, with and without carriage returns', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, plain) => {
      const source = openSource('a.alloy', plain ? text.replaceAll('\r', '') : text);
      const document = TextDocument.create('a.alloy', 'alloy', 0, source.text);
      expect(lineCount(source)).toBe(document.lineCount);
      for (let offset = -1; offset <= source.text.length + 1; offset++) {
        const position = positionAt(source, offset);
        expect(position).toEqual(document.positionAt(offset));
        expect(offsetAt(source, position)).toBe(document.offsetAt(position));
      }
      for (let line = -1; line <= document.lineCount; line++) {
        for (let character = -1; character < 5; character++) {
          const position = { line, character };
          expect(offsetAt(source, position)).toBe(document.offsetAt(position));
        }
      }
    }),
  );
});
