import { expect, test } from 'vitest';
import { countFindings, describe, pictureOf } from './picture.ts';
import { graphOf, picture } from './testing.ts';

const finding = (severity: 'error' | 'warning' | 'info') => ({
  code: 'a/b',
  severity,
  message: 'm',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
});

test('a node has its label, its component, what flows through it and what is found in it', () => {
  const { nodes, edges, strands } = picture(['loki.source.file.a > loki.write.b: logs', 'x.y.z > loki.write.b'], {
    'loki.write.b': [finding('warning'), finding('error')],
  });
  expect(nodes.find(({ id }) => id === 'loki.write.b')).toMatchObject({
    title: 'b',
    kind: 'loki.write',
    signals: ['logs'],
    severity: 'error',
  });
  expect(nodes.find(({ id }) => id === 'x.y.z')).toMatchObject({ signals: [], severity: undefined });
  expect(edges.map((edge) => edge.strands)).toEqual([['logs'], ['value']]);
  expect(strands).toEqual(['logs', 'value']);
});

test('what has no label is called by its name', () => {
  const { nodes, edges } = graphOf(['logging']);
  const [node] = pictureOf({ nodes: nodes.map((each) => ({ ...each, component: 'logging' })), edges }, () => 10).nodes;
  expect(node).toMatchObject({ title: 'logging', kind: '' });
});

test('a node is as wide as its text, within limits', () => {
  const width = (label: string): number => picture([`c.k.${label}`]).nodes[0]?.width ?? 0;
  expect(width('a_rather_long_label')).toBeGreaterThan(width('short'));
  expect(width('x'.repeat(500))).toBe(width('x'.repeat(5000)));
});

test('the root comes first, however the nodes come', () => {
  expect(picture(['d.one/loki.echo.x', 'd.one']).modules).toEqual(['', 'd.one']);
});

test('a screen reader is told what the picture shows', () => {
  const drawn = picture(['loki.source.file.a > loki.write.b: logs'], {
    'loki.write.b': [finding('error'), finding('info'), finding('info')],
  });
  expect(drawn.nodes.map((node) => describe(node, drawn))).toEqual([
    'loki.source.file a; logs; feeds loki.write b',
    'loki.write b; logs; fed by loki.source.file a; 1 error, 2 hints',
  ]);
});

test('findings are counted by how bad they are', () => {
  expect(countFindings([])).toBe('');
  expect(countFindings([finding('info'), finding('warning'), finding('error'), finding('error')])).toBe('2 errors, 1 warning, 1 hint');
});
