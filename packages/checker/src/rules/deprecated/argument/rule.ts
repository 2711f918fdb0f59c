import type { Field } from '@assay/catalog';
import type { Attribute } from '@assay/parser';
import type { Body } from '../../../model/body.ts';
import { defineRule, within } from '../../rule.ts';

/** An attribute or a block that Alloy takes and that will go, or does nothing any more. */
export const rule = defineRule<{ name: string; block: string; instead: string }>({
  code: 'deprecated/argument',
  severity: 'warning',
  message: ({ name, block, instead }) => `"${name}" of "${block}" is deprecated${instead}`,
  check(context, report) {
    for (const { body: whole } of context.components()) {
      for (const body of within(whole)) {
        for (const statement of body.block.statements) {
          if (statement.kind === 'Skipped') continue;
          const attribute = statement.kind === 'Attribute' ? statement : undefined;
          const field = body.schema.byName.get(statement.kind === 'Attribute' ? statement.name.text : statement.fullName);
          if (!field?.deprecated) continue;
          const fixes = attribute ? renaming(body, field, attribute) : [];
          const params = { name: field.name, block: body.name, instead: insteadOf(field, body) };
          report(body.source, attribute?.name ?? body.place(field.name), params, { fixes });
        }
      }
    }
  },
});

function insteadOf({ name, replacement }: Field, { schema }: Body): string {
  if (replacement === undefined) return '';
  // The catalog has names in the same body, and words for places elsewhere.
  if (replacement === name) return `: use the "${name}" of the component itself`;
  return `: use ${schema.byName.has(replacement) ? `"${replacement}"` : replacement}`;
}

/** Another name for the same: what it takes is of the same type, and a text or a list of texts. What numbers mean may have changed. */
function renaming({ schema, source, block }: Body, field: Field, { name }: Attribute) {
  const replacement = field.replacement === undefined ? undefined : schema.byName.get(field.replacement);
  if (field.kind !== 'attribute' || replacement?.kind !== 'attribute' || replacement === field) return [];
  const taken = block.statements.some((each) => each.kind === 'Attribute' && each.name.text === replacement.name);
  if (taken || JSON.stringify(field.type) !== JSON.stringify(replacement.type) || field.type.kind === 'number') return [];
  const edits = [{ file: source.path, start: name.start, end: name.end, text: replacement.name }];
  return [{ title: `call it "${replacement.name}"`, safety: 'suggested' as const, edits }];
}
