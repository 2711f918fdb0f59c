/** Sentences about the catalog's facts, as Markdown for hovers and completions. */
import type { Catalog, Field, History, Stability, StdlibFunction, Type } from '@assay/catalog';
import { defaultWords, stabilityWords, typeInWords, typeWords, valuesOf } from '@assay/checker';
import type { Owner } from './bodies.ts';
import { fieldSchema } from './bodies.ts';

/** Values that a list in a hover shows. */
const MOST_VALUES = 30;

export function code(text: string): string {
  return `\`${text}\``;
}

function fence(text: string): string {
  return `\`\`\`alloy\n${text}\n\`\`\``;
}

function link(title: string, url: string): string {
  return `[${title}](${url})`;
}

function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function stabilityOf(owner: Owner): string {
  if (owner.kind === 'component' && owner.component.community) return 'community component';
  return stabilityWords(owner.kind === 'component' ? owner.component.stability : owner.block.stability);
}

/** A component, a config block or a service. */
export function ownerMarkdown(owner: Owner, catalog: Catalog, more: readonly (string | undefined)[] = []): string {
  const history = catalog.history(owner.name);
  const facts = [stabilityOf(owner), ...historyWords(history)];
  if (owner.kind === 'component' && owner.component.deprecated) facts.push(deprecatedWords(owner.component.replacement));
  const url = catalog.documentation(owner.name);
  return paragraphs([
    fence(owner.kind === 'component' ? `${owner.name} "label"` : owner.name),
    catalog.summary(owner.name),
    facts.join(' · '),
    owner.kind === 'component' ? exportsMarkdown(owner.component.exports, catalog) : undefined,
    ...more,
    url && link('Documentation', url),
  ]);
}

function historyWords(history: History | undefined): string[] {
  const since = history?.since;
  const words = [`since ${since ?? 'v1.0.0'}`];
  for (const change of history?.stability.slice(1) ?? []) words.push(`${stabilityWords(change.stability)} since ${change.version}`);
  if (history?.removedIn !== undefined) words.push(`removed in ${history.removedIn}`);
  return words;
}

function deprecatedWords(replacement: string | undefined): string {
  return replacement === undefined ? '**deprecated**' : `**deprecated**: use ${replacement}`;
}

/** What a component exports, as a list. */
export function exportsMarkdown(exports: ReadonlyMap<string, Type>, catalog: Catalog): string | undefined {
  if (exports.size === 0) return undefined;
  return ['Exports:', ...[...exports].map(([name, type]) => `- ${code(name)}: ${typeInWords(type, catalog)}`)].join('\n');
}

/** An attribute or a nested block. `path`: the names of the blocks around it, below its owner. */
export function fieldMarkdown(owner: Owner, path: readonly string[], field: Field, catalog: Catalog): string {
  const full = [...path, field.name];
  const url = catalog.documentation(owner.name);
  return paragraphs([
    fence(fieldSignature(field)),
    fieldFacts(owner, full, field, catalog).join(' · '),
    valuesMarkdown(owner, path, field, catalog),
    field.kind === 'block' ? membersMarkdown(field, catalog) : undefined,
    url && link(`Documentation of ${owner.name}`, url),
  ]);
}

function fieldSignature(field: Field): string {
  if (field.kind === 'attribute') return `${field.name} = ${typeWords(field.type)}`;
  return field.labelled ? `${field.name} "label" { … }` : `${field.name} { … }`;
}

/** What there is to say of a field in few words: whether it is required, its default, its age, its stability. */
export function fieldFacts(owner: Owner, path: readonly string[], field: Field, catalog: Catalog): string[] {
  const at = path.join('/');
  const facts: string[] = [];
  if (field.required) facts.push('**required**');
  else facts.push('optional');
  if (field.kind === 'attribute') {
    const fallback = defaultWords(field.default);
    if (fallback !== undefined) facts.push(`default ${code(fallback)}`);
  } else if (field.repeated || field.enum) facts.push('any number');
  const history = catalog.history(owner.name)?.paths.get(at);
  const since = history?.since ?? catalog.history(owner.name)?.since ?? 'v1.0.0';
  facts.push(`since ${since}`, ...gateWords(owner, at));
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

function valuesMarkdown(owner: Owner, path: readonly string[], field: Field, catalog: Catalog): string | undefined {
  if (field.kind !== 'attribute') return undefined;
  const values = acceptedValues(owner, path, field, catalog);
  if (!values || values.length === 0) return undefined;
  const shown = values.slice(0, MOST_VALUES).map((value) => code(JSON.stringify(value)));
  return `One of ${shown.join(', ')}${values.length > MOST_VALUES ? ', …' : ''}`;
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

function membersMarkdown(field: Field, catalog: Catalog): string | undefined {
  const schema = fieldSchema(field);
  if (schema === undefined) return undefined;
  const { fields } = catalog.schema(schema);
  const required = fields.filter((each) => each.required).map(({ name }) => code(name));
  return required.length > 0 ? `Needs ${required.join(', ')}` : undefined;
}

/** A function with its parameters: `string.join(list of strings, string) → string`. */
export function functionSignature(name: string, { parameters, returns, variadic }: StdlibFunction): string {
  const words = parameters?.map((type, index) =>
    variadic && index === parameters.length - 1 && type.kind === 'list' ? `${typeWords(type.of)} …` : typeWords(type),
  );
  return `${name}(${words ? words.join(', ') : '…'})${returns ? ` → ${typeWords(returns)}` : ''}`;
}

/** A function of the standard library. */
export function functionMarkdown(name: string, definition: StdlibFunction, catalog: Catalog): string {
  const { deprecated, experimental } = catalog.stdlib;
  const url = catalog.documentation(name);
  const facts = [
    deprecated.has(name) ? '**deprecated**' : undefined,
    experimental.has(name) ? 'experimental' : undefined,
    definition.mayFail ? 'may fail when Alloy runs' : undefined,
  ].filter((fact) => fact !== undefined);
  return paragraphs([fence(functionSignature(name, definition)), facts.join(' · '), url && link('Documentation', url)]);
}
