import type { Catalog, Component } from '@assay/catalog';
import { onlyFix, replaceFix } from '../diagnostics/collector.ts';
import type { Authority } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { newName } from '../fixes/functions.ts';
import { type Chain, resolve } from '../model/chains.ts';
import { lookUp } from '../model/lookups.ts';
import { lostByRecovery } from '../model/lost.ts';
import { type BlockSymbol, findNamespace, hasVariable, type Module } from '../model/program.ts';
import type { Source } from '../project/source.ts';
import { type CheckContext, isAllowed } from './context.ts';
import type { ReferenceEdge } from './cycles.ts';
import { fittingExports } from './expressions.ts';
import { wantedType } from './wanted.ts';

/**
 * What the chains in a block refer to (LANGUAGE.md 6.4): says what refers to nothing, and what is deprecated, hidden or
 * not stable enough.
 */
export function checkReferences(context: CheckContext, symbol: BlockSymbol): void {
  for (const traversal of symbol.facts.ownTraversals) {
    if (resolve(symbol.module, traversal)) shadowing(context, symbol.source, traversal);
    else unresolved(context, symbol, traversal);
  }
}

/** The references of a block to others of the same module, from which cycles are found. */
export function referencesOf(symbol: BlockSymbol): ReferenceEdge[] {
  const edges: ReferenceEdge[] = [];
  for (const traversal of symbol.facts.ownTraversals) {
    const target = resolve(symbol.module, traversal);
    // A foreach template may refer to what is around it, never the other way round: no cycle can pass through.
    if (target && target.module === symbol.module) edges.push({ from: symbol, to: target, place: traversal });
  }
  return edges;
}

/**
 * The same for an instance of an imported component. `alloy validate` does not look into it (LANGUAGE.md 7.4 no. 9), but
 * `alloy run` refuses references to nothing there as anywhere else.
 */
export function checkImportedReferences(context: CheckContext, symbol: BlockSymbol): void {
  const { catalog, program } = context;
  for (const traversal of symbol.facts.ownTraversals) {
    const name = traversal.parts[0]?.text ?? '';
    if (resolve(symbol.module, traversal) || hasVariable(symbol.module, name) || catalog.stdlib.identifiers.has(name)) continue;
    if (!lostByRecovery(program.files, traversal)) unknown(context, symbol, traversal, 'load');
  }
}

function shadowing({ catalog, diagnostics }: CheckContext, source: Source, traversal: Chain): void {
  const first = traversal.parts[0];
  if (first && catalog.stdlib.identifiers.has(first.text)) {
    diagnostics.report('reference/shadows-function', source, first, { name: first.text });
  }
}

function unresolved(context: CheckContext, symbol: BlockSymbol, traversal: Chain): void {
  const { catalog, diagnostics, program, stability } = context;
  const { source, module } = symbol;
  const name = traversal.parts[0]?.text ?? '';
  const isStdlib = catalog.stdlib.identifiers.has(name);
  const inScope = hasVariable(module, name);
  lookUp('leaked ', name);
  const leaked = program.leakedVariables.has(name);
  if (!isStdlib && !inScope && !leaked) {
    if (!lostByRecovery(program.files, traversal)) unknown(context, symbol, traversal);
    return;
  }
  if (!isStdlib && !inScope) {
    diagnostics.report('reference/out-of-scope', source, traversal, { text: traversal.text, name });
    return;
  }
  if (catalog.stdlib.deprecated.has(name)) {
    const replacement = newName(catalog, name);
    const first = traversal.parts[0];
    const fixes = replacement && first && !leaked ? [onlyFix(source, first, replacement)] : [];
    diagnostics.report('deprecated/function', source, traversal, { name, replacement }, { fixes });
  } else if (catalog.stdlib.experimental.has(traversal.text) && !isAllowed('experimental', stability)) {
    const params = { subject: `the function "${traversal.text}"`, stability: 'experimental', minimum: stability };
    const notes = ['start Alloy with --stability.level=experimental, and Assay with --stability experimental'];
    diagnostics.report('stability/component', source, traversal, params, { notes });
  }
}

