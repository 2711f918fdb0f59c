import type { ObjectExpression } from '@assay/parser';
import type { Fix } from '../../../diagnostics/diagnostic.ts';
import type { Body } from '../../../model/body.ts';
import { stagesOf } from '../../log-stages.ts';
import { defineRule, type RuleOptions } from '../../rule.ts';

/** Names of what has a new value for nearly each line. */
const MANY =
  /^(?:trace_?id|span_?id|request_?id|correlation_?id|session_?id|transaction_?id|x_request_id|pid|thread_?id|duration|duration_ms|latency|elapsed|response_time|timestamp|ts|user_?id|client_?ip|remote_?addr|message|msg|url|request_uri|uuid)$/i;

const options = {
  labels: { type: 'strings', default: [], description: 'More names of labels that have too many values.' },
  allow: { type: 'strings', default: [], description: 'Names of labels that have few values here.' },
} as const satisfies RuleOptions;

/** A label of a stream of logs that has too many values. */
export const rule = defineRule<{ name: string }, typeof options>({
  code: 'loki/high-cardinality-label',
  severity: 'warning',
  perBlock: true,
  message: ({ name }) => `"${name}" as a label makes a stream of its own for nearly each line`,
  options,
  check(context, report, values) {
    for (const { body } of context.components('loki.process')) {
      const { labels, allow } = values(body.source);
      const many = (name: string): boolean => (MANY.test(name) || labels.includes(name)) && !allow.includes(name);
      const stages = [...stagesOf(body)];
      for (const [index, stage] of stages.entries()) {
        const object = stage.name === 'stage.labels' ? stage.attribute('values')?.value : undefined;
        if (object?.kind !== 'Object') continue;
        const later = stages.slice(index + 1);
        // Behind a stage that keeps some labels, or makes a line of them, it may be gone.
        if (later.some(({ name }) => name === 'stage.label_keep' || name === 'stage.pack')) continue;
        for (const { key } of object.fields) {
          if (!many(key.text) || later.some((other) => takesAway(other, key.text))) continue;
          const notes = ['keep it in structured metadata (stage.structured_metadata), where it can be searched for as well'];
          report(stage.source, key, { name: key.text }, { notes, fixes: movingFix(stage, object, many) });
        }
      }
    }
  },
});

/** Labels are taken away, or moved to structured metadata, by name. */
function takesAway(stage: Body, label: string): boolean {
  if (stage.name === 'stage.label_drop') return stage.texts('values')?.includes(label) !== false;
  if (stage.name !== 'stage.structured_metadata') return false;
  const values = stage.fields('values');
  if (!values || stage.isSet('regex') !== false) return true;
  return values.has(label) || [...values.values()].some((value) => value.type === 'string' && value.value === label);
}

/** All such labels of a stage at once, in a stage of their own behind it. */
function movingFix({ block, source }: Body, { fields, open, close }: ObjectExpression, many: (name: string) => boolean): Fix[] {
  const { tokens, text } = source.parse;
  const written = (some: typeof fields): string => some.map(({ start, end }) => text.slice(start, end)).join(', ');
  const bad = fields.filter(({ key }) => many(key.text));
  const good = fields.filter((field) => !bad.includes(field));
  const name = block.name[1];
  if (!name) return [];
  if (good.length === 0) {
    const edits = [{ file: source.path, start: name.start, end: name.end, text: 'structured_metadata' }];
    return [{ title: 'keep it in structured metadata', safety: 'suggested', edits }];
  }
  const from = tokens[open]?.start;
  const to = tokens[close]?.end;
  if (from === undefined || to === undefined) return [];
  const added = `\n\n\tstage.structured_metadata {\n\t\tvalues = {${written(bad)}}\n\t}`;
  const edits = [
    { file: source.path, start: from, end: to, text: `{${written(good)}}` },
    { file: source.path, start: block.end, end: block.end, text: added },
  ];
  return [{ title: 'keep it in structured metadata', safety: 'suggested', edits }];
}
