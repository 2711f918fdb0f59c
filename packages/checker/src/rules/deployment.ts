/** What the deployment of a program means for its pipeline. */
import type { Expression } from '@assay/parser';
import type { Profile } from '../configuration/profile.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { Body } from '../model/body.ts';
import { evaluate } from '../model/evaluate.ts';
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
  return edit && body.schema.byName.has('clustering') ? [{ title: 'switch clustering on', safety, edits: [edit] }] : [];
}

/** What to do beside switching it on for a component. */
export function clusteringNotes({ clustering }: Profile): string[] {
  return clustering === true ? [] : ['Alloy itself has to be started with --cluster.enabled, and assay.json told so ("clustering": true)'];
}

/** Exporters and discoveries that tell of the machine that Alloy itself runs on, or of what is sent to this very instance. */
const OWN =
  /^(?:prometheus\.exporter\.(?:unix|process|windows|cadvisor|self|statsd|static|catchpoint)|discovery\.(?:process|kubelet|docker))$/;

/** Labels by which targets are told apart by their node. */
const NODE_LABELS: ReadonlySet<string> = new Set([
  '__meta_kubernetes_pod_node_name',
  '__meta_kubernetes_pod_host_ip',
  '__meta_kubernetes_node_name',
  '__meta_kubernetes_endpoint_node_name',
  '__meta_kubernetes_endpointslice_endpoint_node_name',
  '__meta_kubernetes_endpointslice_endpoint_topology_kubernetes_io_hostname',
]);

/** Fields of pods and nodes that differ from node to node, or from instance to instance. */
const NODE_FIELD = /\b(?:spec\.nodeName|status\.hostIP|metadata\.name)\b/;

/** Whether a discovery asks for what is on one node only. */
export function asksForOneNode(body: Body): boolean {
  return body.blocks('selectors').some((block) => {
    const field = block.attribute('field')?.value;
    return field !== undefined && NODE_FIELD.test(block.source.text.slice(field.start, field.end));
  });
}

/** Addresses that mean another machine on each machine: this one, the host of this container, and what is only valid on one link. */
const NEAR =
  /(?:^|[/@(,\s])(?:localhost|host\.docker\.internal|127(?:\.\d{1,3}){3}|169\.254(?:\.\d{1,3}){2}|0\.0\.0\.0|\[::1?\])(?=[:/?),\s]|$)/i;

/**
 * Where targets of a component come from that every instance sees alike, so that each instance that has the component works on all of them:
 * what is discovered, what an exporter of a remote system gives, and addresses that are written out. `undefined` where they are of one
 * node, or it is not known.
 */
export function sharedTargets(node: GraphNode, context: RuleContext): GraphNode | undefined {
  let origins = originsIn.get(context);
  if (!origins) {
    origins = new Map();
    originsIn.set(context, origins);
  }
  const cameFrom = new Map<GraphNode, GraphNode | undefined>([[node, undefined]]);
  const queue = [node];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const known = origins.get(next);
    if (known === 'none') continue;
    const origin = known ?? originAt(next, context);
    if (origin) {
      // All that these targets come through on their way has the same origin.
      for (let each: GraphNode | undefined = next; each; each = cameFrom.get(each)) origins.set(each, origin);
      return origin;
    }
    for (const { from } of context.graph.incoming(next)) {
      const body = context.body(from.symbol);
      if (cameFrom.has(from) || body?.name !== 'discovery.relabel' || keepsOneNode(body)) continue;
      cameFrom.set(from, next);
      queue.push(from);
    }
  }
  for (const each of cameFrom.keys()) origins.set(each, 'none');
  return undefined;
}

/** The origins that were found, or that there is none: several components take targets through the same relabelling. */
const originsIn = new WeakMap<RuleContext, Map<GraphNode, GraphNode | 'none'>>();

/** What gives a component shared targets itself, if only by what is written there. */
function originAt(node: GraphNode, context: RuleContext): GraphNode | undefined {
  const own = context.body(node.symbol);
  if (own && namesOthers(own)) return node;
  return context.graph.incoming(node).find(({ from }) => {
    const body = context.body(from.symbol);
    return body !== undefined && body.name !== 'discovery.relabel' && givesShared(body, context);
  })?.from;
}

function givesShared(body: Body, { profile }: RuleContext): boolean {
  if (!/^(?:discovery|prometheus\.exporter)\./.test(body.name) || OWN.test(body.name)) return false;
  // Of pods that each node watches without need `kubernetes/node-selector` tells.
  const everyPod = profile.kind === 'daemonset' && body.name === 'discovery.kubernetes' && body.text('role') === 'pod';
  return !everyPod && !asksForOneNode(body) && !asksNear(body);
}

/** Whether a target is written out whose address is that of another machine or a Service, the same wherever Alloy runs. */
function namesOthers(body: Body): boolean {
  const { value } = body.attribute('targets') ?? {};
  return value !== undefined && addressesIn(value, body).some((address) => !NEAR.test(address));
}

/** The addresses in a list of targets, as far as they are known, in whatever way it is put together. */
function addressesIn(node: Expression, scope: Body): string[] {
  switch (node.kind) {
    case 'Paren':
      return addressesIn(node.inner, scope);
    case 'Array':
      return node.elements.flatMap((element) => addressesIn(element, scope));
    case 'Call':
      return node.args.flatMap((argument) => addressesIn(argument, scope));
    case 'Object': {
      const address = node.fields.find(({ key }) => key.text === '__address__');
      const text = address && textOf(evaluate(address.value, scope));
      return text ? [text] : [];
    }
    default:
      return [];
  }
}

/** What tells of who is asked. Others, such as `discovery.consul`, may ask an agent beside them and hear of the whole cluster. */
const TELLS_OF_ASKED = /^(?:prometheus\.exporter\.\w+|discovery\.(?:consulagent|http))$/;

/** Whether a component tells of what runs beside it: by an address that is written down, or by its default. */
function asksNear(body: Body): boolean {
  if (!TELLS_OF_ASKED.test(body.name)) return false;
  return body.within.some((each) =>
    each.schema.fields.some(({ kind, name }) => {
      if (kind !== 'attribute') return false;
      const value = each.value(name);
      return (value.type === 'array' ? value.elements : [value]).some((part) => NEAR.test(textOf(part) ?? ''));
    }),
  );
}

/** Whether targets are thrown away by what differs from node to node, or asked by an address that does. */
function keepsOneNode(body: Body): boolean {
  return body.blocks('rule').some((rule) => {
    if (rule.text('action')?.startsWith('keep')) {
      // A pattern that is only known when Alloy runs is that of the node or of the instance.
      if (rule.text('regex') === undefined) return true;
      return (rule.list('source_labels') ?? []).some((label) => NODE_LABELS.has(textOf(label) ?? ''));
    }
    const address = rule.text('target_label') === '__address__' ? rule.text('replacement') : '';
    return address === undefined || NEAR.test(address);
  });
}
