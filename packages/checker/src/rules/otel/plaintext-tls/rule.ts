import { defineRule } from '../../rule.ts';

/** `otelcol.exporter.otlp` to a service beside it, with the TLS that is its default. */
export const rule = defineRule<{ endpoint: string }>({
  code: 'otel/plaintext-tls',
  severity: 'info',
  perBlock: true,
  message: ({ endpoint }) => `"${endpoint}" is spoken to with TLS, which receivers inside of a cluster seldom have`,
  check(context, report) {
    for (const { body } of context.components('otelcol.exporter.otlp')) {
      const client = body.child('client');
      const endpoint = client?.text('endpoint');
      // Credentials are only sent over TLS, so who gives some means it.
      if (!client || endpoint === undefined || !isInside(endpoint) || client.has('tls') || client.has('auth')) continue;
      const last = client.block.statements.at(-1);
      const text = '\n\n\t\ttls {\n\t\t\tinsecure = true\n\t\t}';
      const edits = last ? [{ file: client.source.path, start: last.end, end: last.end, text }] : [];
      const fixes = [{ title: 'speak without TLS', safety: 'suggested' as const, edits }];
      report(
        client.source,
        client.place('endpoint'),
        { endpoint },
        { fixes, notes: ['for a receiver without TLS write: tls { insecure = true }', 'an empty tls block says that TLS is meant'] },
      );
    }
  },
});

/** A name without a dot, or one of a cluster, and no scheme that says it. */
function isInside(endpoint: string): boolean {
  const [, host] = /^([\w.-]+):4317$/.exec(endpoint) ?? [];
  if (host === undefined) return false;
  return !host.includes('.') || host === '127.0.0.1' || /.\.(?:svc|local)$/i.test(host) || /.\.svc\../i.test(host);
}
