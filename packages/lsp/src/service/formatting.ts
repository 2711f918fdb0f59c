import { formatRange, formatRanges, type TextEdit as Replacement } from '@assay/formatter';
import { parse } from '@assay/parser';
import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';

/** What formatting changes in a file; nothing where it has syntax errors. */
export function formatting(site: Site): TextEdit[] {
  const { parse, text } = site.source;
  return toEdits(site, formatRange(parse, 0, text.length));
}

/** What formatting changes in the lines that a range touches. */
export function rangeFormatting(site: Site, range: Range): TextEdit[] {
  const { source } = site;
  return toEdits(site, formatRange(source.parse, offsetAt(source, range.start), offsetAt(source, range.end)));
}

/** What formatting changes in the lines that any of the ranges touches. */
export function rangesFormatting(site: Site, ranges: readonly Range[]): TextEdit[] {
  const { source } = site;
  const spans = ranges.map(({ start, end }) => ({ start: offsetAt(source, start), end: offsetAt(source, end) }));
  return toEdits(site, formatRanges(source.parse, spans));
}

/**
 * What formatting changes in the block that ends where somebody has just typed `}`, or in the line that they have just left. The block at the
 * top is looked at alone: it does not matter how long the file is, or that something is wrong elsewhere.
 */
export function onTypeFormatting(site: Site, position: Position, typed: string): TextEdit[] {
  const { source } = site;
  const offset = offsetAt(source, position);
  const block = source.parse.root.statements.find((each) => each.start < offset && offset <= each.end);
  if (block?.kind !== 'Block' || block.close === -1) return [];
  const from = typed === '\n' ? offsetAt(source, { line: Math.max(position.line - 1, 0), character: 0 }) : block.start;
  const { start, end } = block;
  const edits = formatRange(parse(source.text.slice(start, end)), Math.max(from, start) - start, offset - start);
  return toEdits(
    site,
    // What would be put behind the block, a file's last newline, is there already.
    edits.filter((edit) => start + edit.start < end).map((edit) => ({ start: start + edit.start, end: start + edit.end, text: edit.text })),
  );
}

function toEdits({ source }: Site, edits: readonly Replacement[]): TextEdit[] {
  return edits.map((edit) => ({ range: rangeOf(source, edit), newText: edit.text }));
}
