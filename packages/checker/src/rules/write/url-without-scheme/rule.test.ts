import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const write = (url: string): string => `loki.write "store" {\n\tendpoint {\n\t\turl = ${url}\n\t}\n}\n`;
const found = (text: string): string[] => lint(text).filter((each) => each.endsWith('without-scheme'));

describe('write/url-without-scheme', () => {
  test('speaks of what Go takes for a protocol, and of what has none', () => {
    expect(found(write('"loki:3100/loki/api/v1/push"'))).toEqual(['3:9 write/url-without-scheme']);
    expect(found(write('"loki/loki/api/v1/push"'))).toEqual(['3:9 write/url-without-scheme']);
    const exporter = 'otelcol.exporter.otlphttp "o" {\n\tclient {\n\t\tendpoint = "tempo.svc:4318"\n\t}\n}\n';
    expect(found(exporter)).toEqual(['3:14 write/url-without-scheme']);
  });

  test('puts one in front', () => {
    expect(fixed('write/url-without-scheme', write('"loki:3100/loki/api/v1/push"'))).toContain('"http://loki:3100/loki/api/v1/push"');
  });

  test.each([
    ['logs-prod-012.grafana.net/loki/api/v1/push', 'https'],
    ['loki.example.com:443/loki/api/v1/push', 'https'],
    ['loki.example.com:3100/loki/api/v1/push', 'http'],
    ['loki-gateway.logging.svc.cluster.local/loki/api/v1/push', 'http'],
    ['10.0.0.1/loki/api/v1/push', 'http'],
  ])('of %s it is %s', (url, scheme) => {
    expect(fixed('write/url-without-scheme', write(`"${url}"`))).toContain(`"${scheme}://${url}"`);
  });

  test('is quiet about what is only known when Alloy runs', () => {
    expect(found(write('sys.env("LOKI") + "/loki/api/v1/push"'))).toEqual([]);
    expect(found(write('"<LOKI_URL>"'))).toEqual([]);
    expect(found(write('"HTTPS://loki/loki/api/v1/push"'))).toEqual([]);
  });

  test('is quiet about the common address where signals have their own', () => {
    const text =
      'otelcol.exporter.otlphttp "o" {\n\tmetrics_endpoint = "http://mimir:9009/otlp/v1/metrics"\n\n\tclient {\n\t\tendpoint = "unused"\n\t}\n}\n';
    expect(found(text)).toEqual([]);
  });
});
