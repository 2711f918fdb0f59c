import type { Catalog } from '@assay/catalog';
import { onlyFix, related, replaceFix, type Span } from '../diagnostics/collector.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { type Chain, type ComponentReference, componentReference } from '../model/chains.ts';
import type { BlockSymbol } from '../model/program.ts';
import { type CheckContext, headerSpan } from './context.ts';
import { fittingExports } from './expressions.ts';
import { wantedType } from './wanted.ts';
import { typeInWords } from './words.ts';

/**
 * Whether what is read from a built-in component is one of its exports. `alloy validate` takes any name behind a component
 * that exists (LANGUAGE.md 7.4 no. 1); `alloy run` does not.
 */
export function checkExports({ catalog, diagnostics }: CheckContext, symbol: BlockSymbol): void {
  for (const chain of symbol.facts.ownChains) {
    const reference = componentReference(symbol.module, chain, catalog);
    const { exportName } = reference ?? {};
    if (!reference || !exportName || reference.component.exports.has(exportName.text)) continue;
    const { component, symbol: target } = reference;
    const names = [...component.exports.keys()];
    const guess =
      diagnostics.suggest(`export ${component.name} ${exportName.text}`, names.length, () => nearest(exportName.text, names)) ??
      (names.length === 1 ? names[0] : undefined);
    diagnostics.report(
      'reference/no-such-export',
      symbol.source,
      exportName,
      { name: exportName.text, component: component.name },
      {
        notes:
          names.length === 0
            ? [`"${component.name}" exports nothing`]
            : [...component.exports].map(([name, type]) => `"${name}" is ${typeInWords(type, catalog)}`),
        related: [related(target.source, headerSpan(target.block), 'the component is defined here')],
        fixes: fixesOf(catalog, symbol, chain, exportName, reference, guess),
        url: catalog.documentation(component.name),
      },
    );
  }
}

/** The export that was meant, by its name, or by what is read of something that is none: `loki.write.a.endpoint.receiver`. */
function fixesOf(
  catalog: Catalog,
  symbol: BlockSymbol,
  chain: Chain,
  { start, end }: Span,
  { component, symbol: target, fields }: ComponentReference,
  guess: string | undefined,
): Fix[] {
  const { source } = symbol;
  const [field] = fields;
  if (field && component.exports.has(field.text)) return [replaceFix(source, { start, end: field.end }, field.text)];
  const type = guess === undefined ? undefined : component.exports.get(guess);
  // What is read of a list or a receiver is not mended by another name.
  if (guess === undefined || (field && type?.kind !== 'map' && type?.kind !== 'object' && type?.kind !== 'any')) return [];
  const wanted = field ? undefined : wantedType(catalog, symbol, chain);
  if (wanted && !fittingExports(target.id, component, wanted).includes(`${target.id}.${guess}`)) return [];
  return [component.exports.size === 1 ? onlyFix(source, { start, end }, guess) : replaceFix(source, { start, end }, guess)];
}
