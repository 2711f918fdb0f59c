import { type Call, walk } from '@assay/parser';
import type { TextEdit } from '../../../diagnostics/diagnostic.ts';
import { evaluate } from '../../../model/evaluate.ts';
import type { Source } from '../../../project/source.ts';
import { isEmpty } from '../../../values/static.ts';
import { filesWith } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** `coalesce` with an argument in front that is never empty, so that those behind it are never used. */
export const rule = defineRule<{ count: number }>({
  code: 'expression/dead-coalesce',
  severity: 'warning',
  perBlock: true,
  message: ({ count }) =>
    `this value is never empty, so ${count === 1 ? 'the one' : `the ${count}`} behind it ${count === 1 ? 'is' : 'are'} never used`,
  check(context, report) {
    const { budget, catalog } = context;
    const files = filesWith(context, 'coalesce');
    if (files.size === 0) return;
    for (const { block, source, module, inner } of context.symbols()) {
      // The body of a declare is looked at with its own symbols.
      if (inner || !files.has(source)) continue;
      walk(block, (node) => {
        if (node.kind !== 'Call' || node.callee.kind !== 'Identifier' || node.callee.text !== 'coalesce') return;
        const dead = node.args.findIndex((argument) => isEmpty(evaluate(argument, { module, catalog, budget, source })) === false);
        const argument = node.args[dead];
        const behind = node.args.slice(dead + 1);
        if (!argument || behind.length === 0) return;
        // Of two values that are never empty one stays without use, whatever the order.
        const mends = behind.every((each) => isEmpty(evaluate(each, { module, catalog, budget, source })) !== false);
        const fixes = mends ? [{ title: 'put it last', safety: 'safe' as const, edits: moved(source, node, dead) }] : [];
        report(source, argument, { count: behind.length }, { fixes });
      });
    }
  },
});

/** The edits that put one argument behind all others, which keep their order. */
function moved({ path, text }: Source, { args }: Call, from: number): TextEdit[] {
  const order = [...args.slice(0, from), ...args.slice(from + 1), ...args.slice(from, from + 1)];
  return args.flatMap(({ start, end }, index) => {
    const other = order[index];
    return index < from || !other ? [] : [{ file: path, start, end, text: text.slice(other.start, other.end) }];
  });
}
