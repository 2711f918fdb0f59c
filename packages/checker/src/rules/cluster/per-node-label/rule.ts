import { related } from '../../../diagnostics/collector.ts';
import { leadingToClustered, severalInstances } from '../../deployment.ts';
import { relabelRules } from '../../relabel-rules.ts';
import { defineRule } from '../../rule.ts';

/** What differs from one instance to the next. */
const OWN_NAME = /constants\.hostname|\benv\(\s*["`](?:HOSTNAME|NODE_NAME|POD_NAME)["`]\s*\)/;

/** A label with the name of the instance on targets that a cluster shares out. */
export const rule = defineRule<{ fact: string; what: string; scrape: string }>({
  code: 'cluster/per-node-label',
  severity: 'warning',
  message: ({ fact, what, scrape }) =>
    `${fact}, and ${what} differs in each: they do not agree on who takes which target of "${scrape}", so some are scraped twice and some never`,
  wholeProgram: true,
  check(context, report) {
    const fact = severalInstances(context.profile);
    if (!fact) return;
    let clustered: ReturnType<typeof leadingToClustered> | undefined;
    for (const { use, rule } of relabelRules(context, 'discovery.relabel')) {
      const value = rule.attribute('replacement')?.value;
      const found = value && OWN_NAME.exec(rule.source.text.slice(value.start, value.end));
      const target = rule.text('target_label');
      const node = context.node(use.symbol);
      // Labels that begin with two underscores count as well: they decide what is scraped.
      if (!value || !found || !target || !node) continue;
      clustered ??= leadingToClustered(context);
      const sharing = clustered.get(node);
      if (!sharing) continue;
      const { block, source } = sharing.symbol;
      report(
        rule.source,
        value,
        { fact, what: found[0].startsWith('constants') ? 'constants.hostname' : found[0], scrape: sharing.id },
        {
          related: [related(source, { start: block.start, end: (block.label ?? block).end }, 'the targets are shared out here')],
          notes: ['write the label behind the scrape, in a "prometheus.relabel", if the instance has to be known at all'],
        },
      );
    }
  },
});
