import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const scrape = (body: string): string =>
  `prometheus.scrape "s" {\n\t${body}\n\tforward_to = [prometheus.echo.e.receiver]\n}\n\nprometheus.echo "e" { }\n`;

describe('scrape/internal-path', () => {
  test('speaks of the attribute and of the label', () => {
    expect(lint(scrape('targets = [{"__address__" = "a:1"}]\n\tmetrics_path = "/api/v0/component/a/metrics"'))).toEqual([
      '3:17 scrape/internal-path',
    ]);
    expect(lint(scrape('targets = [{"__address__" = "a:1", "__metrics_path__" = "/api/v0/component/a/metrics"}]'))).toEqual([
      '2:12 scrape/internal-path',
    ]);
  });

  test('speaks of rules that write the path', () => {
    const rule = (path: string): string =>
      `discovery.relabel "d" {\n\ttargets = [{"__address__" = "a:1"}]\n\n\trule {\n\t\ttarget_label = "__metrics_path__"\n\t\treplacement  = "${path}"\n\t}\n}\n`;
    const of = (path: string): string[] => lint(rule(path)).filter((each) => each.endsWith('internal-path'));
    expect(of('/api/v0/component/prometheus.exporter.unix.host/metrics')).toEqual(['6:18 scrape/internal-path']);
    expect(of('/metrics/cadvisor')).toEqual([]);
  });

  test('is quiet about other paths', () => {
    expect(lint(scrape('targets = [{"__address__" = "a:1"}]\n\tmetrics_path = "/metrics"'))).toEqual([]);
  });
});
