import { defineRule, within } from '../../rule.ts';

/** An attribute or a block that Alloy takes and that will go, or does nothing any more. */
export const rule = defineRule<{ name: string; block: string; replacement: string | undefined }>({
  code: 'deprecated/argument',
  severity: 'warning',
  message: ({ name, block, replacement }) => `"${name}" of "${block}" is deprecated${replacement ? `: use ${replacement}` : ''}`,
  check(context, report) {
    for (const { body: whole } of context.components()) {
      for (const body of within(whole)) {
        for (const field of body.schema.fields) {
          if (!field.deprecated || !body.has(field.name)) continue;
          const attribute = body.attribute(field.name);
          const replacement = field.replacement && body.schema.byName.has(field.replacement) ? `"${field.replacement}"` : field.replacement;
          report(body.source, attribute?.name ?? body.place(field.name), { name: field.name, block: body.name, replacement });
        }
      }
    }
  },
});
