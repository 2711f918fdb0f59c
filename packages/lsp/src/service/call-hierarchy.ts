/** The call hierarchy, used for the way the data flows: who calls a component is what feeds it. */
import { type GraphEdge, type GraphNode, headerSpan } from '@assay/checker';
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Position,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import { nameAt, symbolAt } from './names.ts';
import { offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';

/** The component at a position: the one that is referred to there, or the one whose block it is. */
export function prepareCallHierarchy(site: Site, position: Position): CallHierarchyItem[] {
  const { checked, source } = site;
  const offset = offsetAt(source, position);
  const symbol = nameAt(checked, source, offset)?.target.symbol ?? symbolAt(checked, source, offset);
  const node = nodesOf(site).find((each) => each.symbol === symbol);
  return node ? [itemOf(site, node)] : [];
}

/** What feeds a component. */
export function incomingCalls(site: Site, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const node = nodeOf(site, item);
  if (!node) return [];
  return byEnd(site.checked.graph.incoming(node), ({ from }) => from).map(([from, edges]) => ({
    from: itemOf(site, from),
    fromRanges: rangesIn(from, edges),
  }));
}

/** What a component feeds. */
export function outgoingCalls(site: Site, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const node = nodeOf(site, item);
  if (!node) return [];
  return byEnd(site.checked.graph.outgoing(node), ({ to }) => to).map(([to, edges]) => ({
    to: itemOf(site, to),
    fromRanges: rangesIn(node, edges),
  }));
}

/** Each component once: the first module that it stands in is the outermost. */
function nodesOf({ checked }: Site): GraphNode[] {
  const files = new Set(checked.sources);
  return checked.graph.modules.flatMap(({ nodes }) => nodes).filter(({ symbol }) => files.has(symbol.source));
}

function nodeOf(site: Site, { selectionRange }: CallHierarchyItem): GraphNode | undefined {
  const start = offsetAt(site.source, selectionRange.start);
  return nodesOf(site).find(({ symbol }) => symbol.source === site.source && symbol.block.start === start);
}

function itemOf({ project, options }: Site, { id, symbol, component }: GraphNode): CallHierarchyItem {
  const { block, source } = symbol;
  return {
    name: id,
    kind: SymbolKind.Class,
    detail: options.catalog.summary(component?.name ?? '') ?? block.fullName,
    uri: project.uriOf(source.path),
    range: rangeOf(source, block),
    selectionRange: rangeOf(source, headerSpan(block)),
  };
}

function byEnd(edges: readonly GraphEdge[], end: (edge: GraphEdge) => GraphNode): [GraphNode, GraphEdge[]][] {
  const groups = new Map<GraphNode, GraphEdge[]>();
  for (const edge of edges) {
    const node = end(edge);
    const group = groups.get(node);
    if (group) group.push(edge);
    else groups.set(node, [edge]);
  }
  return [...groups];
}

/** Where a component refers to the other; the reference may be the other's, then its own first line. */
function rangesIn({ symbol }: GraphNode, edges: readonly GraphEdge[]): Range[] {
  const { source, block } = symbol;
  const own = edges.filter((edge) => edge.source === source && block.start <= edge.start && edge.end <= block.end);
  return own.length > 0 ? own.map((edge) => rangeOf(source, edge)) : [rangeOf(source, headerSpan(block))];
}
