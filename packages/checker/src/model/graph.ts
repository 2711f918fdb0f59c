/** The pipeline: which component gives what to which (Alloy's `internal/runtime/internal/controller/loader.go`, `setDataFlowEdges`). */
import type { Catalog, Component, Schema, Type } from '@assay/catalog';
import { type Statement, walk } from '@assay/parser';
import type { Source } from '../project/source.ts';
import { type Chain, resolve } from './chains.ts';
import { declareOf } from './evaluate.ts';
import { type BlockSymbol, findNamespace, type Module, type Program } from './program.ts';
import { traversals } from './references.ts';

/** What flows along an edge. `targets` are lists of what is to be scraped, tailed or profiled. */
export type Signal = 'metrics' | 'logs' | 'traces' | 'profiles' | 'targets';

/**
 * What a component is in a pipeline: it only gives (`source`), takes and gives on (`processor`), only takes (`sink`), or has no part in it
 * (`other`). Of instances of declares and of foreach blocks this is not known (`custom`).
 */
export type Role = 'source' | 'processor' | 'sink' | 'other' | 'custom';

/** A component, an instance of a declare or a foreach block. */
export interface GraphNode {
  /** As it is referred to in its module. */
  readonly id: string;
  readonly symbol: BlockSymbol;
  /** Absent for custom components and foreach blocks. */
  readonly component?: Component;
  readonly role: Role;
}

export interface GraphEdge {
  /** `reference`: from the user to the provider. `data`: the way the data flows. */
  readonly kind: 'reference' | 'data';
  readonly from: GraphNode;
  readonly to: GraphNode;
  /** What flows; empty for references, and for values that are no signal (handlers, rules, file contents). */
  readonly signals: readonly Signal[];
  /** Where the reference stands. */
  readonly source: Source;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** The graph of one module: references never cross its border. */
export interface ModuleGraph {
  /** `''` for the root, otherwise the ids of the instances that lead to it, joined by `/`. */
  readonly name: string;
  readonly module: Module;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** How many instances are inside of one another in a graph. */
const MAX_DEPTH = 8;
/** How many modules a graph has: instances in instances multiply. */
const MAX_MODULES = 1000;

/** The graph of a program, with what rules ask of it. Made of a bound program and nothing else. */
export class PipelineGraph {
  readonly modules: readonly ModuleGraph[];
  /**
   * Data edges that the border of a module hides: to the component that an instance exports, to what an instance was given as an argument,
   * and out of a foreach. The running program does not list them, because it sees values there and not where they come from.
   */
  readonly crossings: readonly GraphEdge[];
  readonly #outgoing = new Map<GraphNode, GraphEdge[]>();
  readonly #incoming = new Map<GraphNode, GraphEdge[]>();

