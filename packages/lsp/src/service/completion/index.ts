import type { Catalog } from '@assay/catalog';
import type { CompletionItem, CompletionList, Position } from 'vscode-languageserver';
import { bodyInside, ownerOf } from '../bodies.ts';
import { cursorAt } from '../cursor.ts';
import { functionNamed } from '../expected.ts';
import { fieldAt } from '../fields.ts';
import { fieldMarkdown, functionMarkdown, ownerMarkdown } from '../markdown.ts';
import { type Markdown, markup } from '../markdown-syntax.ts';
import { offsetAt, rangeOf } from '../positions.ts';
import type { Project, Site } from '../project.ts';
import { bodyProposals } from './bodies.ts';
import { type CompletionContext, type CompletionOptions, type ItemData, nameRange, type Proposal, toItem } from './context.ts';
import { functionProposals } from './functions.ts';
import { labelProposals } from './labels.ts';
import { referenceProposals } from './references.ts';
import { statementProposals } from './statements.ts';
import { stringProposals } from './strings.ts';
import { keyProposals, literalProposals, wantedAt } from './values.ts';

export type { CompletionOptions } from './context.ts';

/** What can be written at a position. */
export function completion(site: Site, position: Position, options: CompletionOptions = {}): CompletionList {
  const cursor = cursorAt(site.source, offsetAt(site.source, position));
  const body = bodyInside(cursor.blocks, site);
  const { module } = body;
  const starts = new Set(cursor.blocks.map(({ start }) => start));
  const own = module.symbols.findLast((symbol) => symbol.source === site.source && starts.has(symbol.block.start));
  const context: CompletionContext = { site, cursor, body, module, own, options };
  const { place } = cursor;
  const string = place.kind === 'label' || place.kind === 'value' || place.kind === 'key' ? place.string : undefined;
  const range = string ? rangeOf(site.source, string) : nameRange(context);
  const uri = site.project.uriOf(site.source.path);
  const items = [...proposals(context)].map((proposal) => toItem(proposal, range, uri));
  return { isIncomplete: false, items: unique(items) };
}

function* proposals(context: CompletionContext): Generator<Proposal> {
  const { place } = context.cursor;
  switch (place.kind) {
    case 'statement':
      if (context.body.kind === 'statements') yield* statementProposals(context);
      else yield* bodyProposals(context);
      return;
    case 'label':
      yield* labelProposals(context, place);
      return;
    case 'key':
      yield* keyProposals(context, place);
      return;
    case 'value': {
      if (place.string) {
        yield* stringProposals(context, place);
        return;
      }
      const wanted = wantedAt(context, place);
      if (context.cursor.chain.length <= 1) yield* literalProposals(context, place);
      yield* referenceProposals(context, wanted);
      yield* functionProposals(context, wanted);
      return;
    }
    case 'nothing':
      return;
  }
}

/** Each once: the best of those that are called and do the same. */
function unique(items: readonly CompletionItem[]): CompletionItem[] {
  const seen = new Set<string>();
  return items.filter(({ label, kind, labelDetails }) => {
    const key = `${kind} ${label} ${labelDetails?.description ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The documentation of an item, which is read only for the one that is looked at. */
export function completionDocumentation(project: Project, item: CompletionItem): CompletionItem {
  const text = isItemData(item.data) ? documentation(item.data, project.optionsOf(item.data.uri).catalog) : undefined;
  return text === undefined ? item : { ...item, documentation: markup(text) };
}

function documentation(data: ItemData, catalog: Catalog): Markdown | undefined {
  switch (data.kind) {
    case 'owner': {
      const owner = ownerOf(data.name, catalog);
      return owner && ownerMarkdown(owner, catalog);
    }
    case 'field': {
      const owner = ownerOf(data.owner, catalog);
      const field = owner && fieldAt(owner, [...data.path, data.name], catalog);
      return owner && field && fieldMarkdown(owner, data.path, field, catalog);
    }
    case 'function': {
      const definition = functionNamed(data.name, catalog);
      return definition && functionMarkdown(data.name, definition, catalog);
    }
  }
}

/** What comes back from a client may be anything. */
function isItemData(data: unknown): data is ItemData {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, name, owner, path, uri } = data as Record<string, unknown>;
  if (typeof name !== 'string' || typeof uri !== 'string') return false;
  if (kind === 'owner' || kind === 'function') return true;
  return kind === 'field' && typeof owner === 'string' && Array.isArray(path) && path.every((part) => typeof part === 'string');
}
