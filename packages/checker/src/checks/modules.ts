import { related } from '../diagnostics/collector.ts';
import { allModules, type BlockSymbol, findNamespace, type Module } from '../model/program.ts';
import { type CheckContext, headerSpan, nameSpan } from './context.ts';
import { cyclesOf, type ReferenceEdge } from './cycles.ts';

/** The declare that a block is an instance of, if it is one of a declare in this program. */
function declareOf(symbol: BlockSymbol): BlockSymbol | undefined {
  if (symbol.kind !== 'component') return undefined;
  const custom = findNamespace(symbol.module, symbol.block.name[0]?.text ?? '');
  return custom?.kind === 'declare' ? custom.symbol : undefined;
}

/**
 * What `alloy run` refuses of a custom component and `alloy validate` does not look at (LANGUAGE.md 7.4 no. 10 and 11):
 * further fragments in its name, and a declare with nothing in it.
 */
export function checkInstanceOfDeclare({ diagnostics }: CheckContext, symbol: BlockSymbol): void {
  const declare = declareOf(symbol);
  if (!declare) return;
  const { block, source } = symbol;
  const places = { related: [related(declare.source, headerSpan(declare.block), 'the declare is here')] };
  if (block.name.length > 1) {
    diagnostics.report(
      'module/no-such-declare',
      source,
      nameSpan(block),
      { name: block.fullName, declare: declare.block.label?.text ?? '' },
      places,
    );
  } else if (declare.block.statements.length === 0) {
    diagnostics.report('module/empty-declare', source, nameSpan(block), { name: block.fullName }, places);
  }
}

/** Declares that hold instances of themselves, directly or through others. Such a component would never end. */
export function checkRecursion({ diagnostics, program }: CheckContext): void {
  const edges: ReferenceEdge[] = [];
  for (const module of allModules(program.root)) {
    for (const symbol of module.symbols) {
      const used = declareOf(symbol);
      if (!used) continue;
      for (const from of declaresAround(symbol.module)) edges.push({ from, to: used, place: nameSpan(symbol.block) });
    }
  }
  for (const path of cyclesOf(edges)) {
    const { source, block, id } = (path[0] as ReferenceEdge).from;
    const places = path.map(({ from, to, place }) => related(from.source, place, `"${from.id}" holds an instance of "${to.id}"`));
    diagnostics.report(
      'module/recursive',
      source,
      headerSpan(block),
      { path: [...path.map(({ from }) => from.id), id] },
      { related: places },
    );
  }
}

function declaresAround(module: Module): BlockSymbol[] {
  const declares: BlockSymbol[] = [];
  for (let scope: Module | undefined = module; scope; scope = scope.parent) {
    if (scope.kind === 'declare' && scope.owner) declares.push(scope.owner);
  }
  return declares;
}
