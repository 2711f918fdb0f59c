import { expect, test } from 'vitest';
import { marked, place } from '../testing.ts';
import { documentSymbols, workspaceSymbols } from './symbols.ts';

test('the blocks of a file, and what is in them', () => {
  const { site } = marked('|loki.write "x" {\n\tendpoint {\n\t\turl = "y"\n\t}\n}\nlogging { }\n');
  const [write, logging] = documentSymbols(site);
  expect(write).toMatchObject({ name: 'x', detail: 'loki.write', children: [{ name: 'endpoint', children: [{ name: 'url' }] }] });
  expect(logging).toMatchObject({ name: 'logging', children: [] });
});

test('blocks of all files, by the letters of their ids', () => {
  const { project } = marked({ 'a.alloy': '|loki.write "central" { }\n', 'd/b.alloy': 'declare "d" {\n\tloki.write "inner" { }\n}\n' });
  const found = (query: string): string[] => workspaceSymbols(project, query).map(({ name }) => name);
  expect(found('lwcen')).toEqual(['loki.write.central']);
  expect(found('loki.write')).toEqual(['loki.write.central', 'loki.write.inner']);
  expect(found('zzz')).toEqual([]);
  const [inner] = workspaceSymbols(project, 'inner');
  expect(inner?.containerName).toBe('declare.d');
  expect(inner && 'range' in inner.location && place(inner.location)).toBe('d/b.alloy:2:2');
});
