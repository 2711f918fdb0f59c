import { nearest } from '../../../diagnostics/nearest.ts';
import { defineRule, within } from '../../rule.ts';

/** What a policy can be (the tail sampling processor's `config.go`). */
const TYPES: readonly string[] = [
  'always_sample',
  'and',
  'boolean_attribute',
  'bytes_limiting',
  'composite',
  'drop',
  'latency',
  'not',
  'numeric_attribute',
  'ottl_condition',
  'probabilistic',
  'rate_limiting',
  'span_count',
  'status_code',
  'string_attribute',
  'trace_flags',
  'trace_state',
];

/** A policy of `otelcol.processor.tail_sampling` of a type that there is not. */
export const rule = defineRule<{ type: string; meant: string | undefined }>({
  code: 'otel/unknown-policy',
  severity: 'warning',
  perBlock: true,
  message: ({ type, meant }) => `there is no policy of the type "${type}"${meant ? `: did you mean "${meant}"?` : ''}`,
  check(context, report) {
    for (const { body } of context.components('otelcol.processor.tail_sampling')) {
      for (const policy of within(body)) {
        if (!policy.name.endsWith('policy')) continue;
        const type = policy.text('type');
        const value = policy.attribute('type')?.value;
        if (type === undefined || !value || TYPES.includes(type)) continue;
        // Nearly all types have a block for their settings, which tells whether this version has them.
        const types = TYPES.filter((each) => each === 'always_sample' || policy.schema.byName.has(each));
        const meant = nearest(type, types);
        const edits = [{ file: policy.source.path, start: value.start, end: value.end, text: `"${meant}"` }];
        const fixes = meant && value.kind === 'Literal' ? [{ title: `take "${meant}"`, safety: 'suggested' as const, edits }] : [];
        const notes = meant ? [] : [`there are ${types.join(', ')}`];
        report(policy.source, value, { type, meant }, { fixes, notes });
      }
    }
  },
});
