import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const BATCH = 'otelcol.processor.batch "b" {\n\toutput {\n\t\tlogs = [otelcol.processor.filter.f.input]\n\t}\n}\n\n';
const FILTER =
  'otelcol.processor.filter "f" {\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n';

describe('otel/batch-before-drop', () => {
  test('follows the edges, not the order in the file', () => {
    expect(lint(BATCH + FILTER)).toContain('3:11 otel/batch-before-drop');
    expect(lint(`${FILTER}\n${BATCH}`)).toContain('11:11 otel/batch-before-drop');
  });

  test('looks past what only changes', () => {
    const attributes =
      'otelcol.processor.attributes "a" {\n\taction {\n\t\tkey    = "env"\n\t\tvalue  = "prod"\n\t\taction = "insert"\n\t}\n\n\toutput {\n\t\tlogs = [otelcol.processor.filter.f.input]\n\t}\n}\n\n';
    expect(lint(BATCH.replace('filter.f', 'attributes.a') + attributes + FILTER)).toContain('3:11 otel/batch-before-drop');
  });

  test('puts the two in the other order', () => {
    const source = 'otelcol.receiver.otlp "in" {\n\tgrpc { }\n\n\toutput {\n\t\tlogs = [otelcol.processor.batch.b.input]\n\t}\n}\n\n';
    expect(fixed('otel/batch-before-drop', source + BATCH + FILTER)).toBe(
      source.replace('batch.b', 'filter.f') +
        BATCH.replace('processor.filter.f', 'exporter.debug.d') +
        FILTER.replace('exporter.debug.d.input', 'processor.batch.b.input'),
    );
  });

  test('is quiet about a filter that sorts out batches before they are made anew, but not about a limiter of memory', () => {
    const again = 'otelcol.processor.batch "c" {\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}\n\n';
    const filter = FILTER.replace('exporter.debug.d.input', 'processor.batch.c.input');
    expect(lint(BATCH + again + filter).join()).not.toContain('batch-before-drop');
    const limiter = filter.replace('filter "f" {', 'memory_limiter "f" {\n\tcheck_interval = "1s"\n\tlimit          = "100MiB"\n');
    expect(lint(BATCH.replace('filter.f', 'memory_limiter.f') + again + limiter)).toContain('3:11 otel/batch-before-drop');
  });

  test('is quiet where the batch processor comes last', () => {
    const text =
      'otelcol.processor.filter "f" {\n\toutput {\n\t\tlogs = [otelcol.processor.batch.b.input]\n\t}\n}\n\notelcol.processor.batch "b" {\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n';
    expect(lint(text)).toEqual([]);
  });
});
