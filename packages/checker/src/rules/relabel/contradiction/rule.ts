import type { Body } from '../../../model/body.ts';
import { needsCharacters, relabelRules } from '../../relabel-rules.ts';
import { defineRule } from '../../rule.ts';

/** A relabel rule with an attribute that its action has no use for, or without the one that it lives on. */
export const rule = defineRule<{ problem: string }>({
  code: 'relabel/contradiction',
  severity: 'warning',
  perBlock: true,
  message: ({ problem }) => problem,
  check(context, report) {
    for (const { rule } of relabelRules(context)) {
      const action = rule.text('action');
      if (action === undefined) continue;
      const useless = (USELESS[action] ?? []).find((name) => rule.attribute(name) && differs(rule, name));
      if (useless) {
        const problem = `the action "${action}" has no use for "${useless}"`;
        report(rule.source, rule.attribute(useless)?.name ?? rule.header, { problem });
        continue;
      }
      const problem = rule.list('source_labels')?.length === 0 ? withoutSource(rule, action) : undefined;
      if (problem !== undefined) report(rule.source, rule.header, { problem });
    }
  },
});

/** What actions ignore. What Alloy refuses (`labeldrop` with more than a regex) is not among it. */
const USELESS: Readonly<Record<string, readonly string[]>> = {
  replace: ['modulus'],
  keep: ['target_label', 'replacement', 'modulus'],
  drop: ['target_label', 'replacement', 'modulus'],
  hashmod: ['regex', 'replacement'],
  lowercase: ['regex', 'modulus'],
  uppercase: ['regex', 'modulus'],
  labelmap: ['source_labels', 'target_label', 'modulus'],
};

const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  regex: ['(.*)', '.*'],
  replacement: ['$1'],
  modulus: ['0'],
  target_label: [''],
};

function differs(rule: Body, name: string): boolean {
  if (name === 'source_labels') return (rule.list(name)?.length ?? 0) > 0;
  const text = rule.text(name);
  return text !== undefined && !DEFAULTS[name]?.includes(text);
}

function withoutSource(rule: Body, action: string): string | undefined {
  const regex = rule.text('regex') ?? '';
  switch (action) {
    case 'replace':
      return needsCharacters(regex)
        ? `without "source_labels" there is nothing that "${regex}" could match, so this rule never does anything`
        : undefined;
    case 'drop':
      return needsCharacters(regex)
        ? `without "source_labels" there is nothing that "${regex}" could match, so this rule never drops anything`
        : undefined;
    case 'hashmod':
      return 'without "source_labels" the hash is the same for all';
    case 'lowercase':
    case 'uppercase':
      return 'without "source_labels" there is nothing to write';
    default:
      return undefined;
  }
}
