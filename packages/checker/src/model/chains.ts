import type { Catalog, Component } from '@assay/catalog';
import type { Expression, Identifier, Name, Statement } from '@assay/parser';
import { type BlockSymbol, findNamespace, findSymbol, type Module } from './program.ts';

/** An identifier and the fields read from it: `a.b.c` of `a.b.c[0].d`. It moves with its nodes. */
export class Chain {
  readonly parts: readonly (Identifier | Name)[];
  #prefixes: readonly string[] | undefined;

  /** @param parts the identifier, and the names of the fields */
  constructor(parts: readonly (Identifier | Name)[]) {
    this.parts = parts;
  }

  get start(): number {
    return (this.parts[0] as Identifier).start;
  }

  /** Exclusive. */
  get end(): number {
    return (this.parts[this.parts.length - 1] as Name).end;
  }

  /** The parts joined by dots. */
  get text(): string {
    return this.prefixes[this.parts.length - 1] as string;
  }

  /** What the chain begins with, by the number of parts: `a`, `a.b`, `a.b.c`. */
  get prefixes(): readonly string[] {
    if (!this.#prefixes) {
      let prefix = '';
      this.#prefixes = this.parts.map(({ text }) => {
        prefix = prefix ? `${prefix}.${text}` : text;
        return prefix;
      });
    }
    return this.#prefixes;
  }
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
    parts.push(node.name);
    node = node.object;
  }
  if (node.kind !== 'Identifier') return undefined;
  parts.push(node);
  return new Chain(parts.reverse());
}

/** All chains in a list of statements, each as long as it goes. */
export function chainsIn(statements: readonly Statement[]): readonly Chain[] {
  const chains: Chain[] = [];
  for (const statement of statements) chainsOfStatement(statement, chains);
  return chains;
}

function chainsOfStatement(statement: Statement, chains: Chain[]): void {
  if (statement.kind === 'Attribute') chainsOfExpression(statement.value, chains);
  else if (statement.kind === 'Block') for (const inner of statement.statements) chainsOfStatement(inner, chains);
}

function chainsOfExpression(node: Expression, chains: Chain[]): void {
  switch (node.kind) {
    case 'Identifier':
    case 'Access': {
      const chain = chainOf(node);
      if (chain) chains.push(chain);
      else if (node.kind === 'Access') chainsOfExpression(node.object, chains);
      return;
    }
    case 'Index':
      chainsOfExpression(node.object, chains);
      chainsOfExpression(node.index, chains);
      return;
    case 'Call':
      chainsOfExpression(node.callee, chains);
      for (const argument of node.args) chainsOfExpression(argument, chains);
      return;
    case 'Paren':
      chainsOfExpression(node.inner, chains);
      return;
    case 'Array':
      for (const element of node.elements) chainsOfExpression(element, chains);
      return;
    case 'Object':
      for (const { value } of node.fields) chainsOfExpression(value, chains);
      return;
    case 'Unary':
      chainsOfExpression(node.operand, chains);
      return;
    case 'Binary':
      chainsOfExpression(node.left, chains);
      chainsOfExpression(node.right, chains);
      return;
    case 'Literal':
    case 'Missing':
      return;
  }
}

/** The block that a chain refers to: the one whose id equals its *shortest* matching prefix (LANGUAGE.md 6.4 no. 2). */
export function resolve(module: Module, chain: Chain): BlockSymbol | undefined {
  for (const prefix of chain.prefixes) {
    const symbol = findSymbol(module, prefix);
    if (symbol) return symbol;
  }
  return undefined;
}

/** What a chain reads of which built-in component; `undefined` for anything else, custom components included. */
export function componentReference(module: Module, chain: Chain, catalog: Catalog): ComponentReference | undefined {
  const symbol = resolve(module, chain);
  if (symbol?.kind !== 'component') return undefined;
  const { block } = symbol;
  const component = findNamespace(symbol.module, block.name[0]?.text ?? '') ? undefined : catalog.component(block.fullName);
  if (!component) return undefined;
  const [exportName, ...fields] = chain.parts.slice(chain.prefixes.indexOf(symbol.id) + 1);
  return { symbol, component, ...(exportName && { exportName }), fields };
}
