import { allModules } from '@assay/checker';
import { CompletionItemKind } from 'vscode-languageserver';
import { ownerOf } from '../bodies.ts';
import type { Place } from '../cursor.ts';
import type { CompletionContext, Proposal } from './context.ts';
import { freeLabel } from './statements.ts';

/** Blocks at the level of statements that have no label. */
const UNLABELLED = /^[a-z_]+$/;

/** Labels: one that is free, and those that other blocks of the program have, because what belongs together is often called the same. */
export function* labelProposals(context: CompletionContext, { name, string }: Place & { readonly kind: 'label' }): Generator<Proposal> {
  const { module, body, site } = context;
  if (body.kind === 'schema') {
    const field = body.schema.byName.get(name);
    if (field?.kind !== 'block' || !field.labelled) return;
  } else if (body.kind !== 'statements') return;
  const owner = ownerOf(name, site.options.catalog);
  if (owner?.kind === 'config' && UNLABELLED.test(name) && !['argument', 'export', 'declare', 'foreach'].includes(name)) return;
  const labels = new Set([freeLabel(module, name)]);
  for (const each of allModules(site.checked.program.root)) {
    for (const { block } of each.symbols) {
      const label = block.label?.text;
      if (label && block.fullName !== 'argument' && block.fullName !== 'export' && !module.byId.has(`${name}.${label}`)) labels.add(label);
    }
  }
  let rank = 0;
  for (const label of labels) {
    yield { label: string ? label : `"${label}"`, kind: CompletionItemKind.Text, text: string ? label : `"${label}" `, rank };
    rank = 1;
  }
}
