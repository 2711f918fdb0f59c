import { stagesOf } from '../../log-stages.ts';
import { defineRule } from '../../rule.ts';

/** What Loki takes by default (`max_label_names_per_series`). */
const MOST = 15;

/** A `loki.process` that gives lines more labels than Loki takes. */
export const rule = defineRule<{ count: number }>({
  code: 'loki/too-many-labels',
  severity: 'info',
  message: ({ count }) => `these stages make ${count} labels, and Loki by default refuses lines with more than ${MOST}`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      const labels = new Set<string>();
      let taken = false;
      for (const stage of stagesOf(body)) {
        if (/^stage\.(?:label_drop|label_keep|pack)$/.test(stage.name)) taken = true;
        if (stage.name !== 'stage.labels' && stage.name !== 'stage.static_labels') continue;
        for (const name of stage.fields('values')?.keys() ?? []) labels.add(name);
      }
      if (!taken && labels.size > MOST)
        report(body.source, body.header, { count: labels.size }, { notes: ['keep the rest with stage.structured_metadata'] });
    }
  },
});
