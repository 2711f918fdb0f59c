import { formatRange, type TextEdit as Replacement } from '@assay/formatter';
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
  const seen = new Set<string>();
  return ranges
    .flatMap((range) => rangeFormatting(site, range))
    .filter((edit) => {
      const key = JSON.stringify(edit);
      return !seen.has(key) && seen.add(key);
    });
}

/** What formatting changes in the block that ends where somebody has just typed `}`, or in the line that they have just left. */
export function onTypeFormatting(site: Site, position: Position, typed: string): TextEdit[] {
  const { source } = site;
  const offset = offsetAt(source, position);
  if (typed === '\n') {
    if (position.line === 0) return [];
    const start = { line: position.line - 1, character: 0 };
    return rangeFormatting(site, { start, end: { line: position.line, character: 0 } });
  }
  const block = source.parse.root.statements.find((each) => each.kind === 'Block' && each.start < offset && offset <= each.end);
  return toEdits(site, block ? formatRange(source.parse, block.start, offset) : []);
}

function toEdits({ source }: Site, edits: readonly Replacement[]): TextEdit[] {
  return edits.map((edit) => ({ range: rangeOf(source, edit), newText: edit.text }));
}
