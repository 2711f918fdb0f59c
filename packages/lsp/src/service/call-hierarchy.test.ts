import { expect, test } from 'vitest';
import { marked, textAt } from '../testing.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './call-hierarchy.ts';

const TEXT =
  'discovery.docker "d" {\n\thost = "unix:///var/run/docker.sock"\n}\nloki.source.docker "s" {\n\thost       = "unix:///x"\n\ttargets    = discovery.docker.d.targets\n\tforward_to = [loki.|echo.e.receiver]\n}\nloki.echo "e" { }\n';

test('incoming is what feeds a component, outgoing what it feeds', () => {
  const { site, position } = marked(TEXT.replace('|', '').replace('source.docker "s', 'source.docker "|s'));
  const [item] = prepareCallHierarchy(site, position);
  if (!item) throw new Error('there is no item');
  expect(item.name).toBe('loki.source.docker.s');
  const [incoming] = incomingCalls(site, item);
  expect(incoming?.from.name).toBe('discovery.docker.d');
  expect(incoming?.fromRanges.map((range) => textAt(site, range))).toEqual(['discovery.docker "d"']);
  const [outgoing] = outgoingCalls(site, item);
  expect(outgoing?.to.name).toBe('loki.echo.e');
  expect(outgoing?.fromRanges.map((range) => textAt(site, range))).toEqual(['loki.echo.e.receiver']);
});

test('a reference stands for what it refers to only at its label', () => {
  const { site, position } = marked(TEXT);
  expect(prepareCallHierarchy(site, position).map(({ name }) => name)).toEqual(['loki.source.docker.s']);
});
