import { expect, test } from 'vitest';
import { fixed } from '../rules/fixing.ts';

test('another component takes the place of one that is gone, wherever it is referred to', () => {
  const text = `otelcol.receiver.otlp "in" {
	grpc { }

	output {
		logs   = [otelcol.exporter.logging.all.input]
		traces = [otelcol.exporter.logging.all.input]
	}
}

otelcol.exporter.logging "all" { }
`;
  expect(fixed('structure/unknown-component', text)).toBe(text.replaceAll('exporter.logging', 'exporter.debug'));
});
