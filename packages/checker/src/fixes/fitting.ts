import type { Schema } from '@assay/catalog';
import type { Block } from '@assay/parser';

/** Whether what is written in a block has a place in a schema, and nothing that the schema requires is missing: a block of it that can be built, but for values. */
export function takesBody(schema: Schema, { statements }: Block): boolean {
  const given = new Set<string>();
  for (const statement of statements) {
    if (statement.kind === 'Skipped') return false;
    const name = statement.kind === 'Attribute' ? statement.name.text : statement.fullName;
    const field = schema.byName.get(name);
    if ((field?.kind === 'attribute') !== (statement.kind === 'Attribute') || !field) return false;
    given.add(name);
  }
  return schema.fields.every(({ required, name }) => !required || given.has(name));
}
