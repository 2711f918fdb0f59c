import type { Block, Expression, Identifier, Name, Statement } from '@assay/parser';
import { Chain } from './chains.ts';
import type { BlockSymbol } from './program.ts';

/**
 * The chains in a list of statements, in Alloy's order and with Alloy's quirk: indexing and calls end a chain, but the
 * last chain *inside* an index, an argument list, a parenthesis, an array or an object stays open, so that a following
 * `.name` is appended to it: `f(x).y` holds `f` and `x.y` (LANGUAGE.md 6.4 no. 1).
 */
export function traversals(statements: readonly Statement[]): readonly Chain[] {
  const walker = new TraversalWalker();
  for (const statement of statements) walker.statement(statement);
  walker.flush();
  return walker.found;
}

class TraversalWalker {
  readonly found: Chain[] = [];
  #open: (Identifier | Name)[] | undefined;

  flush(): void {
    if (this.#open) this.found.push(new Chain(this.#open));
    this.#open = undefined;
  }

  statement(statement: Statement): void {
    if (statement.kind === 'Attribute') this.#expression(statement.value);
    else if (statement.kind === 'Block') for (const inner of statement.statements) this.statement(inner);
  }

  #expression(node: Expression): void {
    switch (node.kind) {
      case 'Identifier':
        this.flush();
        this.#open = [node];
        return;
      case 'Access':
        this.#expression(node.object);
        if (node.name.text) this.#open?.push(node.name);
        // A missing name makes the rest unknown: the chain says nothing of what should stand there.
        return;
      case 'Index':
        this.#expression(node.object);
        this.flush();
        this.#expression(node.index);
        return;
      case 'Call':
        this.#expression(node.callee);
        this.flush();
        for (const argument of node.args) this.#expression(argument);
        return;
      case 'Paren':
        this.#expression(node.inner);
        return;
      case 'Array':
        for (const element of node.elements) this.#expression(element);
        return;
      case 'Object':
        for (const field of node.fields) this.#expression(field.value);
        return;
      case 'Unary':
        this.#expression(node.operand);
        return;
      case 'Binary':
        this.#expression(node.left);
        this.#expression(node.right);
        return;
      case 'Literal':
      case 'Missing':
        return;
    }
  }
}

/** The statements of a block in which its own references stand: a declare's belong to its inner module, a foreach's template too. */
export function ownStatements({ block }: Pick<BlockSymbol, 'block'>): readonly Statement[] {
  if (block.fullName === 'declare') return [];
  if (block.fullName !== 'foreach') return block.statements;
  return block.statements.filter((s) => !isTemplate(s));
}

function isTemplate(statement: Statement): statement is Block {
  return statement.kind === 'Block' && statement.fullName === 'template';
}
