import type { Catalog } from './types.ts';

const BASE = 'https://grafana.com/docs/alloy/latest/reference/';

/** What has no page of its own, or has lost it. */
const UNDOCUMENTED: ReadonlySet<string> = new Set(['labelstore', 'otelcol.exporter.logging', 'prometheus.write.queue']);

/**
 * The page that Alloy's documentation has of a component, a config block or a name of the standard library (`string.join`), by the
 * layout of its tree (docs/sources/reference). A deprecated alias (`env`) leads to the list of the standard library.
 */
export function documentationUrl(name: string, catalog: Catalog): string | undefined {
  if (UNDOCUMENTED.has(name)) return undefined;
  if (catalog.componentNames.includes(name)) return `${BASE}components/${name.slice(0, name.indexOf('.'))}/${name}/`;
  if (catalog.configBlockNames.includes(name)) return `${BASE}config-blocks/${name}/`;
  const { identifiers, deprecated } = catalog.stdlib;
  const [first = ''] = name.split('.');
  if (!identifiers.has(first)) return undefined;
  return deprecated.has(first) ? `${BASE}stdlib/` : `${BASE}stdlib/${first}/`;
}
