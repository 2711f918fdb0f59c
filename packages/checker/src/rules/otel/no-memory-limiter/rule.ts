import { defineRule } from '../../rule.ts';

/** A receiver of OpenTelemetry data with no `otelcol.processor.memory_limiter` behind it. */
export const rule = defineRule<{ id: string }>({
  code: 'otel/no-memory-limiter',
  // Whether a burst may end Alloy is for those to say who run it, and most configurations have none.
  severity: 'off',
  message: ({ id }) => `nothing keeps what comes in at "${id}" from filling the memory`,
  wholeProgram: true,
  check({ graph }, report) {
    const nodes = graph.modules.flatMap((module) => module.nodes);
    // What happens inside of a declare is not followed.
    const guarded = graph.leadingTo(
      nodes.filter(({ component, role }) => component?.name === 'otelcol.processor.memory_limiter' || role === 'custom'),
    );
    for (const node of nodes) {
      if (!node.component?.name.startsWith('otelcol.receiver.') || graph.outgoing(node).length === 0) continue;
      const { block, source } = node.symbol;
      if (!guarded.has(node)) report(source, { start: block.start, end: (block.label ?? block).end }, { id: node.id });
    }
  },
});
