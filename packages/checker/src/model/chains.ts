import type { Catalog, Component } from '@assay/catalog';
import { type Expression, type Identifier, type Name, type Node, type Statement, walk } from '@assay/parser';
import { type BlockSymbol, findNamespace, findSymbol, type Module } from './program.ts';

/** An identifier and the fields read from it, as the expression says it: `a.b.c` of `a.b.c[0].d`. */
export interface Chain {
  readonly parts: readonly (Identifier | Name)[];
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** A chain that names a built-in component, and what it reads of it. */
export interface ComponentReference {
  readonly symbol: BlockSymbol;
  readonly component: Component;
  /** The name of the export; absent where the chain ends with the component. */
  readonly exportName?: Identifier | Name;
  /** The fields read from the export. */
  readonly fields: readonly (Identifier | Name)[];
}

/** The chain that an expression is, if it is one and nothing else. */
export function chainOf(expression: Expression): Chain | undefined {
  const parts: (Identifier | Name)[] = [];
  let node = expression;
  while (node.kind === 'Access') {
    if (!node.name.text) return undefined;
    parts.unshift(node.name);
    node = node.object;
  }
  if (node.kind !== 'Identifier') return undefined;
  parts.unshift(node);
  return { parts, start: expression.start, end: expression.end };
}

/** All chains in a list of statements, each as long as it goes. */
export function chainsIn(statements: readonly Statement[]): Chain[] {
  const chains: Chain[] = [];
  const inner = new Set<Node>();
  for (const statement of statements) {
    walk(statement, (node) => {
      if (node.kind !== 'Access' && node.kind !== 'Identifier') return;
      const chain = inner.has(node) ? undefined : chainOf(node);
      if (chain) chains.push(chain);
      // Of `a.b.c` the parts `a.b` and `a` are no chains of their own.
      if (node.kind === 'Access' && (chain || inner.has(node))) inner.add(node.object);
    });
  }
  return chains;
}

/** What a chain reads of which built-in component; `undefined` for anything else, custom components included. */
export function componentReference(module: Module, chain: Chain, catalog: Catalog): ComponentReference | undefined {
  let id = '';
  for (const [index, part] of chain.parts.entries()) {
    id = id ? `${id}.${part.text}` : part.text;
    const symbol = findSymbol(module, id);
    if (!symbol) continue;
    const { block } = symbol;
    if (symbol.kind !== 'component' || findNamespace(symbol.module, block.name[0]?.text ?? '')) return undefined;
    const component = catalog.component(block.fullName);
    if (!component) return undefined;
    const [exportName, ...fields] = chain.parts.slice(index + 1);
    return { symbol, component, ...(exportName && { exportName }), fields };
  }
  return undefined;
}
