import type { ParseResult } from '@assay/parser';
import type { Span } from '../diagnostics/collector.ts';
import { type BlockSymbol, type Module, type Program, symbolsBetween } from './program.ts';

/**
 * The symbols that a syntax error stands in, each error in the innermost one, and those that it reaches over. What such a block says is not
 * what was meant until it can be read, so that nothing further is said of it; its neighbours are healthy.
 */
export function damagedSymbols(program: Program): ReadonlySet<BlockSymbol> {
  const damaged = new Set<BlockSymbol>();
  for (const source of program.files) {
    for (const stretch of source.parse.damage) markDamaged(program.root, source, stretch, damaged);
  }
  return damaged;
}

function markDamaged(module: Module, source: Program['files'][number], stretch: Span, damaged: Set<BlockSymbol>): void {
  const { start, end } = stretch;
  for (const symbol of symbolsBetween(module, source, start, end)) {
    const { inner } = symbol;
    if (!inner || !symbolsBetween(inner, source, start, end).some(({ block }) => block.start <= start && end <= block.end))
      damaged.add(symbol);
    if (inner) markDamaged(inner, source, stretch, damaged);
  }
}

/** Whether a place is in a stretch of text that a syntax error has damaged. */
export function isDamaged({ damage }: ParseResult, offset: number): boolean {
  let low = 0;
  let high = damage.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((damage[middle] as Span).end < offset) low = middle + 1;
    else high = middle;
  }
  const found = damage[low];
  return found !== undefined && found.start <= offset;
}
