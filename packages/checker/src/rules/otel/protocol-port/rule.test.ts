import { describe, expect, test } from 'vitest';
import { lint as all } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const lint = (text: string): string[] => all(text).filter((each) => each.endsWith('protocol-port'));

const exporter = (name: string, endpoint: string): string => `${name} "out" {\n\tclient {\n\t\tendpoint = ${endpoint}\n\t}\n}\n`;

describe('otel/protocol-port', () => {
  test('speaks of both mistakes', () => {
    expect(lint(exporter('otelcol.exporter.otlp', '"tempo.tracing.svc:4318"'))).toEqual(['3:14 otel/protocol-port']);
    expect(lint(exporter('otelcol.exporter.otlphttp', '"http://alloy:4317"'))).toEqual(['3:14 otel/protocol-port']);
    expect(lint(exporter('otelcol.exporter.otlphttp', '"http://alloy:4317/v1"'))).toEqual(['3:14 otel/protocol-port']);
  });

  test('is quiet about the right ports, others, and what is only known when Alloy runs', () => {
    expect(lint(exporter('otelcol.exporter.otlp', '"tempo:4317"'))).toEqual([]);
    expect(lint(exporter('otelcol.exporter.otlphttp', '"https://gateway:43170"'))).toEqual([]);
    expect(lint(exporter('otelcol.exporter.otlp', 'sys.env("HOST") + ":4318"'))).toEqual([]);
  });

  test('takes the other port', () => {
    expect(fixed('otel/protocol-port', exporter('otelcol.exporter.otlphttp', '"http://alloy:4317/v1"'))).toContain(
      '"http://alloy:4318/v1"',
    );
  });
});
