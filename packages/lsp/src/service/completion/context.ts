import type { Type } from '@assay/catalog';
import type { BlockSymbol, Module } from '@assay/checker';
import { type CompletionItem, InsertTextFormat, type Range } from 'vscode-languageserver';
import type { BodyShape } from '../bodies.ts';
import type { Cursor } from '../cursor.ts';
import { rangeOf } from '../positions.ts';
import type { Site } from '../project.ts';

/** What the client can do with completions. */
export interface CompletionOptions {
  /** Text with tab stops. */
  readonly snippets?: boolean;
}

/** What all sources of completions are given. */
export interface CompletionContext {
  readonly site: Site;
  readonly cursor: Cursor;
  readonly body: BodyShape;
  readonly module: Module;
  /** The block at the level of statements that the cursor stands in. */
  readonly own: BlockSymbol | undefined;
  readonly options: CompletionOptions;
}

/** What an item is about, for its documentation. */
export type ItemData = { /** The file that it was offered for. */ readonly uri: string } & ItemSubject;

export type ItemSubject =
  | { readonly kind: 'owner'; readonly name: string }
  | { readonly kind: 'field'; readonly owner: string; readonly path: readonly string[]; readonly name: string }
  | { readonly kind: 'function'; readonly name: string };

/** An item before it is known where it goes. */
export type Proposal = Omit<CompletionItem, 'data'> & {
  readonly text: string;
  readonly snippet?: boolean;
  /** Best first; items of one rank keep the order of their names. */
  readonly rank: number;
  readonly data?: ItemSubject;
};

/** An item that replaces a stretch of the text. */
export function toItem({ text, snippet, rank, data, ...item }: Proposal, range: Range, uri: string): CompletionItem {
  return {
    ...item,
    ...(data && { data: { ...data, uri } satisfies ItemData }),
    filterText: item.filterText ?? item.label,
    sortText: `${String(rank).padStart(2, '0')} ${item.sortText ?? item.label}`,
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: text },
  };
}

/** What a name that is chosen replaces: what is written of it, before the cursor and behind. */
export function nameRange({ site, cursor }: CompletionContext): Range {
  return rangeOf(site.source, { start: cursor.chainStart, end: cursor.wordEnd });
}

/** Whether what stands before the last dot of the name at the cursor begins this name. */
export function continues({ cursor }: CompletionContext, name: string): boolean {
  const base = cursor.chain.slice(0, -1).join('.');
  return base === '' || name.startsWith(`${base}.`);
}

/** The name of the capsule that a type is, or is a list of. */
export function capsuleOf(type: Type | undefined): string | undefined {
  if (type?.kind === 'list') return capsuleOf(type.of);
  return type?.kind === 'capsule' ? type.name : undefined;
}
