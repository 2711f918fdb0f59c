import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const scrape = (targets: string, clustering: string): string =>
  `prometheus.scrape "s" {\n\ttargets    = ${targets}\n\tforward_to = [prometheus.echo.e.receiver]\n\n\tclustering {\n\t\tenabled = ${clustering}\n\t}\n}\n\nprometheus.echo "e" { }\n`;

describe('cluster/exporter', () => {
  test('speaks of the exporter, directly and through relabelling', () => {
    expect(lint(`prometheus.exporter.unix "u" { }\n\n${scrape('prometheus.exporter.unix.u.targets', 'true')}`)).toEqual([
      '7:2 cluster/exporter',
    ]);
    const through = 'discovery.relabel "r" {\n\ttargets = prometheus.exporter.unix.u.targets\n}\n\n';
    expect(lint(`prometheus.exporter.unix "u" { }\n\n${through}${scrape('discovery.relabel.r.output', 'true')}`)).toEqual([
      '11:2 cluster/exporter',
    ]);
  });

  test('is quiet without clustering, and for targets that are the same everywhere', () => {
    expect(lint(`prometheus.exporter.unix "u" { }\n\n${scrape('prometheus.exporter.unix.u.targets', 'false')}`)).toEqual([]);
    expect(lint(`discovery.kubernetes "p" {\n\trole = "pod"\n}\n\n${scrape('discovery.kubernetes.p.targets', 'true')}`)).toEqual([]);
  });

  test('is quiet about an exporter of text files, and not about one of more', () => {
    const exporter = (collectors: string): string[] =>
      lint(
        `prometheus.exporter.unix "u" {\n\tset_collectors = [${collectors}]\n}\n\n${scrape('prometheus.exporter.unix.u.targets', 'true')}`,
      );
    expect(exporter('"textfile"')).toEqual([]);
    expect(exporter('"textfile", "cpu"')).toEqual(['9:2 cluster/exporter']);
  });
});
