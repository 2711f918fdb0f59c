import { related } from '../../../diagnostics/collector.ts';
import { defineRule } from '../../rule.ts';

/** What decides what to keep, or guards the memory: it belongs before batches are made. */
const BEFORE: ReadonlySet<string> = new Set([
  'otelcol.processor.memory_limiter',
  'otelcol.processor.filter',
  'otelcol.processor.probabilistic_sampler',
  'otelcol.processor.tail_sampling',
]);

/** A batch processor that gives on to one that drops. */
export const rule = defineRule<{ id: string }>({
  code: 'otel/batch-before-drop',
  severity: 'warning',
  message: ({ id }) => `"${id}" comes after the batches are made: put it before the batch processor`,
  wholeProgram: true,
  check({ graph }, report) {
    for (const { nodes } of graph.modules) {
      for (const batch of nodes) {
        if (batch.component?.name !== 'otelcol.processor.batch') continue;
        for (const { to, source, start, end } of graph.outgoing(batch)) {
          if (!BEFORE.has(to.component?.name ?? '')) continue;
          const { block, source: other } = to.symbol;
          report(
            source,
            { start, end },
            { id: to.id },
            { related: [related(other, { start: block.start, end: (block.label ?? block).end }, 'it stands here')] },
          );
        }
      }
    }
  },
});
