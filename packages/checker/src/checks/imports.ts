import { type Block, nodeAt } from '@assay/parser';
import { DiagnosticCollector, replaceFix, type Span } from '../diagnostics/collector.ts';
import { listed } from '../diagnostics/listed.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { attributeOf } from '../model/evaluate.ts';
import { type BlockSymbol, findNamespace, type ImportedText, type Module } from '../model/program.ts';
import { checkInstance, checkUnknownInstance } from './bodies.ts';
import { type CheckContext, nameSpan } from './context.ts';

/** What an imported text says of all its instances. */
interface TextFacts {
  /** Why it is not imported at all. */
  readonly problem: string | undefined;
  /** What it declares. */
  readonly names: readonly string[];
}

const known = new WeakMap<ImportedText, TextFacts>();

function factsOf(imported: ImportedText): TextFacts {
  let facts = known.get(imported);
  if (!facts) {
    facts = { problem: unusable(imported), names: [...imported.module.namespaces.keys()] };
    known.set(imported, facts);
  }
  return facts;
}

/** Why a text is not imported at all (LANGUAGE.md 6.3), in words that follow "because". */
function unusable({ source, module }: ImportedText): string | undefined {
  const [error] = source.parse.errors;
  if (error) return `its text has a syntax error: ${error.message}`;
  const [stray] = module.strayAttributes;
  if (stray) return `its text holds the attribute "${stray.name}" outside of any block`;
  const other = module.symbols.find(({ kind, block }) => kind !== 'declare' && !block.fullName.startsWith('import.'));
  return other && `its text holds "${other.id}": only declares and imports can be imported`;
}

/**
 * An instance of what an `import.string` declares in the program itself: `alloy validate` does not read the text, `alloy run` refuses what
 * is wrong with it (LANGUAGE.md 7.4 no. 9).
 *
 * @returns the body of the declare, where there is nothing wrong with how it is used
 */
export function checkInstanceOfImport(context: CheckContext, symbol: BlockSymbol): Module | undefined {
  const { diagnostics } = context;
  const { block, source } = symbol;
  const [first, ...rest] = block.name.map(({ text }) => text);
  const namespace = findNamespace(symbol.module, first ?? '');
  if (namespace?.kind !== 'import' || first === undefined) return undefined;
  const { imported } = namespace;
  if (!imported) {
    checkUnknownInstance(context, symbol);
    return undefined;
  }
  const { problem, names } = factsOf(imported);
  if (problem !== undefined) {
    diagnostics.report('module/unusable-import', source, nameSpan(block), { namespace: first, problem });
    return undefined;
  }
  const name = rest.join('.');
  const declared = imported.module.namespaces.get(name);
  if (!declared) {
    const guess = diagnostics.suggest(`declare ${first} ${name}`, names.length, () => nearest(name, names));
    const fixes = guess ? [replaceFix(source, nameSpan(block), `${first}.${guess}`)] : [];
    const notes = names.length > 0 ? [`it declares ${listed(names, (each) => each)}`] : [];
    diagnostics.report('module/not-imported', source, nameSpan(block), { name, namespace: first }, { fixes, notes });
    return undefined;
  }
  if (declared.kind !== 'declare') return undefined;
  if (declared.symbol.block.statements.length === 0) {
    diagnostics.report('module/empty-declare', source, nameSpan(block), { name: block.fullName });
    return undefined;
  }
  checkInstance(context, symbol, declared.arguments, 'load');
  return declared.symbol.inner;
}

/**
 * What is wrong inside of the declares that a program imports as text and makes instances of. The text stands in a string of the program;
 * where that is a raw one, the findings stand in it as if it were code.
 *
 * @param check looks at the modules of a text
 */
export function checkImportedTexts(
  context: CheckContext,
  used: ReadonlySet<Module>,
  check: (context: CheckContext, root: Module) => void,
): void {
  const { diagnostics } = context;
  const seen = new Set<ImportedText>();
  const usedOf = declaresByText(used);
  for (const module of used) {
    const symbol = module.owner?.module.owner;
    if (!symbol) continue;
    const namespace = findNamespace(symbol.module, symbol.block.label?.text ?? '');
    if (namespace?.kind !== 'import' || !namespace.imported || seen.has(namespace.imported)) continue;
    const { imported } = namespace;
    seen.add(imported);
    const own = new DiagnosticCollector();
    check(
      { ...context, diagnostics: own, program: { files: [imported.source], root: imported.module, leakedVariables: new Set() } },
      imported.module,
    );
    const literal = attributeOf(symbol.block, 'content')?.value;
    if (!literal) continue;
    const declares = usedOf.get(imported.module) ?? [];
    for (const found of own.all) {
      const declare = nodeAt(declares, found.start);
      if (!declare || found.severity !== 'error') continue;
      const params = { name: `${symbol.block.label?.text}.${declare.label?.text}`, problem: found.message };
      const span = placeInside(symbol, literal, found);
      diagnostics.report('module/inside-import', symbol.source, span, params, { notes: found.notes });
    }
  }
}

/** The blocks of declares by the scope of the text that they stand in, in the order of the text. */
function declaresByText(used: ReadonlySet<Module>): ReadonlyMap<Module, readonly Block[]> {
  const declares = new Map<Module, Block[]>();
  for (const { owner } of used) {
    if (!owner) continue;
    const others = declares.get(owner.module);
    if (others) others.push(owner.block);
    else declares.set(owner.module, [owner.block]);
  }
  for (const blocks of declares.values()) blocks.sort((a, b) => a.start - b.start);
  return declares;
}

/** Where a part of the imported text stands in the program: what is between backticks is there letter for letter, unless a CR is left out. */
function placeInside({ source }: BlockSymbol, literal: Span, part: Span): Span {
  const raw = source.text.slice(literal.start, literal.end);
  if (!raw.startsWith('`') || raw.includes('\r')) return literal;
  return { start: literal.start + 1 + part.start, end: literal.start + 1 + part.end };
}
