import { walk } from '@assay/parser';
import { evaluate } from '../../../model/evaluate.ts';
import { isEmpty } from '../../../values/static.ts';
import { defineRule } from '../../rule.ts';

/** `coalesce` with an argument in front that is never empty, so that those behind it are never used. */
export const rule = defineRule<{ count: number }>({
  code: 'expression/dead-coalesce',
  severity: 'warning',
  message: ({ count }) =>
    `this value is never empty, so ${count === 1 ? 'the one' : `the ${count}`} behind it ${count === 1 ? 'is' : 'are'} never used`,
  check(context, report) {
    const { catalog } = context;
    for (const { block, source, module, inner } of context.symbols()) {
      // The body of a declare is looked at with its own symbols.
      if (inner) continue;
      walk(block, (node) => {
        if (node.kind !== 'Call' || node.callee.kind !== 'Identifier' || node.callee.text !== 'coalesce') return;
        const dead = node.args.findIndex((argument) => isEmpty(evaluate(argument, { module, catalog })) === false);
        const argument = node.args[dead];
        if (!argument || dead === node.args.length - 1) return;
        const last = node.args[dead + 1];
        const fixes = last
          ? [
              {
                title: 'put it last',
                safety: 'suggested' as const,
                edits: swap(source.path, source.text, argument, node.args.at(-1) ?? last),
              },
            ]
          : [];
        report(source, argument, { count: node.args.length - 1 - dead }, { fixes });
      });
    }
  },
});

interface Span {
  readonly start: number;
  readonly end: number;
}

function swap(file: string, text: string, a: Span, b: Span): { file: string; start: number; end: number; text: string }[] {
  return [
    { file, start: a.start, end: a.end, text: text.slice(b.start, b.end) },
    { file, start: b.start, end: b.end, text: text.slice(a.start, a.end) },
  ];
}
