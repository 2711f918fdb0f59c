import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const write = (label: string, url: string, rest = ''): string =>
  `loki.write "${label}" {\n\tendpoint {\n\t\turl = "${url}"\n${rest}\t}\n}\n`;
const api = (to: string): string => `loki.source.api "in" {\n\thttp { }\n\tforward_to = [${to}]\n}\n`;
const found = (text: string): string[] => lint(text).filter((each) => each.endsWith('double-delivery'));
const STORE = 'http://loki/loki/api/v1/push';

describe('graph/double-delivery', () => {
  test('speaks of a receiver that is named twice', () => {
    expect(found(api('loki.write.a.receiver, loki.write.a.receiver') + write('a', STORE))).toEqual(['3:39 graph/double-delivery']);
  });

  test('speaks of two components that are set up alike', () => {
    const text = api('loki.write.a.receiver, loki.write.b.receiver') + write('a', STORE) + write('b', STORE, '\t\t// the same\n');
    expect(found(text)).toEqual(['3:39 graph/double-delivery']);
  });

  test('speaks of two endpoints that say the same', () => {
    const endpoint = (name: string): string => `\tendpoint {\n\t\tname = "${name}"\n\t\turl  = "${STORE}"\n\t}\n`;
    expect(found(`${api('loki.write.a.receiver')}loki.write "a" {\n${endpoint('x')}${endpoint('y')}}\n`)).toEqual([
      '10:2 graph/double-delivery',
    ]);
  });

  test('follows batches and limiters of memory', () => {
    const text = `otelcol.receiver.otlp "in" {
	grpc { }

	output {
		logs   = [otelcol.processor.batch.b.input, otelcol.exporter.debug.d.input]
		traces = [otelcol.processor.batch.b.input]
	}
}

otelcol.processor.batch "b" {
	output {
		logs   = [otelcol.exporter.debug.d.input]
		traces = [otelcol.exporter.debug.d.input]
	}
}

otelcol.exporter.debug "d" { }
`;
    expect(found(text)).toEqual(['5:46 graph/double-delivery']);
  });

  test('is quiet about tenants, other stores, and what is changed or filtered on one of the ways', () => {
    const other = '\t\ttenant_id = "b"\n';
    expect(found(api('loki.write.a.receiver, loki.write.b.receiver') + write('a', STORE) + write('b', STORE, other))).toEqual([]);
    const process = 'loki.process "p" {\n\tforward_to = [loki.write.a.receiver]\n\n\tstage.drop {\n\t\texpression = "debug"\n\t}\n}\n';
    expect(found(api('loki.write.a.receiver, loki.process.p.receiver') + process + write('a', STORE))).toEqual([]);
    expect(found(api('loki.process.p.receiver') + process + write('a', STORE))).toEqual([]);
  });
});
