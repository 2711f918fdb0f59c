import { relabelRules } from '../../relabel-rules.ts';
import { defineRule } from '../../rule.ts';

/** A regex that is written as if it were searched for, with an anchor at one end. */
export const rule = defineRule<{ regex: string; meant: string }>({
  code: 'relabel/anchored',
  severity: 'warning',
  perBlock: true,
  message: ({ regex, meant }) =>
    `"${regex}" has to match the whole value, so it is the same as without the anchor: write "${meant}" for a part`,
  check(context, report) {
    for (const { rule } of relabelRules(context)) {
      const regex = rule.text('regex');
      if (regex === undefined || !rule.attribute('regex')) continue;
      const meant = /^\^[\w\-/]*[\w\-/]$/.test(regex)
        ? `${regex.slice(1)}.*`
        : /^[\w\-/]+\$$/.test(regex)
          ? `.*${regex.slice(0, -1)}`
          : undefined;
      const value = rule.attribute('regex')?.value;
      if (meant === undefined || !value) continue;
      const fixes =
        value.kind === 'Literal'
          ? [
              {
                title: `write "${meant}"`,
                safety: 'suggested' as const,
                edits: [{ file: rule.source.path, start: value.start, end: value.end, text: `"${meant}"` }],
              },
            ]
          : [];
      report(rule.source, value, { regex, meant }, { fixes });
    }
  },
});
