import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const sampling = (rest = ''): string => `otelcol.receiver.otlp "in" {
	grpc { }

	output {
		traces = [otelcol.processor.tail_sampling.t.input]
	}
}

otelcol.processor.tail_sampling "t" {
	policy {
		name = "all"
		type = "always_sample"
	}

	output {
		traces = [otelcol.exporter.debug.d.input]
	}
}

otelcol.exporter.debug "d" { }
${rest}`;
const BALANCER =
  '\notelcol.receiver.jaeger "first" {\n\tprotocols {\n\t\tgrpc { }\n\t}\n\n\toutput {\n\t\ttraces = [otelcol.exporter.loadbalancing.b.input]\n\t}\n}\n\notelcol.exporter.loadbalancing "b" {\n\tresolver {\n\t\tstatic {\n\t\t\thostnames = ["alloy-0:4317"]\n\t\t}\n\t}\n\n\tprotocol {\n\t\totlp {\n\t\t\tclient { }\n\t\t}\n\t}\n}\n';

describe('otel/unrouted-tail-sampling', () => {
  test('speaks of replicas and of daemonsets', () => {
    expect(lint(sampling(), { profile: { kind: 'deployment', replicas: 2 } })).toEqual(['9:1 otel/unrouted-tail-sampling']);
    expect(lint(sampling(), { profile: { kind: 'daemonset' } })).toEqual(['9:1 otel/unrouted-tail-sampling']);
  });

  test('is quiet about one instance, a second tier, and where traces are kept together', () => {
    expect(lint(sampling(), { profile: { kind: 'deployment', replicas: 1 } })).toEqual([]);
    expect(lint(sampling(), { profile: { kind: 'statefulset', replicas: 3 } })).toEqual([]);
    expect(lint(sampling(BALANCER), { profile: { kind: 'deployment', replicas: 2 } })).toEqual([]);
    expect(lint(sampling())).toEqual([]);
  });
});
