import { describe, expect, test } from 'vitest';
import { openSource } from '../project/source.ts';
import { catalog } from '../testing.ts';
import { bind } from './binder.ts';
import { type GraphNode, PipelineGraph, roleOf } from './graph.ts';

function graph(text: string): PipelineGraph {
  return new PipelineGraph(bind([openSource('a.alloy', text)], catalog), catalog);
}

function edges(text: string, module = ''): string[] {
  const found = graph(text).modules.find(({ name }) => name === module);
  return (found?.edges ?? [])
    .map(({ from, to, kind, signals }) => `${from.id} ${kind === 'data' ? '=>' : '->'} ${to.id} ${signals.join()}`.trim())
    .sort();
}

const SINKS = 'loki.echo "l" { }\n\nprometheus.echo "p" { }\n\notelcol.exporter.debug "d" { }\n\n';

describe('the pipeline graph', () => {
  test('targets flow from the provider, signals from the user', () => {
    expect(
      edges(
        `${SINKS}discovery.process "x" { }\n\nprometheus.scrape "s" {\n\ttargets    = discovery.process.x.targets\n\tforward_to = [prometheus.echo.p.receiver]\n}\n`,
      ),
    ).toEqual([
      'discovery.process.x => prometheus.scrape.s targets',
      'prometheus.scrape.s -> discovery.process.x',
      'prometheus.scrape.s -> prometheus.echo.p',
      'prometheus.scrape.s => prometheus.echo.p metrics',
    ]);
  });

  test('what an OpenTelemetry consumer is given is said by the attribute', () => {
    const text = `${SINKS}otelcol.receiver.otlp "r" {\n\tgrpc { }\n\n\toutput {\n\t\tlogs   = [otelcol.exporter.debug.d.input]\n\t\ttraces = [otelcol.exporter.debug.d.input]\n\t}\n}\n`;
    expect(edges(text).filter((edge) => edge.includes('=>'))).toEqual([
      'otelcol.receiver.otlp.r => otelcol.exporter.debug.d logs',
      'otelcol.receiver.otlp.r => otelcol.exporter.debug.d traces',
    ]);
  });

  test('other exports flow too, but carry no signal; an index or a field ends what Alloy follows', () => {
    const text =
      'local.file "f" {\n\tfilename = "/a"\n}\n\nlocal.file "g" {\n\tfilename = local.file.f.content\n}\n\ndiscovery.process "x" { }\n\nlocal.file "h" {\n\tfilename = discovery.process.x.targets[0]["a"]\n}\n';
    expect(edges(text)).toContain('local.file.f => local.file.g');
    expect(edges(text)).toContain('discovery.process.x => local.file.h targets');
  });

  test('instances of declares are nodes, and have graphs of their own', () => {
    const text = `${SINKS}declare "pipe" {\n\targument "to" { }\n\n\tloki.relabel "r" {\n\t\tforward_to = argument.to.value\n\t}\n\n\tloki.relabel "q" {\n\t\tforward_to = [loki.relabel.r.receiver]\n\t}\n\n\texport "receiver" {\n\t\tvalue = loki.relabel.q.receiver\n\t}\n}\n\npipe "x" {\n\tto = [loki.echo.l.receiver]\n}\n`;
    expect(edges(text)).toEqual(['pipe.x -> loki.echo.l', 'pipe.x => loki.echo.l logs']);
    expect(edges(text, 'pipe.x')).toEqual(['loki.relabel.q -> loki.relabel.r', 'loki.relabel.q => loki.relabel.r logs']);
  });

  test('data crosses the borders of modules', () => {
    const text = `${SINKS}declare "pipe" {\n\targument "to" { }\n\n\tloki.relabel "r" {\n\t\tforward_to = argument.to.value\n\t}\n\n\texport "receiver" {\n\t\tvalue = loki.relabel.r.receiver\n\t}\n}\n\npipe "x" {\n\tto = [loki.echo.l.receiver]\n}\n\npipe "y" {\n\tto = [pipe.x.receiver]\n}\n\nforeach "f" {\n\tcollection = [1]\n\tvar        = "n"\n\n\ttemplate {\n\t\tloki.source.api "in" {\n\t\t\tforward_to = [pipe.y.receiver]\n\n\t\t\thttp { }\n\t\t}\n\t}\n}\n`;
    const { crossings, modules } = graph(text);
    const name = (node: GraphNode): string => `${modules.find(({ nodes }) => nodes.includes(node))?.name}/${node.id}`;
    expect(crossings.map(({ from, to, signals }) => `${name(from)} => ${name(to)} ${signals.join()}`).sort()).toEqual([
      'foreach.f/loki.source.api.in => pipe.y/loki.relabel.r logs',
      'pipe.x/loki.relabel.r => /loki.echo.l logs',
      'pipe.y/loki.relabel.r => pipe.x/loki.relabel.r logs',
    ]);
  });

  test('a foreach refers to what its template does', () => {
    const text = `${SINKS}foreach "f" {\n\tcollection = [1]\n\tvar        = "n"\n\n\ttemplate {\n\t\tloki.relabel "r" {\n\t\t\tforward_to = [loki.echo.l.receiver]\n\t\t}\n\t}\n}\n`;
    expect(edges(text)).toContain('foreach.f => loki.echo.l logs');
  });

  test('what can be reached follows the data', () => {
    const pipeline = graph(
      `${SINKS}loki.relabel "a" {\n\tforward_to = [loki.relabel.b.receiver]\n}\n\nloki.relabel "b" {\n\tforward_to = [loki.echo.l.receiver]\n}\n`,
    );
    const node = pipeline.modules[0]?.nodes.find(({ id }) => id === 'loki.relabel.a');
    expect(node && [...pipeline.reachedFrom([node]).keys()].map(({ id }) => id)).toEqual([
      'loki.relabel.a',
      'loki.relabel.b',
      'loki.echo.l',
    ]);
  });

  test('declares that hold themselves end somewhere', () => {
    expect(graph('declare "d" {\n\td "x" { }\n}\n\nd "x" { }\n').modules.length).toBeLessThan(12);
  });
});

test.each([
  ['discovery.kubernetes', 'source'],
  ['discovery.relabel', 'processor'],
  ['prometheus.exporter.unix', 'source'],
  ['prometheus.scrape', 'processor'],
  ['prometheus.receive_http', 'source'],
  ['prometheus.relabel', 'processor'],
  ['prometheus.remote_write', 'sink'],
  ['loki.source.api', 'source'],
  ['loki.write', 'sink'],
  ['otelcol.receiver.otlp', 'source'],
  ['otelcol.processor.batch', 'processor'],
  ['otelcol.exporter.otlp', 'sink'],
  ['otelcol.exporter.prometheus', 'processor'],
  ['otelcol.auth.basic', 'other'],
  ['local.file', 'other'],
])('%s is a %s', (name, role) => {
  const component = catalog.component(name);
  expect(component && roleOf(component, catalog)).toBe(role);
});
