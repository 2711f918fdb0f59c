import { expect, test } from 'vitest';
import { TextEdit } from 'vscode-languageserver';
import { edited, marked } from '../../testing.ts';
import { completion, completionDocumentation } from './index.ts';

function labels(text: string): string[] {
  const { site, position } = marked(text);
  return [...completion(site, position).items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(({ label }) => label);
}

function choose(text: string, label: string, snippets = false): string {
  const { site, position } = marked(text);
  const item = completion(site, position, { snippets }).items.find((each) => each.label === label);
  if (!item?.textEdit || !TextEdit.is(item.textEdit)) throw new Error(`${label} is not offered`);
  return edited(site, [item.textEdit, ...(item.additionalTextEdits ?? [])]);
}

test('components and config blocks at the top', () => {
  const found = labels('loki.wr|\n\nloki.echo "x" { }\n');
  expect(found).toContain('loki.write');
  expect(found).not.toContain('logging');
  expect(labels('|')).toEqual(expect.arrayContaining(['logging', 'declare', 'prometheus.scrape']));
  expect(labels('|')).not.toContain('argument');
  expect(labels('declare "x" {\n\t|\n}\n')).toEqual(expect.arrayContaining(['argument', 'export', 'loki.write']));
  expect(choose('loki.sou|\n', 'loki.source.file', true)).toBe(
    `loki.source.file "\${1:default}" {\n\ttargets    = [$2]\n\tforward_to = [$3]\n}\n`,
  );
});

test('attributes and blocks that are not there yet, what is required first', () => {
  const found = labels('loki.write "x" {\n\tendpoint {\n\t\t|\n\t\tname = "x"\n\t}\n}\n');
  expect(found[0]).toBe('url');
  expect(found).not.toContain('name');
  expect(found).toContain('basic_auth');
});

test('receivers of the right kind, and new ones', () => {
  const text = 'loki.echo "e" { }\nprometheus.relabel "p" {\n\tforward_to = []\n}\nloki.relabel "r" {\n\tforward_to = [|]\n}\n';
  const found = labels(text);
  expect(found[0]).toBe('loki.echo.e.receiver');
  expect(found).not.toContain('prometheus.relabel.p.receiver');
  expect(found).toContain('new loki.write');
  expect(choose(text, 'new loki.echo')).toContain('forward_to = [loki.echo.default.receiver]\n}\n\nloki.echo "default" { }\n');
});

test('references while they are written, over all that is written of them', () => {
  const text = 'loki.echo "e" { }\nloki.relabel "r" {\n\tforward_to = [loki.echo.|]\n}\n';
  expect(labels(text)).toEqual(['loki.echo.e.receiver']);
  expect(choose(text, 'loki.echo.e.receiver')).toContain('forward_to = [loki.echo.e.receiver]');
  expect(labels('loki.echo "e" { }\nloki.relabel "r" {\n\tforward_to = [loki.|\n}\n')).toContain('loki.echo.e.receiver');
});

test('words, in quotes and without', () => {
  expect(labels('logging {\n\tlevel = |\n}\n')).toContain('"debug"');
  expect(labels('logging {\n\tlevel = "|"\n}\n')).toContain('debug');
  expect(choose('logging {\n\tlevel = "in|fo"\n}\n', 'debug')).toBe('logging {\n\tlevel = "debug"\n}\n');
});

test('functions by what they give', () => {
  expect(labels('logging {\n\tlevel = |\n}\n')).toContain('string.to_lower');
  expect(labels('logging {\n\tlevel = string.|\n}\n')).toContain('string.to_lower');
  expect(labels('logging {\n\tlevel = |\n}\n')).not.toContain('string.split');
});

test('nothing in comments and behind values', () => {
  expect(labels('// |\n')).toEqual([]);
  expect(labels('logging {\n\tlevel = "info" |\n}\n')).toEqual([]);
});

test('documentation when it is asked for', () => {
  const { site, position, project } = marked('loki.wr|\n');
  const item = completion(site, position).items.find(({ label }) => label === 'loki.write');
  expect(item && completionDocumentation(project, item).documentation).toMatchObject({ kind: 'markdown' });
});
