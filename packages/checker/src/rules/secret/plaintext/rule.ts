import { defineRule, within } from '../../rule.ts';

/** A secret that is written out in the configuration. */
export const rule = defineRule<{ name: string }>({
  code: 'secret/plaintext',
  severity: 'warning',
  message: ({ name }) => `"${name}" is written out: whoever reads this file knows it`,
  check(context, report) {
    for (const { body: whole } of context.components()) {
      for (const body of within(whole)) {
        for (const field of body.schema.fields) {
          if (field.kind !== 'attribute' || field.type.kind !== 'secret') continue;
          const value = body.attribute(field.name)?.value;
          const text = value?.kind === 'Literal' ? body.text(field.name) : undefined;
          if (!value || !text || isPlaceholder(text)) continue;
          const variable = `${whole.block.label?.text ?? ''}_${field.name}`.replace(/\W/g, '_').toUpperCase();
          const fix = {
            title: `take it from the environment: sys.env("${variable}")`,
            safety: 'suggested' as const,
            edits: [{ file: body.source.path, start: value.start, end: value.end, text: `sys.env("${variable}")` }],
          };
          report(
            body.source,
            value,
            { name: field.name },
            {
              fixes: [fix],
              notes: ['a file (local.file with is_secret), remote.vault or remote.kubernetes.secret keep it out of the configuration too'],
            },
          );
        }
      }
    }
  },
});

/** What is meant to be replaced before the configuration is used, or is no secret: a URL without credentials. */
function isPlaceholder(text: string): boolean {
  return /^[<{$%]|[>}%]$|^(?:x+|\*+|\.+)$/i.test(text) || (/^\w+:\/\//.test(text) && !text.includes('@'));
}
