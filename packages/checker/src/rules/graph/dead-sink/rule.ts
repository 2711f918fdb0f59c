import { chainsIn } from '../../../model/chains.ts';
import type { GraphNode } from '../../../model/graph.ts';
import { findSymbol } from '../../../model/program.ts';
import { defineRule } from '../../rule.ts';

/** A component that waits for data and that nothing gives any to. */
export const rule = defineRule<{ id: string }>({
  code: 'graph/dead-sink',
  severity: 'warning',
  message: ({ id }) => `nothing gives "${id}" anything`,
  wholeProgram: true,
  check(context, report) {
    const { graph } = context;
    const used = usedOutside(context.graph.modules);
    for (const { nodes, module } of graph.modules) {
      for (const node of nodes) {
        if ((node.role !== 'sink' && !takesSignals(node)) || graph.incoming(node).length > 0 || used.has(node.symbol)) continue;
        // A program of sinks only is a part of a configuration, the rest of which stands elsewhere.
        if (module.kind === 'root' && !nodes.some(({ role }) => role === 'source' || role === 'custom')) continue;
        const { block, source } = node.symbol;
        report(source, { start: block.start, end: (block.label ?? block).end }, { id: node.id });
      }
    }
  },
});

const RECEIVERS: ReadonlySet<string> = new Set(['receiver', 'input', 'logs_receiver']);

/** Whether a component has an export that is given signals (unlike one that takes targets). */
function takesSignals({ role, component }: GraphNode): boolean {
  return role === 'processor' && [...(component?.exports.keys() ?? [])].some((name) => RECEIVERS.has(name));
}

/** What blocks refer to that are no components: `logging`, `tracing`, `export`. */
function usedOutside(modules: readonly { readonly module: GraphNode['symbol']['module'] }[]): Set<GraphNode['symbol']> {
  const used = new Set<GraphNode['symbol']>();
  for (const { module } of modules) {
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
  }
  return used;
}
