import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const BATCH = 'otelcol.processor.batch "b" {\n\toutput {\n\t\tlogs = [otelcol.processor.filter.f.input]\n\t}\n}\n\n';
const FILTER =
  'otelcol.processor.filter "f" {\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n';

describe('otel/batch-before-drop', () => {
  test('follows the edges, not the order in the file', () => {
    expect(lint(BATCH + FILTER)).toContain('3:11 otel/batch-before-drop');
    expect(lint(`${FILTER}\n${BATCH}`)).toContain('11:11 otel/batch-before-drop');
  });

  test('is quiet where the batch processor comes last', () => {
    const text =
      'otelcol.processor.filter "f" {\n\toutput {\n\t\tlogs = [otelcol.processor.batch.b.input]\n\t}\n}\n\notelcol.processor.batch "b" {\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n';
    expect(lint(text)).toEqual([]);
  });
});
