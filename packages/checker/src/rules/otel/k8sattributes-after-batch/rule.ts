import { related } from '../../../diagnostics/collector.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

/** Processors that start anew with what they give on: who sent it is forgotten. */
const FORGETS: ReadonlySet<string> = new Set([
  'otelcol.processor.batch',
  'otelcol.processor.tail_sampling',
  'otelcol.processor.groupbytrace',
]);

/** `otelcol.processor.k8sattributes` that finds pods by their connection, behind a processor that forgets it. */
export const rule = defineRule<{ id: string; before: string }>({
  code: 'otel/k8sattributes-after-batch',
  severity: 'warning',
  message: ({ id, before }) => `"${id}" finds pods by the connection that data came on, which "${before}" forgets`,
  wholeProgram: true,
  check(context, report) {
    const connected = byConnection(context);
    if (connected.size === 0) return;
    const forgetting = context.graph.modules.flatMap(({ nodes }) => nodes.filter(({ component }) => FORGETS.has(component?.name ?? '')));
    for (const [behind, node] of context.graph.reachedFrom(forgetting)) {
      if (!connected.has(behind.symbol)) continue;
      const { block, source } = behind.symbol;
      const before = node.symbol;
      report(
        source,
        { start: block.start, end: (block.label ?? block).end },
        { id: behind.id, before: node.id },
        {
          related: [related(before.source, { start: before.block.start, end: (before.block.label ?? before.block).end }, 'it comes first')],
          notes: ['put it right behind the receivers'],
        },
      );
    }
  },
});

/** Those that know a pod only by its connection: what they do where nothing is said, and where "connection" is all that is said. */
function byConnection(context: RuleContext): ReadonlySet<unknown> {
  return new Set(
    context
      .components('otelcol.processor.k8sattributes')
      .filter(({ body }) => {
        if (body.bool('passthrough') !== false) return false;
        const sources = body.blocks('pod_association').flatMap((each) => each.blocks('source'));
        return sources.every((source) => source.text('from') === 'connection');
      })
      .map(({ symbol }) => symbol),
  );
}
