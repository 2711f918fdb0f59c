import { related } from '../../../diagnostics/collector.ts';
import type { Body } from '../../../model/body.ts';
import type { GraphNode, PipelineGraph } from '../../../model/graph.ts';
import type { BlockSymbol } from '../../../model/program.ts';
import { defineRule } from '../../rule.ts';

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
    const receivers = new Map<string, Map<GraphNode, Body>>();
    for (const [name, block, protocol] of LISTENING) {
      for (const { symbol, body } of context.components(name)) {
        const node = context.node(symbol);
        for (const each of node ? body.blocks(block) : []) {
          const port = listeningPort(each);
          if (!node || port === undefined) continue;
          const key = `${protocol} ${port}`;
          const others = receivers.get(key) ?? new Map<GraphNode, Body>();
          receivers.set(key, others);
          if (!others.has(node)) others.set(node, each);
        }
      }
    }
    if (receivers.size === 0) return;
    const reached = new Map<string, ReadonlyMap<BlockSymbol, GraphNode>>();
    for (const [name, block, attribute, protocol] of SENDING) {
      for (const { symbol, body } of context.components(name)) {
        for (const endpoint of body.blocks(block)) {
          const url = endpoint.text(attribute);
          const port = url === undefined ? undefined : localPort(url);
          const key = `${protocol} ${port}`;
          const listening = receivers.get(key);
          if (!listening || url === undefined) continue;
          const from = reached.get(key) ?? symbolsReached(context.graph, listening.keys());
          reached.set(key, from);
          const node = from.get(symbol);
          const own = node && listening.get(node);
          if (!own) continue;
          const places = [related(own.source, own.header, 'it listens here')];
          report(endpoint.source, endpoint.place(attribute), { url, receiver: node.id }, { related: places });
        }
      }
    }
  },
});

/** The blocks that data of some nodes gets to, in whatever instance, each with the first node given that it comes from. */
function symbolsReached(graph: PipelineGraph, starts: Iterable<GraphNode>): ReadonlyMap<BlockSymbol, GraphNode> {
  const from = new Map<BlockSymbol, GraphNode>();
  for (const [{ symbol }, start] of graph.reachedFrom(starts)) if (!from.has(symbol)) from.set(symbol, start);
  return from;
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
