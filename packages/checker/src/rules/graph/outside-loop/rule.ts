import { related } from '../../../diagnostics/collector.ts';
import type { Body } from '../../../model/body.ts';
import type { GraphNode } from '../../../model/graph.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

/** What listens: component, block, and the protocol that it is spoken to with. */
const LISTENING: readonly (readonly [component: string, block: string, protocol: string])[] = [
  ['loki.source.api', 'http', 'loki'],
  ['prometheus.receive_http', 'http', 'remote write'],
  ['pyroscope.receive_http', 'http', 'pyroscope'],
  ['otelcol.receiver.otlp', 'grpc', 'OTLP by gRPC'],
  ['otelcol.receiver.otlp', 'http', 'OTLP by HTTP'],
];

/** What sends: component, block, attribute with the address, and the protocol. */
const SENDING: readonly (readonly [component: string, block: string, attribute: string, protocol: string])[] = [
  ['loki.write', 'endpoint', 'url', 'loki'],
  ['prometheus.remote_write', 'endpoint', 'url', 'remote write'],
  ['pyroscope.write', 'endpoint', 'url', 'pyroscope'],
  ['otelcol.exporter.otlp', 'client', 'endpoint', 'OTLP by gRPC'],
  ['otelcol.exporter.otlphttp', 'client', 'endpoint', 'OTLP by HTTP'],
];

/** A pipeline that sends what it receives to its own address. */
export const rule = defineRule<{ url: string; receiver: string }>({
  code: 'graph/outside-loop',
  severity: 'warning',
  message: ({ url, receiver }) => `"${url}" is where "${receiver}" listens, whose data gets here: it goes round in a circle`,
  wholeProgram: true,
  check(context, report) {
    const receivers = LISTENING.flatMap(([name, block, protocol]) =>
      context.components(name).flatMap(({ symbol, body }) => {
        const node = context.node(symbol);
        return body.blocks(block).flatMap((each) => (node ? [{ node, protocol, body: each, port: listeningPort(each) }] : []));
      }),
    );
    if (receivers.length === 0) return;
    for (const [name, block, attribute, protocol] of SENDING) {
      for (const { symbol, body } of context.components(name)) {
        for (const endpoint of body.blocks(block)) {
          const url = endpoint.text(attribute);
          const port = url === undefined ? undefined : localPort(url);
          const own = receivers.find(
            (each) => port !== undefined && each.protocol === protocol && each.port === port && leads(each.node, symbol, context),
          );
          if (!own || url === undefined) continue;
          const places = [related(own.body.source, own.body.header, 'it listens here')];
          report(endpoint.source, endpoint.place(attribute), { url, receiver: own.node.id }, { related: places });
        }
      }
    }
  },
});

function leads(from: GraphNode, symbol: GraphNode['symbol'], context: RuleContext): boolean {
  return [...context.graph.reachable(from)].some((node) => node.symbol === symbol);
}

const HERE = '(?:localhost|127\\.\\d+\\.\\d+\\.\\d+|0\\.0\\.0\\.0|\\[::1?\\])';
const LOCAL = new RegExp(`^(?:(https?)://)?${HERE}(?::(\\d+))?(?:/|$)`);

/** The port of an address that is this machine's own. */
function localPort(url: string): number | undefined {
  const [whole, scheme, port] = LOCAL.exec(url) ?? [];
  if (whole === undefined) return undefined;
  return port === undefined ? (scheme === 'https' ? 443 : 80) : Number(port);
}

/** The port that a block listens at on this machine, by `endpoint` or by `listen_port`. */
function listeningPort(body: Body): number | undefined {
  const endpoint = body.schema.byName.has('endpoint') ? body.text('endpoint') : undefined;
  if (endpoint !== undefined) return localPort(endpoint.startsWith(':') ? `localhost${endpoint}` : endpoint);
  return body.schema.byName.has('listen_port') ? body.number('listen_port') : undefined;
}
