import type { GraphEdge, GraphNode } from '@assay/checker';
import { jsonText } from '../harmless.ts';
import { type Drawing, findingsOf, type GraphFormat, moduleOf, systemOf } from './drawing.ts';

/** One object on one line; schema/graph.schema.json describes it. */
export const json: GraphFormat = (drawings) => jsonText({ version: 1, programs: drawings.map(program) });

function program(drawing: Drawing): unknown {
  const modules = drawing.graph.modules.map(({ name, nodes, edges }) => [
    name,
    { nodes: nodes.map((node) => nodeValue(node, drawing)), edges: edges.map(edgeValue) },
  ]);
  return {
    file: drawing.sources[0]?.path ?? '',
    files: drawing.sources.map(({ path }) => path),
    modules: Object.fromEntries(modules),
    crossings: drawing.graph.crossings.map((edge) => ({
      ...edgeValue(edge),
      fromModule: moduleOf(edge.from, drawing),
      toModule: moduleOf(edge.to, drawing),
    })),
  };
}

function nodeValue(node: GraphNode, drawing: Drawing): unknown {
  const { block, source } = node.symbol;
  const system = systemOf(node);
  return {
    id: node.id,
    component: block.fullName,
    role: node.role,
    ...(system !== undefined && { system }),
    file: source.path,
    ...position(source, block.start),
    findings: findingsOf(node, drawing).map(({ code, severity, message }) => ({ code, severity, message })),
  };
}

function edgeValue({ kind, from, to, signals, source, start }: GraphEdge): object {
  return { from: from.id, to: to.id, kind, signals, file: source.path, ...position(source, start) };
}

function position(source: GraphEdge['source'], offset: number): { line: number; column: number } {
  return source.lines.position(offset);
}
