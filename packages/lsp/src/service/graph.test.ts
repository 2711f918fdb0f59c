import { expect, test } from 'vitest';
import { marked, uri } from '../testing.ts';
import { graph } from './graph.ts';

test('nodes with what is found in them, edges the way the data flows', () => {
  const { site } = marked({
    'a.alloy': '|loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n\tmax = 1\n}\n',
    'b.alloy': 'loki.echo "x" { }\n',
  });
  const found = graph(site);
  expect(found.uris).toEqual([uri('a.alloy'), uri('b.alloy')]);
  expect(found.nodes).toMatchObject([
    {
      id: 'loki.relabel.r',
      component: 'loki.relabel',
      module: '',
      role: 'processor',
      uri: uri('a.alloy'),
      findings: [{ code: 'block/unknown-attribute' }],
    },
    { id: 'loki.echo.x', role: 'sink', uri: uri('b.alloy'), findings: [] },
  ]);
  expect(found.edges).toMatchObject([{ from: 'loki.relabel.r', to: 'loki.echo.x', signals: ['logs'], uri: uri('a.alloy') }]);
});

test('what stands in a module has the name of its instance in front', () => {
  const { site } = marked('|declare "d" {\n\tloki.echo "x" { }\n}\nd "one" { }\n');
  expect(graph(site).nodes.map(({ id, name, module }) => [id, name, module])).toEqual([
    ['d.one', 'd.one', ''],
    ['d.one/loki.echo.x', 'loki.echo.x', 'd.one'],
  ]);
});
