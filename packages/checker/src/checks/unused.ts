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
  const live = new Set<Module>();
  visit(context, program.root, live);
  const dead = [...allModules(program.root)].filter((module) => !live.has(module));
  for (const [index, diagnostic] of diagnostics.all.entries()) {
    if (isRefusal(diagnostic) && dead.some((module) => holds(module, diagnostic)))
      diagnostics.all[index] = { ...diagnostic, severity: 'warning', notes: [...diagnostic.notes, NOTE] };
  }
}

const NOTE = 'nothing in this program makes an instance of what this stands in: Alloy starts, and will refuse the first instance';

function isRefusal({ authority, severity }: Diagnostic): boolean {
  return authority === 'load' && severity === 'error';
}

function visit(context: CheckContext, module: Module, live: Set<Module>): void {
  if (live.has(module)) return;
  live.add(module);
  for (const symbol of module.symbols) {
    const declared = declareOf(symbol);
    if (declared) visit(context, declared, live);
    else if (symbol.block.fullName === 'foreach' && symbol.inner) {
      const collection = attributeOf(symbol.block, 'collection');
      const items = collection && evaluate(collection.value, { module, catalog: context.catalog });
      if (!items || isEmpty(items) !== true) visit(context, symbol.inner, live);
    }
  }
}

function holds({ owner }: Module, { file, start }: Diagnostic): boolean {
  if (!owner || owner.source.path !== file) return false;
  const { block, source } = owner;
  const open = source.parse.tokens[block.open];
  return open !== undefined && open.end <= start && start < block.end;
}