function unknown(context: CheckContext, symbol: BlockSymbol, traversal: Chain, authority: Authority = 'validate'): void {
  const { catalog, diagnostics } = context;
  const { source, module } = symbol;
  const notes: string[] = [];
  const fixes = [];
  const functions = [...catalog.stdlib.identifiers.keys()];
  const question = `reference ${module.owner?.id ?? ''} ${traversal.text}`;
  const meant = diagnostics.suggest(question, countIds(module), () => nearestId(context, module, traversal, functions));
  // An id stands for a prefix of the chain that has as many parts.
  const last = meant && meant !== symbol.id && traversal.parts[fragmentsOf(meant) - 1];
  if (meant && last) {
    const text = last === traversal.parts.at(-1) ? withExport(context, symbol, meant, traversal) : meant;
    if (text !== undefined) fixes.push(replaceFix(source, { start: traversal.start, end: last.end }, text));
    else notes.push(`did you mean "${meant}", with one of its exports behind it?`);
  } else {
    const outer = definedOutside(module, traversal);
    const component = catalog.componentNames.find((name) => traversal.text === name || traversal.text.startsWith(`${name}.`));
    const label = component && traversal.text.slice(component.length + 1).split('.')[0];
    if (outer) notes.push(`${outer} is defined outside of this declare: give it to the declare as an argument`);
    else if (label) notes.push(`there is no ${component} with the label "${label}" here`);
    else if (component) notes.push(`a reference needs the label too: ${component}.LABEL.EXPORT`);
    else if (traversal.parts.length === 1) notes.push(`if it is meant as text, put it in double quotes: "${traversal.text}"`);
  }
  diagnostics.report('reference/unknown', source, traversal, { text: traversal.text }, { notes, fixes, authority });
}

/** How many of {@link idsIn} there are. */
function countIds(module: Module): number {
  return module.byId.size + (module.kind === 'foreach' && module.parent ? countIds(module.parent) : 0);
}

/** What can be referred to, by id. */
function symbolsIn(module: Module): Map<string, BlockSymbol> {
  const symbols = new Map<string, BlockSymbol>();
  for (let scope: Module | undefined = module; scope; scope = scope.kind === 'foreach' ? scope.parent : undefined)
    for (const [id, symbol] of scope.byId) if (!symbols.has(id)) symbols.set(id, symbol);
  return symbols;
}

/** The id that a prefix of the chain most likely meant; what the chain reads behind it is an export, where that is known. */
function nearestId({ catalog }: CheckContext, module: Module, { parts }: Chain, functions: readonly string[]): string | undefined {
  const byCount = new Map<number, string[]>();
  for (const [id, symbol] of symbolsIn(module)) {
    const count = fragmentsOf(id);
    const next = parts[count];
    if (next && builtIn(catalog, symbol)?.exports.has(next.text) === false) continue;
    const ids = byCount.get(count);
    if (ids) ids.push(id);
    else byCount.set(count, [id]);
  }
  for (let count = parts.length; count > 0; count--) {
    const text = parts
      .slice(0, count)
      .map((part) => part.text)
      .join('.');
    const candidates = byCount.get(count) ?? [];
    const id = nearest(text, count === 1 ? [...candidates, ...functions] : candidates);
    if (id) return id;
  }
  return undefined;
}

/** The built-in component that a symbol is an instance of. */
function builtIn(catalog: Catalog, { kind, block, module }: BlockSymbol): Component | undefined {
  if (kind !== 'component' || findNamespace(module, block.name[0]?.text ?? '')) return undefined;
  return catalog.component(block.fullName);
}

/** An id with the one export that fits where it stands, since a component as a whole fits nowhere; `undefined` where that is not plain. */
function withExport({ catalog }: CheckContext, symbol: BlockSymbol, id: string, place: Chain): string | undefined {
  let target: BlockSymbol | undefined;
  for (let scope: Module | undefined = symbol.module; scope && !target; scope = scope.parent) target = scope.byId.get(id);
  const component = target && builtIn(catalog, target);
  if (!component) return id;
  const wanted = wantedType(catalog, symbol, place);
  const fitting = wanted ? fittingExports(id, component, wanted) : [...component.exports.keys()].map((name) => `${id}.${name}`);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function fragmentsOf(id: string): number {
  return id.split('.').length;
}

/** The block a chain would mean if a declare could see what is around it. */
function definedOutside(module: Module, traversal: Chain): string | undefined {
  for (let scope = module.parent; scope; scope = scope.parent) {
    const target = resolve(scope, traversal);
    if (target) return `"${target.id}"`;
  }
  return undefined;
}
