import type { TextEdit } from '../diagnostics/diagnostic.ts';
import { resolve } from '../model/chains.ts';
import { allModules, type BlockSymbol, type Program } from '../model/program.ts';

/**
 * The edits that write `text` in place of the first parts of all references to some blocks.
 *
 * @param count how many parts are replaced: of `loki.write.store.receiver` the component's name is two
 */
export function referenceEdits(program: Program, isTarget: (symbol: BlockSymbol) => boolean, count: number, text: string): TextEdit[] {
  // By place: the template of a foreach is read with the foreach and once more by itself.
  const edits = new Map<string, TextEdit>();
  for (const symbol of [...allModules(program.root)].flatMap(({ symbols }) => symbols)) {
    for (const traversal of symbol.facts.ownTraversals) {
      const target = resolve(symbol.module, traversal);
      const end = traversal.parts[count - 1]?.end;
      if (!target || end === undefined || !isTarget(target)) continue;
      const { path } = symbol.source;
      edits.set(`${path} ${traversal.start}`, { file: path, start: traversal.start, end, text });
    }
  }
  return [...edits.values()];
}
