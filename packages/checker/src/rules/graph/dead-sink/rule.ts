import { roleOf } from '../../../model/graph.ts';
import { lacksStart } from '../../fragments.ts';
import { defineRule } from '../../rule.ts';

/** A writer or exporter that nothing refers to. Where something dead refers to it, that is what is to be mended (`graph/unused-component`). */
export const rule = defineRule<{ id: string }>({
  code: 'graph/dead-sink',
  severity: 'warning',
  message: ({ id }) => `nothing gives "${id}" anything`,
  wholeProgram: true,
  check(context, report) {
    for (const { symbol, component, body } of context.unreferenced()) {
      if (roleOf(component, context.catalog) !== 'sink') continue;
      // A program of sinks only is a part of a configuration.
      if (symbol.module.kind === 'root' && lacksStart(context.graph)) continue;
      const [input = 'receiver'] = component.exports.keys();
      const notes = [`refer to "${symbol.id}.${input}" from what is to send there, or take the component out`];
      report(symbol.source, body.header, { id: symbol.id }, { notes });
    }
  },
});
