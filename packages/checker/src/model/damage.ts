import type { BlockSymbol, Module, Program } from './program.ts';

/**
 * The symbols that a syntax error stands in, each error in the innermost one. What such a block says is not what was meant
 * until it can be read, so that nothing further is said of it; its neighbours are healthy.
 */
export function damagedSymbols(program: Program): ReadonlySet<BlockSymbol> {
  const damaged = new Set<BlockSymbol>();
  for (const source of program.files) {
    for (const { start } of source.parse.errors) {
      const symbol = symbolAt(program.root, source, start);
      if (symbol) damaged.add(symbol);
    }
  }
  return damaged;
}

function symbolAt(module: Module, source: Program['files'][number], offset: number): BlockSymbol | undefined {
  const symbol = module.symbols.find((s) => s.source === source && s.block.start <= offset && offset <= s.block.end);
  return symbol && ((symbol.inner && symbolAt(symbol.inner, source, offset)) ?? symbol);
}
