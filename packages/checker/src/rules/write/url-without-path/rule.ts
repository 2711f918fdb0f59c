import { defineRule } from '../../rule.ts';

/** A store, how it is told by its name or its port, and where it takes data. */
interface Store {
  readonly host: RegExp;
  readonly ports: readonly string[];
  readonly path: string;
}

/** For each component the stores that it may send to; the first one that an address is like is meant, and the last is the one named where none is. */
const STORES: Readonly<Record<string, readonly Store[]>> = {
  'loki.write': [
    { host: /victoria-?logs|vlogs|vlinsert|vlsingle/, ports: ['9428'], path: '/insert/loki/api/v1/push' },
    { host: /loki|^logs-[\w-]+\.grafana\.net$/, ports: ['3100'], path: '/loki/api/v1/push' },
  ],
  'prometheus.remote_write': [
    { host: /^prometheus-[\w-]+\.grafana\.net$/, ports: [], path: '/api/prom/push' },
    { host: /mimir|cortex/, ports: ['9009'], path: '/api/v1/push' },
    { host: /thanos/, ports: ['19291'], path: '/api/v1/receive' },
    { host: /prometheus|victoria-?metrics|vmsingle|vmagent/, ports: ['9090', '8428', '8429'], path: '/api/v1/write' },
  ],
};

/** The address of a store without the path at which it takes data. */
export const rule = defineRule<{ url: string; path: string; component: string }>({
  code: 'write/url-without-path',
  severity: 'info',
  perBlock: true,
  message: ({ url, path, component }) => `"${component}" sends to exactly "${url}": the path is missing, such as "${path}"`,
  check(context, report) {
    for (const [component, stores] of Object.entries(STORES)) {
      for (const { body } of context.components(component)) {
        for (const endpoint of body.blocks('endpoint')) {
          const url = endpoint.text('url');
          const value = endpoint.attribute('url')?.value;
          const [, host, port = ''] = /^https?:\/\/(?:[^/?#@]*@)?([\w.-]+)(?::(\d+))?\/?$/i.exec(url ?? '') ?? [];
          if (url === undefined || !value || !/^https?:\/\/[^/?#]+\/?$/.test(url)) continue;
          const store =
            stores.find((each) => each.host.test(host?.toLowerCase() ?? '')) ?? stores.find(({ ports }) => ports.includes(port));
          const path = (store ?? stores.at(-1))?.path ?? '';
          const text = JSON.stringify(url.replace(/\/$/, '') + path);
          const edits = [{ file: endpoint.source.path, start: value.start, end: value.end, text }];
          // Which path it is, only the store knows: an address that tells of none may be that of a gateway.
          const fixes = store && value.kind === 'Literal' ? [{ title: `add "${path}"`, safety: 'suggested' as const, edits }] : [];
          const notes = component === 'prometheus.remote_write' && !store ? ['of Mimir it is /api/v1/push, of Thanos /api/v1/receive'] : [];
          report(endpoint.source, value, { url, path, component }, { fixes, notes });
        }
      }
    }
  },
});
