import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const exporter = (endpoint: string, rest = ''): string =>
  `otelcol.exporter.otlphttp "o" {\n\tclient {\n\t\tendpoint = ${endpoint}\n\t}\n${rest}}\n`;
const of = (endpoint: string, rest = ''): string[] => lint(exporter(endpoint, rest)).filter((each) => each.endsWith('signal-path'));

describe('otel/signal-path', () => {
  test('speaks of the path of any signal', () => {
    expect(of('"http://tempo:4318/v1/traces"')).toEqual(['3:14 otel/signal-path']);
    expect(of('"https://otlp.example.com/otlp/v1/metrics/"')).toEqual(['3:14 otel/signal-path']);
  });

  test('leaves it out', () => {
    expect(fixed('otel/signal-path', exporter('"https://otlp.example.com/otlp/v1/logs"'))).toContain(
      'endpoint = "https://otlp.example.com/otlp"',
    );
  });

  test('is quiet about other paths, and where the signal has an endpoint of its own', () => {
    expect(of('"https://otlp.example.com/otlp"')).toEqual([]);
    expect(of('"http://tempo:4318"')).toEqual([]);
    expect(of('"http://tempo:4318/v1/traces"', '\n\ttraces_endpoint = "http://tempo:4318/v1/traces"\n')).toEqual([]);
  });
});
