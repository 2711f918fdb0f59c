import { expect, test } from 'vitest';
import { marked } from '../testing.ts';
import { inlayHints } from './inlay-hints.ts';

test('types and signals behind references, if asked for', () => {
  const { site } = marked('|loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\nloki.echo "x" { }\n');
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const labels = (types: boolean, signals: boolean) => inlayHints(site, range, { types, signals }).map(({ label }) => label);
  expect(labels(false, false)).toEqual([]);
  expect(labels(true, false)).toEqual(['log receiver']);
  expect(labels(true, true)).toEqual(['log receiver: logs']);
  expect(inlayHints(site, { start: range.start, end: range.start }, { types: true, signals: true })).toEqual([]);
});

test('types of what no data flows along', () => {
  const { site } = marked(
    '|local.file "f" {\n\tfilename = "x"\n}\nloki.write "w" {\n\tendpoint {\n\t\turl = local.file.f.content\n\t}\n}\n',
  );
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  expect(inlayHints(site, range, { types: true, signals: true }).map(({ label }) => label)).toEqual(['string or secret']);
});
