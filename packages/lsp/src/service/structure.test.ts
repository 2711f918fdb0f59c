import { expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver';
import { marked, textAt } from '../testing.ts';
import { foldingRanges } from './folding.ts';
import { linkedEditingRanges } from './linked-editing.ts';
import { selectionRanges } from './selection.ts';

test('blocks, lists and comments fold; the line with the brace stays', () => {
  const { site } = marked('|// one\n// two\nloki.relabel "x" {\n\tforward_to = [\n\t\tloki.echo.e.receiver,\n\t]\n}\n');
  expect(foldingRanges(site)).toEqual([
    { startLine: 2, endLine: 5 },
    { startLine: 3, endLine: 4 },
    { startLine: 0, endLine: 1, kind: 'comment' },
  ]);
});

test('a selection grows from the word to the file', () => {
  const { site, position } = marked('loki.write "x" {\n\tendpoint {\n\t\turl = "a|b"\n\t}\n}\n');
  const texts: string[] = [];
  for (let each: SelectionRange | undefined = selectionRanges(site, [position])[0]; each; each = each.parent)
    texts.push(textAt(site, each.range));
  expect(texts.slice(0, 4)).toEqual(['ab', '"ab"', 'url = "ab"', '\n\t\turl = "ab"\n\t']);
  expect(texts.at(-1)).toBe(site.source.text);
});

test('a label and its references change together, as far as they are in one file', () => {
  const { site, position } = marked('loki.echo "|x" { }\nloki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\n');
  expect(linkedEditingRanges(site, position)?.ranges.map((range) => textAt(site, range))).toEqual(['x', 'x']);
  const two = marked({ 'a.alloy': 'loki.echo "|x" { }\n', 'b.alloy': 'loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\n' });
  expect(linkedEditingRanges(two.site, two.position)).toBeNull();
});
