import type { LexerToken } from './lexer.ts';
import { type BinaryOperator, type Expression, TokenKind, type Unary } from './syntax.ts';

/** Binding strength of the binary operators (alloy.ebnf: Or, And, Compare, Add, Multiply, Power). */
export const PRECEDENCE: Readonly<Partial<Record<TokenKind, number>>> = {
  [TokenKind.Or]: 1,
  [TokenKind.And]: 2,
  [TokenKind.Equal]: 3,
  [TokenKind.NotEqual]: 3,
  [TokenKind.Less]: 3,
  [TokenKind.LessEqual]: 3,
  [TokenKind.Greater]: 3,
  [TokenKind.GreaterEqual]: 3,
  [TokenKind.Plus]: 4,
  [TokenKind.Minus]: 4,
  [TokenKind.Star]: 5,
  [TokenKind.Slash]: 5,
  [TokenKind.Percent]: 5,
  [TokenKind.Caret]: 6,
};

/** Unary operators before an operand. */
export function prefixed(operators: readonly LexerToken[], operand: Expression): Expression {
  let node = operand;
  for (let i = operators.length - 1; i >= 0; i--) {
    const operator = operators[i] as LexerToken;
    const extent = { start: operator.start, end: node.end, first: operator.index, last: node.last };
    node = { kind: 'Unary', operator: operator.kind as Unary['operator'], operatorToken: operator.index, operand: node, ...extent };
  }
  return node;
}

/** Nests operands and the operators between them by precedence; of equals the left one binds first, but for `^`. */
export function nested(operands: readonly Expression[], operators: readonly LexerToken[]): Expression {
  const values: Expression[] = [operands[0] as Expression];
  const waiting: LexerToken[] = [];
  const reduce = (): void => {
    const right = values.pop() as Expression;
    const left = values.pop() as Expression;
    const operator = waiting.pop() as LexerToken;
    const extent = { start: left.start, end: right.end, first: left.first, last: right.last };
    values.push({ kind: 'Binary', left, operator: operator.kind as BinaryOperator, operatorToken: operator.index, right, ...extent });
  };
  operators.forEach((operator, index) => {
    const strength = PRECEDENCE[operator.kind] as number;
    while (waiting.length > 0) {
      const before = PRECEDENCE[(waiting[waiting.length - 1] as LexerToken).kind] as number;
      if (before < strength || (before === strength && operator.kind === TokenKind.Caret)) break;
      reduce();
    }
    waiting.push(operator);
    values.push(operands[index + 1] as Expression);
  });
  while (waiting.length > 0) reduce();
  return values[0] as Expression;
}
