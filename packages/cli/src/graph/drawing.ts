import type { Diagnostic, GraphEdge, GraphNode, ModuleGraph, PipelineGraph, Source } from '@assay/checker';
import { indexAfter } from '@assay/parser';
import type { Output } from '../harmless.ts';

/** One program with its graph and what was found in it: what each format of `assay graph` is given. */
export interface Drawing {
  readonly sources: readonly Source[];
  readonly graph: PipelineGraph;
  readonly diagnostics: readonly Diagnostic[];
  readonly view: 'components' | 'systems';
}

/** A format of `assay graph`: all programs in one text. */
export type GraphFormat = (drawings: readonly Drawing[]) => Output;

/** What formats ask of each node, for all of them at once. */
interface Index {
  /** The findings of each file, in the order of their places. */
  readonly findings: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly modules: ReadonlyMap<GraphNode, string>;
  /** The names of the modules that something stands in. */
  readonly filled: ReadonlySet<string>;
}

const indexes = new WeakMap<Drawing, Index>();

function indexOf(drawing: Drawing): Index {
  let index = indexes.get(drawing);
  if (!index) {
    const findings = new Map<string, Diagnostic[]>();
    for (const diagnostic of drawing.diagnostics) {
      const list = findings.get(diagnostic.file);
      if (list) list.push(diagnostic);
      else findings.set(diagnostic.file, [diagnostic]);
    }
    for (const list of findings.values()) list.sort((a, b) => a.start - b.start);
    const modules = new Map<GraphNode, string>();
    for (const { name, nodes } of drawing.graph.modules) for (const node of nodes) modules.set(node, name);
    index = { findings, modules, filled: new Set(modules.values()) };
    indexes.set(drawing, index);
  }
  return index;
}

/** What was found inside of a node's block. */
export function findingsOf({ symbol: { block, source } }: GraphNode, drawing: Drawing): readonly Diagnostic[] {
  const list = indexOf(drawing).findings.get(source.path) ?? [];
  return list.slice(indexAfter(list, block.start - 1), indexAfter(list, block.end - 1));
}

/** The name of the module that a node stands in. */
export function moduleOf(node: GraphNode, drawing: Drawing): string {
  return indexOf(drawing).modules.get(node) ?? '';
}

/** What is outside of Alloy that a component writes to or reads from: the value of its address, or of its first one. */
export function systemOf(node: GraphNode): string | undefined {
  if (node.role !== 'sink' && node.role !== 'source' && node.role !== 'processor') return undefined;
  let found: string | undefined;
  const look = (statements: GraphNode['symbol']['block']['statements']): void => {
    for (const statement of statements) {
      if (found !== undefined) return;
      if (statement.kind === 'Block') look(statement.statements);
      else if (statement.kind === 'Attribute' && ADDRESSES.has(statement.name.text))
        found = addressText(node, statement.value.start, statement.value.end);
    }
  };
  look(node.symbol.block.statements);
  return found;
}

const ADDRESSES: ReadonlySet<string> = new Set([
  'url',
  'endpoint',
  'brokers',
  'server',
  'servers',
  'address',
  'host',
  'connection_string',
  'broker',
]);

/** The address as it is written, without credentials: pictures are shown around. */
function addressText(node: GraphNode, start: number, end: number): string {
  return node.symbol.source.text
    .slice(start, end)
    .replace(/^["`]|["`]$/g, '')
    .replace(/\/\/[^/\s"`]*@/, '//');
}

/** Nodes that data flows between, with all their signals. */
export interface Flow {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly signals: readonly string[];
}

/** Whether a node is drawn as a module of its own, with what is inside of it. */
function isOpened(drawing: Drawing, { name }: ModuleGraph, { id }: GraphNode): boolean {
  return indexOf(drawing).filled.has(name === '' ? id : `${name}/${id}`);
}

/** The nodes of a module that are drawn as such. */
export function drawnNodes(drawing: Drawing, module: ModuleGraph): GraphNode[] {
  return module.nodes.filter((node) => !isOpened(drawing, module, node));
}

/** What flows inside of a module. What goes in and out of a module that is drawn is drawn from component to component. */
export function flowsWithin(drawing: Drawing, module: ModuleGraph): Flow[] {
  const drawn = new Set(drawnNodes(drawing, module));
  return joined(module.edges.filter(({ from, to }) => drawn.has(from) && drawn.has(to)));
}

/** What flows over the borders of modules. */
export function flowsAcross({ graph }: Drawing): Flow[] {
  return joined(graph.crossings);
}

function joined(edges: readonly GraphEdge[]): Flow[] {
  const flows = new Map<GraphNode, Map<GraphNode, Set<string>>>();
  for (const { kind, from, to, signals } of edges) {
    if (kind !== 'data') continue;
    const ends = flows.get(from) ?? new Map<GraphNode, Set<string>>();
    flows.set(from, ends);
    ends.set(to, new Set([...(ends.get(to) ?? []), ...signals]));
  }
  return [...flows].flatMap(([from, ends]) => [...ends].map(([to, signals]) => ({ from, to, signals: [...signals].sort() })));
}
