import { stagesOf } from '../../log-stages.ts';
import { defineRule, type RuleOptions } from '../../rule.ts';

const options = {
  limit: {
    type: 'integer',
    minimum: 1,
    // What Loki takes by default.
    default: 15,
    description: 'The most labels that your Loki takes: its `max_label_names_per_series`.',
  },
} as const satisfies RuleOptions;

/** A `loki.process` that gives lines more labels than Loki takes. */
export const rule = defineRule<{ count: number; limit: number }, typeof options>({
  code: 'loki/too-many-labels',
  severity: 'info',
  perBlock: true,
  message: ({ count, limit }) =>
    `these stages make ${count} labels, and ${limit === options.limit.default ? 'Loki by default' : 'your Loki'} refuses lines with more than ${limit}`,
  options,
  check(context, report, values) {
    for (const { body } of context.components('loki.process')) {
      const { limit } = values(body.source);
      const labels = new Set<string>();
      let taken = false;
      for (const stage of stagesOf(body)) {
        if (/^stage\.(?:label_drop|label_keep|pack)$/.test(stage.name)) taken = true;
        if (stage.name !== 'stage.labels' && stage.name !== 'stage.static_labels') continue;
        for (const name of stage.fields('values')?.keys() ?? []) labels.add(name);
      }
      if (!taken && labels.size > limit)
        report(body.source, body.header, { count: labels.size, limit }, { notes: ['keep the rest with stage.structured_metadata'] });
    }
  },
});
