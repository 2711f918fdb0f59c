import { relabelRules } from '../../relabel-rules.ts';
import { defineRule } from '../../rule.ts';

/** A scrape of the address that Alloy gives its own components, which is Alloy's business. */
export const rule = defineRule<{ path: string }>({
  code: 'scrape/internal-path',
  severity: 'warning',
  perBlock: true,
  message: ({ path }) => `"${path}" is an address inside of Alloy, which may change: use the targets that the component exports`,
  check(context, report) {
    for (const { rule } of relabelRules(context, 'discovery.relabel')) {
      const path = rule.text('target_label') === '__metrics_path__' ? rule.text('replacement') : undefined;
      if (path !== undefined && INTERNAL.test(path)) report(rule.source, rule.place('replacement'), { path });
    }
    for (const { body } of context.components('prometheus.scrape')) {
      const path = body.text('metrics_path');
      if (path !== undefined && INTERNAL.test(path)) report(body.source, body.place('metrics_path'), { path });
      for (const target of body.list('targets') ?? []) {
        const value = target.type === 'object' ? target.fields.get('__metrics_path__') : undefined;
        if (value?.type === 'string' && INTERNAL.test(value.value)) report(body.source, body.place('targets'), { path: value.value });
      }
    }
  },
});

const INTERNAL = /^\/?api\/v0\/component\//;
