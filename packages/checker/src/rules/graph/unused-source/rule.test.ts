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
});
