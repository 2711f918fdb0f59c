import type { Field } from '@assay/catalog';
import type { Attribute, Block } from '@assay/parser';
import type { Span } from '../../../diagnostics/collector.ts';
import type { Fix, TextEdit } from '../../../diagnostics/diagnostic.ts';
import { takesBody } from '../../../fixes/fitting.ts';
import type { Body } from '../../../model/body.ts';
import { defineRule, within } from '../../rule.ts';

/** Attributes and blocks that Alloy takes and that will go, or do nothing any more. Those with the same replacement are one finding. */
export const rule = defineRule<{ names: readonly string[]; block: string; instead: string }>({
  code: 'deprecated/argument',
  severity: 'warning',
  perBlock: true,
  message: ({ names, block, instead }) =>
    `${names.map((name) => `"${name}"`).join(' and ')} of "${block}" ${names.length === 1 ? 'is' : 'are'} deprecated${instead}`,
  check(context, report) {
    for (const { body: whole } of context.components()) {
      for (const body of within(whole)) {
        for (const written of deprecatedIn(body)) {
          const [first] = written;
          if (!first) continue;
          const params = {
            names: [...new Set(written.map(({ field }) => field.name))],
            block: body.name,
            instead: insteadOf(first.field, body),
          };
          report(body.source, spanOf(first.statement), params, { fixes: replacing(body, written) });
        }
      }
    }
  },
});

interface Written {
  readonly statement: Attribute | Block;
  readonly field: Field;
}

/** The deprecated statements of a body, those together that have the same replacement. */
function deprecatedIn(body: Body): Iterable<readonly Written[]> {
  const groups = new Map<string, Written[]>();
  for (const statement of body.block.statements) {
    if (statement.kind === 'Skipped') continue;
    const field = body.schema.byName.get(statement.kind === 'Attribute' ? statement.name.text : statement.fullName);
    if (!field?.deprecated) continue;
    const key = field.kind === 'attribute' && field.replacement !== undefined ? field.replacement : `${field.name} itself`;
    groups.set(key, [...(groups.get(key) ?? []), { statement, field }]);
  }
  return groups.values();
}

function spanOf(statement: Attribute | Block): Span {
  if (statement.kind === 'Attribute') return statement.name;
  return { start: statement.start, end: (statement.label ?? statement.name.at(-1) ?? statement).end };
}

function insteadOf({ name, replacement }: Field, { schema }: Body): string {
  if (replacement === undefined) return '';
  // The catalog has names in the same body, and words for places elsewhere.
  if (replacement === name) return `: use the "${name}" of the component itself`;
  return `: use ${schema.byName.has(replacement) ? `"${replacement}"` : replacement}`;
}

function replacing(body: Body, written: readonly Written[]): Fix[] {
  const [first] = written;
  const name = first?.field.replacement;
  const replacement = name === undefined ? undefined : body.schema.byName.get(name);
  if (!first || !replacement || replacement === first.field || body.has(replacement.name)) return [];
  if (replacement.kind === 'block')
    return first.field.kind === 'block' ? renamedBlock(body, written, replacement) : moved(body, written, replacement);
  return written.length === 1 ? renamed(body, first, replacement) : [];
}

/** Another name for the same: what it takes is of the same type, and a text or a list of texts. What numbers mean may have changed. */
function renamed({ source }: Body, { statement, field }: Written, replacement: Field): Fix[] {
  if (field.kind !== 'attribute' || replacement.kind !== 'attribute' || statement.kind !== 'Attribute') return [];
  if (JSON.stringify(field.type) !== JSON.stringify(replacement.type) || field.type.kind === 'number') return [];
  const { start, end } = statement.name;
  return suggested(`call it "${replacement.name}"`, [{ file: source.path, start, end, text: replacement.name }]);
}

/**
 * Blocks whose replacement takes the same, and does something else: what `stage.windowsevent` extracts has other names, so that the stages
 * behind it would find nothing (internal/component/loki/process/stages/windowsevent.go).
 */
const OTHERS: ReadonlySet<string> = new Set(['stage.eventlogmessage']);

/** Ways to authenticate, of which HTTP clients take one. */
const AUTHENTICATION = ['basic_auth', 'authorization', 'oauth2', 'bearer_token', 'bearer_token_file'];

/** A block that takes all that is written in this one. */
function renamedBlock({ source, catalog }: Body, written: readonly Written[], replacement: Field): Fix[] {
  const schema = replacement.kind === 'block' && replacement.body.kind === 'schema' ? catalog.schema(replacement.body.schema) : undefined;
  const [first] = written;
  if (!schema || written.length > 1 || first?.statement.kind !== 'Block' || OTHERS.has(first.field.name)) return [];
  const [head, last] = [first.statement.name[0], first.statement.name.at(-1)];
  if (!head || !last || !takesBody(schema, first.statement)) return [];
  return suggested(`call it "${replacement.name}"`, [{ file: source.path, start: head.start, end: last.end, text: replacement.name }]);
}

/** A block that has attributes of the same names: they are moved into it. */
function moved(body: Body, written: readonly Written[], replacement: Field): Fix[] {
  const { source, catalog } = body;
  const schema = replacement.kind === 'block' && replacement.body.kind === 'schema' ? catalog.schema(replacement.body.schema) : undefined;
  const names = new Set(written.map(({ field }) => field.name));
  if (!schema || [...names].some((name) => schema.byName.get(name)?.kind !== 'attribute')) return [];
  if (schema.fields.some((field) => field.required && !names.has(field.name))) return [];
  if (AUTHENTICATION.includes(replacement.name) && AUTHENTICATION.some((name) => body.has(name))) return [];
  const [first, ...rest] = written.map(({ statement }) => statement);
  if (!first) return [];
  const { path, text } = source;
  const lines = [first, ...rest].map(({ start, end }) => `\t${text.slice(start, end)}\n`);
  const edits: TextEdit[] = [{ file: path, start: first.start, end: first.end, text: `${replacement.name} {\n${lines.join('')}}` }];
  for (const { start, end } of rest) edits.push({ file: path, start, end, text: '' });
  return suggested(`put ${rest.length === 0 ? 'it' : 'them'} into a block "${replacement.name}"`, edits);
}

function suggested(title: string, edits: readonly TextEdit[]): Fix[] {
  return [{ title, safety: 'suggested', edits }];
}
