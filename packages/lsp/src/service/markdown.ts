/** Sentences about the catalog's facts, as Markdown for hovers and completions. */
import type { Catalog, Field, History, Stability, StdlibFunction, Type } from '@assay/catalog';
import { defaultWords, stabilityWords, typeInWords, typeWords, valuesOf } from '@assay/checker';
import type { Owner } from './bodies.ts';
import { fieldSchema } from './bodies.ts';
import { code, fence, joinMarkdown, link, type Markdown, markdown, ours, paragraphs } from './markdown-syntax.ts';

/** Values that a list in a hover shows. */
const MOST_VALUES = 30;

function stabilityOf(owner: Owner): string {
  if (owner.kind === 'component' && owner.component.community) return 'community component';
  return stabilityWords(owner.kind === 'component' ? owner.component.stability : owner.block.stability);
}

/** A component, a config block or a service. */
export function ownerMarkdown(owner: Owner, catalog: Catalog, more: readonly (Markdown | undefined)[] = []): Markdown {
  const history = catalog.history(owner.name);
  const facts = [ours(stabilityOf(owner)), ...historyWords(history)];
  if (owner.kind === 'component' && owner.component.deprecated) facts.push(deprecatedWords(owner.component.replacement));
  const url = catalog.documentation(owner.name);
  return paragraphs([
    fence(owner.kind === 'component' ? `${owner.name} "label"` : owner.name),
    ours(catalog.summary(owner.name) ?? ''),
    joinMarkdown(facts, ' · '),
    owner.kind === 'component' ? exportsMarkdown(owner.component.exports, catalog) : undefined,
    ...more,
    url === undefined ? undefined : link('Documentation', url),
  ]);
}

function historyWords(history: History | undefined): Markdown[] {
  const since = history?.since;
  const words = [`since ${since ?? 'v1.0.0'}`];
  for (const change of history?.stability.slice(1) ?? []) words.push(`${stabilityWords(change.stability)} since ${change.version}`);
  if (history?.removedIn !== undefined) words.push(`removed in ${history.removedIn}`);
  return words.map(ours);
}

function deprecatedWords(replacement: string | undefined): Markdown {
  return replacement === undefined ? markdown`**deprecated**` : markdown`**deprecated**: use ${ours(replacement)}`;
}

/** What a component exports, as a list. */
export function exportsMarkdown(exports: ReadonlyMap<string, Type>, catalog: Catalog): Markdown | undefined {
  if (exports.size === 0) return undefined;
  return joinMarkdown([markdown`Exports:`, ...exportRows(exports, catalog).map((row) => markdown`- ${row}`)], '\n');
}

/** What a component exports, one by one. */
export function exportRows(exports: ReadonlyMap<string, Type>, catalog: Catalog): readonly Markdown[] {
  return [...exports].map(([name, type]) => markdown`${code(name)}: ${ours(typeInWords(type, catalog))}`);
}

/** An attribute or a nested block. `path`: the names of the blocks around it, below its owner. */
export function fieldMarkdown(owner: Owner, path: readonly string[], field: Field, catalog: Catalog): Markdown {
  const full = [...path, field.name];
  const url = catalog.documentation(owner.name);
  return paragraphs([
    fence(fieldSignature(field)),
    joinMarkdown(fieldFacts(owner, full, field, catalog), ' · '),
    valuesMarkdown(owner, path, field, catalog),
    field.kind === 'block' ? membersMarkdown(field, catalog) : undefined,
    url === undefined ? undefined : link(`Documentation of ${owner.name}`, url),
  ]);
}

function fieldSignature(field: Field): string {
  if (field.kind === 'attribute') return `${field.name} = ${typeWords(field.type)}`;
  return field.labelled ? `${field.name} "label" { … }` : `${field.name} { … }`;
}

