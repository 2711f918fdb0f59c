import { defineRule } from '../../rule.ts';

/** `otelcol.exporter.otlphttp` with a path in its endpoint that it adds itself. */
export const rule = defineRule<{ path: string; signal: string }>({
  code: 'otel/signal-path',
  severity: 'warning',
  perBlock: true,
  message: ({ path, signal }) => `the exporter adds "${path}" itself, so it sends ${signal} to "${path}${path}"`,
  check(context, report) {
    for (const { body } of context.components('otelcol.exporter.otlphttp')) {
      const client = body.child('client');
      const endpoint = client?.text('endpoint');
      const [path, signal = ''] = (endpoint !== undefined && /\/v1\/(traces|metrics|logs)\/?$/.exec(endpoint)) || [];
      // With an endpoint of its own for each signal this one is not used.
      if (!client || endpoint === undefined || path === undefined || body.has(`${signal}_endpoint`)) continue;
      const value = client.attribute('endpoint')?.value;
      const edits = value
        ? [{ file: client.source.path, start: value.start, end: value.end, text: JSON.stringify(endpoint.slice(0, -path.length)) }]
        : [];
      const fixes = value?.kind === 'Literal' ? [{ title: 'leave the path to the exporter', safety: 'suggested' as const, edits }] : [];
      report(
        client.source,
        client.place('endpoint'),
        { path: path.replace(/\/$/, ''), signal },
        { fixes, notes: [`for one signal at another address there is "${signal}_endpoint"`] },
      );
    }
  },
});
