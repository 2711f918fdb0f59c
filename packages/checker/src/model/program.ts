import type { Block } from '@assay/parser';
import type { Source } from '../project/source.ts';
import type { BlockFacts } from './facts.ts';
import { lookUp } from './lookups.ts';

/** Several files that Alloy loads as one configuration, bound: who defines what, in which scope. */
export interface Program {
  readonly files: readonly Source[];
  readonly root: Module;
  /**
   * Variable names that are in scope *everywhere* for `alloy validate`, because it gives all scopes one table:
   * `argument` as soon as there is a labelled declare, and the variable of each foreach (LANGUAGE.md 7.4 no. 12).
   */
  readonly leakedVariables: ReadonlySet<string>;
}

/** How Alloy sorts the blocks of a body (LANGUAGE.md 6.1). */
export type SymbolKind = 'declare' | 'config' | 'component' | 'service';

/** A block at the level of statements: it can be referred to by its id. */
export interface BlockSymbol {
  /** The fragments of the name and the label, joined by dots. */
  readonly id: string;
  readonly kind: SymbolKind;
  readonly block: Block;
  /** What the block says by itself. */
  readonly facts: BlockFacts;
  readonly source: Source;
  /** The body it stands in. */
  readonly module: Module;
  /** The body it holds: of a declare, or of a foreach's template. */
  readonly inner?: Module;
  /** The one before it in its category that has the same id. */
  readonly duplicateOf?: BlockSymbol;
}

/** What the first fragment of a block's name can stand for besides a built-in namespace. */
export type CustomNamespace =
  | { readonly kind: 'declare'; readonly symbol: BlockSymbol; readonly arguments: readonly ModuleArgument[] }
  /** What an import brings, where it is written out in the program; otherwise any block of its namespace is accepted. */
  | { readonly kind: 'import'; readonly symbol: BlockSymbol; readonly imported?: ImportedText };

/** What an `import.string` holds. */
export interface ImportedText {
  /** Its text as a file of its own. */
  readonly source: Source;
  /** The scope that its declares stand in. */
  readonly module: Module;
}

/** One `argument` block of a declare. */
export interface ModuleArgument {
  readonly name: string;
  /** True only where `optional` is the literal `true` (LANGUAGE.md 7.6). */
  readonly optional: boolean;
  readonly symbol: BlockSymbol;
}

/** A scope: the root, the body of a declare, the template of a foreach, or what an `import.string` holds. */
export interface Module {
  readonly kind: 'root' | 'declare' | 'foreach' | 'import';
  /** The scope around it; absent for the root. */
  readonly parent?: Module;
  /** The block that opens it; absent for the root. */
  readonly owner?: BlockSymbol;
  /** In the order in which Alloy makes them: declares, config blocks, components, services. */
  readonly symbols: readonly BlockSymbol[];
  /** By id; of duplicates the first. */
  readonly byId: ReadonlyMap<string, BlockSymbol>;
  /** Declares and imports of this very body, by label. */
  readonly namespaces: ReadonlyMap<string, CustomNamespace>;
  /** Variables that this scope adds to those of the scopes it can see. */
  readonly variables: ReadonlySet<string>;
  /** Statements of the body that are neither block nor skipped: Alloy refuses them. */
  readonly strayAttributes: readonly { readonly source: Source; readonly start: number; readonly end: number; readonly name: string }[];
}

/** True for the root and for foreach templates directly or indirectly in it: there `argument` and `export` have no meaning. */
export function isInRoot(module: Module): boolean {
  return module.kind === 'root' || (module.kind === 'foreach' && isInRoot(module.parent as Module));
}

/** The block of a module that a place stands in. */
export function symbolAround(module: Module, source: Source, offset: number): BlockSymbol | undefined {
  return symbolsBetween(module, source, offset, offset)[0];
}

/** The blocks of a module that a stretch of a file touches, both of its ends included, in the order of the text. */
export function symbolsBetween(module: Module, source: Source, start: number, end: number): readonly BlockSymbol[] {
  const symbols = inOrder(module, source);
  let first = 0;
  let high = symbols.length;
  while (first < high) {
    const middle = (first + high) >> 1;
    if ((symbols[middle] as BlockSymbol).block.end < start) first = middle + 1;
    else high = middle;
  }
  let behind = first;
  while (behind < symbols.length && (symbols[behind] as BlockSymbol).block.start <= end) behind++;
  return symbols.slice(first, behind);
}

function inOrder(module: Module, source: Source): readonly BlockSymbol[] {
  let files = places.get(module);
  if (!files) {
    files = new Map();
    for (const symbol of module.symbols) {
      const others = files.get(symbol.source);
      if (others) others.push(symbol);
      else files.set(symbol.source, [symbol]);
    }
    for (const symbols of files.values()) symbols.sort((a, b) => a.block.start - b.block.start);
    places.set(module, files);
  }
  return files.get(source) ?? [];
}

/** The blocks of a module in the order of the text, by file. A module is bound anew after each edit. */
const places = new WeakMap<Module, Map<Source, BlockSymbol[]>>();

/** The symbol with this id that a body can refer to: its own, or for a foreach template also those around it. */
export function findSymbol(module: Module, id: string): BlockSymbol | undefined {
  lookUp('', id);
  for (let scope: Module | undefined = module; scope; scope = scope.kind === 'foreach' ? scope.parent : undefined) {
    const symbol = scope.byId.get(id);
    if (symbol) return symbol;
  }
  return undefined;
}

/** What a block's first name fragment means here, inner scopes first; `undefined` for built-in components. */
export function findNamespace(module: Module, fragment: string): CustomNamespace | undefined {
  lookUp('namespace ', fragment);
  for (let scope: Module | undefined = module; scope; scope = scope.parent) {
    const namespace = scope.namespaces.get(fragment);
    if (namespace) return namespace;
  }
  return undefined;
}

/** Whether the running program knows this variable here: scopes as LANGUAGE.md 6.3 and 6.6 have them, without the validator's leak. */
export function hasVariable(module: Module, name: string): boolean {
  lookUp('variable ', name);
  for (let scope: Module | undefined = module; scope; scope = scope.parent) {
    if (scope.variables.has(name)) return true;
  }
  return false;
}

/** The modules of a program, outer ones first. */
export function allModules(module: Module): readonly Module[] {
  const modules: Module[] = [];
  addModules(module, modules);
  return modules;
}

function addModules(module: Module, modules: Module[]): void {
  modules.push(module);
  for (const { inner } of module.symbols) if (inner) addModules(inner, modules);
}
