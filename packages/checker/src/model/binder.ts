import type { Catalog } from '@assay/catalog';
import { type Block, type Statement, TokenKind, unquote } from '@assay/parser';
import { openSource, type Source } from '../project/source.ts';
import { BlockFacts } from './facts.ts';
import type { Memory } from './memory.ts';
import type { BlockSymbol, CustomNamespace, ImportedText, Module, ModuleArgument, Program, SymbolKind } from './program.ts';

const CONFIG_BLOCKS = new Set([
  'argument',
  'export',
  'foreach',
  'import.file',
  'import.git',
  'import.http',
  'import.string',
  'logging',
  'tracing',
]);
const CATEGORIES: readonly SymbolKind[] = ['declare', 'config', 'component', 'service'];

/** What goes through all bodies of a program. */
interface Binding {
  readonly catalog: Catalog;
  readonly leaked: Set<string>;
  readonly factsOf: (block: Block) => BlockFacts;
}

interface Placed {
  readonly source: Source;
  readonly statements: readonly Statement[];
}

/** The id a block is referred to by (LANGUAGE.md 6.2). */
export function blockId(block: Block): string {
  return block.label?.text ? `${block.fullName}.${block.label.text}` : block.fullName;
}

/**
 * Binds the files of one program: sorts the blocks of every body into Alloy's categories, gives them ids, and opens a
 * scope for the root, for each declare and for each foreach template. Nothing is judged here.
 *
 * @param memory what is remembered of the program as it was before an edit
 */
export function bind(files: readonly Source[], catalog: Catalog, memory?: Memory): Program {
  const leakedVariables = new Set<string>();
  const factsOf = (block: Block): BlockFacts => memory?.factsOf(block) ?? new BlockFacts(block);
  const root = bindModule('root', undefined, undefined);
  fillModule(
    root,
    files.map((source) => ({ source, statements: source.parse.root.statements })),
    { catalog, leaked: leakedVariables, factsOf },
  );
  const program = { files, root, leakedVariables };
  memory?.renew(program);
  return program;
}

/** A module while it is being bound. */
interface OpenModule extends Module {
  readonly symbols: BlockSymbol[];
  readonly byId: Map<string, BlockSymbol>;
  readonly namespaces: Map<string, CustomNamespace>;
  readonly variables: Set<string>;
  readonly strayAttributes: { source: Source; start: number; end: number; name: string }[];
}

function bindModule(kind: Module['kind'], parent: Module | undefined, owner: BlockSymbol | undefined): OpenModule {
  const variables = new Set<string>();
  if (kind === 'root' || kind === 'declare') variables.add('module_path');
  if (kind === 'declare') variables.add('argument');
  return {
    kind,
    ...(parent && { parent }),
    ...(owner && { owner }),
    symbols: [],
    byId: new Map(),
    namespaces: new Map(),
    variables,
    strayAttributes: [],
  };
}

function categoryOf(block: Block, catalog: Catalog): SymbolKind {
  if (block.fullName === 'declare') return 'declare';
  if (CONFIG_BLOCKS.has(block.fullName)) return 'config';
  // The label counts: `http "x" {}` is a component that does not exist, not the service.
  return catalog.service(blockId(block)) ? 'service' : 'component';
}

function fillModule(module: OpenModule, bodies: readonly Placed[], binding: Binding): void {
  const byCategory = new Map<SymbolKind, { block: Block; source: Source }[]>(CATEGORIES.map((kind) => [kind, []]));
  for (const { source, statements } of bodies) {
    for (const statement of statements) {
      if (statement.kind === 'Block') byCategory.get(categoryOf(statement, binding.catalog))?.push({ block: statement, source });
      else if (statement.kind === 'Attribute') {
        const { start, end } = module.kind === 'root' ? statement.name : statement;
        module.strayAttributes.push({ source, start, end, name: statement.name.text });
      }
    }
  }
  for (const kind of CATEGORIES) {
    const seen = new Map<string, BlockSymbol>();
    for (const { block, source } of byCategory.get(kind) ?? []) {
      const id = blockId(block);
      const duplicateOf = seen.get(id);
      const symbol: BlockSymbol & { inner?: Module } = {
        id,
        kind,
        block,
        facts: binding.factsOf(block),
        source,
        module,
        ...(duplicateOf && { duplicateOf }),
      };
      if (!duplicateOf) seen.set(id, symbol);
      if (!module.byId.has(id)) module.byId.set(id, symbol);
      module.symbols.push(symbol);
      if (kind === 'declare') bindDeclare(symbol, binding);
      else if (block.fullName === 'foreach') bindForeach(symbol, binding);
      else if (block.fullName.startsWith('import.') && kind === 'config' && block.label?.text && !duplicateOf)
        module.namespaces.set(block.label.text, { kind: 'import', symbol, ...importedText(symbol, binding) });
    }
  }
}

