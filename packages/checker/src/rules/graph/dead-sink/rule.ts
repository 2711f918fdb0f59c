import { chainsIn } from '../../../model/chains.ts';
import type { GraphNode, PipelineGraph } from '../../../model/graph.ts';
import { type BlockSymbol, findSymbol, type Module } from '../../../model/program.ts';
import { defineRule } from '../../rule.ts';

/** A writer or exporter that no source sends anything to, directly or through others. */
export const rule = defineRule<{ id: string }>({
  code: 'graph/dead-sink',
  severity: 'warning',
  message: ({ id }) => `nothing gives "${id}" anything`,
  wholeProgram: true,
  check({ graph }, report) {
    for (const { nodes, module } of graph.modules) {
      const starts = nodes.filter((node) => isStart(node, graph));
      // A program of sinks only is a part of a configuration, the rest of which stands elsewhere.
      if (module.kind === 'root' && starts.length === 0) continue;
      const alive = new Set(starts.flatMap((node) => [...graph.reachable(node)]));
      const used = usedByBlocks(module);
      for (const node of nodes) {
        if (node.role !== 'sink' || alive.has(node) || used.has(node.symbol)) continue;
        // What another block gives on to it may be fed from outside of what can be seen.
        if (graph.incoming(node).some(({ from }) => used.has(from.symbol))) continue;
        const { block, source } = node.symbol;
        report(source, { start: block.start, end: (block.label ?? block).end }, { id: node.id });
      }
    }
  },
});

/** Where data comes from: sources, what is not known, and what takes targets or files that are written out. */
function isStart(node: GraphNode, graph: PipelineGraph): boolean {
  const takesSignals = [...(node.component?.exports.keys() ?? [])].some((name) => RECEIVERS.has(name));
  return (
    node.role === 'source' || node.role === 'custom' || (node.role === 'processor' && !takesSignals && graph.outgoing(node).length > 0)
  );
}

const RECEIVERS: ReadonlySet<string> = new Set(['receiver', 'input', 'logs_receiver']);

/** What blocks refer to that are no components: `logging`, `tracing`, `export`. */
function usedByBlocks(module: Module): Set<BlockSymbol> {
  const used = new Set<BlockSymbol>();
  for (const symbol of module.symbols) {
    if (symbol.kind === 'component') continue;
    for (const { parts } of chainsIn([symbol.block])) {
      let id = '';
      for (const part of parts) {
        id = id === '' ? part.text : `${id}.${part.text}`;
        const target = findSymbol(module, id);
        if (target) used.add(target);
      }
    }
  }
  return used;
}
