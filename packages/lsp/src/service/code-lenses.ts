import { type GraphNode, headerSpan } from '@assay/checker';
import type { CodeLens, Location } from 'vscode-languageserver';
import { isFileOf } from './files.ts';
import { allNames, labelTarget, type NameUse } from './names.ts';
import { locationOf, positionAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';

/** The command of a client that shows places: `(uri, position, locations)`. */
export const SHOW_PLACES = 'assay.showReferences';

/** What the client can do with lenses. */
export interface CodeLensOptions {
  /** It has {@link SHOW_PLACES}; otherwise a lens only says what it says. */
  readonly commands?: boolean;
}

/** Above each component: what feeds it and what it feeds; above each declare, argument and export: how often it is used. */
export function codeLenses(site: Site, { commands }: CodeLensOptions = {}): CodeLens[] {
  const { checked, source, project } = site;
  const lenses: CodeLens[] = [];
  const add = (symbol: GraphNode['symbol'], title: string, places: readonly Location[]): void => {
    const span = headerSpan(symbol.block);
    const args = [project.uriOf(source.path), positionAt(source, span.start), places];
    const command = commands && places.length > 0 ? { title, command: SHOW_PLACES, arguments: args } : { title, command: '' };
    lenses.push({ range: rangeOf(source, span), command });
  };
  const seen = new Set<GraphNode['symbol']>();
  for (const { nodes } of checked.graph.modules) {
    for (const node of nodes) {
      const { symbol } = node;
      if (symbol.source !== source || seen.has(symbol)) continue;
      seen.add(symbol);
      const from = unique(checked.graph.incoming(node).map((edge) => edge.from));
      const to = unique(checked.graph.outgoing(node).map((edge) => edge.to));
      if (from.length > 0) add(symbol, `fed by ${named(from)}`, headers(site, from));
      if (to.length > 0) add(symbol, `feeds ${named(to)}`, headers(site, to));
    }
  }
  for (const [symbol, uses] of definitionsIn(site)) {
    const places = uses.map((use) => locationOf(project, use.source, use));
    add(symbol, places.length === 1 ? '1 reference' : `${places.length} references`, places);
  }
  return lenses.sort((a, b) => a.range.start.line - b.range.start.line);
}

/** Declares, arguments, exports and imports of the file, with where they are used. */
function definitionsIn({ checked, source }: Site): Map<GraphNode['symbol'], NameUse[]> {
  const found = new Map<GraphNode['symbol'], NameUse[]>();
  for (const use of allNames(checked)) {
    const { target, role } = use;
    if (target.symbol.source !== source || target.kind === 'variable' || labelTarget(target.symbol).kind === 'label') continue;
    const uses = found.get(target.symbol) ?? [];
    if (role !== 'definition') uses.push(use);
    found.set(target.symbol, uses);
  }
  return found;
}

function unique(nodes: readonly GraphNode[]): GraphNode[] {
  return [...new Set(nodes)];
}

/** One by its name, several by their number. */
function named(nodes: readonly GraphNode[]): string {
  return nodes.length === 1 ? (nodes[0] as GraphNode).id : `${nodes.length} components`;
}

function headers({ project, checked }: Site, nodes: readonly GraphNode[]): Location[] {
  return nodes
    .filter(({ symbol }) => isFileOf(checked, symbol.source))
    .map(({ symbol }) => locationOf(project, symbol.source, headerSpan(symbol.block)));
}
