import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const found = (text: string): string[] => lint(text).filter((each) => each.endsWith('outside-loop'));
const loki = (listen: string, url: string): string =>
  `loki.source.api "in" {\n\thttp {\n${listen}\t}\n\tforward_to = [loki.process.p.receiver]\n}\n\nloki.process "p" {\n\tforward_to = [loki.write.w.receiver]\n}\n\nloki.write "w" {\n\tendpoint {\n\t\turl = "${url}"\n\t}\n}\n`;

describe('graph/outside-loop', () => {
  test('speaks of the own port, through what is in between', () => {
    expect(found(loki('\t\tlisten_port = 3100\n', 'http://localhost:3100/loki/api/v1/push'))).toEqual(['14:9 graph/outside-loop']);
    expect(found(loki('\t\tlisten_port = 80\n', 'http://127.0.0.1/loki/api/v1/push'))).toEqual(['14:9 graph/outside-loop']);
  });

  test('knows the ports that are not written', () => {
    const otlp = (exporter: string, endpoint: string): string =>
      `otelcol.receiver.otlp "in" {\n\tgrpc { }\n\n\thttp { }\n\n\toutput {\n\t\tlogs = [otelcol.exporter.${exporter}.out.input]\n\t}\n}\n\notelcol.exporter.${exporter} "out" {\n\tclient {\n\t\tendpoint = "${endpoint}"\n\t}\n}\n`;
    expect(found(otlp('otlp', 'localhost:4317'))).toEqual(['13:14 graph/outside-loop']);
    expect(found(otlp('otlphttp', 'http://localhost:4318'))).toEqual(['13:14 graph/outside-loop']);
    expect(found(otlp('otlp', 'localhost:4318'))).toEqual([]);
  });

  test('is quiet about other machines and ports, and about data that does not come from there', () => {
    expect(found(loki('\t\tlisten_port = 3100\n', 'http://loki:3100/loki/api/v1/push'))).toEqual([]);
    expect(found(loki('\t\tlisten_port = 3101\n', 'http://localhost:3100/loki/api/v1/push'))).toEqual([]);
    const other = loki('\t\tlisten_port = 3100\n', 'http://localhost:3100/loki/api/v1/push').replace(
      'forward_to = [loki.process.p',
      'forward_to = [loki.echo.e',
    );
    expect(found(`${other}\nloki.echo "e" { }\n`)).toEqual([]);
  });
});
