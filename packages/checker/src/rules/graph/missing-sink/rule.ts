import { related } from '../../../diagnostics/collector.ts';
import { allModules } from '../../../model/program.ts';
import { defineRule } from '../../rule.ts';

/** A component that gives what it has to nobody: an empty `forward_to`, an `output` with nothing in it. */
export const rule = defineRule<{ id: string; what: string }>({
  code: 'graph/missing-sink',
  severity: 'warning',
  message: ({ id, what }) => `what "${id}" has goes nowhere: ${what}`,
  wholeProgram: true,
  check(context, report) {
    const modules = new Set(allModules(context.program.root));
    for (const { symbol, body } of context.components()) {
      if (!modules.has(symbol.module)) continue;
      const output = body.child('output');
      const receivers = body.schema.byName.get('forward_to');
      if (receivers?.kind === 'attribute' && receivers.required && body.list('forward_to')?.length === 0)
        report(symbol.source, body.place('forward_to'), { id: symbol.id, what: '"forward_to" is empty' });
      else if (
        output &&
        SIGNALS.every((signal) => output.schema.byName.has(signal)) &&
        SIGNALS.every((signal) => output.list(signal)?.length === 0)
      )
        report(
          symbol.source,
          output.header,
          { id: symbol.id, what: '"output" names nobody' },
          { related: [related(symbol.source, body.header, 'this component')] },
        );
    }
  },
});

const SIGNALS = ['metrics', 'logs', 'traces'];
