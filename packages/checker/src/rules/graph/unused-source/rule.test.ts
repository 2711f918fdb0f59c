import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

describe('graph/unused-source', () => {
  test('speaks of exporters and discoveries without a user', () => {
    const rest =
      '\nprometheus.scrape "s" {\n\ttargets    = [{"__address__" = "a:1"}]\n\tforward_to = [prometheus.echo.e.receiver]\n}\n\nprometheus.echo "e" { }\n';
    expect(lint(`prometheus.exporter.unix "node" { }\n${rest}`)).toEqual(['1:1 graph/unused-source']);
    expect(lint(`discovery.process "p" { }\n\ndiscovery.relabel "r" {\n\ttargets = discovery.process.p.targets\n}\n${rest}`)).toEqual([
      '3:1 graph/unused-source',
    ]);
  });

  test('leaves a file of exporters alone, whose targets are taken elsewhere', () => {
    expect(lint('prometheus.exporter.unix "node" { }\n')).toEqual([]);
  });

  test('counts exports, arguments of instances and templates', () => {
    expect(
      lint(
        'declare "d" {\n\tprometheus.exporter.unix "node" { }\n\n\texport "targets" {\n\t\tvalue = prometheus.exporter.unix.node.targets\n\t}\n}\n\nd "x" { }\n',
      ),
    ).toEqual([]);
    expect(
      lint(
        'import.file "m" {\n\tfilename = "m.alloy"\n}\n\nprometheus.exporter.unix "node" { }\n\nm.scrape "x" {\n\ttargets = prometheus.exporter.unix.node.targets\n}\n',
      ),
    ).toEqual([]);
    const template =
      'foreach "f" {\n\tcollection = [1]\n\tvar        = "n"\n\n\ttemplate {\n\t\tprometheus.scrape "s" {\n\t\t\ttargets    = prometheus.exporter.unix.node.targets\n\t\t\tforward_to = [prometheus.echo.e.receiver]\n\t\t}\n\t}\n}\n';
    expect(lint(`prometheus.exporter.unix "node" { }\n\nprometheus.echo "e" { }\n\n${template}`)).toEqual([]);
  });

  const SCRAPE =
    '\nprometheus.scrape "s" {\n\ttargets      = [{"__address__" = "127.0.0.1:12345"}]\n\tforward_to   = [prometheus.echo.e.receiver]\n\tmetrics_path = "/metrics"\n}\n\nprometheus.echo "e" { }\n';
  const blackbox = (rest: string): string =>
    `prometheus.exporter.blackbox "b" {\n\tconfig = "{ modules: { a: { prober: http } } }"\n${rest}}\n`;
  const TARGET = '\n\ttarget {\n\t\tname    = "a"\n\t\taddress = "http://a"\n\t}\n';

  test.each(['probes', 'scrapeconfigs', 'servicemonitors'])('is quiet about a prober that %s may name', (kind) => {
    const operator = `\nprometheus.operator.${kind} "o" {\n\tforward_to = [prometheus.echo.e.receiver]\n}\n`;
    expect(lint(blackbox(TARGET) + operator + SCRAPE)).toEqual([]);
    // Others are not told whom to ask by the request.
    expect(lint(`prometheus.exporter.unix "u" { }\n${operator}${SCRAPE}`)).toEqual(['1:1 graph/unused-source']);
  });

  test('is quiet about a prober without targets of its own: requests name them', () => {
    expect(lint(blackbox('') + SCRAPE)).toEqual([]);
    expect(lint(blackbox(TARGET) + SCRAPE)).toEqual(['1:1 graph/unused-source']);
    const snmp = (rest: string): string => `prometheus.exporter.snmp "s" {\n\tconfig_file = "/etc/snmp.yml"\n${rest}}\n`;
    expect(lint(snmp('') + SCRAPE)).toEqual([]);
    expect(lint(snmp(`\n\ttarget "a" {\n\t\taddress = "10.0.0.1"\n\t}\n`) + SCRAPE)).toEqual(['1:1 graph/unused-source']);
  });

  test('is quiet about what is scraped by its path in the server of Alloy', () => {
    const path = '"/api/v0/component/prometheus.exporter.unix.node/metrics"';
    const of = (text: string): string[] => lint(text).filter((each) => each.endsWith('unused-source'));
    expect(of(`prometheus.exporter.unix "node" { }\n${SCRAPE.replace('"/metrics"', path)}`)).toEqual([]);
    expect(of(`prometheus.exporter.unix "other" { }\n${SCRAPE.replace('"/metrics"', path)}`)).toEqual(['1:1 graph/unused-source']);
    const inner = path.replace('component/', 'component/mod.a/');
    expect(of(`prometheus.exporter.unix "node" { }\n${SCRAPE.replace('"/metrics"', inner)}`)).toEqual([]);
  });
});
