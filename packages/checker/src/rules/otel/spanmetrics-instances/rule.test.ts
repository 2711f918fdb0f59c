import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const profile = { kind: 'deployment', replicas: 2 } as const;
const pipeline = (labels = ''): string => `otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.connector.servicegraph.g.input]
	}
}

otelcol.connector.servicegraph "g" {
	output {
		metrics = [otelcol.exporter.prometheus.p.input]
	}
}

otelcol.exporter.prometheus "p" {
	forward_to = [prometheus.remote_write.w.receiver]
}

prometheus.remote_write "w" {
${labels}	endpoint {
		url = "http://mimir:8080/api/v1/push"
	}
}
`;

describe('otel/spanmetrics-instances', () => {
  test('speaks of series that cannot be told apart', () => {
    expect(lint(pipeline(), { profile })).toEqual(['9:1 otel/spanmetrics-instances']);
    expect(lint(pipeline('\texternal_labels = {cluster = "prod"}\n\n'), { profile })).toEqual(['9:1 otel/spanmetrics-instances']);
  });

  test('is quiet where a label tells them apart, about one instance, and where nothing is known', () => {
    expect(lint(pipeline('\texternal_labels = {collector = constants.hostname}\n\n'), { profile })).toEqual([]);
    expect(lint(pipeline('\texternal_labels = {pod = sys.env("POD_NAME")}\n\n'), { profile })).toEqual([]);
    expect(lint(pipeline(), { profile: { kind: 'deployment', replicas: 1 } })).toEqual([]);
    expect(lint(pipeline())).toEqual([]);
  });

  test('advises what works for each connector', () => {
    const notes = (text: string): string =>
      checkAll({ a: text }, { profile })
        .flatMap((each) => [...each.notes])
        .join();
    expect(notes(pipeline())).toContain('routing_key = "traceID"');
    const spans = pipeline().replaceAll('servicegraph', 'spanmetrics').replace('"g" {', '"g" {\n\thistogram {\n\t\texplicit { }\n\t}\n');
    expect(notes(spans)).toContain('routing_key = "service"');
  });
});
