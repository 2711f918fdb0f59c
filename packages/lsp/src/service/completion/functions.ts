import type { StdlibEntry, Type } from '@assay/catalog';
import { fitsInto, isAllowed } from '@assay/checker';
import { CompletionItemKind, CompletionItemTag } from 'vscode-languageserver';
import { functionSignature } from '../markdown.ts';
import { type CompletionContext, continues, type Proposal } from './context.ts';

/** The standard library, as far as what it gives can be what is wanted. */
export function* functionProposals(context: CompletionContext, wanted: Type | undefined): Generator<Proposal> {
  const { stdlib } = context.site.options.catalog;
  for (const [name, entry] of stdlib.identifiers) {
    if (entry.kind === 'namespace') for (const [member, each] of entry.members) yield* proposal(context, `${name}.${member}`, each, wanted);
    else yield* proposal(context, name, entry, wanted);
  }
}

function* proposal(context: CompletionContext, name: string, entry: StdlibEntry, wanted: Type | undefined): Generator<Proposal> {
  const { options } = context.site;
  const { catalog } = options;
  if (entry.kind === 'constants') {
    for (const constant of entry.names) {
      const text = `${name}.${constant}`;
      if (!continues(context, text) || (wanted && !fitsInto({ kind: 'string' }, wanted))) continue;
      yield { label: text, kind: CompletionItemKind.Constant, detail: 'string', text, rank: 6 };
    }
    return;
  }
  if (entry.kind !== 'function' || !continues(context, name)) return;
  if (wanted && entry.returns && !fitsInto(entry.returns, wanted)) return;
  const isDeprecated = catalog.stdlib.deprecated.has(name);
  const isHidden = catalog.stdlib.experimental.has(name) && !isAllowed('experimental', options.stability);
  yield {
    label: name,
    kind: CompletionItemKind.Function,
    detail: functionSignature(name, entry),
    text: context.options.snippets ? `${name}($1)` : name,
    snippet: context.options.snippets === true,
    rank: isDeprecated || isHidden ? 9 : 6,
    data: { kind: 'function', name },
    ...(isDeprecated && { tags: [CompletionItemTag.Deprecated] }),
  };
}
