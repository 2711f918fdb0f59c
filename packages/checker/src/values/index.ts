/**
 * Literal values as the real program reads them: what a literal stands for, what operators make of literals, and
 * whether a value fits the Go type that an attribute has, in the words of `alloy validate`.
 */
export { decodeLiteral } from './decode.ts';
export { binaryOperation, type OperationError, unaryOperation } from './operations.ts';
export { base2Bytes } from './text/bytes.ts';
export { goDuration, prometheusDuration } from './text/duration.ts';
export { regex } from './text/regex.ts';
export { selector } from './text/selector.ts';
export { url } from './text/url.ts';
export { literalValue, type NumberValue, type Value } from './value.ts';
