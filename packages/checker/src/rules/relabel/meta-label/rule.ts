import { chainsIn, componentReference } from '../../../model/chains.ts';
import { textOf } from '../../../values/static.ts';
import { relabelRules } from '../../relabel-rules.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

/** A rule on samples that reads a label which only targets have. */
export const rule = defineRule<{ label: string; what: string }>({
  code: 'relabel/meta-label',
  severity: 'warning',
  message: ({ label, what }) =>
    `${what} have no label "${label}": it is gone after the scrape, so relabel the targets with "discovery.relabel"`,
  check(context, report) {
    let exported: ReadonlySet<unknown> | undefined;
    const set = new Set<string>();
    for (const { use, rule } of relabelRules(context, 'prometheus.relabel')) {
      const prefix = `${use.symbol.id}\n`;
      const target = rule.text('target_label');
      const labels = rule.list('source_labels')?.map(textOf) ?? [];
      const label = labels.find((each) => each !== undefined && HIDDEN.test(each) && !set.has(prefix + each));
      if (target) set.add(prefix + target);
      if (label === undefined) continue;
      // Rules that are exported may be for something that has such labels.
      exported ??= exportedRules(context);
      if (!exported.has(use.symbol)) report(rule.source, rule.place('source_labels'), { label, what: 'samples' });
    }
  },
});

const HIDDEN = /^__(?:meta_\w+|address__|scheme__|metrics_path__|scrape_\w+__|param_\w+)$/;

/** The components whose rules are used by others. */
function exportedRules(context: RuleContext): ReadonlySet<unknown> {
  const used = new Set<unknown>();
  for (const { block, module } of context.symbols()) {
    for (const chain of chainsIn(block.statements)) {
      const reference = componentReference(module, chain, context.catalog);
      if (reference && reference.exportName?.text !== 'receiver') used.add(reference.symbol);
    }
  }
  return used;
}
