import type { Body } from '../../../model/body.ts';
import { defineRule, within } from '../../rule.ts';

/** Names of what has a new value for nearly each line. */
const MANY =
  /^(?:trace_?id|span_?id|request_?id|correlation_?id|session_?id|transaction_?id|pid|thread_?id|duration|latency|elapsed|timestamp|ts|user_?id|ip|client_?ip|remote_?addr|message|msg|url|uri|path)$/i;

/** A label of a stream of logs that has too many values. */
export const rule = defineRule<{ name: string }>({
  code: 'loki/high-cardinality-label',
  severity: 'warning',
  message: ({ name }) => `"${name}" as a label makes a stream of its own for nearly each line`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      for (const stage of within(body)) {
        if (stage.name !== 'stage.labels') continue;
        for (const [key] of stage.fields('values') ?? []) {
          if (!MANY.test(key)) continue;
          const span = keySpan(stage, key);
          report(
            stage.source,
            span,
            { name: key },
            { notes: ['keep it in structured metadata (stage.structured_metadata), where it can be searched for as well'] },
          );
        }
      }
    }
  },
});

function keySpan(stage: Body, key: string): { readonly start: number; readonly end: number } {
  const value = stage.attribute('values')?.value;
  const field = value?.kind === 'Object' ? value.fields.find((each) => each.key.text === key) : undefined;
  return field?.key ?? stage.header;
}
