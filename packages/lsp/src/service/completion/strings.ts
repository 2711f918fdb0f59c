import { CompletionItemKind } from 'vscode-languageserver';
import type { Place } from '../cursor.ts';
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
}
