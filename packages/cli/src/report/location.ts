import type { Place, Source } from '@assay/checker';

/** A stretch as Alloy counts it: lines from 1, columns from 1 in bytes of UTF-8, the end inclusive (LANGUAGE.md 1.2). */
export interface Location {
  readonly line: number;
  readonly column: number;
  /** The place of the last byte of the last character; of an empty stretch, what {@link locate} was asked for. */
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * Turns offsets into lines and columns.
 *
 * @param emptyEnd where an empty stretch ends: at its column (`'at'`), or one before it (`'before'`), which tells an insertion from the
 *   replacement of one byte
 */
export function locate(source: Source, { start, end }: Pick<Place, 'start' | 'end'>, emptyEnd: 'at' | 'before' = 'at'): Location {
  const { line, column } = source.lines.position(start);
  if (end <= start) return { line, column, endLine: line, endColumn: emptyEnd === 'at' ? column : column - 1 };
  const last = isLowSurrogate(source.text, end - 1) ? end - 2 : end - 1;
  const position = source.lines.position(last);
  return { line, column, endLine: position.line, endColumn: position.column + utf8Length(source.text.codePointAt(last) as number) - 1 };
}

function isLowSurrogate(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  const before = text.charCodeAt(offset - 1);
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}

function utf8Length(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
