import type { Fix } from '../../../diagnostics/diagnostic.ts';
import type { Body } from '../../../model/body.ts';
import { defineRule } from '../../rule.ts';

const PORTS = { 'otelcol.exporter.otlp': ['4318', '4317', 'gRPC'], 'otelcol.exporter.otlphttp': ['4317', '4318', 'HTTP'] } as const;

/** The exporter for one protocol of OTLP with the port of the other. */
export const rule = defineRule<{ port: string; protocol: string; usual: string; other: string }>({
  code: 'otel/protocol-port',
  severity: 'warning',
  perBlock: true,
  message: ({ port, protocol, usual, other }) =>
    `port ${port} is the one of the other protocol: this exporter speaks ${protocol}, which is at ${usual} (or use ${other})`,
  check(context, report) {
    for (const [name, [port, usual, protocol]] of Object.entries(PORTS)) {
      const other = Object.keys(PORTS).find((each) => each !== name) ?? '';
      for (const { symbol, body } of context.components(name)) {
        const client = body.child('client');
        const endpoint = client?.text('endpoint');
        if (client && endpoint && (endpoint.endsWith(`:${port}`) || endpoint.includes(`:${port}/`)))
          report(
            symbol.source,
            client.place('endpoint'),
            { port, protocol, usual, other: `"${other}"` },
            { fixes: otherPort(client, port, usual) },
          );
      }
    }
  },
});

function otherPort(client: Body, port: string, usual: string): Fix[] {
  const value = client.attribute('endpoint')?.value;
  if (value?.kind !== 'Literal') return [];
  const start = value.start + value.raw.lastIndexOf(`:${port}`) + 1;
  return [
    {
      title: `take port ${usual}`,
      safety: 'suggested',
      edits: [{ file: client.source.path, start, end: start + port.length, text: usual }],
    },
  ];
}
