import type { Diagnostic, GraphNode, ModuleGraph } from '@assay/checker';
import { headerSpan } from '@assay/checker';
import { indexAfter } from '@assay/parser';
import type { GraphEdgeItem, GraphNodeItem, GraphResult } from '../protocol.ts';
import { findingsIn } from './files.ts';
import { rangeOf } from './positions.ts';
import type { Site } from './project.ts';

/** The pipeline of the program that a file is part of. */
export function graph(site: Site): GraphResult {
  const { checked, project } = site;
  const files = new Set(checked.sources);
  // What an imported text holds has no place in a file.
  const modules = checked.graph.modules.map(({ nodes, ...module }) => ({
    ...module,
    nodes: nodes.filter(({ symbol }) => files.has(symbol.source)),
  }));
  return {
    uris: checked.sources.map(({ path }) => project.uriOf(path)),
    nodes: modules.flatMap((module) => module.nodes.map((node) => nodeItem(site, module, node))),
    edges: modules.flatMap((module) => edgeItems(site, module)),
  };
}

function idOf(module: ModuleGraph, { id }: GraphNode): string {
  return module.name === '' ? id : `${module.name}/${id}`;
}

function nodeItem(site: Site, module: ModuleGraph, node: GraphNode): GraphNodeItem {
  const { source, block } = node.symbol;
  return {
    id: idOf(module, node),
    name: node.id,
    component: block.fullName,
    module: module.name,
    role: node.role,
    findings: findingsOf(site, node).map((finding) => ({
      code: finding.code,
      severity: finding.severity,
      message: finding.message,
      range: rangeOf(source, finding),
    })),
    uri: site.project.uriOf(source.path),
    range: rangeOf(source, block),
    selectionRange: rangeOf(source, headerSpan(block)),
  };
}

function findingsOf({ checked }: Site, { symbol }: GraphNode): Diagnostic[] {
  const { block, source } = symbol;
  const all = findingsIn(checked, source);
  // In the order of their places: those of a block follow each other.
  return all.slice(indexAfter(all, block.start - 1), indexAfter(all, block.end - 1));
}

function edgeItems({ project }: Site, module: ModuleGraph): GraphEdgeItem[] {
  const known = new Set(module.nodes);
  const byEnds = new Map<string, GraphEdgeItem>();
  for (const edge of module.edges) {
    if (edge.kind !== 'data' || !known.has(edge.from) || !known.has(edge.to)) continue;
    const from = idOf(module, edge.from);
    const to = idOf(module, edge.to);
    const before = byEnds.get(`${from} > ${to}`);
    const signals = [...new Set([...(before?.signals ?? []), ...edge.signals])].sort();
    const place = before ?? { from, to, signals, uri: project.uriOf(edge.source.path), range: rangeOf(edge.source, edge) };
    byEnds.set(`${from} > ${to}`, { ...place, signals });
  }
  return [...byEnds.values()];
}
