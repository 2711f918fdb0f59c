import type { Catalog, Component, ConfigBlock, Field, SchemaId, StdlibEntry, Type } from '@assay/catalog';
import { allCodes, type CodePage, explainCode } from '@assay/checker';
import { UsageError } from '../output.ts';

/** A component or config block: what has a body and a name of its own. */
export type Owner = { readonly kind: 'component'; readonly value: Component } | { readonly kind: 'config'; readonly value: ConfigBlock };

/** What a name that was asked for stands for. */
export type Topic =
  | { readonly kind: 'code'; readonly page: CodePage }
  | { readonly kind: 'owner'; readonly owner: Owner }
  /** An attribute or a nested block; `path` are the names below the owner, `schema` is the body that the last one stands in. */
  | { readonly kind: 'field'; readonly owner: Owner; readonly path: readonly string[]; readonly schema: SchemaId; readonly field: Field }
  | { readonly kind: 'export'; readonly owner: Owner; readonly name: string; readonly type: Type }
  | { readonly kind: 'stdlib'; readonly name: string; readonly entry: StdlibEntry };

/**
 * Finds what a name stands for: a code, a component, a config block, a name of the standard library, or a path below a component or
 * config block, written with dots or slashes.
 *
 * @throws UsageError if there is none
 */
export function findTopic(name: string, catalog: Catalog): Topic {
  const page = explainCode(name);
  if (page) return { kind: 'code', page };
  const owner = findOwner(name, catalog);
  if (owner) return { kind: 'owner', owner };
  const entry = findStdlib(name, catalog);
  if (entry) return { kind: 'stdlib', name, entry };
  for (let cut = lastSeparator(name, name.length); cut > 0; cut = lastSeparator(name, cut)) {
    const above = findOwner(name.slice(0, cut), catalog);
    if (above) return findBelow(above, name.slice(cut + 1), catalog);
  }
  throw unknown(name, catalog);
}

/** All that can be asked for by its name alone. */
function* knownNames(catalog: Catalog): Generator<string> {
  yield* catalog.componentNames;
  yield* catalog.configBlockNames;
  for (const [name, entry] of catalog.stdlib.identifiers) {
    yield name;
    for (const member of membersOf(entry)) yield `${name}.${member}`;
  }
  yield* allCodes();
}

/** The names below a namespace. */
export function membersOf(entry: StdlibEntry): readonly string[] {
  if (entry.kind === 'namespace') return [...entry.members.keys()];
  return entry.kind === 'constants' ? entry.names : [];
}

function findOwner(name: string, catalog: Catalog): Owner | undefined {
  const component = catalog.component(name);
  if (component) return { kind: 'component', value: component };
  const block = catalog.configBlock(name);
  return block && { kind: 'config', value: block };
}

function findStdlib(name: string, catalog: Catalog): StdlibEntry | undefined {
  const [first = '', member, ...more] = name.split('.');
  const entry = catalog.stdlib.identifiers.get(first);
  if (member === undefined || !entry) return entry;
  if (more.length > 0) return undefined;
  if (entry.kind === 'namespace') return entry.members.get(member);
  return entry.kind === 'constants' && entry.names.includes(member) ? { kind: 'constants', names: [member] } : undefined;
}

function lastSeparator(name: string, before: number): number {
  return Math.max(name.lastIndexOf('.', before - 1), name.lastIndexOf('/', before - 1));
}

/** Follows a path into the bodies of an owner; names of blocks may themselves hold dots. */
function findBelow(owner: Owner, rest: string, catalog: Catalog): Topic {
  const path: string[] = [];
  let schema: SchemaId | undefined = owner.value.arguments;
  let left = rest;
  for (;;) {
    if (schema === undefined) throw new UsageError(`nothing is known of what stands in ${[owner.value.name, ...path].join('/')}`);
    const { fields, byName } = catalog.schema(schema);
    const name: string | undefined = fields
      .map((field) => field.name)
      .filter((candidate) => left === candidate || left.startsWith(`${candidate}.`) || left.startsWith(`${candidate}/`))
      .sort((a, b) => b.length - a.length)[0];
    const field = name === undefined ? undefined : byName.get(name);
    if (name === undefined || !field) break;
    path.push(name);
    if (left === name) return { kind: 'field', owner, path, schema, field };
    left = left.slice(name.length + 1);
    schema = bodyOf(field);
  }
  const exported = path.length === 0 && owner.kind === 'component' ? owner.value.exports.get(left) : undefined;
  if (exported) return { kind: 'export', owner, name: left, type: exported };
  const known = catalog.schema(schema).fields.map((field) => field.name);
  const exports = path.length === 0 && owner.kind === 'component' ? [...owner.value.exports.keys()] : [];
  throw new UsageError(`${[owner.value.name, ...path].join('/')} has no "${left}"`, { given: left, known: [...known, ...exports] });
}

/** The schema of what stands in a block or in an object; `undefined` where it has none. */
export function bodyOf(field: Field): SchemaId | undefined {
  if (field.kind === 'block') return field.body.kind === 'schema' ? field.body.schema : undefined;
  let type = field.type;
  while (type.kind === 'list' || type.kind === 'map') type = type.of;
  return type.kind === 'object' ? type.schema : undefined;
}

function unknown(name: string, catalog: Catalog): UsageError {
  const history = catalog.history(name);
  if (history) {
    const { removedIn, since } = history;
    const when = [since && `it came with ${since}`, removedIn && `it went with ${removedIn}`].filter(Boolean).join(' and ');
    return new UsageError(`Alloy ${catalog.displayVersion} has no ${name}${when ? `: ${when}` : ''}`);
  }
  const below = catalog.componentNames.filter((candidate) => candidate.startsWith(`${name}.`));
  if (below.length > 0) return new UsageError(`no component is called just "${name}"; these begin with it: ${below.join(', ')}`);
  return new UsageError(`nothing known is called "${name}"`, { given: name, known: knownNames(catalog) });
}
