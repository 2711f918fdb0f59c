import type { Catalog, Field } from '@assay/catalog';
import { fieldSchema, type Owner } from './bodies.ts';

/** The attribute or block at a path of names below a component or config block. */
export function fieldAt(owner: Owner, path: readonly string[], catalog: Catalog): Field | undefined {
  let schema: string | undefined = owner.kind === 'component' ? owner.component.arguments : owner.block.arguments;
  let field: Field | undefined;
  for (const name of path) {
    field = schema === undefined ? undefined : catalog.schema(schema).byName.get(name);
    if (!field) return undefined;
    schema = fieldSchema(field);
  }
  return field;
}
