import type { Field } from '@assay/catalog';
import { typeWords } from '@assay/checker';
import type { Statement } from '@assay/parser';
import { CompletionItemKind, CompletionItemTag } from 'vscode-languageserver';
import { blocksAt } from '../syntax.ts';
import { type CompletionContext, continues, type Proposal } from './context.ts';
import { SnippetWriter } from './snippets.ts';
import { whatFollows } from './statements.ts';

/** Attributes and blocks that the body at the cursor does not have yet: what it needs first. */
export function* bodyProposals(context: CompletionContext): Generator<Proposal> {
  const { body } = context;
  const follows = whatFollows(context);
  const given = namesGiven(context);
  if (body.kind === 'schema') {
    for (const [index, field] of body.schema.fields.entries()) {
      const many = field.kind === 'block' && (field.repeated || field.enum);
      if ((!many && given.has(field.name)) || !continues(context, field.name)) continue;
      if (follows === 'value' ? field.kind === 'block' : follows === 'body' && field.kind === 'attribute') continue;
      yield fieldProposal(context, field, index, follows !== 'nothing', body.owner.name, body.path);
    }
  } else if (body.kind === 'instance') {
    for (const { name, optional } of body.arguments) {
      if (given.has(name) || follows === 'body') continue;
      const writer = new SnippetWriter(context.site.options.catalog, context.options.snippets === true);
      yield {
        label: name,
        kind: CompletionItemKind.Property,
        detail: optional ? 'argument' : 'argument, required',
        text: follows === 'value' ? name : `${name} = ${writer.stop()}`,
        snippet: follows !== 'value' && context.options.snippets === true,
        rank: optional ? 2 : 0,
      };
    }
  }
}

function fieldProposal(
  context: CompletionContext,
  field: Field,
  index: number,
  nameOnly: boolean,
  owner: string,
  path: readonly string[],
): Proposal {
  const writer = new SnippetWriter(context.site.options.catalog, context.options.snippets === true);
  const isBlock = field.kind === 'block';
  const what = isBlock ? 'block' : typeWords(field.type);
  return {
    label: field.name,
    kind: isBlock ? CompletionItemKind.Struct : CompletionItemKind.Property,
    detail: field.required ? `${what}, required` : what,
    // In Alloy's own order, which puts what matters first.
    sortText: String(index).padStart(4, '0'),
    text: nameOnly ? field.name : isBlock ? writer.nested(field) : writer.attribute(field),
    snippet: !nameOnly && context.options.snippets === true,
    rank: field.deprecated ? 8 : (field.required ? 0 : 2) + (isBlock ? 1 : 0),
    data: { kind: 'field', owner, path, name: field.name },
    ...(field.deprecated && { tags: [CompletionItemTag.Deprecated] }),
  };
}

/** The names of the attributes and blocks in the block at the cursor, but for the one that is being written. */
function namesGiven({ site, cursor }: CompletionContext): ReadonlySet<string> {
  const frame = cursor.blocks.at(-1);
  const block = frame && blocksAt(site.source, frame.start + 1).find(({ start }) => start === frame.start);
  return new Set((block?.statements ?? []).flatMap((statement) => nameOf(statement, cursor.chainStart)));
}

function nameOf(statement: Statement, writing: number): string[] {
  if (statement.kind === 'Skipped' || statement.start === writing) return [];
  return [statement.kind === 'Attribute' ? statement.name.text : statement.fullName];
}
