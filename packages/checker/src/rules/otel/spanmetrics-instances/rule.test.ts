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

  test('counts routing by service for spans, and not for the calls between services', () => {
    const balancer =
      '\notelcol.receiver.jaeger "first" {\n\tprotocols {\n\t\tgrpc { }\n\t}\n\n\toutput {\n\t\ttraces = [otelcol.exporter.loadbalancing.b.input]\n\t}\n}\n\notelcol.exporter.loadbalancing "b" {\n\trouting_key = "service"\n\n\tresolver {\n\t\tstatic {\n\t\t\thostnames = ["alloy-0:4317"]\n\t\t}\n\t}\n\n\tprotocol {\n\t\totlp {\n\t\t\tclient { }\n\t\t}\n\t}\n}\n';
    expect(lint(pipeline() + balancer, { profile })).toEqual(['9:1 otel/spanmetrics-instances']);
    const spans = pipeline().replaceAll('servicegraph', 'spanmetrics').replace('"g" {', '"g" {\n\thistogram {\n\t\texplicit { }\n\t}\n');
    expect(lint(spans, { profile })).toEqual(['9:1 otel/spanmetrics-instances']);
    expect(lint(spans + balancer, { profile })).toEqual([]);
  });
});
