/** The labels that relabel rules can read, by where their targets and log lines come from. */
import { type Catalog, metaLabels } from '@assay/catalog';
import { Body, type CheckedProgram, type GraphNode } from '@assay/checker';

/** The kinds of objects whose labels the targets of each role of `discovery.kubernetes` have. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  pod: ['pod'],
  service: ['service'],
  endpoints: ['endpoints', 'endpoint', 'service', 'pod'],
  endpointslice: ['endpointslice', 'service', 'pod'],
  node: ['node'],
  ingress: ['ingress'],
};

/** Labels of log lines, for which there are no facts in the catalog (Loki's `clients/pkg/promtail/targets`). */
const LOG_LINES: Readonly<Record<string, readonly string[]>> = {
  'loki.source.journal': [
    '__journal__systemd_unit',
    '__journal__systemd_slice',
    '__journal__hostname',
    '__journal__boot_id',
    '__journal__machine_id',
    '__journal__transport',
    '__journal__comm',
    '__journal__exe',
    '__journal__pid',
    '__journal__uid',
    '__journal_priority',
    '__journal_priority_keyword',
    '__journal_syslog_identifier',
  ],
  'loki.source.syslog': [
    '__syslog_connection_ip_address',
    '__syslog_connection_hostname',
    '__syslog_message_severity',
    '__syslog_message_facility',
    '__syslog_message_hostname',
    '__syslog_message_app_name',
    '__syslog_message_proc_id',
    '__syslog_message_msg_id',
  ],
};

/** What every target has. */
const ALWAYS: readonly string[] = [
  '__address__',
  '__scheme__',
  '__metrics_path__',
  '__scrape_interval__',
  '__scrape_timeout__',
  '__param_NAME',
  'job',
  'instance',
];

/** What a metric and a log line have of the target that they came from, beside the labels that it was given. */
const ALWAYS_SCRAPED: readonly string[] = ['__name__', 'job', 'instance'];

/** The roles of `discovery.kubernetes`. */
export const KUBERNETES_ROLES: readonly string[] = Object.keys(ROLES);

/** The keys of a target that people write themselves, by what they are written for. */
export function targetKeys(component: string): readonly string[] {
  return component.startsWith('loki.') || component.startsWith('local.')
    ? ['__path__', '__path_exclude__', 'job', 'host']
    : ['__address__', '__scheme__', '__metrics_path__', '__param_NAME', 'job', 'instance'];
}

/** The labels that the rules of a component can see, by what feeds it and what its rules are given to. */
export function visibleLabels(node: GraphNode, { graph }: CheckedProgram, catalog: Catalog): readonly string[] {
  const labels = new Set<string>();
  const seen = new Set([node]);
  // Behind a scrape only those are left that do not begin with two underscores.
  const queue = [{ node, scraped: false }];
  for (let each = queue.pop(); each; each = queue.pop()) {
    for (const label of [...labelsMadeBy(each.node, catalog), ...labelsSetIn(each.node, catalog)])
      if (!each.scraped || !label.startsWith('__')) labels.add(label);
    for (const { from, signals } of graph.incoming(each.node)) {
      if (seen.has(from)) continue;
      seen.add(from);
      const isTarget = signals.includes('targets');
      if (signals.includes('metrics')) for (const label of ALWAYS_SCRAPED) labels.add(label);
      queue.push({ node: from, scraped: each.scraped || !isTarget });
    }
  }
  for (const { to } of graph.outgoing(node)) for (const label of labelsReadBy(to.symbol.block.fullName)) labels.add(label);
  const component = node.symbol.block.fullName;
  if (component === 'discovery.relabel') for (const label of ALWAYS) labels.add(label);
  return [...labels];
}

function labelsMadeBy({ symbol }: GraphNode, catalog: Catalog): readonly string[] {
  const name = symbol.block.fullName;
  const labels = name.startsWith('discovery.') ? metaLabels(name) : [];
  const kinds = name === 'discovery.kubernetes' ? ROLES[bodyOf(symbol, catalog)?.text('role') ?? ''] : undefined;
  // A role that is not known may be any.
  if (!kinds) return labels;
  return labels.filter(
    (label) => label === '__meta_kubernetes_namespace' || kinds.some((kind) => label.startsWith(`__meta_kubernetes_${kind}_`)),
  );
}

function labelsReadBy(component: string): readonly string[] {
  return LOG_LINES[component] ?? (component.startsWith('loki.source.') ? metaLabels(component) : []);
}

/** The labels that the rules of a component set. */
function labelsSetIn({ symbol }: GraphNode, catalog: Catalog): string[] {
  return (bodyOf(symbol, catalog)?.blocks('rule') ?? []).flatMap((rule) => rule.text('target_label') || []);
}

function bodyOf(symbol: GraphNode['symbol'], catalog: Catalog): Body | undefined {
  const component = catalog.component(symbol.block.fullName);
  return component && new Body(symbol.block, component.arguments, symbol.source, symbol.module, catalog);
}
