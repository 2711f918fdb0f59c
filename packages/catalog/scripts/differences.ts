import { fileURLToPath } from 'node:url';
import { type AttributeField, type BlockField, type Catalog, loadCatalog, type SchemaId, type Type } from '../src/index.ts';

/** One thing that two catalogs say differently of a path. */
export interface Difference {
  readonly path: string;
  /** In words: `gone`, `required: true, now false`, … */
  readonly what: string;
}

const COMPONENT_FACTS = ['stability', 'community', 'deprecated', 'replacement', 'platforms'] as const;
const BLOCK_FACTS = ['required', 'repeated', 'exactly', 'enum', 'labelled', 'deprecated', 'replacement'] as const;
const ATTRIBUTE_FACTS = ['required', 'deprecated', 'replacement'] as const;

/** What changes from one catalog to another, path by path. Kinds of numbers and defaults are not looked at. */
export function differences(from: Catalog, to: Catalog): Difference[] {
  const found: Difference[] = [];
  const note = (path: string, what: string): void => {
    found.push({ path, what });
  };
  const compareFacts = <Value extends object>(path: string, a: Value, b: Value, keys: readonly (keyof Value & string)[]): void => {
    for (const key of keys) if (a[key] !== b[key]) note(path, `${key}: ${String(a[key])}, now ${String(b[key])}`);
  };

  const compareSchemas = (path: string, a: SchemaId, b: SchemaId, around: readonly SchemaId[]): void => {
    if (around.includes(b)) return;
    const old = from.schema(a);
    const now = to.schema(b);
    for (const field of old.fields) {
      const at = `${path}/${field.name}`;
      const other = now.byName.get(field.name);
      if (!other) note(at, 'gone');
      else if (field.kind === 'attribute' && other.kind === 'attribute') compareAttributes(at, field, other);
      else if (field.kind === 'block' && other.kind === 'block') compareBlocks(at, field, other, [...around, b]);
      else note(at, `${field.kind}, now ${other.kind}`);
    }
    for (const { name } of now.fields) if (!old.byName.has(name)) note(`${path}/${name}`, 'new');
    const shared = (names: readonly string[], others: ReadonlyMap<string, unknown>) => names.filter((name) => others.has(name)).join();
    const [oldNames, newNames] = [old.fields.map((f) => f.name), now.fields.map((f) => f.name)];
    if (shared(oldNames, now.byName) !== shared(newNames, old.byName)) note(path, 'order');
  };
  const compareAttributes = (path: string, a: AttributeField, b: AttributeField): void => {
    compareFacts(path, a, b, ATTRIBUTE_FACTS);
    const [old, now] = [typeText(from, a.type), typeText(to, b.type)];
    if (old !== now) note(path, `${old}, now ${now}`);
  };
  const compareBlocks = (path: string, a: BlockField, b: BlockField, around: readonly SchemaId[]): void => {
    compareFacts(path, a, b, BLOCK_FACTS);
    if (a.body.kind !== b.body.kind) note(path, `body ${a.body.kind}, now ${b.body.kind}`);
    else if (a.body.kind === 'schema' && b.body.kind === 'schema') compareSchemas(path, a.body.schema, b.body.schema, around);
  };

  const compareSets = (old: ReadonlySet<string>, now: ReadonlySet<string>, what: string): void => {
    for (const name of old) if (!now.has(name)) note(name, `no more ${what}`);
    for (const name of now) if (!old.has(name)) note(name, `now ${what}`);
  };

  for (const name of new Set([...from.componentNames, ...to.componentNames])) {
    const [old, now] = [from.component(name), to.component(name)];
    if (!old || !now) {
      note(name, old ? 'gone' : 'new');
      continue;
    }
    compareFacts(name, old, now, COMPONENT_FACTS);
    const [oldExports, newExports] = [old, now].map((c, i) => exportsText(i === 0 ? from : to, c.exports));
    if (oldExports !== newExports) note(name, `exports ${oldExports}, now ${newExports}`);
    compareSchemas(name, old.arguments, now.arguments, []);
  }
  for (const name of new Set([...from.configBlockNames, ...to.configBlockNames])) {
    const [old, now] = [from.configBlock(name), to.configBlock(name)];
    if (!old || !now) {
      note(name, old ? 'gone' : 'new');
      continue;
    }
    compareFacts(name, old, now, ['stability', 'statements']);
    compareSchemas(name, old.arguments, now.arguments, []);
  }
  compareSets(from.stdlib.deprecated, to.stdlib.deprecated, 'deprecated');
  compareSets(from.stdlib.experimental, to.stdlib.experimental, 'experimental');
  compareSets(stdlibNames(from), stdlibNames(to), 'in the standard library');
  return found;
}

function stdlibNames(catalog: Catalog): Set<string> {
  const names = new Set<string>();
  for (const [name, entry] of catalog.stdlib.identifiers) {
    if (entry.kind === 'namespace') for (const member of entry.members.keys()) names.add(`${name}.${member}`);
    else if (entry.kind === 'constants') for (const member of entry.names) names.add(`${name}.${member}`);
    else names.add(name);
  }
  return names;
}

function exportsText(catalog: Catalog, exports: ReadonlyMap<string, Type>): string {
  return [...exports]
    .map(([name, type]) => `${name}: ${typeText(catalog, type)}`)
    .sort()
    .join(', ');
}

function typeText(catalog: Catalog, type: Type): string {
  switch (type.kind) {
    case 'list':
    case 'map':
      return `${type.kind}(${typeText(catalog, type.of)})`;
    case 'text':
      return type.text;
    case 'capsule':
      return type.name;
    case 'object': {
      const fields = catalog.schema(type.schema).fields.flatMap((f) => (f.kind === 'attribute' ? [f] : []));
      return `{${fields
        .map((f) => `${f.name}${f.required ? '' : '?'}: ${typeText(catalog, f.type)}`)
        .sort()
        .join(', ')}}`;
    }
    default:
      return type.kind;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from = 'v1.18.1', to = 'main'] = process.argv.slice(2);
  for (const { path, what } of differences(await loadCatalog(from), await loadCatalog(to))) console.log(`${path}\t${what}`);
}
