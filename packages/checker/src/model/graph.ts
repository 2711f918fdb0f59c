/** The pipeline: which component gives what to which (Alloy's `internal/runtime/internal/controller/loader.go`, `setDataFlowEdges`). */
import type { Catalog, Component, Schema, Type } from '@assay/catalog';
import { type Attribute, type Block, nodeAt, type Statement } from '@assay/parser';
import type { Span } from '../diagnostics/collector.ts';
import type { Source } from '../project/source.ts';
import { Budget } from './budget.ts';
import { type Chain, resolve } from './chains.ts';
import { attributeOf, declareOf } from './evaluate.ts';
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

/** What a node and an edge of a graph cost, in steps of a {@link Budget}: they are made, looked at by rules, drawn and written. */
const STEPS_PER_NODE = 20;
const STEPS_PER_EDGE = 10;

/** The graph of a program, with what rules ask of it. Made of a bound program and nothing else. */
export class PipelineGraph {
  readonly modules: readonly ModuleGraph[];
  /**
   * Data edges that the border of a module hides: to the component that an instance exports, to what an instance was given as an argument,
   * and out of a foreach. The running program does not list them, because it sees values there and not where they come from.
   */
  readonly crossings: readonly GraphEdge[];
  /** Whether all of the program is in it. Instances in instances multiply, and beyond the budget modules are left out. */
  readonly isComplete: boolean;
  readonly #outgoing = new Map<GraphNode, GraphEdge[]>();
  readonly #incoming = new Map<GraphNode, GraphEdge[]>();

  /** @param budget of the check that the graph is made for */
  constructor(program: Program, catalog: Catalog, budget: Budget = Budget.of(program.files)) {
    const builder = new GraphBuilder(catalog, budget);
    builder.collect(program.root);
    this.modules = builder.instances.map(({ graph }) => graph);
    this.crossings = builder.instances.flatMap((instance) => builder.crossingsOf(instance));
    this.isComplete = builder.isComplete;
    for (const { edges } of this.modules) for (const edge of edges) this.#add(edge);
    for (const edge of this.crossings) this.#add(edge);
  }

