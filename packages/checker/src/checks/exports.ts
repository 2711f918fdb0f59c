import { onlyFix, related, replaceFix } from '../diagnostics/collector.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { componentReference } from '../model/chains.ts';
import type { BlockSymbol } from '../model/program.ts';
import { type CheckContext, headerSpan } from './context.ts';
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
        fixes: guess ? [names.length === 1 ? onlyFix(symbol.source, exportName, guess) : replaceFix(symbol.source, exportName, guess)] : [],
        url: catalog.documentation(component.name),
      },
    );
  }
}
