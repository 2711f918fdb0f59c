import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

describe('graph/missing-sink', () => {
  test('speaks of an empty list and of an empty output', () => {
    expect(lint('loki.source.api "a" {\n\tforward_to = []\n\n\thttp { }\n}\n')).toContain('2:15 graph/missing-sink');
    expect(lint('otelcol.receiver.otlp "a" {\n\tgrpc { }\n\n\toutput { }\n}\n')).toContain('4:2 graph/missing-sink');
    expect(lint('otelcol.receiver.otlp "a" {\n\tgrpc { }\n\n\toutput {\n\t\tlogs = []\n\t}\n}\n')).toContain('4:2 graph/missing-sink');
  });

  test('is quiet where one signal goes somewhere, or it is only known when Alloy runs', () => {
    const debug = '\n\notelcol.exporter.debug "d" { }\n';
    expect(
      lint(`otelcol.receiver.otlp "a" {\n\tgrpc { }\n\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}${debug}`),
    ).toEqual([]);
    expect(
      lint('declare "d" {\n\targument "to" { }\n\n\tloki.source.api "a" {\n\t\tforward_to = argument.to.value\n\n\t\thttp { }\n\t}\n}\n'),
    ).toEqual([]);
  });

  test('is quiet about a component that is there for its rules, as long as nothing is sent to it', () => {
    const relabel = 'loki.relabel "r" {\n\tforward_to = []\n\n\trule {\n\t\ttarget_label = "a"\n\t\treplacement  = "b"\n\t}\n}\n';
    expect(lint(relabel)).toEqual([]);
    const source = (rest: string): string => `loki.source.api "in" {\n\thttp { }\n${rest}}\n\n`;
    const echo = '\nloki.echo "e" { }\n';
    expect(
      lint(`${source('\tforward_to    = [loki.echo.e.receiver]\n\trelabel_rules = loki.relabel.r.rules\n')}${relabel}${echo}`),
    ).toEqual([]);
    expect(lint(`${source('\tforward_to = [loki.relabel.r.receiver]\n')}${relabel}`)).toEqual(['7:15 graph/missing-sink']);
  });

  test('is quiet about a component that is called a drain', () => {
    const text = (label: string): string =>
      `loki.source.api "in" {\n\thttp { }\n\tforward_to = [loki.process.${label}.receiver]\n}\n\nloki.process "${label}" {\n\tforward_to = []\n}\n`;
    expect(lint(text('dev_null'))).toEqual([]);
    expect(lint(text('drop_all'))).toEqual([]);
    expect(lint(text('dropbox'))).toEqual(['7:15 graph/missing-sink']);
  });

  test('is quiet about lines that are only counted', () => {
    const text = (stage: string): string =>
      `loki.source.api "in" {\n\thttp { }\n\tforward_to = [loki.process.count.receiver]\n}\n\nloki.process "count" {\n\tforward_to = []\n\n\t${stage}\n}\n`;
    const metrics =
      'stage.metrics {\n\t\tmetric.counter {\n\t\t\tname      = "lines"\n\t\t\tmatch_all = true\n\t\t\taction    = "inc"\n\t\t}\n\t}';
    expect(lint(text(metrics))).toEqual([]);
    expect(lint(text(`stage.match {\n\t\tselector = "{a=\\"b\\"}"\n\n\t\t${metrics}\n\t}`))).toEqual([]);
    expect(lint(text('stage.decolorize { }'))).toEqual(['7:15 graph/missing-sink']);
  });

  test('is quiet about a component whose targets are taken, of whatever kind', () => {
    const scrape = (targets: string): string =>
      `prometheus.scrape "s" {\n\ttargets    = ${targets}\n\tforward_to = [prometheus.echo.e.receiver]\n}\n\nprometheus.echo "e" { }\n`;
    const beyla =
      'beyla.ebpf "b" {\n\tdiscovery {\n\t\tinstrument {\n\t\t\topen_ports = "80"\n\t\t}\n\t}\n\n\tmetrics {\n\t\tfeatures = ["application"]\n\t}\n\n\toutput {\n\t\ttraces = []\n\t}\n}\n\n';
    expect(lint(beyla + scrape('beyla.ebpf.b.targets'))).toEqual([]);
    expect(lint(beyla)).toEqual(['12:2 graph/missing-sink']);
    const database =
      'database_observability.mysql "d" {\n\tdata_source_name = "user:" + sys.env("P") + "@tcp(db:3306)/"\n\tforward_to       = []\n\ttargets          = []\n}\n\n';
    expect(lint(database + scrape('database_observability.mysql.d.targets'))).toEqual([]);
    expect(lint(database)).toEqual(['3:21 graph/missing-sink']);
  });

  test('is quiet where a comment says that something is to come, and not where it was switched off', () => {
    const text = (list: string): string => `loki.source.api "a" {\n\thttp { }\n\n\tforward_to = ${list}\n}\n`;
    expect(lint(text('[ /* ... */ ]'))).toEqual([]);
    expect(lint(text('[\n\t\t// TODO: a component like loki.write\n\t]'))).toEqual([]);
    expect(lint(text('[\n\t\t// loki.write.store.receiver,\n\t]'))).toEqual(['4:15 graph/missing-sink']);
  });
});
