/** What the deployment of a program means for its pipeline. */
import type { Profile } from '../configuration/profile.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { Body } from '../model/body.ts';
import type { GraphNode } from '../model/graph.ts';
import { textOf } from '../values/static.ts';
import type { RuleContext } from './rule.ts';

/** The fact of a deployment by which several instances load the same program, in words; `undefined` where nothing says so. */
export function severalInstances({ kind, replicas }: Profile): string | undefined {
  if (kind === 'daemonset') return 'a daemonset runs one Alloy on each node';
  if (kind !== 'host' && replicas !== undefined && replicas > 1) return `there are ${replicas} replicas`;
  return undefined;
}

/** The fact of a deployment by which Alloy runs in a container, in words. */
export function inContainer({ kind }: Profile): string | undefined {
  return kind === undefined || kind === 'host' ? undefined : `a ${kind} runs Alloy in a container`;
}

/** Whether a component shares its targets out in the cluster; what is only known when Alloy runs counts as yes. */
export function isClustered(body: Body): boolean {
  return body.blocks('clustering').some((block) => block.bool('enabled') !== false);
}

/** The nodes whose targets are shared out in the cluster somewhere, each with where that is. */
export function leadingToClustered(context: RuleContext): ReadonlyMap<GraphNode, GraphNode> {
  const clustered = context.graph.modules.flatMap(({ nodes }) =>
    nodes.filter(({ symbol }) => {
      const body = context.body(symbol);
      return body !== undefined && isClustered(body);
    }),
  );
  return context.graph.leadingTo(clustered);
}

/** Switches clustering on for one component: enough where the cluster is there. */
export function clusteringFix(body: Body, { clustering }: Profile): Fix[] {
  const { path } = body.source;
  const safety = clustering === true ? 'safe' : 'suggested';
  const off = body.child('clustering')?.attribute('enabled')?.value;
  const last = body.block.statements.at(-1);
  const edit = off
    ? { file: path, start: off.start, end: off.end, text: 'true' }
    : last && { file: path, start: last.end, end: last.end, text: '\n\n\tclustering {\n\t\tenabled = true\n\t}' };
  return edit ? [{ title: 'switch clustering on', safety, edits: [edit] }] : [];
}

/** What to do beside switching it on for a component. */
export function clusteringNotes({ clustering }: Profile): string[] {
  return clustering === true ? [] : ['Alloy itself has to be started with --cluster.enabled, and assay.json told so ("clustering": true)'];
}

/** Exporters and discoveries that tell of the machine that Alloy itself runs on. */
const OWN =
  /^(?:prometheus\.exporter\.(?:unix|process|windows|cadvisor|self)|discovery\.(?:process|kubelet|docker)|local\.file_match|beyla\.ebpf)$/;

/** Labels by which targets are told apart by their node. */
const NODE_LABELS: ReadonlySet<string> = new Set([
  '__meta_kubernetes_pod_node_name',
  '__meta_kubernetes_node_name',
  '__meta_kubernetes_endpoint_node_name',
  '__meta_kubernetes_endpointslice_endpoint_topology_kubernetes_io_hostname',
]);

/** Whether a discovery asks for what is on one node only. */
export function asksForOneNode(body: Body): boolean {
  return body.blocks('selectors').some((block) => {
    const field = block.attribute('field')?.value;
    return field !== undefined && block.source.text.slice(field.start, field.end).includes('spec.nodeName');
  });
}

/**
 * Where targets of a component come from that every instance sees alike, so that each instance that has the component works on all of them;
 * `undefined` where they are of one node, or it is not known.
 */
export function sharedTargets(node: GraphNode, context: RuleContext): GraphNode | undefined {
  const seen = new Set<GraphNode>();
  const queue = [node];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const { from } of context.graph.incoming(next)) {
      const body = context.body(from.symbol);
      if (seen.has(from) || !body || OWN.test(body.name)) continue;
      seen.add(from);
      if (body.name === 'discovery.relabel') {
        if (!keepsOneNode(body)) queue.push(from);
        continue;
      }
      // Of pods that each node watches without need `kubernetes/node-selector` tells.
      const everyPod = context.profile.kind === 'daemonset' && body.name === 'discovery.kubernetes' && body.text('role') === 'pod';
      if (!everyPod && !asksForOneNode(body) && /^(?:discovery|prometheus\.exporter)\./.test(body.name)) return from;
    }
  }
  return undefined;
}

function keepsOneNode(body: Body): boolean {
  return body
    .blocks('rule')
    .some(
      (rule) =>
        rule.text('action')?.startsWith('keep') && (rule.list('source_labels') ?? []).some((label) => NODE_LABELS.has(textOf(label) ?? '')),
    );
}