  #add(edge: GraphEdge): void {
    if (edge.kind !== 'data') return;
    push(this.#outgoing, edge.from, edge);
    push(this.#incoming, edge.to, edge);
  }

  /** The data edges that leave a node. */
  outgoing(node: GraphNode): readonly GraphEdge[] {
    return this.#outgoing.get(node) ?? [];
  }

  /** The data edges that arrive at a node. */
  incoming(node: GraphNode): readonly GraphEdge[] {
    return this.#incoming.get(node) ?? [];
  }

  /**
   * The nodes from which data gets to one of the given ones, themselves among them, each with the one that it gets to; of several the first
   * one given.
   */
  leadingTo(targets: Iterable<GraphNode>): ReadonlyMap<GraphNode, GraphNode> {
    return spread(targets, (node) => this.incoming(node).map(({ from }) => from));
  }

  /** The nodes that data of one of the given ones gets to, themselves among them, each with the first one given that it comes from. */
  reachedFrom(starts: Iterable<GraphNode>): ReadonlyMap<GraphNode, GraphNode> {
    return spread(starts, (node) => this.outgoing(node).map(({ to }) => to));
  }
}

/** Each node that can be got to, with the first start from which it can. Each edge is gone once, however many starts there are. */
function spread(starts: Iterable<GraphNode>, next: (node: GraphNode) => readonly GraphNode[]): ReadonlyMap<GraphNode, GraphNode> {
  const cameFrom = new Map<GraphNode, GraphNode>();
  for (const start of starts) {
    if (cameFrom.has(start)) continue;
    cameFrom.set(start, start);
    const open = [start];
    for (let node = open.pop(); node; node = open.pop()) {
      for (const each of next(node)) {
        if (cameFrom.has(each)) continue;
        cameFrom.set(each, start);
        open.push(each);
      }
    }
  }
  return cameFrom;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** A module as it is in one place of the program: a declare has one for each of its instances. */
interface Instance {
  /** Its place in the list of all. */
  readonly number: number;
  readonly graph: ModuleGraph;
  readonly nodes: ReadonlyMap<BlockSymbol, GraphNode>;
  /** The block that made it, and the module which that stands in; absent for the root. */
  readonly owner?: { readonly symbol: BlockSymbol; readonly instance: Instance };
  /** The modules of its own instances and foreach blocks. */
  readonly inner: Map<BlockSymbol, Instance>;
}

class GraphBuilder {
  readonly instances: Instance[] = [];
  isComplete = true;
  readonly #catalog: Catalog;
  readonly #budget: Budget;
  readonly #chains = new Map<Statement, readonly Chain[]>();

  constructor(catalog: Catalog, budget: Budget) {
    this.#catalog = catalog;
    this.#budget = budget;
  }

  /** Makes the graph of a module, and of all that is made an instance of in it, at any depth. */
  collect(root: Module): void {
    const open: { readonly module: Module; readonly owner?: NonNullable<Instance['owner']>; readonly isDone?: true }[] = [{ module: root }];
    // A module that holds itself would never end. Alloy refuses it.
    const around = new Set<Module>();
    for (let next = open.pop(); next; next = open.pop()) {
      if (next.isDone) {
        around.delete(next.module);
        continue;
      }
      const instance = around.has(next.module) ? undefined : this.#instanceOf(next.module, next.owner);
      if (!instance) continue;
      around.add(next.module);
      open.push({ module: next.module, isDone: true });
      next.owner?.instance.inner.set(next.owner.symbol, instance);
      const inner = [...instance.nodes.keys()].flatMap((symbol) => {
        const module = declareOf(symbol) ?? symbol.inner;
        return module ? [{ module, owner: { symbol, instance } }] : [];
      });
      for (let index = inner.length - 1; index >= 0; index--) open.push(inner[index] as (typeof inner)[number]);
    }
  }

  #instanceOf(module: Module, owner: Instance['owner']): Instance | undefined {
    const outer = owner?.instance.graph.name ?? '';
    const name = owner ? (outer === '' ? owner.symbol.id : `${outer}/${owner.symbol.id}`) : '';
    // What stands in the text once has its place, however long it is.
    if (owner && !this.#spend(module.symbols.length * STEPS_PER_NODE + name.length)) {
      this.#budget.note(owner.symbol.source, header(owner.symbol.block));
      return undefined;
    }
    const nodes = new Map<BlockSymbol, GraphNode>();
    for (const symbol of module.symbols) {
      if (symbol.duplicateOf) continue;
      if (symbol.kind === 'component' || symbol.block.fullName === 'foreach') nodes.set(symbol, nodeOf(symbol, this.#catalog));
    }
    const edges = [...nodes.values()].flatMap((node) => edgesOf(node, nodes));
    if (owner) this.#spend(edges.length * STEPS_PER_EDGE);
    const graph = { name, module, nodes: [...nodes.values()], edges };
    const instance: Instance = { number: this.instances.length, graph, nodes, ...(owner && { owner }), inner: new Map() };
    this.instances.push(instance);
    return instance;
  }

  crossingsOf(instance: Instance): GraphEdge[] {
    const edges = new EdgeList();
    for (const node of instance.nodes.values()) {
      if (!node.component) continue;
      const { facts, source } = node.symbol;
      for (const traversal of facts.traversals) {
        const place = { source, start: traversal.start, end: traversal.end };
        for (const { provider, type } of this.#providersOf(instance, traversal, source)) {
          if (instance.nodes.get(provider.symbol) === provider) continue;
          if (isReceiver(type)) edges.add({ kind: 'data', from: node, to: provider, signals: signalsOf(type, node, traversal), ...place });
          else edges.add({ kind: 'data', from: provider, to: node, signals: isTargets(type) ? ['targets'] : [], ...place });
        }
      }
    }
    return edges.all;
  }

  /** The components whose exports a chain is in the end, through exports and arguments of modules. */
  #providersOf(instance: Instance, traversal: Chain, source: Source): readonly Provider[] {
    const first = this.#follow({ instance, chain: traversal });
    if (first.further.length === 0) return first.provider ? [first.provider] : NOBODY;
    const found: Provider[] = [];
    const seen = new Set<string>();
    const open: Followed[] = [{ instance, chain: traversal }];
    for (let next = open.pop(); next; next = open.pop()) {
      // The same chain means the same wherever it stands in a module.
      const key = `${next.instance.number} ${next.chain.text}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const { provider, further } = this.#follow(next);
      if (provider) found.push(provider);
      if (!this.#spend(1 + further.length + (provider ? STEPS_PER_EDGE : 0))) {
        this.#budget.note(source, traversal);
        break;
      }
      for (let index = further.length - 1; index >= 0; index--) open.push(further[index] as Followed);
    }
    return found;
  }

  /** One step: a component that the chain reads from, and the chains that an argument or an export of a module is. */
  #follow({ instance, chain }: Followed): { readonly provider?: Provider; readonly further: readonly Followed[] } {
    const target = resolve(instance.graph.module, chain);
    if (!target) return NOWHERE;
    // What a chain means to a foreach may stand outside of it.
    let home = instance;
    while (home.graph.module !== target.module) {
      if (!home.owner) return NOWHERE;
      home = home.owner.instance;
    }
    if (target.block.fullName === 'argument') {
      const { owner } = home;
      const given = owner && attributeOf(owner.symbol.block, target.block.label?.text ?? '');
      return given ? { further: this.#chainsIn(given).map((inner) => ({ instance: owner.instance, chain: inner })) } : NOWHERE;
    }
    const node = home.nodes.get(target);
    const name = chain.text.slice(target.id.length + 1);
    const type = node?.component?.exports.get(name);
    const provider = node && type && { provider: node, type };
    const inner = target.kind === 'component' ? home.inner.get(target) : undefined;
    const block = inner?.graph.module.byId.get(`export.${name}`)?.block;
    const exported = block && attributeOf(block, 'value');
    const further = inner && exported ? this.#chainsIn(exported).map((each) => ({ instance: inner, chain: each })) : [];
    return { ...(provider && { provider }), further };
  }

  #chainsIn(statement: Statement): readonly Chain[] {
    let chains = this.#chains.get(statement);
    if (!chains) {
      chains = traversals([statement]);
      this.#chains.set(statement, chains);
    }
    return chains;
  }

  #spend(steps: number): boolean {
    const may = this.#budget.spend(steps);
    if (!may) this.isComplete = false;
    return may;
  }
}

interface Provider {
  readonly provider: GraphNode;
  readonly type: Type;
}

/** A chain in a module that is looked at. */
interface Followed {
  readonly instance: Instance;
  readonly chain: Chain;
}

const NOWHERE: { readonly further: readonly Followed[] } = { further: [] };
const NOBODY: readonly Provider[] = [];

/** Edges of one module, each once for each signal, however often it is written. */
class EdgeList {
  readonly all: GraphEdge[] = [];
  readonly #known = new Map<GraphNode, Map<GraphNode, Set<string>>>();

  add(edge: GraphEdge): void {
    const { kind, from, to, signals } = edge;
    const ends = this.#known.get(from) ?? new Map<GraphNode, Set<string>>();
    this.#known.set(from, ends);
    const kinds = ends.get(to) ?? new Set<string>();
    ends.set(to, kinds);
    const key = `${kind} ${signals.join()}`;
    if (kinds.has(key)) return;
    kinds.add(key);
    this.all.push(edge);
  }
}

/** The first line of a block without the brace. */
function header(block: Block): Span {
  return { start: block.start, end: (block.label ?? block.name[block.name.length - 1] ?? block).end };
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
  const edges = new EdgeList();
  // A foreach refers to whatever its template does.
  for (const traversal of symbol.facts.traversals) {
    const target = resolve(symbol.module, traversal);
    const provider = target && nodes.get(target);
    if (!provider) continue;
    const place = { source: symbol.source, start: traversal.start, end: traversal.end };
    edges.add({ kind: 'reference', from: node, to: provider, signals: [], ...place });
    const type = provider.component?.exports.get(exportRead(provider, traversal));
    if (!type) continue;
    if (isReceiver(type)) edges.add({ kind: 'data', from: node, to: provider, signals: signalsOf(type, node, traversal), ...place });
    else edges.add({ kind: 'data', from: provider, to: node, signals: isTargets(type) ? ['targets'] : [], ...place });
  }
  return edges.all;
}

/** What follows the component's id in a chain, which must be the name of an export and nothing more (as Alloy has it). */
function exportRead({ id }: GraphNode, { text }: Chain): string {
  return text.slice(id.length + 1);
}

function signalsOf(type: Type, { symbol }: GraphNode, traversal: Chain): Signal[] {
  const fixed = type.kind === 'capsule' ? RECEIVERS[type.name] : undefined;
  if (fixed) return [fixed];
  // An OpenTelemetry consumer is given metrics, logs or traces by the attribute that it stands in.
  const attribute = nodeAt(symbol.facts.keep('graph/attributes', attributesIn), traversal.start);
  const name = attribute?.name.text;
  return name === 'metrics' || name === 'logs' || name === 'traces' ? [name] : [];
}

/** All attributes of a block, at any depth, in the order of the text. */
function attributesIn({ statements }: Block): readonly Attribute[] {
  return statements.flatMap((statement) =>
    statement.kind === 'Block' ? attributesIn(statement) : statement.kind === 'Attribute' ? [statement] : [],
  );
}
