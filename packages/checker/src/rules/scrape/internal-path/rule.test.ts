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

  test('is quiet about other paths', () => {
    expect(lint(scrape('targets = [{"__address__" = "a:1"}]\n\tmetrics_path = "/metrics"'))).toEqual([]);
  });
});
