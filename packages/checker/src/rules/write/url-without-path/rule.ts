import { defineRule } from '../../rule.ts';

/** Where the usual stores take data. */
const PATHS: Readonly<Record<string, string>> = { 'loki.write': '/loki/api/v1/push', 'prometheus.remote_write': '/api/v1/write' };

/** The address of a store without the path at which it takes data. */
export const rule = defineRule<{ url: string; path: string; component: string }>({
  code: 'write/url-without-path',
  severity: 'info',
  perBlock: true,
  message: ({ url, path, component }) => `"${component}" sends to exactly "${url}": the path is missing, such as "${path}"`,
  check(context, report) {
    for (const [component, path] of Object.entries(PATHS)) {
      for (const { body } of context.components(component)) {
        for (const endpoint of body.blocks('endpoint')) {
          const url = endpoint.text('url');
          const value = endpoint.attribute('url')?.value;
          if (url === undefined || !value || !/^https?:\/\/[^/?#]+\/?$/.test(url)) continue;
          const text = `"${url.replace(/\/$/, '')}${path}"`;
          const edits = [{ file: endpoint.source.path, start: value.start, end: value.end, text }];
          const fixes = value.kind === 'Literal' ? [{ title: `add "${path}"`, safety: 'suggested' as const, edits }] : [];
          const notes = component === 'prometheus.remote_write' ? ['of Mimir it is /api/v1/push, of Thanos /api/v1/receive'] : [];
          report(endpoint.source, value, { url, path, component }, { fixes, notes });
        }
      }
    }
  },
});
