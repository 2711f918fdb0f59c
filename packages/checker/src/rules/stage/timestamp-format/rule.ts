import { stagesOf } from '../../log-stages.ts';
import { defineRule } from '../../rule.ts';

/** `stage.timestamp` with a format of another language. */
export const rule = defineRule<{ format: string }>({
  code: 'stage/timestamp-format',
  severity: 'warning',
  perBlock: true,
  message: ({ format }) => `"${format}" is no layout that a time could be read with: write the time 2006-01-02 15:04:05 the way yours look`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      for (const stage of stagesOf(body)) {
        const format = stage.name === 'stage.timestamp' ? stage.text('format') : undefined;
        if (format !== undefined && isForeign(format))
          report(stage.source, stage.place('format'), { format }, { notes: ['for numbers there are Unix, UnixMs, UnixUs and UnixNs'] });
      }
    }
  },
});

/** Named layouts, and numbers since 1970 (`stages/util.go`). */
const NAMED = /^(?:ANSIC|UnixDate|RubyDate|RFC\d+Z?|RFC3339Nano|Unix(?:Ms|Us|Ns)?)$/;

/** What is written like the formats of C or Java, or has nothing in it that Go takes for a part of a time. */
function isForeign(format: string): boolean {
  if (NAMED.test(format)) return false;
  if (/%[YmdHMSyjbBTzf]/.test(format) || /[Yy]{4}|\bHH:mm|^iso.?8601/i.test(format)) return true;
  return !/[1-7]|Jan|Mon|MST|PM|pm/.test(format);
}
