import { nodeAt } from '@assay/parser';
import type { Span } from '../diagnostics/collector.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { attributeOf, declareOf, evaluate } from '../model/evaluate.ts';
import { allModules, type Module } from '../model/program.ts';
import { isEmpty } from '../values/static.ts';
import type { CheckContext } from './context.ts';

/**
 * What only `alloy run` refuses in a body of which there is no instance does not keep Alloy from starting: a declare that nothing uses is
 * never built, nor is the template of a foreach over an empty list. It will as soon as there is one, so it is said as a warning.
 */
export function softenUnused(context: CheckContext): void {
  const { diagnostics, program } = context;
  if (!diagnostics.all.some(isRefusal)) return;
  const live = liveModules(context);
  const dead = new Stretches();
  for (const module of allModules(program.root)) if (!live.has(module)) dead.add(module);
  for (const [index, diagnostic] of diagnostics.all.entries()) {
    if (isRefusal(diagnostic) && dead.holds(diagnostic))
      diagnostics.all[index] = { ...diagnostic, severity: 'warning', notes: [...diagnostic.notes, NOTE] };
  }
}

const NOTE = 'nothing in this program makes an instance of what this stands in: Alloy starts, and will refuse the first instance';

function isRefusal({ authority, severity }: Diagnostic): boolean {
  return authority === 'load' && severity === 'error';
}

/** The root, and all modules of which it makes an instance, at any depth. */
function liveModules({ budget, catalog, program }: CheckContext): ReadonlySet<Module> {
  const live = new Set([program.root]);
  // What is added while it is gone through is gone through as well.
  for (const module of live) {
    for (const symbol of module.symbols) {
      const declared = declareOf(symbol);
      if (declared) live.add(declared);
      else if (symbol.block.fullName === 'foreach' && symbol.inner) {
        const collection = attributeOf(symbol.block, 'collection');
        const items = collection && evaluate(collection.value, { module, catalog, budget, source: symbol.source });
        if (!items || isEmpty(items) !== true) live.add(symbol.inner);
      }
    }
  }
  return live;
}

/** The bodies of some modules in the text. */
class Stretches {
  readonly #byFile = new Map<string, { readonly start: number; readonly end: number }[]>();

  /** To be called for outer modules before those in them. */
  add({ owner }: Module): void {
    const open = owner?.source.parse.tokens[owner.block.open];
    if (!owner || !open) return;
    const others = this.#byFile.get(owner.source.path);
    const stretch = { start: open.end, end: owner.block.end };
    if (!others) this.#byFile.set(owner.source.path, [stretch]);
    // What stands in one of them is no stretch of its own.
    else if ((others[others.length - 1] as Span).end < stretch.end) others.push(stretch);
  }

  holds({ file, start }: Diagnostic): boolean {
    return nodeAt(this.#byFile.get(file) ?? [], start) !== undefined;
  }
}
