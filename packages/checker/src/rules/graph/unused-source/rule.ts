import { removing } from '../../../fixes/removal.ts';
import { forwards, lacksEnd } from '../../fragments.ts';
import { defineRule } from '../../rule.ts';

/** Targets that nothing refers to. */
export const rule = defineRule<{ id: string }>({
  code: 'graph/unused-source',
  severity: 'warning',
  message: ({ id }) => `nothing uses the targets of "${id}"`,
  wholeProgram: true,
  check(context, report) {
    for (const { symbol, component, body } of context.unreferenced()) {
      if (!component.exports.has('targets') && component.name !== 'discovery.relabel') continue;
      // What sends something on by itself has its use without its targets.
      if (forwards(symbol.block)) continue;
      // Exporters without anything that scrapes are a part of a configuration.
      if (symbol.module.kind === 'root' && lacksEnd(context.graph)) continue;
      report(symbol.source, body.header, { id: symbol.id }, { fixes: [removing(symbol.source, symbol.block, `"${symbol.id}"`)] });
    }
  },
});