  constructor(program: Program, catalog: Catalog) {
    const instances: Instance[] = [];
    collect(program.root, catalog, instances);
    this.modules = instances.map(({ graph }) => graph);
    this.crossings = instances.flatMap((instance) => crossingsOf(instance));
    for (const edge of [...this.modules.flatMap(({ edges }) => edges), ...this.crossings]) {
      if (edge.kind !== 'data') continue;
      push(this.#outgoing, edge.from, edge);
      push(this.#incoming, edge.to, edge);
    }
  }

  /** The data edges that leave a node. */
  outgoing(node: GraphNode): readonly GraphEdge[] {
    return this.#outgoing.get(node) ?? [];
  }

  /** The data edges that arrive at a node. */
  incoming(node: GraphNode): readonly GraphEdge[] {
    return this.#incoming.get(node) ?? [];
  }

  /** All nodes that data of a node can get to, itself left out unless it is on a circle. */
  reachable(node: GraphNode): ReadonlySet<GraphNode> {
    const seen = new Set<GraphNode>();
    const queue = [node];
    for (let next = queue.pop(); next; next = queue.pop()) {
      for (const { to } of this.outgoing(next)) {
        if (seen.has(to)) continue;
        seen.add(to);
        queue.push(to);
      }
    }
    return seen;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A module as it is in one place of the program: a declare has one for each of its instances. */
interface Instance {
  readonly graph: ModuleGraph;
  readonly nodes: ReadonlyMap<BlockSymbol, GraphNode>;
  /** The block that made it, and the module which that stands in; absent for the root. */
  readonly owner?: { readonly symbol: BlockSymbol; readonly instance: Instance };
  /** The modules of its own instances and foreach blocks. */
  readonly inner: Map<BlockSymbol, Instance>;
  readonly depth: number;
}

function collect(module: Module, catalog: Catalog, instances: Instance[], owner?: Instance['owner']): Instance | undefined {
  if (instances.length >= MAX_MODULES) return undefined;
  const nodes = new Map<BlockSymbol, GraphNode>();
  for (const symbol of module.symbols) {
    if (symbol.duplicateOf) continue;
    if (symbol.kind === 'component' || symbol.block.fullName === 'foreach') nodes.set(symbol, nodeOf(symbol, catalog));
  }
  const edges = [...nodes.values()].flatMap((node) => edgesOf(node, nodes));
  const outer = owner?.instance.graph.name ?? '';
  const name = owner ? (outer === '' ? owner.symbol.id : `${outer}/${owner.symbol.id}`) : '';
  const depth = owner ? owner.instance.depth + 1 : 0;
  const graph = { name, module, nodes: [...nodes.values()], edges };
  const instance: Instance = { graph, nodes, ...(owner && { owner }), inner: new Map(), depth };
  instances.push(instance);
  if (depth >= MAX_DEPTH) return instance;
  for (const symbol of nodes.keys()) {
    const module = declareOf(symbol) ?? symbol.inner;
    const inner = module && collect(module, catalog, instances, { symbol, instance });
    if (inner) instance.inner.set(symbol, inner);
  }
  return instance;
}

function crossingsOf(instance: Instance): GraphEdge[] {
  const edges: GraphEdge[] = [];
  for (const node of instance.nodes.values()) {
    if (!node.component) continue;
    const { block, facts, source } = node.symbol;
    for (const traversal of facts.traversals) {
      const place = { source, start: traversal.start, end: traversal.end };
      for (const { provider, type } of providersOf(instance, traversal, 0)) {
        if (instance.nodes.get(provider.symbol) === provider) continue;
        if (isReceiver(type))
          edges.push({ kind: 'data', from: node, to: provider, signals: signalsOf(type, block.statements, traversal), ...place });
        else edges.push({ kind: 'data', from: provider, to: node, signals: isTargets(type) ? ['targets'] : [], ...place });
      }
    }
  }
  return edges.filter((edge, index) => edges.findIndex((other) => isSame(edge, other)) === index);
}

/** The components whose exports a chain is in the end, through exports and arguments of modules. */
function* providersOf(instance: Instance, traversal: Chain, depth: number): Generator<{ provider: GraphNode; type: Type }> {
  const target = resolve(instance.graph.module, traversal);
  if (!target || depth > MAX_DEPTH) return;
  // What a chain means to a foreach may stand outside of it.
  let home = instance;
  while (home.graph.module !== target.module) {
    if (!home.owner) return;
    home = home.owner.instance;
  }
  if (target.block.fullName === 'argument') {
    const given = attributeNamed(home.owner?.symbol.block, target.block.label?.text ?? '');
    const instance = home.owner?.instance;
    if (given && instance) for (const inner of traversals([given])) yield* providersOf(instance, inner, depth + 1);
    return;
  }
  const node = home.nodes.get(target);
  const name = traversal.text.slice(target.id.length + 1);
  const type = node?.component?.exports.get(name);
  if (node && type) yield { provider: node, type };
  const inner = home.inner.get(target);
  if (!inner || target.kind !== 'component') return;
  const exported = attributeNamed(inner.graph.module.byId.get(`export.${name}`)?.block, 'value');
  if (exported) for (const chain of traversals([exported])) yield* providersOf(inner, chain, depth + 1);
}

function attributeNamed(block: BlockSymbol['block'] | undefined, name: string): Statement | undefined {
  return block?.statements.find((each) => each.kind === 'Attribute' && each.name.text === name);
}

function nodeOf(symbol: BlockSymbol, catalog: Catalog): GraphNode {
  const custom = symbol.kind !== 'component' || findNamespace(symbol.module, symbol.block.name[0]?.text ?? '');
  const component = custom ? undefined : catalog.component(symbol.block.fullName);
  return { id: symbol.id, symbol, ...(component && { component }), role: component ? roleOf(component, catalog) : 'custom' };
}

/** What each kind of receiver takes. What an OpenTelemetry consumer takes depends on where it is given. */
const RECEIVERS: Readonly<Record<string, Signal | undefined>> = {
  'prometheus.Appendable': 'metrics',
  'loki.LogsReceiver': 'logs',
  'pyroscope.Appendable': 'profiles',
  'otelcol.Consumer': undefined,
};

/** Whether a value of a type is something that signals are sent to. */
export function isReceiver(type: Type): boolean {
  return type.kind === 'capsule' && Object.hasOwn(RECEIVERS, type.name);
}

function isTargets(type: Type): boolean {
  return type.kind === 'list' && type.of.kind === 'capsule' && type.of.name === 'discovery.Target';
}

/** What a component is in a pipeline, by its exports and by what it can be given. */
export function roleOf(component: Component, catalog: Catalog): Role {
  let role = roles.get(component);
  if (!role) {
    role = readRole(component, catalog);
    roles.set(component, role);
  }
  return role;
}

/** Of the components of all catalogs that were asked for: there are some hundreds. */
const roles = new WeakMap<Component, Role>();

function readRole(component: Component, catalog: Catalog): Role {
  const exports = [...component.exports.values()];
  const schema = catalog.schema(component.arguments);
  const givesSignals = holds(schema, catalog, (type) => isReceiver(type) || (type.kind === 'list' && isReceiver(type.of)));
  const gives = givesSignals || exports.some(isTargets);
  const takes = exports.some(isReceiver) || (gives && holds(schema, catalog, isTargets));
  if (takes) return gives ? 'processor' : 'sink';
  return gives ? 'source' : 'other';
}

/** Whether a body, or a block directly in it, has an attribute of such a type. */
function holds(schema: Schema, catalog: Catalog, fits: (type: Type) => boolean): boolean {
  return schema.fields.some((field) => {
    if (field.kind === 'attribute') return fits(field.type);
    return (
      field.body.kind === 'schema' &&
      catalog.schema(field.body.schema).fields.some((inner) => inner.kind === 'attribute' && fits(inner.type))
    );
  });
}

function edgesOf(node: GraphNode, nodes: ReadonlyMap<BlockSymbol, GraphNode>): GraphEdge[] {
  const { symbol } = node;
  const edges: GraphEdge[] = [];
  // A foreach refers to whatever its template does.
  for (const traversal of symbol.facts.traversals) {
    const target = resolve(symbol.module, traversal);
    const provider = target && nodes.get(target);
    if (!provider) continue;
    const place = { source: symbol.source, start: traversal.start, end: traversal.end };
    edges.push({ kind: 'reference', from: node, to: provider, signals: [], ...place });
    const type = provider.component?.exports.get(exportRead(provider, traversal));
    if (!type) continue;
    if (isReceiver(type))
      edges.push({ kind: 'data', from: node, to: provider, signals: signalsOf(type, symbol.block.statements, traversal), ...place });
    else edges.push({ kind: 'data', from: provider, to: node, signals: isTargets(type) ? ['targets'] : [], ...place });
  }
  // Each once for each signal, however often it is written.
  return edges.filter((edge, index) => edges.findIndex((other) => isSame(edge, other)) === index);
}

function isSame(a: GraphEdge, b: GraphEdge): boolean {
  return a.kind === b.kind && a.from === b.from && a.to === b.to && a.signals.join() === b.signals.join();
}

/** What follows the component's id in a chain, which must be the name of an export and nothing more (as Alloy has it). */
function exportRead({ id }: GraphNode, { text }: Chain): string {
  return text.slice(id.length + 1);
}

function signalsOf(type: Type, statements: readonly Statement[], traversal: Chain): Signal[] {
  const fixed = type.kind === 'capsule' ? RECEIVERS[type.name] : undefined;
  if (fixed) return [fixed];
  // An OpenTelemetry consumer is given metrics, logs or traces by the attribute that it stands in.
  let name = '';
  for (const statement of statements) {
    walk(statement, (inner) => {
      if (inner.kind === 'Attribute' && inner.start <= traversal.start && traversal.end <= inner.end) name = inner.name.text;
    });
  }
  return name === 'metrics' || name === 'logs' || name === 'traces' ? [name] : [];
}
