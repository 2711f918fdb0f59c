import { describe, expect, test } from 'vitest';
import { checkAll } from '../../../testing.ts';

const receiver = (to: string): string => `otelcol.receiver.otlp "in" {\n\tgrpc { }\n\n\toutput {\n\t\ttraces = [${to}]\n\t}\n}\n`;
const LIMITER = `
otelcol.processor.memory_limiter "m" {
	check_interval = "1s"
	limit          = "1GiB"

	output {
		traces = [otelcol.exporter.debug.d.input]
	}
}
`;
const DEBUG = '\notelcol.exporter.debug "d" { }\n';
const code = 'otel/no-memory-limiter';
const count = (text: string, asked: boolean): number =>
  checkAll({ a: text }, asked ? { levels: new Map([[code, 'info' as const]]) } : {}).filter((each) => each.code === code).length;

describe(code, () => {
  test('speaks where it is asked for', () => {
    expect(count(receiver('otelcol.exporter.debug.d.input') + DEBUG, true)).toBe(1);
    expect(count(receiver('otelcol.exporter.debug.d.input') + DEBUG, false)).toBe(0);
  });

  test('is quiet behind a limiter', () => {
    expect(count(receiver('otelcol.processor.memory_limiter.m.input') + LIMITER + DEBUG, true)).toBe(0);
  });
});
