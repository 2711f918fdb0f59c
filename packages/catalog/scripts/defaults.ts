import type { RawAttribute, RawBody, RawField, RawMain, RawRelease } from './raw.ts';

/** What reflection does not see of a schema's fields: read from the source of the version nearest to main. */
export interface SourceFacts {
  /** Default, deprecation and replacement of an attribute; `default` absent where it is the zero value, unset or unknown. */
  attribute(schema: string, name: string): { readonly default?: unknown; readonly deprecated?: true; readonly replacement?: string };
  block(schema: string, name: string): { readonly default?: unknown; readonly deprecated?: true; readonly replacement?: string };
}

interface Mark {
  readonly deprecated?: true;
  readonly replacement?: string;
}

/** Default by the place that a body stands at: the schema and the block that holds it. */
type DefaultsByHolder = Map<string, unknown[]>;

/** Whether a default says no more than the type does. */
export function isZero(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    value === '0s' ||
    value === '0B' ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/**
 * Brings the facts that the source gives by path to the schemas of main, which stand at many paths.
 *
 * A default that is the same at all paths becomes the attribute's; one that depends on the block around it becomes that block's, and
 * one that depends on more is left out. A deprecation, or its replacement, that depends on the path is left out: the history has it.
 */
export function gatherSourceFacts(main: RawMain, near: RawRelease): SourceFacts {
  const defaults = new Map<string, DefaultsByHolder>();
  const marks = new Map<string, Mark[]>();

  const walk = (id: string, body: RawBody, holder: string, path: string): void => {
    if (body.ref !== undefined) return;
    const rest = new Set([...Object.keys(body.attrs ?? {}), ...Object.keys(body.blocks ?? {})]);
    for (const field of expandEnums(main, id)) {
      const key = `${id}\t${field.name}`;
      rest.delete(field.name);
      if (field.kind === 'attr') {
        const attribute = body.attrs?.[field.name];
        if (!attribute) throw new Error(`${path}/${field.name} is not in the source of ${near.version}`);
        push(marks, key, markOf(attribute));
        const byHolder = defaults.get(key) ?? new Map<string, unknown[]>();
        defaults.set(key, byHolder);
        push(byHolder, holder, attribute.default_unknown ? field.default : attribute.default);
      } else {
        const block = body.blocks?.[field.name];
        if (!block) throw new Error(`${path}/${field.name} is not in the source of ${near.version}`);
        push(marks, key, markOf(block));
        walk(field.type.schema ?? '', block.body, key, `${path}/${field.name}`);
      }
    }
    if (path === 'foreach') rest.delete('template');
    if (rest.size > 0) throw new Error(`${path} has ${[...rest].join(', ')} in the source of ${near.version}, but not in main`);
  };
  for (const [name, { arguments: id }] of Object.entries(main.components)) {
    const component = near.components[name];
    if (!component) throw new Error(`${name} is not in the source of ${near.version}`);
    walk(id, component.body, name, name);
  }
  for (const [name, { arguments: id }] of Object.entries(main.configBlocks)) walk(id, near.config_blocks[name]?.body ?? {}, name, name);

  const overrides = new Map<string, Record<string, unknown>>();
  const own = new Map<string, unknown>();
  for (const [key, byHolder] of defaults) {
    const values = [...byHolder.values()].flat();
    if (values.every((value) => same(value, values[0]))) {
      if (!isZero(values[0])) own.set(key, values[0]);
      continue;
    }
    for (const [holder, held] of byHolder) {
      if (isZero(held[0]) || !held.every((value) => same(value, held[0]))) continue;
      const override = overrides.get(holder) ?? {};
      override[key.slice(key.indexOf('\t') + 1)] = held[0];
      overrides.set(holder, override);
    }
  }
  const markFor = (key: string): Mark => {
    const [first, ...others] = marks.get(key) ?? [];
    return {
      ...(first?.deprecated && others.every(({ deprecated }) => deprecated) && { deprecated: true }),
      ...(first?.replacement !== undefined &&
        others.every(({ replacement }) => replacement === first.replacement) && { replacement: first.replacement }),
    };
  };
  return {
    attribute: (schema, name) => {
      const key = `${schema}\t${name}`;
      return { ...markFor(key), ...(own.has(key) && { default: own.get(key) }) };
    },
    block: (schema, name) => {
      const key = `${schema}\t${name}`;
      const override = overrides.get(key);
      return { ...markFor(key), ...(override && { default: override }) };
    },
  };
}

/** The fields of a schema, the alternatives of an enum of blocks among them under their dotted names. */
export function expandEnums(main: RawMain, id: string): RawField[] {
  return schemaFields(main, id).flatMap((field) =>
    field.kind === 'enum'
      ? schemaFields(main, field.type.schema ?? '').map((member) => ({ ...member, name: `${field.name}.${member.name}` }))
      : [field],
  );
}

function schemaFields(main: RawMain, id: string): readonly RawField[] {
  const schema = main.schemas[id];
  if (!schema) throw new Error(`no schema ${id}`);
  return schema.fields;
}

function markOf({ deprecated, replacement }: Pick<RawAttribute, 'deprecated' | 'replacement'>): Mark {
  return { ...(deprecated && { deprecated }), ...(replacement !== undefined && { replacement }) };
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function same(a: unknown, b: unknown): boolean {
  return (isZero(a) && isZero(b)) || JSON.stringify(a) === JSON.stringify(b);
}
