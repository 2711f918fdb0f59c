import { chainsIn } from '../../../model/chains.ts';
import { type BlockSymbol, findSymbol } from '../../../model/program.ts';
import { defineRule } from '../../rule.ts';

/** Targets, or what a file or a secret holds, that nothing refers to. */
export const rule = defineRule<{ id: string; what: string }>({
  code: 'graph/unused-source',
  severity: 'warning',
  message: ({ id, what }) => `nothing uses the ${what} of "${id}"`,
  wholeProgram: true,
  check(context, report) {
    const used = new Set<BlockSymbol>();
    for (const symbol of context.symbols()) {
      for (const { parts } of chainsIn([symbol.block])) {
        let id = '';
        for (const part of parts) {
          id = id === '' ? part.text : `${id}.${part.text}`;
          const target = findSymbol(symbol.module, id);
          // What a component says of itself is no use.
          if (target && target !== symbol) used.add(target);
        }
      }
      if (symbol.inner) for (const inner of symbol.inner.symbols) markOuter(inner, used);
    }
    for (const { symbol, component, body } of context.components()) {
      if (used.has(symbol)) continue;
      const what =
        component.exports.has('targets') || (component.exports.has('output') && component.name === 'discovery.relabel')
          ? 'targets'
          : undefined;
      if (what !== undefined && !body.has('forward_to') && !body.has('output')) report(symbol.source, body.header, { id: symbol.id, what });
    }
  },
});

/** A template may refer to what is around its foreach. */
function markOuter(symbol: BlockSymbol, used: Set<BlockSymbol>): void {
  for (const { parts } of chainsIn([symbol.block])) {
    let id = '';
    for (const part of parts) {
      id = id === '' ? part.text : `${id}.${part.text}`;
      const target = findSymbol(symbol.module, id);
      if (target) used.add(target);
    }
  }
}
