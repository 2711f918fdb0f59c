/** What names in a program stand for: the labels of blocks, and the variables of foreach blocks. */
import type { Catalog, Type } from '@assay/catalog';
import {
  allModules,
  type BlockSymbol,
  type Chain,
  type CheckedProgram,
  declareOf,
  findNamespace,
  findSymbol,
  hasVariable,
  type Module,
  type ModuleArgument,
  ownStatements,
  type Source,
  traversals,
} from '@assay/checker';
import { type Attribute, type Block, isIdentifier, TokenKind } from '@assay/parser';
import { isFileOf } from './files.ts';

/** What a name stands for. Two names are of the same thing where both are equal. */
export interface NameTarget {
  /** The block whose label is the name, or the foreach block whose variable it is. */
  readonly symbol: BlockSymbol;
  /** `argument`, `export`, `declare` and `import` by the block; `variable` of a foreach; `label` of everything else. */
  readonly kind: 'label' | 'argument' | 'export' | 'declare' | 'import' | 'variable';
}

/** A place where a name is written. */
export interface NameUse {
  readonly target: NameTarget;
  readonly source: Source;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** `definition`: where the name is given. `argument`: an attribute of an instance. */
  readonly role: 'definition' | 'reference' | 'argument' | 'instance';
  /** The block that the name stands in. */
  readonly inside: BlockSymbol;
}

/** The files of a program, and what they mean together. */
export type ProgramFiles = Pick<CheckedProgram, 'program' | 'sources'>;

export function isSameTarget(a: NameTarget, b: NameTarget): boolean {
  return a.symbol === b.symbol && (a.kind === 'variable') === (b.kind === 'variable');
}

/** The name at an offset, its borders included. */
export function nameAt(checked: ProgramFiles, source: Source, offset: number): NameUse | undefined {
  for (const name of namesOfModule(checked.program.root, checked, (symbol) => symbol.source === source && touches(symbol.block, offset))) {
    if (name.start <= offset && offset <= name.end) return name;
  }
  return undefined;
}

/** All places where a name is written, in the files of the program. */
export function usesOf(checked: ProgramFiles, target: NameTarget): NameUse[] {
  return [...allNames(checked)].filter((use) => isSameTarget(use.target, target));
}

/** All names of a program. */
export function allNames(checked: ProgramFiles): Generator<NameUse> {
  return namesOfModule(checked.program.root, checked, () => true);
}

function touches(block: Block, offset: number): boolean {
  return block.start <= offset && offset <= block.end;
}

function* namesOfModule(module: Module, checked: ProgramFiles, wanted: (symbol: BlockSymbol) => boolean): Generator<NameUse> {
  for (const symbol of module.symbols) {
    if (!wanted(symbol)) continue;
    yield* namesOfSymbol(symbol, checked);
    if (symbol.inner) yield* namesOfModule(symbol.inner, checked, wanted);
  }
}

function* namesOfSymbol(symbol: BlockSymbol, checked: ProgramFiles): Generator<NameUse> {
  for (const use of candidates(symbol)) {
    // What an imported text defines has no place in a file.
    if (isFileOf(checked, use.target.symbol.source)) yield { ...use, source: symbol.source, inside: symbol };
  }
}

type Candidate = Omit<NameUse, 'source' | 'inside'>;

function* candidates(symbol: BlockSymbol): Generator<Candidate> {
  const { block, module } = symbol;
  if (block.label?.text && isIdentifier(block.label.text)) {
    const { start, end } = block.label;
    yield { target: labelTarget(symbol), start: start + 1, end: end - 1, role: 'definition' };
  }
  if (block.fullName === 'foreach') {
    const variable = foreachVariable(symbol);
    if (variable) yield { target: { symbol, kind: 'variable' }, ...variable, role: 'definition' };
  }
  if (symbol.kind === 'component') yield* instanceNames(symbol);
  for (const traversal of traversals(ownStatements(symbol))) yield* chainNames(traversal, module);
}

/** The names in an instance of a declare or of an import: the block's own, and its attributes. */
function* instanceNames({ block, module }: BlockSymbol): Generator<Candidate> {
  const [first, ...rest] = block.name;
  const custom = first && findNamespace(module, first.text);
  if (!first || !custom) return;
  yield { target: labelTarget(custom.symbol), start: first.start, end: first.end, role: 'instance' };
  if (custom.kind !== 'declare' || rest.length > 0) return;
  if (custom.arguments.length === 0) return;
  const args = argumentsByName(custom.arguments);
  for (const statement of block.statements) {
    if (statement.kind !== 'Attribute') continue;
    const argument = args.get(statement.name.text);
    if (argument)
      yield {
        target: { symbol: argument.symbol, kind: 'argument' },
        start: statement.name.start,
        end: statement.name.end,
        role: 'argument',
      };
  }
}

const argumentMaps = new WeakMap<readonly ModuleArgument[], ReadonlyMap<string, ModuleArgument>>();

