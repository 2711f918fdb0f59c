import { removing } from '../../../fixes/removal.ts';
import { roleOf } from '../../../model/graph.ts';
import { isDrain, lacksStart } from '../../fragments.ts';
import { defineRule } from '../../rule.ts';

const LEFT_ALONE: ReadonlySet<string> = new Set([
  // Works by itself although it can be referred to.
  'otelcol.receiver.googlecloudpubsub',
  // These only translate: destinations are kept ready for both kinds of data with them, and nothing is lost where one kind does not come.
  'otelcol.exporter.loki',
  'otelcol.exporter.prometheus',
  'otelcol.receiver.loki',
  'otelcol.receiver.prometheus',
]);

/** A component that is only there for others to refer to, and that nothing refers to: a processor, a handler, a file that is read. */
export const rule = defineRule<{ id: string; processor: boolean }>({
  code: 'graph/unused-component',
  severity: 'warning',
  message: ({ id, processor }) => (processor ? `nothing gives "${id}" anything, so it gives nothing on` : `nothing uses "${id}"`),
  wholeProgram: true,
  check(context, report) {
    for (const { symbol, component, body } of context.unreferenced()) {
      const { exports, name } = component;
      // Targets have a rule of their own, and so have sinks.
      if (exports.size === 0 || exports.has('targets') || name === 'discovery.relabel' || LEFT_ALONE.has(name) || isDrain(symbol)) continue;
      const role = roleOf(component, context.catalog);
      if (role === 'sink' || (symbol.module.kind === 'root' && lacksStart(context.graph))) continue;
      report(
        symbol.source,
        body.header,
        { id: symbol.id, processor: role === 'processor' },
        { fixes: [removing(symbol.source, symbol.block, `"${symbol.id}"`)] },
      );
    }
  },
});