function bindDeclare(symbol: BlockSymbol & { inner?: Module }, binding: Binding): void {
  const inner = bindModule('declare', symbol.module, symbol);
  symbol.inner = inner;
  fillModule(inner, [{ source: symbol.source, statements: symbol.block.statements }], binding);
  const label = symbol.block.label?.text;
  if (!label) return;
  binding.leaked.add('argument');
  (symbol.module as OpenModule).namespaces.set(label, { kind: 'declare', symbol, arguments: argumentsOf(inner) });
}

/** What an `import.string` brings, where its text is a literal. It sees nothing of what is around it (LANGUAGE.md 6.3). */
function importedText(symbol: BlockSymbol, binding: Binding): { imported?: ImportedText } {
  if (symbol.block.fullName !== 'import.string') return {};
  const content = symbol.block.statements.find((s) => s.kind === 'Attribute' && s.name.text === 'content');
  if (content?.kind !== 'Attribute' || content.value.kind !== 'Literal') return {};
  const { token, raw } = content.value;
  if (token !== TokenKind.String && token !== TokenKind.RawString) return {};
  const source = openSource(symbol.source.path, unquote(raw));
  const module = bindModule('import', undefined, symbol);
  fillModule(module, [{ source, statements: source.parse.root.statements }], { ...binding, leaked: new Set() });
  return { imported: { source, module } };
}

/** The arguments an instance of a declare is checked against (validate.go, generateArgumentsStruct). */
function argumentsOf(module: Module): ModuleArgument[] {
  const list: ModuleArgument[] = [];
  for (const symbol of module.symbols) {
    const name = symbol.block.label?.text;
    if (symbol.block.fullName !== 'argument' || symbol.kind !== 'config' || symbol.duplicateOf || !name) continue;
    list.push({ name, optional: literalAttribute(symbol.block, 'optional', TokenKind.Bool) === 'true', symbol });
  }
  return list;
}

function bindForeach(symbol: BlockSymbol & { inner?: Module }, binding: Binding): void {
  const templates = symbol.block.statements.filter((s): s is Block => s.kind === 'Block' && s.fullName === 'template');
  const template = templates.at(-1); // The last one wins (LANGUAGE.md 6.6).
  if (!template) return;
  const inner = bindModule('foreach', symbol.module, symbol);
  symbol.inner = inner;
  const variable = literalAttribute(symbol.block, 'var', TokenKind.String, TokenKind.RawString);
  if (variable !== undefined) {
    const name = unquote(variable);
    inner.variables.add(name);
    binding.leaked.add(name);
  }
  fillModule(inner, [{ source: symbol.source, statements: template.statements }], binding);
}

/** The raw text of the last literal of one of these classes that is given to an attribute of this name, nested blocks included (unwrap.go). */
function literalAttribute(block: Block, name: string, ...classes: TokenKind[]): string | undefined {
  let found: string | undefined;
  for (const statement of block.statements) {
    if (statement.kind === 'Attribute') {
      const { value } = statement;
      if (statement.name.text === name && value.kind === 'Literal' && classes.includes(value.token)) found = value.raw;
    } else if (statement.kind === 'Block' && !(block.fullName === 'foreach' && statement.fullName === 'template')) {
      found = literalAttribute(statement, name, ...classes) ?? found;
    }
  }
  return found;
}