/** The arguments of a module by their names; of those with one name the first. */
function argumentsByName(args: readonly ModuleArgument[]): ReadonlyMap<string, ModuleArgument> {
  let map = argumentMaps.get(args);
  if (!map) {
    map = new Map([...args].reverse().map((argument) => [argument.name, argument]));
    argumentMaps.set(args, map);
  }
  return map;
}

/** The block that a chain refers to, and how many of its parts are the block's id. */
export function referredBlock(
  parts: readonly { readonly text: string }[],
  module: Module,
): { readonly symbol: BlockSymbol; readonly length: number } | undefined {
  let id = '';
  for (const [index, part] of parts.entries()) {
    id = id ? `${id}.${part.text}` : part.text;
    const symbol = findSymbol(module, id);
    if (symbol) return { symbol, length: index + 1 };
  }
  return undefined;
}

/** The type of what a component exports; `undefined` where it is not known, as that of a declare is not. */
export function exportType(symbol: BlockSymbol, name: string, catalog: Catalog): Type | undefined {
  if (symbol.kind !== 'component' || findNamespace(symbol.module, symbol.block.name[0]?.text ?? '')) return undefined;
  return catalog.component(symbol.block.fullName)?.exports.get(name);
}

function* chainNames({ parts }: Chain, module: Module): Generator<Candidate> {
  const [first] = parts;
  const referred = referredBlock(parts, module);
  if (!referred) {
    const scope = first && variableScope(module, first.text);
    if (first && scope?.owner)
      yield { target: { symbol: scope.owner, kind: 'variable' }, start: first.start, end: first.end, role: 'reference' };
    return;
  }
  const { symbol, length } = referred;
  const label = parts[length - 1];
  if (label && symbol.block.label?.text) yield { target: labelTarget(symbol), start: label.start, end: label.end, role: 'reference' };
  const custom = symbol.kind === 'component' && first && length > 1 ? findNamespace(symbol.module, first.text) : undefined;
  if (custom && first) yield { target: labelTarget(custom.symbol), start: first.start, end: first.end, role: 'reference' };
  const read = parts[length];
  const exported = read && declareOf(symbol)?.byId.get(`export.${read.text}`);
  if (read && exported) yield { target: { symbol: exported, kind: 'export' }, start: read.start, end: read.end, role: 'reference' };
}

/** The foreach template whose variable a name is; `undefined` where it is none. */
export function variableScope(module: Module, name: string): Module | undefined {
  if (!hasVariable(module, name)) return undefined;
  for (let scope: Module | undefined = module; scope; scope = scope.parent) {
    if (scope.variables.has(name)) return scope.kind === 'foreach' ? scope : undefined;
  }
  return undefined;
}

/** Where the name of a foreach block's variable is written, quotes left out. */
export function foreachVariable({ block }: BlockSymbol): { readonly start: number; readonly end: number } | undefined {
  const attribute = block.statements.findLast((each): each is Attribute => each.kind === 'Attribute' && each.name.text === 'var');
  if (attribute?.value.kind !== 'Literal') return undefined;
  const { token, raw, start, end } = attribute.value;
  if (token !== TokenKind.String && token !== TokenKind.RawString) return undefined;
  return isIdentifier(raw.slice(1, -1)) ? { start: start + 1, end: end - 1 } : undefined;
}

/** What the label of a block stands for. */
export function labelTarget(symbol: BlockSymbol): NameTarget {
  const name = symbol.block.fullName;
  if (symbol.kind === 'declare') return { symbol, kind: 'declare' };
  if (symbol.kind !== 'config') return { symbol, kind: 'label' };
  if (name === 'argument' || name === 'export') return { symbol, kind: name };
  return { symbol, kind: name.startsWith('import.') ? 'import' : 'label' };
}

/** Where the definition of a name is written. */
export function definitionSpan({ symbol, kind }: NameTarget): { readonly start: number; readonly end: number } {
  if (kind === 'variable') return foreachVariable(symbol) ?? symbol.block;
  const { label } = symbol.block;
  return label ? { start: label.start + 1, end: label.end - 1 } : (symbol.block.name[0] ?? symbol.block);
}

/** The innermost block at the level of statements that holds an offset. */
export function symbolAt(checked: ProgramFiles, source: Source, offset: number): BlockSymbol | undefined {
  let found: BlockSymbol | undefined;
  for (const module of allModules(checked.program.root)) {
    for (const symbol of module.symbols) {
      if (symbol.source === source && symbol.block.start <= offset && offset <= symbol.block.end) {
        if (!found || symbol.block.start >= found.block.start) found = symbol;
      }
    }
  }
  return found;
}

/** The body of statements that an offset stands in. */
export function moduleAt(checked: ProgramFiles, source: Source, offset: number): Module {
  let module = checked.program.root;
  for (;;) {
    const symbol: BlockSymbol | undefined = module.symbols.find(
      (each) => each.inner && each.source === source && each.block.start < offset && offset < each.block.end,
    );
    if (!symbol?.inner) return module;
    module = symbol.inner;
  }
}
