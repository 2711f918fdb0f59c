import { stagesOf } from '../../log-stages.ts';
import { defineRule } from '../../rule.ts';

/** A Go template where `stage.labels` and `stage.structured_metadata` take the name of an extracted value. */
export const rule = defineRule<{ text: string; stage: string }>({
  code: 'stage/template-in-labels',
  severity: 'warning',
  perBlock: true,
  message: ({ text, stage }) => `"${stage}" takes the name of an extracted value, not a template: there is no value called "${text}"`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      for (const stage of stagesOf(body)) {
        if (stage.name !== 'stage.labels' && stage.name !== 'stage.structured_metadata') continue;
        const object = stage.attribute('values')?.value;
        if (object?.kind !== 'Object') continue;
        const values = stage.fields('values');
        for (const { key, value } of object.fields) {
          const known = values?.get(key.text);
          if (known?.type !== 'string' || !known.value.includes('{{')) continue;
          const name = SIMPLE.exec(known.value)?.[1];
          const fixes =
            name === undefined || value.kind !== 'Literal'
              ? []
              : [
                  {
                    title: `take the extracted value "${name}"`,
                    safety: 'safe' as const,
                    edits: [{ file: stage.source.path, start: value.start, end: value.end, text: `"${name}"` }],
                  },
                ];
          report(
            stage.source,
            value,
            { text: known.value, stage: stage.name },
            { fixes, notes: ['a stage.template before it can make the value, under a name that is then written here'] },
          );
        }
      }
    }
  },
});

const SIMPLE = /^\s*\{\{-?\s*\.(\w+)\s*-?\}\}\s*$/;
