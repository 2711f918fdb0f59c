import { related } from '../../../diagnostics/collector.ts';
import { resolve } from '../../../model/chains.ts';
import type { BlockSymbol } from '../../../model/program.ts';
import { isDrain } from '../../fragments.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

/** A component that gives what it has to nobody: an empty `forward_to`, an `output` with nothing in it. */
export const rule = defineRule<{ id: string; what: string }>({
  code: 'graph/missing-sink',
  severity: 'warning',
  message: ({ id, what }) => `what "${id}" has goes nowhere: ${what}`,
  wholeProgram: true,
  check(context, report) {
    let fed: ReadonlySet<BlockSymbol> | undefined;
    for (const { symbol, component, body } of context.components()) {
      // A drain is meant to lead nowhere.
      if (isDrain(symbol)) continue;
      const output = body.child('output');
      const receivers = body.schema.byName.get('forward_to');
      if (receivers?.kind === 'attribute' && receivers.required && body.list('forward_to')?.length === 0) {
        // Some are only there for their rules.
        if (component.exports.has('rules')) {
          fed ??= receiversRead(context);
          if (!fed.has(symbol)) continue;
        }
        report(symbol.source, body.place('forward_to'), { id: symbol.id, what: '"forward_to" is empty' });
      } else if (
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

/** The components whose receiver something refers to. */
function receiversRead(context: RuleContext): ReadonlySet<BlockSymbol> {
  const read = new Set<BlockSymbol>();
  for (const symbol of context.symbols()) {
    for (const traversal of symbol.facts.ownTraversals) {
      const target = traversal.text.endsWith('.receiver') ? resolve(symbol.module, traversal) : undefined;
      if (target) read.add(target);
    }
  }
  return read;
}

const SIGNALS = ['metrics', 'logs', 'traces'];
