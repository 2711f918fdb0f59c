import { createToken, type TokenType } from 'chevrotain';
import { TokenKind } from './syntax.ts';

/** Chevrotain's view of the token classes. Only significant tokens reach its parser; trivia stays in the vector. */
const category = (name: string): TokenType => createToken({ name });

export const BinaryOperatorClass = category('BinaryOperator');
export const UnaryOperatorClass = category('UnaryOperator');
export const LiteralClass = category('Literal');
/** All that cannot begin a statement. */
export const StrayClass = category('Stray');

const BINARY = new Set<keyof typeof TokenKind>([
  'Or',
  'And',
  'Equal',
  'NotEqual',
  'Less',
  'LessEqual',
  'Greater',
  'GreaterEqual',
  'Plus',
  'Minus',
  'Star',
  'Slash',
  'Percent',
  'Caret',
]);
const UNARY = new Set<keyof typeof TokenKind>(['Not', 'Minus']);
const LITERAL = new Set<keyof typeof TokenKind>(['Number', 'Float', 'String', 'RawString', 'Bool', 'Null']);
const TRIVIA = new Set<keyof typeof TokenKind>(['Whitespace', 'LineComment', 'BlockComment', 'EndOfFile']);

type Significant = Exclude<keyof typeof TokenKind, 'Whitespace' | 'LineComment' | 'BlockComment' | 'EndOfFile'>;

/** Chevrotain's number of each token class, by our own. */
export const typeIndex = new Uint16Array(64);

function classOf(name: keyof typeof TokenKind): TokenType {
  const categories = [
    ...(BINARY.has(name) ? [BinaryOperatorClass] : []),
    ...(UNARY.has(name) ? [UnaryOperatorClass] : []),
    ...(LITERAL.has(name) ? [LiteralClass] : []),
    ...(name === 'Identifier' || name === 'Terminator' ? [] : [StrayClass]),
  ];
  const type = createToken({ name, categories });
  typeIndex[TokenKind[name]] = type.tokenTypeIdx as number;
  return type;
}

/** The token classes that the grammar speaks of. */
export const T = Object.fromEntries(
  (Object.keys(TokenKind) as (keyof typeof TokenKind)[]).filter((name) => !TRIVIA.has(name)).map((name) => [name, classOf(name)]),
) as Record<Significant, TokenType>;

export const vocabulary: TokenType[] = [BinaryOperatorClass, UnaryOperatorClass, LiteralClass, StrayClass, ...Object.values(T)];

const byKind = new Map<TokenKind, TokenType>(Object.entries(T).map(([name, type]) => [TokenKind[name as Significant], type]));

/** The Chevrotain class of a significant token. */
export function typeOf(kind: TokenKind): TokenType {
  return byKind.get(kind) as TokenType;
}
