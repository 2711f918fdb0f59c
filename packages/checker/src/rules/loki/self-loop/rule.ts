import { findSymbol } from '../../../model/program.ts';
import { defineRule } from '../../rule.ts';

/** Alloy's own log that is sent to `loki.echo`, which writes what it is sent to Alloy's own log. */
export const rule = defineRule<{ id: string }>({
  code: 'loki/self-loop',
  severity: 'warning',
  message: ({ id }) => `Alloy's own log goes to "${id}", which writes it into Alloy's own log again`,
  wholeProgram: true,
  check(context, report) {
    for (const symbol of context.symbols()) {
      if (symbol.block.fullName !== 'logging' || symbol.kind !== 'config') continue;
      for (const chain of symbol.facts.chains) {
        const id = chain.parts
          .slice(0, -1)
          .map(({ text }) => text)
          .join('.');
        const target = findSymbol(symbol.module, id);
        const first = target && context.node(target);
        if (!first) continue;
        const echo = [first, ...context.graph.reachable(first)].find(({ component }) => component?.name === 'loki.echo');
        if (echo)
          report(
            symbol.source,
            chain,
            { id: echo.id },
            { notes: ['to keep it, send it to a "loki.write"; to read it, look at what Alloy prints'] },
          );
      }
    }
  },
});
