import { describe, expect, test } from 'vitest';
import { checkAll } from '../../../testing.ts';

const levels = new Map([['security/open-bind', 'info']] as const);
const of = (text: string): number[] =>
  checkAll({ 'test.alloy': text }, { levels }).flatMap(({ code, start }) =>
    code === 'security/open-bind' ? [text.slice(0, start).split('\n').length] : [],
  );
const receiver = (grpc: string): string => `otelcol.receiver.otlp "in" {\n\tgrpc {\n\t\t${grpc}\n\t}\n\n\toutput { }\n}\n`;

describe('security/open-bind', () => {
  test('speaks of all addresses, where they are written', () => {
    expect(of(receiver('endpoint = "0.0.0.0:4317"'))).toEqual([3]);
    expect(of(receiver('endpoint = "[::]:4317"'))).toEqual([3]);
    expect(
      of('prometheus.receive_http "in" {\n\tforward_to = []\n\n\thttp {\n\t\tlisten_address = "0.0.0.0"\n\t\tlisten_port = 9999\n\t}\n}\n'),
    ).toEqual([5]);
  });

  test('is quiet about one address, the default, and TLS', () => {
    expect(of(receiver('endpoint = "127.0.0.1:4317"'))).toEqual([]);
    expect(of(receiver(''))).toEqual([]);
    expect(of(receiver('endpoint = "0.0.0.0:4317"\n\n\t\ttls {\n\t\t\tcert_file = "/c"\n\t\t\tkey_file = "/k"\n\t\t}'))).toEqual([]);
  });

  test('is off by default', () => {
    expect(checkAll({ 'test.alloy': receiver('endpoint = "0.0.0.0:4317"') }).some(({ code }) => code === 'security/open-bind')).toBe(false);
  });
});
