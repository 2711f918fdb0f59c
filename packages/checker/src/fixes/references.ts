import type { TextEdit } from '../diagnostics/diagnostic.ts';
import { type Chain, resolve } from '../model/chains.ts';
import { allModules, type BlockSymbol, type Program } from '../model/program.ts';
import type { Source } from '../project/source.ts';

/**
 * The edits that write `text` in place of the first parts of all references to a block.
 *
 * @param count how many parts are replaced: of `loki.write.store.receiver` the component's name is two
 */
export function referenceEdits(program: Program, symbol: BlockSymbol, count: number, text: string): TextEdit[] {
  return (referencesIn(program).get(symbol) ?? []).flatMap(({ source, chain }) => {
    const end = chain.parts[count - 1]?.end;
    return end === undefined ? [] : [{ file: source.path, start: chain.start, end, text }];
  });
}

interface Reference {
  readonly source: Source;
  readonly chain: Chain;
}

/** The references of a program by what they refer to, gathered once for all fixes. A program is bound anew after each edit. */
const references = new WeakMap<Program, ReadonlyMap<BlockSymbol, readonly Reference[]>>();

function referencesIn(program: Program): ReadonlyMap<BlockSymbol, readonly Reference[]> {
  const known = references.get(program);
  if (known) return known;
  const found = new Map<BlockSymbol, Reference[]>();
  // By place: the template of a foreach is read with the foreach and once more by itself.
  const seen = new Set<string>();
  for (const { symbols } of allModules(program.root)) {
    for (const { facts, module, source } of symbols) {
      for (const chain of facts.ownTraversals) {
        const target = resolve(module, chain);
        const place = `${source.path} ${chain.start}`;
        if (!target || seen.has(place)) continue;
        seen.add(place);
        const others = found.get(target);
        if (others) others.push({ source, chain });
        else found.set(target, [{ source, chain }]);
      }
    }
  }
  references.set(program, found);
  return found;
}
