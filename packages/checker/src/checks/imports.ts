import { DiagnosticCollector, replaceFix, type Span } from '../diagnostics/collector.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { attributeOf } from '../model/evaluate.ts';
import { type BlockSymbol, findNamespace, type ImportedText, type Module } from '../model/program.ts';
import { checkInstance, checkUnknownInstance } from './bodies.ts';
import { type CheckContext, nameSpan } from './context.ts';

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
  const problem = unusable(imported);
  if (problem !== undefined) {
    diagnostics.report('module/unusable-import', source, nameSpan(block), { namespace: first, problem });
    return undefined;
  }
  const name = rest.join('.');
  const declared = imported.module.namespaces.get(name);
  if (!declared) {
    const names = [...imported.module.namespaces.keys()];
    const guess = nearest(name, names);
    const fixes = guess ? [replaceFix(source, nameSpan(block), `${first}.${guess}`)] : [];
    const notes = names.length > 0 ? [`it declares ${names.join(', ')}`] : [];
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
    for (const found of own.all) {
      const declare = [...used].find(({ owner }) => owner?.module === imported.module && within(owner, found.start));
      if (!declare?.owner || found.severity !== 'error') continue;
      const params = { name: `${symbol.block.label?.text}.${declare.owner.block.label?.text}`, problem: found.message };
      const span = placeInside(symbol, literal, found);
      diagnostics.report('module/inside-import', symbol.source, span, params, { notes: found.notes });
    }
  }
}

function within({ block }: BlockSymbol, offset: number): boolean {
  return block.start <= offset && offset < block.end;
}

/** Where a part of the imported text stands in the program: what is between backticks is there letter for letter, unless a CR is left out. */
function placeInside({ source }: BlockSymbol, literal: Span, part: Span): Span {
  const raw = source.text.slice(literal.start, literal.end);
  if (!raw.startsWith('`') || raw.includes('\r')) return literal;
  return { start: literal.start + 1 + part.start, end: literal.start + 1 + part.end };
}
