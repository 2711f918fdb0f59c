import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const receiver = (signal: string, to: string): string =>
  `otelcol.receiver.otlp "in" {\n\tgrpc { }\n\n\toutput {\n\t\t${signal} = [${to}]\n\t}\n}\n\n`;
const LOKI = 'otelcol.exporter.loki "l" {\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n';

describe('graph/signal-mismatch', () => {
  test('speaks of logs to a component of traces, and of metrics to the exporter for Loki', () => {
    expect(lint(`${receiver('metrics', 'otelcol.exporter.loki.l.input')}${LOKI}`)).toContain('5:14 graph/signal-mismatch');
  });

  test('is quiet where the signal is one that is carried', () => {
    expect(lint(`${receiver('logs', 'otelcol.exporter.loki.l.input')}${LOKI}`)).toEqual([]);
    expect(lint(`${receiver('traces', 'otelcol.exporter.debug.d.input')}otelcol.exporter.debug "d" { }\n`)).toEqual([]);
  });

  test('knows what connectors make of what', () => {
    const metrics =
      'otelcol.connector.spanmetrics "s" {\n\thistogram {\n\t\texplicit { }\n\t}\n\n\toutput {\n\t\tmetrics = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n';
    expect(lint(`${receiver('traces', 'otelcol.connector.spanmetrics.s.input')}${metrics}`)).toEqual([]);
    expect(lint(`${receiver('logs', 'otelcol.connector.spanmetrics.s.input')}${metrics}`)).toEqual(['5:11 graph/signal-mismatch']);
  });
});
