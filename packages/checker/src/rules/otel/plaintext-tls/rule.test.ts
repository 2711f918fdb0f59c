import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const exporter = (client: string): string => `otelcol.exporter.otlp "o" {\n\tclient {\n\t\t${client}\n\t}\n}\n`;
const of = (client: string): string[] => lint(exporter(client)).filter((each) => each.endsWith('plaintext-tls'));

describe('otel/plaintext-tls', () => {
  test.each(['tempo:4317', 'otel-collector.monitoring.svc:4317', 'jaeger.obs.svc.cluster.local:4317', 'localhost:4317', '127.0.0.1:4317'])(
    'speaks of %s',
    (endpoint) => {
      expect(of(`endpoint = "${endpoint}"`)).toEqual(['3:14 otel/plaintext-tls']);
    },
  );

  test('switches TLS off', () => {
    expect(fixed('otel/plaintext-tls', exporter('endpoint = "tempo:4317"'))).toContain('tls {\n\t\t\tinsecure = true\n\t\t}');
  });

  test.each(['otlp.example.com:4317', 'https://tempo:4317', 'http://tempo:4317', 'tempo:443', '10.0.0.5:4317'])(
    'is quiet about %s',
    (endpoint) => {
      expect(of(`endpoint = "${endpoint}"`)).toEqual([]);
    },
  );

  test('is quiet where something is said of TLS', () => {
    expect(of('endpoint = "tempo:4317"\n\n\t\ttls { }')).toEqual([]);
    const auth = 'otelcol.auth.bearer "b" {\n\ttoken = sys.env("TOKEN")\n}\n\n';
    const text = `${auth}${exporter('endpoint = "tempo:4317"\n\t\tauth     = otelcol.auth.bearer.b.handler')}`;
    expect(lint(text).filter((each) => each.endsWith('plaintext-tls'))).toEqual([]);
  });
});
