import { severalInstances } from '../../deployment.ts';
import { defineRule } from '../../rule.ts';

/** Tail sampling in several instances, none of which sees whole traces. */
export const rule = defineRule<{ id: string; fact: string }>({
  code: 'otel/unrouted-tail-sampling',
  severity: 'warning',
  message: ({ id, fact }) =>
    `${fact}: as long as nothing before them keeps the spans of a trace together, "${id}" decides on parts of traces`,
  wholeProgram: true,
  check(context, report) {
    const { profile } = context;
    const fact = severalInstances(profile);
    // A statefulset is how one builds the second tier, which load balancers of the first one send whole traces to.
    if (!fact || profile.kind === 'statefulset') return;
    const balanced = context.components('otelcol.exporter.loadbalancing').some(({ body }) => body.text('routing_key') !== 'service');
    if (balanced) return;
    for (const { symbol, body } of context.components('otelcol.processor.tail_sampling')) {
      report(
        symbol.source,
        body.header,
        { id: symbol.id, fact },
        {
          notes: [
            'let a first tier send to this one with otelcol.exporter.loadbalancing, which keeps a trace together (routing_key = "traceID"), or run a single instance',
          ],
        },
      );
    }
  },
});
