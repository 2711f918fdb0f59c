import { severalInstances } from '../../deployment.ts';
import { defineRule } from '../../rule.ts';

const CONNECTORS = ['otelcol.connector.spanmetrics', 'otelcol.connector.servicegraph'];

/** What tells the series of one instance from those of another, wherever it is written. */
const INSTANCE = /constants\.hostname|\benv\(\s*["`](?:HOSTNAME|POD_NAME|NODE_NAME)["`]\s*\)|collector\.id|collector\.instance\.id/;

/** Metrics that are made of spans in several instances, under the same names and labels. */
export const rule = defineRule<{ id: string; fact: string }>({
  code: 'otel/spanmetrics-instances',
  severity: 'warning',
  message: ({ id, fact }) => `${fact}, and each of them counts a part of the spans in "${id}" and writes it to the same series`,
  wholeProgram: true,
  check(context, report) {
    const fact = severalInstances(context.profile);
    const connectors = fact ? CONNECTORS.flatMap((name) => context.components(name)) : [];
    if (!fact || connectors.length === 0) return;
    const { graph } = context;
    const byService = context.components('otelcol.exporter.loadbalancing').some(({ body }) => body.text('routing_key') === 'service');
    // What happens inside of a declare is not followed.
    const telling = graph.modules.flatMap(({ nodes }) =>
      nodes.filter(({ role, symbol: { block, source } }) => role === 'custom' || INSTANCE.test(source.text.slice(block.start, block.end))),
    );
    const told = graph.leadingTo(telling);
    for (const { symbol, body } of connectors) {
      const node = context.node(symbol);
      // Of one service all spans are in one instance, but the two sides of a call are of two services.
      if (!node || told.has(node) || (byService && body.name === 'otelcol.connector.spanmetrics')) continue;
      report(
        symbol.source,
        body.header,
        { id: symbol.id, fact },
        {
          notes: [
            'give the series a label of the instance behind it, such as external_labels = {collector = constants.hostname} in "prometheus.remote_write", and sum over it',
            body.name === 'otelcol.connector.servicegraph'
              ? 'and keep the spans of a trace in one instance, with otelcol.exporter.loadbalancing and routing_key = "traceID": a call is only seen where both of its spans are'
              : 'or route spans by service to one instance each, with otelcol.exporter.loadbalancing and routing_key = "service"',
          ],
        },
      );
    }
  },
});
