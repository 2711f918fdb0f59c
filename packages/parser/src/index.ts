/**
 * `@assay/parser`: text → tokens → lossless syntax tree, with recovery.
 *
 * Nothing of Chevrotain leaves this package.
 */
export { isIdentifier } from './characters.ts';
export { decodeSource, type EncodingProblem } from './encoding.ts';
export { endsStatement, tokenize } from './lexer.ts';
export { LineIndex, type Position } from './lines.ts';
export { unquote } from './literals.ts';
export { type SyntaxCode, syntaxMessages } from './messages.ts';
export { parse } from './parse.ts';
export { type Edit, reparse } from './reparse.ts';
export type { ParseError, ParseResult } from './source.ts';
export * from './syntax.ts';
export { children, indexAfter, nodeAt, walk } from './walk.ts';
