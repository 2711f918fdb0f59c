import { indexAfter, type ParseResult } from '@assay/parser';
import type { TextEdit } from '../diagnostics/diagnostic.ts';
import { applyEdits, inOrder } from '../diagnostics/edits.ts';
import { openSource, type Source } from '../project/source.ts';
import { Moves } from './moves.ts';

/** An edit of a file that is known. */
export type Replacement = Pick<TextEdit, 'start' | 'end' | 'text'>;

/** What formatting would change in a range, as the formatter's `formatRange` gives it. */
export type FormatRange = (source: ParseResult, start: number, end: number) => readonly Replacement[];

/** A file with edits, and where places of it have come to. */
export interface Rewritten {
  readonly source: Source;
  readonly moves: Moves;
}

interface Region {
  readonly start: number;
  readonly end: number;
}

/** A file with edits whose lines end as the file's do. */
export function rewrite(source: Source, given: readonly Replacement[]): Rewritten {
  if (given.length === 0) return { source, moves: Moves.NONE };
  const edits = withLineEnds(given, source);
  return { source: openSource(source.path, applyEdits(source.text, edits)), moves: new Moves(edits) };
}

/** {@link rewrite}, and formatting goes by what is touched: top-level blocks that were formatted stay so, one that nobody formatted is left alone. */
export function rewriteFormatted(before: Source, given: readonly Replacement[], formatRange: FormatRange): Rewritten {
  const after = rewrite(before, given);
  // What cannot be read is not formatted.
  if (after.source === before || before.parse.errors.length > 0) return after;
  const changes = formatRange(after.source.parse, 0, after.source.text.length);
  if (changes.length === 0) return after;
  const unformatted = formatRange(before.parse, 0, before.text.length);
  const regions = touchedRegions(before, inOrder(given), unformatted)
    .filter((region) => !reachesInto(region, unformatted))
    .map(({ start, end }) => ({ start: after.moves.start(start), end: after.moves.end(end) }));
  const wanted = changes.filter((change) => {
    const region = regions[indexAfter(regions, change.start) - 1];
    return region !== undefined && change.end <= region.end;
  });
  const formatted = rewrite(after.source, wanted);
  return { source: formatted.source, moves: after.moves.followedBy(formatted.moves) };
}

function withLineEnds(edits: readonly Replacement[], { text }: Source): readonly Replacement[] {
  const usesCarriageReturns = text[text.indexOf('\n') - 1] === '\r';
  return usesCarriageReturns ? edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, '\r\n') })) : edits;
}

/** The top-level statements that edits touch, with what is between them and their neighbours; in order, none touching another. */
function touchedRegions({ text, parse }: Source, edits: readonly Replacement[], unformatted: readonly Replacement[]): Region[] {
  const { statements } = parse.root;
  // That a file does not end with its last line is no reason to leave its last block in disorder.
  const last = text.trimEnd().length;
  const bottom = unformatted.some(({ start }) => start >= last) ? last : text.length;
  const regions: { start: number; end: number }[] = [];
  let before = 0;
  for (const edit of edits) {
    while (before < statements.length && statements[before]!.end < edit.start) before++;
    const start = statements[before - 1]?.end ?? 0;
    const end = statements[indexAfter(statements, edit.end)]?.start ?? bottom;
    const previous = regions.at(-1);
    if (previous && start <= previous.end) previous.end = Math.max(previous.end, end);
    else regions.push({ start, end });
  }
  return regions;
}

/** Whether one of some places, in order and not overlapping, touches a region. */
function reachesInto({ start, end }: Region, places: readonly Replacement[]): boolean {
  const last = places[indexAfter(places, end) - 1];
  return last !== undefined && last.end >= start;
}
