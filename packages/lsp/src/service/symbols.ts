import { allModules, type BlockSymbol, headerSpan, type Source } from '@assay/checker';
import type { Block, Statement } from '@assay/parser';
import { type DocumentSymbol, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import { locationOf, rangeOf } from './positions.ts';
import type { Project, Site } from './project.ts';

/** The blocks of a file and what is in them. */
export function documentSymbols({ source }: Site): DocumentSymbol[] {
  return symbolsOf(source, source.parse.root.statements, true);
}

function symbolsOf(source: Source, statements: readonly Statement[], isPipeline: boolean): DocumentSymbol[] {
  return statements.flatMap((statement): DocumentSymbol[] => {
    if (statement.kind === 'Block') return [blockSymbol(source, statement, isPipeline)];
    if (statement.kind === 'Skipped' || statement.name.text === '') return [];
    const { name } = statement;
    return [{ name: name.text, kind: SymbolKind.Property, range: rangeOf(source, statement), selectionRange: rangeOf(source, name) }];
  });
}

function blockSymbol(source: Source, block: Block, isPipeline: boolean): DocumentSymbol {
  const { fullName, label, statements } = block;
  const holdsPipeline = fullName === 'declare' || fullName === 'template';
  return {
    name: label?.text ? label.text : fullName || '…',
    ...(label?.text && { detail: fullName }),
    kind: isPipeline ? kindOf(fullName) : SymbolKind.Struct,
    range: rangeOf(source, block),
    selectionRange: rangeOf(source, headerSpan(block)),
    children: symbolsOf(source, statements, holdsPipeline),
  };
}

function kindOf(name: string): SymbolKind {
  if (name === 'declare') return SymbolKind.Function;
  if (name === 'argument') return SymbolKind.Variable;
  if (name === 'export') return SymbolKind.Constant;
  if (name.startsWith('import.')) return SymbolKind.Package;
  return name.includes('.') ? SymbolKind.Class : SymbolKind.Module;
}

/** How many symbols are given at once: a client asks again when more is typed. */
const MOST = 512;

/** Blocks of all known files whose id holds the characters of a query in their order. */
export function workspaceSymbols(project: Project, query: string): WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replace(/\s/g, '');
  const found: WorkspaceSymbol[] = [];
  // A module of an import may stand in several programs.
  const seen = new Set<BlockSymbol>();
  const programs = new Set<Site['checked']>();
  for (const uri of project.uris) {
    const checked = project.site(uri)?.checked;
    if (!checked || programs.has(checked)) continue;
    programs.add(checked);
    for (const module of allModules(checked.program.root)) {
      for (const symbol of module.symbols) {
        if (seen.has(symbol) || !isWithin(wanted, symbol.id.toLowerCase())) continue;
        seen.add(symbol);
        found.push({
          name: symbol.id,
          kind: kindOf(symbol.block.fullName),
          location: locationOf(project, symbol.source, headerSpan(symbol.block)),
          containerName: module.owner?.id ?? symbol.source.path,
        });
        if (found.length === MOST) return found;
      }
    }
  }
  return found;
}

function isWithin(query: string, text: string): boolean {
  let at = 0;
  for (const character of query) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
