import type { Body } from '../../../model/body.ts';
import { textOf } from '../../../values/static.ts';
import { IncomingLabels } from '../../incoming-labels.ts';
import { extractedBy, stagesOf } from '../../log-stages.ts';
import { defineRule } from '../../rule.ts';

/**
 * `stage.labels` that reads a value before any stage has taken it out of the line. Labels that come in are values from the start, so it is
 * said only where all that sends to the component is known, and none of it has such a label.
 */
export const rule = defineRule<{ name: string; later: boolean }>({
  code: 'stage/label-undefined',
  severity: 'warning',
  wholeProgram: true,
  message: ({ name, later }) =>
    later
      ? `"${name}" is only extracted further down and does not come in as a label, so this stage cannot make a label of it`
      : `no stage before this one extracts "${name}" and it does not come in as a label, so this stage cannot make a label of it`,
  check(context, report) {
    const incoming = new IncomingLabels(context);
    for (const { symbol, body } of context.components('loki.process')) {
      const missing = readTooEarly([...stagesOf(body)]);
      const labels = missing.length > 0 ? incoming.of(symbol) : undefined;
      if (!labels) continue;
      for (const { stage, label, name, span, later } of missing) {
        // Who names something else than the label may have meant a fixed value.
        const notes = later || label === name ? [] : [`to give all lines the label ${label}="${name}" use stage.static_labels`];
        if (!labels.has(name)) report(stage.source, span, { name, later }, { notes });
      }
    }
  },
});

interface Missing extends Read {
  readonly stage: Body;
  /** Whether a stage further down extracts it. */
  readonly later: boolean;
}

/** What is made a label that no stage before has extracted. */
function readTooEarly(stages: readonly Body[]): Missing[] {
  const missing: Omit<Missing, 'later'>[] = [];
  const before = new Set<string>();
  const extracted = new Set<string>();
  for (const stage of stages) {
    if (stage.name === 'stage.labels' && stage.text('source_type') !== 'structured_metadata')
      missing.push(...reads(stage).flatMap((each) => (before.has(each.name) ? [] : [{ ...each, stage }])));
    const names = extractedBy(stage);
    // From here on anything may have been extracted.
    if (!names) break;
    for (const name of names) {
      before.add(name);
      if (stage.name !== 'stage.labels' && stage.name !== 'stage.static_labels') extracted.add(name);
    }
  }
  return missing.map((each) => ({ ...each, later: extracted.has(each.name) }));
}

interface Read {
  readonly label: string;
  /** The value that is read. */
  readonly name: string;
  readonly span: { readonly start: number; readonly end: number };
}

/** The values that a stage makes labels of. */
function reads(stage: Body): Read[] {
  const object = stage.attribute('values')?.value;
  const values = stage.fields('values');
  if (object?.kind !== 'Object' || !values) return [];
  return object.fields.flatMap(({ key, start, end }) => {
    const value = values.get(key.text);
    const text = value && textOf(value);
    // Of templates `stage/template-in-labels` tells.
    return text === undefined || text.includes('{{')
      ? []
      : [{ label: key.text, name: text === '' ? key.text : text, span: { start, end } }];
  });
}
