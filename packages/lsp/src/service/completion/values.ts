import type { Type } from '@assay/catalog';
import { defaultWords, valuesOf } from '@assay/checker';
import { CompletionItemKind } from 'vscode-languageserver';
import type { BodyShape } from '../bodies.ts';
import type { Place } from '../cursor.ts';
import { attributeType, expectedType, objectFields } from '../expected.ts';
import { acceptedValues } from '../markdown.ts';
import { KUBERNETES_ROLES, targetKeys } from '../meta-labels.ts';
import type { CompletionContext, Proposal } from './context.ts';
import { SnippetWriter } from './snippets.ts';

type ValuePlace = Place & { readonly kind: 'value' };

/** Durations that people write. */
const DURATIONS = ['1s', '5s', '10s', '15s', '30s', '1m', '2m', '5m', '10m', '1h', '24h'];

/** What is wanted where a value can stand; `undefined` where that is not known. */
export function wantedAt({ body, site }: CompletionContext, { attribute, frames, operand }: ValuePlace): Type | undefined {
  return operand ? undefined : expectedType(attributeType(body, attribute), frames, site.options.catalog);
}

/** Values that can be written out: words of a fixed set, booleans, durations, and the brackets of lists and objects. */
export function* literalProposals(context: CompletionContext, place: ValuePlace): Generator<Proposal> {
  const { catalog } = context.site.options;
  const wanted = wantedAt(context, place);
  if (!wanted) return;
  const fallback = place.frames.length === 0 ? defaultOf(context.body, place.attribute) : undefined;
  for (const word of wordsAt(context, place, wanted)) {
    yield {
      label: JSON.stringify(word),
      kind: CompletionItemKind.EnumMember,
      text: JSON.stringify(word),
      rank: 0,
      ...preselect(word === fallback),
    };
  }
  switch (wanted.kind) {
    case 'bool':
      for (const word of ['true', 'false'])
        yield { label: word, kind: CompletionItemKind.Value, text: word, rank: 0, ...preselect(word === String(fallback)) };
      return;
    case 'list':
    case 'map':
    case 'object': {
      const writer = new SnippetWriter(catalog, context.options.snippets === true);
      const text = writer.value(wanted);
      const label = wanted.kind === 'list' ? '[ ]' : '{ }';
      yield { label, kind: CompletionItemKind.Struct, text, snippet: context.options.snippets === true, rank: 4 };
      return;
    }
  }
}

function preselect(isDefault: boolean): Pick<Proposal, 'detail'> {
  return isDefault ? { detail: 'default' } : {};
}

function defaultOf(body: BodyShape, attribute: string): string | undefined {
  const field = body.kind === 'schema' ? body.schema.byName.get(attribute) : undefined;
  if (field?.kind !== 'attribute') return undefined;
  return typeof field.default === 'string' ? field.default : defaultWords(field.default);
}

/** The texts that are wanted, without their quotes. */
export function wordsAt({ body, site }: CompletionContext, { attribute, frames }: ValuePlace, wanted: Type): readonly string[] {
  const { catalog } = site.options;
  const words = valuesOf(wanted, catalog);
  if (words && words.length > 0) return words;
  if (wanted.kind === 'duration') return withDefault(DURATIONS, frames.length === 0 ? defaultOf(body, attribute) : undefined);
  if (body.kind !== 'schema' || frames.some(({ kind }) => kind !== 'array')) return [];
  if (body.owner.name === 'discovery.kubernetes' && attribute === 'role') return KUBERNETES_ROLES;
  const field = body.schema.byName.get(attribute);
  return (field && acceptedValues(body.owner, body.path, field, catalog)) ?? [];
}

function withDefault(words: readonly string[], fallback: string | undefined): readonly string[] {
  return fallback === undefined || words.includes(fallback) ? words : [fallback, ...words];
}

/** The labels of a target that is written out. */
function* targetKeyProposals(context: CompletionContext, place: Place & { readonly kind: 'key' }): Generator<Proposal> {
  const { body, site } = context;
  const wanted = expectedType(attributeType(body, place.attribute), place.frames.slice(0, -1), site.options.catalog);
  if (body.kind !== 'schema' || wanted?.kind !== 'capsule' || !wanted.convertFrom) return;
  const top = place.frames.at(-1);
  const given = new Set(top?.kind === 'object' ? top.keys : []);
  const writer = new SnippetWriter(site.options.catalog, context.options.snippets === true);
  for (const key of targetKeys(body.owner.name)) {
    if (given.has(key)) continue;
    const text = place.string ? key : `"${key}" = "${writer.stop()}"`;
    yield { label: key, kind: CompletionItemKind.Property, text, snippet: !place.string && context.options.snippets === true, rank: 1 };
  }
}

/** The keys of an object whose keys are known. */
export function* keyProposals(context: CompletionContext, place: Place & { readonly kind: 'key' }): Generator<Proposal> {
  yield* targetKeyProposals(context, place);
  // Their keys are names, not texts.
  if (place.string) return;
  const { catalog } = context.site.options;
  const top = place.frames.at(-1);
  const given = new Set(top?.kind === 'object' ? top.keys : []);
  for (const field of objectFields(attributeType(context.body, place.attribute), place.frames, catalog)) {
    if (field.kind !== 'attribute' || given.has(field.name)) continue;
    const writer = new SnippetWriter(catalog, context.options.snippets === true);
    yield {
      label: field.name,
      kind: CompletionItemKind.Property,
      text: `${writer.attribute(field)},`,
      snippet: context.options.snippets === true,
      rank: field.required ? 0 : 1,
    };
  }
}
