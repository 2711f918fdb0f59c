import type { Body } from '../../../model/body.ts';
import { textOf } from '../../../values/static.ts';
import { extractedBy, stagesOf } from '../../log-stages.ts';
import { defineRule } from '../../rule.ts';

/** `stage.labels` that reads a value before any stage has taken it out of the line. */
export const rule = defineRule<{ name: string; later: boolean }>({
  code: 'stage/label-undefined',
  severity: 'warning',
  perBlock: true,
  message: ({ name, later }) =>
    later
      ? `"${name}" is only extracted further down, so this stage cannot make a label of it`
      : `no stage before this one extracts "${name}", so it makes no label`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      const stages = [...stagesOf(body)];
      for (const [index, stage] of stages.entries()) {
        if (stage.name !== 'stage.labels' || stage.text('source_type') === 'structured_metadata') continue;
        const before = namesOf(stages.slice(0, index));
        if (!before) break;
        const after = namesOf(stages.slice(index + 1).filter(({ name }) => name !== 'stage.labels' && name !== 'stage.static_labels'));
        // Who takes other values out of the line expects this one to be there too; otherwise it may come in as a label.
        const extracts = stages.slice(0, index).some(({ name }) => EXTRACTING.has(name));
        const dropped = stages.slice(0, index).some(({ name }) => name === 'stage.label_drop' || name === 'stage.label_keep');
        for (const { key, name, span } of reads(stage)) {
          if (before.has(name)) continue;
          const later = after?.has(name) === true;
          // What comes in as a label can be given another name here; under its own it is there already, unless it was dropped on the way.
          if (later || (key === name && after && extracts && !dropped && !INCOMING.has(name))) report(stage.source, span, { name, later });
        }
      }
    }
  },
});

const EXTRACTING: ReadonlySet<string> = new Set(['stage.json', 'stage.logfmt', 'stage.pattern', 'stage.regex']);

/** Labels that sources and discovery set: to name them again is needless, but no mistake. */
const INCOMING: ReadonlySet<string> = new Set(
  'app cluster component container environment env filename host hostname instance job namespace node pod service service_name stream unit'.split(
    ' ',
  ),
);

function namesOf(stages: readonly Body[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const stage of stages) {
    const extracted = extractedBy(stage);
    if (!extracted) return undefined;
    for (const name of extracted) names.add(name);
  }
  return names;
}

/** The labels that a stage sets, and the extracted values that it reads for them. */
function reads(stage: Body): { key: string; name: string; span: { start: number; end: number } }[] {
  const object = stage.attribute('values')?.value;
  const values = stage.fields('values');
  if (object?.kind !== 'Object' || !values) return [];
  return object.fields.flatMap(({ key, start, end }) => {
    const value = values.get(key.text);
    const text = value && textOf(value);
    return text === undefined ? [] : [{ key: key.text, name: text === '' ? key.text : text, span: { start, end } }];
  });
}
