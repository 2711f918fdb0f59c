/** `@assay/formatter`: what `alloy fmt` prints, from the syntax tree. */
export { type ExceptionKind, exceptionMessages, type FormatException } from './exceptions.ts';
export { type Formatted, format } from './format.ts';
export { formatRange, formatRanges, type TextEdit } from './range.ts';
