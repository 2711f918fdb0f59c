import type { Field, ObjectExpression } from '@assay/parser';
import type { Fix, TextEdit } from '../../../diagnostics/diagnostic.ts';
import { removal } from '../../../fixes/removal.ts';
import type { Body } from '../../../model/body.ts';
import type { Source } from '../../../project/source.ts';
import { stagesOf } from '../../log-stages.ts';
import { defineRule, type RuleOptions } from '../../rule.ts';

/** Names of what has a new value for nearly each line. */
const MANY =
  /^(?:trace_?id|span_?id|request_?id|correlation_?id|session_?id|transaction_?id|x_request_id|pid|thread_?id|duration|duration_ms|latency|elapsed|response_time|timestamp|ts|user_?id|client_?ip|remote_?addr|message|msg|url|request_uri|uuid)$/i;

/** In how many stages of a pipeline each label offers the fix of all. */
const MOST_OFFERED = 8;

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
      // From the last one to the first: what later ones take away again makes no streams.
      const gone = new Set<string>();
      const found: Labelling[] = [];
      for (const stage of [...stagesOf(body)].reverse()) {
        const taken = takenAway(stage);
        if (taken === 'any') break;
        for (const label of taken) gone.add(label);
        const object = stage.name === 'stage.labels' ? stage.attribute('values')?.value : undefined;
        if (object?.kind !== 'Object') continue;
        const bad = object.fields.filter(({ key }) => many(key.text) && !gone.has(key.text));
        if (bad.length > 0) found.push({ stage, object, bad });
      }
      found.reverse();
      const all = movingFix(body, found);
      const notes = ['keep it in structured metadata (stage.structured_metadata), where it can be searched for as well'];
      for (const [index, { stage, bad }] of found.entries()) {
        // One fix for all of them: where there are many, only the first one offers it, so that a report does not say it again and again.
        const fixes = index === 0 || found.length <= MOST_OFFERED ? all : [];
        for (const { key } of bad) report(stage.source, key, { name: key.text }, { notes, fixes });
      }
    }
  },
});

/** A stage that makes labels, and those of them that have too many values. */
interface Labelling {
  readonly stage: Body;
  readonly object: ObjectExpression;
  readonly bad: readonly Field[];
}

/** The labels that a stage takes away, or moves to structured metadata; `any` where that is not known, or it keeps only some. */
function takenAway(stage: Body): readonly string[] | 'any' {
  switch (stage.name) {
    // Behind a stage that keeps some labels, or makes a line of them, each may be gone.
    case 'stage.label_keep':
    case 'stage.pack':
      return 'any';
    case 'stage.label_drop':
      return stage.texts('values') ?? 'any';
    case 'stage.structured_metadata': {
      const values = stage.fields('values');
      if (!values || stage.isSet('regex') !== false) return 'any';
      return [...values].flatMap(([key, value]) => (value.type === 'string' ? [key, value.value] : [key]));
    }
    default:
      return [];
  }
}

/** All such labels of a pipeline at once: in one stage behind the last that makes some, outside of the match that it stands in where there are several. */
function movingFix({ block, source }: Body, found: readonly Labelling[]): Fix[] {
  const { path: file, text } = source;
  const [first, second] = found;
  const last = found.at(-1);
  const name = first?.stage.block.name[1];
  if (!first || !last || !name) return [];
  const fix = (edits: TextEdit[]): Fix[] => [{ title: 'keep it in structured metadata', safety: 'suggested', edits }];
  if (!second && first.bad.length === first.object.fields.length)
    return fix([{ file, start: name.start, end: name.end, text: 'structured_metadata' }]);
  const behind = second
    ? block.statements.find(({ start, end }) => start <= last.stage.block.start && last.stage.block.end <= end)
    : last.stage.block;
  if (!behind) return [];
  const values = new Map(found.flatMap(({ bad }) => bad.map(({ key, start, end }) => [key.text, text.slice(start, end)])));
  const added = `\n\n\tstage.structured_metadata {\n\t\tvalues = {${[...values.values()].join(', ')}}\n\t}`;
  return fix([...found.flatMap((each) => without(source, each)), { file, start: behind.end, end: behind.end, text: added }]);
}

/** A stage without some of its labels, or no stage where none is left. */
function without(source: Source, { stage, object: { fields }, bad }: Labelling): TextEdit[] {
  if (bad.length === fields.length) return [removal(source, stage.block)];
  const { path: file, text } = source;
  const edits: TextEdit[] = [];
  let keptBefore: Field | undefined;
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!;
    if (!bad.includes(field)) {
      keptBefore = field;
      continue;
    }
    let next = index;
    while (next < fields.length && bad.includes(fields[next]!)) next++;
    const behind = fields[next];
    const { end } = fields[next - 1]!;
    const comma = /^\s*,/.exec(text.slice(end, end + 1000))?.[0].length;
    if (behind) edits.push({ file, start: field.start, end: behind.start, text: '' });
    // Comments that stand before stay.
    else if (comma !== undefined) edits.push({ file, start: text.slice(0, field.start).trimEnd().length, end: end + comma, text: '' });
    else edits.push({ file, start: keptBefore?.end ?? field.start, end, text: '' });
    index = next - 1;
  }
  return edits;
}
