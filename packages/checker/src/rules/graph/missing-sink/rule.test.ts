import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

describe('graph/missing-sink', () => {
  test('speaks of an empty list and of an empty output', () => {
    expect(lint('loki.source.api "a" {\n\tforward_to = []\n\n\thttp { }\n}\n')).toContain('2:15 graph/missing-sink');
    expect(lint('otelcol.receiver.otlp "a" {\n\tgrpc { }\n\n\toutput { }\n}\n')).toContain('4:2 graph/missing-sink');
    expect(lint('otelcol.receiver.otlp "a" {\n\tgrpc { }\n\n\toutput {\n\t\tlogs = []\n\t}\n}\n')).toContain('4:2 graph/missing-sink');
  });

  test('is quiet where one signal goes somewhere, or it is only known when Alloy runs', () => {
    const debug = '\n\notelcol.exporter.debug "d" { }\n';
    expect(
      lint(`otelcol.receiver.otlp "a" {\n\tgrpc { }\n\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}${debug}`),
    ).toEqual([]);
    expect(
      lint('declare "d" {\n\targument "to" { }\n\n\tloki.source.api "a" {\n\t\tforward_to = argument.to.value\n\n\t\thttp { }\n\t}\n}\n'),
    ).toEqual([]);
  });
});
