import { CompletionItemKind } from 'vscode-languageserver';
import type { Place } from '../cursor.ts';
import { visibleLabels } from '../meta-labels.ts';
import type { CompletionContext, Proposal } from './context.ts';
import { wantedAt, wordsAt } from './values.ts';

/** What can stand in the string at the cursor. */
export function* stringProposals(context: CompletionContext, place: Place & { readonly kind: 'value' }): Generator<Proposal> {
  const wanted = wantedAt(context, place);
  if (!wanted) return;
  for (const word of wordsAt(context, place, wanted)) {
    const text = place.string?.raw ? word : JSON.stringify(word).slice(1, -1);
    yield { label: word, kind: CompletionItemKind.EnumMember, text, rank: 0 };
  }
  if (place.attribute === 'source_labels' || place.attribute === 'target_label') yield* labels(context, place.attribute);
}

/** The labels that a relabel rule can see. */
function* labels({ site, cursor }: CompletionContext, attribute: string): Generator<Proposal> {
  const starts = new Set(cursor.blocks.map(({ start }) => start));
  const nodes = site.checked.graph.modules.flatMap((module) => module.nodes);
  const node = nodes.find(({ symbol }) => symbol.source === site.source && starts.has(symbol.block.start));
  if (!node) return;
  for (const label of visibleLabels(node, site.checked, site.options.catalog)) {
    // What begins so is gone after relabelling: a label of that name is hardly meant to be set.
    if (attribute === 'target_label' && label.startsWith('__meta_')) continue;
    yield { label, kind: CompletionItemKind.Field, text: label, rank: label.startsWith('__') ? 2 : 1 };
  }
}
