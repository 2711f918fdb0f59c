import { expect, test } from 'vitest';
import { DocumentHighlightKind } from 'vscode-languageserver';
import { marked, place, textAt } from '../testing.ts';
import { documentHighlights, references } from './references.ts';

const FILES = {
  'a.alloy': 'loki.relabel "r" {\n\tforward_to = [loki.echo.|x.receiver, loki.echo.x.receiver]\n}\n',
  'b.alloy': 'loki.echo "x" { }\n',
};

test('all places of a name, in all files of the program', () => {
  const { site, position } = marked(FILES);
  expect(references(site, position, true).map(place)).toEqual(['a.alloy:2:26', 'a.alloy:2:48', 'b.alloy:1:12']);
  expect(references(site, position, false).map(place)).toEqual(['a.alloy:2:26', 'a.alloy:2:48']);
});

test('those of the file alone, the definition told apart', () => {
  const { site, position } = marked('loki.echo "x|" { }\nloki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\n');
  const found = documentHighlights(site, position);
  expect(found.map(({ kind }) => kind)).toEqual([DocumentHighlightKind.Write, DocumentHighlightKind.Read]);
  expect(found.map(({ range }) => textAt(site, range))).toEqual(['x', 'x']);
});

test('nothing where there is no name', () => {
  const { site, position } = marked('loki.|echo "x" { }\n');
  expect(references(site, position, true)).toEqual([]);
  expect(documentHighlights(site, position)).toEqual([]);
});
