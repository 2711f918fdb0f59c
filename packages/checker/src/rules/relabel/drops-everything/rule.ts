import { needsCharacters, relabelRules } from '../../relabel-rules.ts';
import { defineRule } from '../../rule.ts';

/** A relabel rule that drops whatever it is given: its regex fits everything, or its source fits nothing. */
export const rule = defineRule<{ why: string }>({
  code: 'relabel/drops-everything',
  severity: 'warning',
  perBlock: true,
  message: ({ why }) => `this rule drops everything: ${why}`,
  check(context, report) {
    for (const { rule: block } of relabelRules(context)) {
      const action = block.text('action');
      const regex = block.text('regex');
      const sources = block.list('source_labels');
      if (action === 'drop' && (regex === '(.*)' || regex === '.*'))
        report(block.source, block.has('regex') ? block.place('regex') : block.header, {
          why: block.has('regex') ? '"regex" fits every value' : 'without "regex" every value fits',
        });
      else if (action === 'keep' && sources?.length === 0 && regex !== undefined && needsCharacters(regex))
        report(block.source, block.header, { why: 'without "source_labels" there is no value that "regex" could fit' });
    }
  },
});