/** What there is to say of a field in few words: whether it is required, its default, its age, its stability. */
function fieldFacts(owner: Owner, path: readonly string[], field: Field, catalog: Catalog): Markdown[] {
  const at = path.join('/');
  const facts: Markdown[] = [field.required ? markdown`**required**` : markdown`optional`];
  if (field.kind === 'attribute') {
    const fallback = defaultWords(field.default);
    if (fallback !== undefined) facts.push(markdown`default ${code(fallback)}`);
  } else if (field.repeated || field.enum) facts.push(markdown`any number`);
  const history = catalog.history(owner.name)?.paths.get(at);
  const since = history?.since ?? catalog.history(owner.name)?.since ?? 'v1.0.0';
  facts.push(ours(`since ${since}`), ...gateWords(owner, at).map(ours));
  if (field.deprecated) facts.push(deprecatedWords(field.replacement));
  return facts;
}

function gateWords(owner: Owner, path: string): string[] {
  const gates = owner.kind === 'component' ? (owner.component.gates ?? []).filter((gate) => gate.path === path) : [];
  const own: Stability = owner.kind === 'component' ? owner.component.stability : owner.block.stability;
  if (gates.length === 0) return owner.kind === 'component' && owner.component.community ? [] : [stabilityWords(own)];
  return gates.map(({ when, stability }) =>
    when === 'present' ? stabilityWords(stability) : `${stabilityWords(stability)} where it is ${when.replace(/^(= |in )/, '')}`,
  );
}

function valuesMarkdown(owner: Owner, path: readonly string[], field: Field, catalog: Catalog): Markdown | undefined {
  if (field.kind !== 'attribute') return undefined;
  const values = acceptedValues(owner, path, field, catalog);
  if (!values || values.length === 0) return undefined;
  const shown = values.slice(0, MOST_VALUES).map((value) => code(JSON.stringify(value)));
  return markdown`One of ${joinMarkdown(values.length > MOST_VALUES ? [...shown, ours('…')] : shown, ', ')}`;
}

/** The texts that an attribute takes, where they are a fixed set or were seen to be accepted. */
export function acceptedValues(owner: Owner, path: readonly string[], field: Field, catalog: Catalog): readonly string[] | undefined {
  if (field.kind !== 'attribute') return undefined;
  const values = valuesOf(field.type, catalog);
  if (values && values.length > 0) return values;
  const accepted = schemaAt(owner, path, catalog)?.validation?.acceptedStrings?.[field.name];
  // Measured lists hold stand-ins where a text is free: those say nothing.
  if (!accepted || accepted.length < 2 || accepted.includes('sample') || accepted.includes('…many')) return undefined;
  return accepted.filter((value) => value !== '');
}

function schemaAt(owner: Owner, path: readonly string[], catalog: Catalog): ReturnType<Catalog['schema']> | undefined {
  let schema = catalog.schema(owner.kind === 'component' ? owner.component.arguments : owner.block.arguments);
  for (const name of path) {
    const field = schema.byName.get(name);
    const below = field && fieldSchema(field);
    if (below === undefined) return undefined;
    schema = catalog.schema(below);
  }
  return schema;
}

function membersMarkdown(field: Field, catalog: Catalog): Markdown | undefined {
  const schema = fieldSchema(field);
  if (schema === undefined) return undefined;
  const { fields } = catalog.schema(schema);
  const required = fields.filter((each) => each.required).map(({ name }) => code(name));
  return required.length > 0 ? markdown`Needs ${joinMarkdown(required, ', ')}` : undefined;
}

/** A function with its parameters: `string.join(list of strings, string) → string`. */
export function functionSignature(name: string, { parameters, returns, variadic }: StdlibFunction): string {
  const words = parameters?.map((type, index) =>
    variadic && index === parameters.length - 1 && type.kind === 'list' ? `${typeWords(type.of)} …` : typeWords(type),
  );
  return `${name}(${words ? words.join(', ') : '…'})${returns ? ` → ${typeWords(returns)}` : ''}`;
}

/** A function of the standard library. */
export function functionMarkdown(name: string, definition: StdlibFunction, catalog: Catalog): Markdown {
  const { deprecated, experimental } = catalog.stdlib;
  const url = catalog.documentation(name);
  const facts = [
    deprecated.has(name) ? markdown`**deprecated**` : undefined,
    experimental.has(name) ? markdown`experimental` : undefined,
    definition.mayFail ? markdown`may fail when Alloy runs` : undefined,
  ];
  const signature = fence(functionSignature(name, definition));
  return paragraphs([signature, joinMarkdown(facts, ' · '), url === undefined ? undefined : link('Documentation', url)]);
}
