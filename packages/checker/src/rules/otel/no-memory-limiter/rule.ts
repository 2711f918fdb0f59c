import { defineRule } from '../../rule.ts';

/** A receiver of OpenTelemetry data with no `otelcol.processor.memory_limiter` behind it. */
export const rule = defineRule<{ id: string }>({
  code: 'otel/no-memory-limiter',
  // Whether a burst may end Alloy is for those to say who run it, and most configurations have none.
  severity: 'off',
  message: ({ id }) => `nothing keeps what comes in at "${id}" from filling the memory`,
  wholeProgram: true,
  check({ graph }, report) {
    for (const { nodes } of graph.modules) {
      for (const node of nodes) {
        if (!node.component?.name.startsWith('otelcol.receiver.') || graph.outgoing(node).length === 0) continue;
        const guarded = [...graph.reachable(node)].some(
          // What happens inside of a declare is not followed.
          ({ component, role }) => component?.name === 'otelcol.processor.memory_limiter' || role === 'custom',
        );
        const { block, source } = node.symbol;
        if (!guarded) report(source, { start: block.start, end: (block.label ?? block).end }, { id: node.id });
      }
    }
  },
});
