import type { Diagnostic, GraphEdge, GraphNode, PipelineGraph, Source } from '@assay/checker';

/** One program with its graph and what was found in it: what each format of `assay graph` is given. */
export interface Drawing {
  readonly sources: readonly Source[];
  readonly graph: PipelineGraph;
  readonly diagnostics: readonly Diagnostic[];
  readonly view: 'components' | 'systems';
}

/** A format of `assay graph`: all programs in one text. */
export type GraphFormat = (drawings: readonly Drawing[]) => string;

/** What was found inside of a node's block. */
export function findingsOf(node: GraphNode, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const { block, source } = node.symbol;
  return diagnostics.filter(({ file, start }) => file === source.path && block.start <= start && start < block.end);
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

function addressText(node: GraphNode, start: number, end: number): string {
  return node.symbol.source.text.slice(start, end).replace(/^["`]|["`]$/g, '');
}

/** The data edges of a module between the same two nodes, joined: their signals together. */
export function joined(
  edges: readonly GraphEdge[],
): { readonly from: GraphNode; readonly to: GraphNode; readonly signals: readonly string[] }[] {
  const byEnds = new Map<string, { from: GraphNode; to: GraphNode; signals: Set<string> }>();
  for (const { kind, from, to, signals } of edges) {
    if (kind !== 'data') continue;
    const key = `${from.id} > ${to.id}`;
    const entry = byEnds.get(key) ?? { from, to, signals: new Set<string>() };
    for (const signal of signals) entry.signals.add(signal);
    byEnds.set(key, entry);
  }
  return [...byEnds.values()].map(({ signals, ...ends }) => ({ ...ends, signals: [...signals].sort() }));
}
