import { defineRule } from '../../rule.ts';

/** Where components have an address that they send to by HTTP: component, block, attribute. */
const ADDRESSES: readonly (readonly [component: string, block: string, attribute: string])[] = [
  ['loki.write', 'endpoint', 'url'],
  ['prometheus.remote_write', 'endpoint', 'url'],
  ['prometheus.write.queue', 'endpoint', 'url'],
  ['pyroscope.write', 'endpoint', 'url'],
  ['otelcol.exporter.otlphttp', 'client', 'endpoint'],
];

/** Addresses of single signals, in `otelcol.exporter.otlphttp`. */
const OWN_ADDRESSES = ['metrics_endpoint', 'logs_endpoint', 'traces_endpoint'];

/** The address of a store without `http://` or `https://`: for Go, what stands before the colon is the name of a protocol then. */
export const rule = defineRule<{ url: string }>({
  code: 'write/url-without-scheme',
  severity: 'warning',
  perBlock: true,
  message: ({ url }) => `nothing can be sent to "${url}": it begins with neither "http://" nor "https://"`,
  check(context, report) {
    for (const [component, block, attribute] of ADDRESSES) {
      for (const { body } of context.components(component)) {
        for (const endpoint of body.blocks(block)) {
          const url = endpoint.text(attribute);
          const value = endpoint.attribute(attribute)?.value;
          // What is still to be filled in is no address yet.
          // Nothing is sent to the common address where signals have addresses of their own.
          if (component === 'otelcol.exporter.otlphttp' && OWN_ADDRESSES.some((name) => body.has(name))) continue;
          if (!url || !value || /^https?:\/\//i.test(url) || /[<>{}$]/.test(url)) continue;
          const scheme = isOutside(url) ? 'https://' : 'http://';
          const text = JSON.stringify(scheme + url);
          const edits = [{ file: endpoint.source.path, start: value.start, end: value.end, text }];
          const plain = value.kind === 'Literal' && /^[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/.test(url);
          report(
            endpoint.source,
            value,
            { url },
            { fixes: plain ? [{ title: `put "${scheme}" in front`, safety: 'suggested', edits }] : [] },
          );
        }
      }
    }
  },
});

/** Whether an address is one that is reached with TLS: by its port, or where it is a name of the internet without a port. */
function isOutside(url: string): boolean {
  const [, host = '', port] = /^([\w.-]+)(?::(\d+))?/.exec(url) ?? [];
  if (port !== undefined) return port === '443' || port === '8443';
  return host.includes('.') && !/^[\d.]+$|\.(?:svc|local|localhost|lan|internal|home)$|\.svc\./i.test(host);
}
