import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const output = (to: string): string => `\n\toutput {\n\t\ttraces = [${to}.input]\n\t}\n}\n`;
const text = (association: string): string =>
  `otelcol.receiver.otlp "in" {\n\tgrpc { }\n${output('otelcol.processor.tail_sampling.t')}
otelcol.processor.tail_sampling "t" {
	policy {
		name = "all"
		type = "always_sample"
	}
${output('otelcol.processor.attributes.a')}
otelcol.processor.attributes "a" {${output('otelcol.processor.k8sattributes.k')}
otelcol.processor.k8sattributes "k" {
${association}${output('otelcol.exporter.debug.d')}
otelcol.exporter.debug "d" { }
`;
const found = (association: string): string[] => lint(text(association)).filter((each) => each.endsWith('after-batch'));

describe('otel/k8sattributes-after-batch', () => {
  test('looks past what is in between', () => {
    expect(found('')).toEqual(['26:1 otel/k8sattributes-after-batch']);
    const connection = '\tpod_association {\n\t\tsource {\n\t\t\tfrom = "connection"\n\t\t}\n\t}\n';
    expect(found(connection)).toEqual(['26:1 otel/k8sattributes-after-batch']);
  });

  test('is quiet where pods are found by what is in the data', () => {
    const attribute = '\tpod_association {\n\t\tsource {\n\t\t\tfrom = "resource_attribute"\n\t\t\tname = "k8s.pod.uid"\n\t\t}\n\t}\n';
    expect(found(attribute)).toEqual([]);
  });
});
