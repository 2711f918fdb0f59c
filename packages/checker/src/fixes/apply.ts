import type { ParseResult } from '@assay/parser';
import { findAll } from '../check.ts';
import type { CheckOptions } from '../checks/context.ts';
import type { Diagnostic, Fix, TextEdit } from '../diagnostics/diagnostic.ts';
import { applyEdits } from '../diagnostics/edits.ts';
import { openSource, type Source } from '../project/source.ts';
import type { Findings } from '../suppressions/suppress.ts';

/** How often a program is checked again: fixes that touch each other wait for the next time. */
const MAX_PASSES = 10;

export interface FixOptions {
  /** Apply suggested fixes too, not only safe ones. */
  readonly suggested: boolean;
  /** What formatting would change in a range, as the formatter's `formatRange` gives it: top-level blocks that were formatted stay so. */
  readonly formatRange: (source: ParseResult, start: number, end: number) => readonly Replacement[];
}

/** An edit of a file that is known. */
type Replacement = Pick<TextEdit, 'start' | 'end' | 'text'>;

/** What is still found, and in what. */
export interface FixResult extends Findings {
  /** The program as it is now; the sources of files that did not change are the same. */
  readonly sources: readonly Source[];
  /** How many fixes were applied. */
  readonly applied: number;
}

/**
 * Applies the fixes of a program's findings until nothing changes any more. A file that could be parsed still can be afterwards: a fix after
 * which it could not be is left out. A fix is applied whole, in all files that it edits, or not at all.
 */
export function applyFixes(program: readonly Source[], checkOptions: CheckOptions, options: FixOptions): FixResult {
  const { suggested, formatRange } = options;
  const paths = new Set(program.map(({ path }) => path));
  const banned = new Set<string>();
  const allowed = (fix: Fix): boolean => !banned.has(keyOf(fix)) && fix.edits.every(({ file }) => paths.has(file));
  const seen = new Set<string>([stateOf(program)]);
  let sources = program;
  let findings = findAll(sources, checkOptions);
  let applied = 0;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const fixes = chooseFixes(findings.diagnostics, suggested, allowed);
    if (fixes.length === 0) break;
    const sound = soundFixes(sources, fixes);
    for (const fix of fixes) if (!sound.includes(fix)) banned.add(keyOf(fix));
    if (sound.length === 0) continue;
    const next = sources.map((source) => keepFormatted(source, editsOf(sound, source), formatRange));
    // Two fixes that undo each other would go on forever.
    if (seen.has(stateOf(next))) break;
    seen.add(stateOf(next));
    sources = next;
    applied += sound.length;
    findings = findAll(sources, checkOptions);
  }
  return { sources, ...findings, applied };
}

/** A choice of fixes whose edits do not touch: of each finding the first that is allowed, those of earlier findings first. */
export function chooseFixes(
  diagnostics: readonly Diagnostic[],
  suggested: boolean,
  allowed: (fix: Fix) => boolean = () => true,
): readonly Fix[] {
  const taken: TextEdit[] = [];
  const chosen: Fix[] = [];
  for (const { fixes } of diagnostics) {
    const fix = fixes.find((each) => (suggested || each.safety === 'safe') && each.edits.length > 0 && allowed(each));
    if (!fix || fix.edits.some((edit) => taken.some((other) => touch(edit, other)))) continue;
    taken.push(...fix.edits);
    chosen.push(fix);
  }
  return chosen;
}

function touch(a: TextEdit, b: TextEdit): boolean {
  return a.file === b.file && a.start <= b.end && b.start <= a.end;
}

function keyOf({ title, edits }: Fix): string {
  return `${title}\n${edits.map(({ file, start, end, text }) => `${file} ${start} ${end} ${text}`).join('\n')}`;
}

function stateOf(sources: readonly Source[]): string {
  return sources.map(({ text }) => text).join('\0');
}

/** All of the fixes, or where together they break a file, those that break none one after the other. */
function soundFixes(sources: readonly Source[], fixes: readonly Fix[]): readonly Fix[] {
  if (parse(sources, fixes)) return fixes;
  const sound: Fix[] = [];
  for (const fix of fixes) if (parse(sources, [...sound, fix])) sound.push(fix);
  return sound;
}

/** Whether no file becomes less readable. */
function parse(sources: readonly Source[], fixes: readonly Fix[]): boolean {
  return sources.every((source) => {
    const edits = editsOf(fixes, source);
    return edits.length === 0 || edited(source, edits).parse.errors.length <= source.parse.errors.length;
  });
}

/** What fixes change in a file. */
function editsOf(fixes: readonly Fix[], { path }: Source): Replacement[] {
  return fixes.flatMap((fix) => fix.edits.filter(({ file }) => file === path));
}

/** Edits whose lines end as the file's do. */
function withLineEnds(edits: readonly Replacement[], { text }: Source): readonly Replacement[] {
  return usesCarriageReturns(text) ? edits.map((edit) => ({ ...edit, text: edit.text.replace(/\r?\n/g, '\r\n') })) : edits;
}

function usesCarriageReturns(text: string): boolean {
  return text[text.indexOf('\n') - 1] === '\r';
}

function edited(source: Source, edits: readonly Replacement[]): Source {
  return edits.length === 0 ? source : openSource(source.path, applyEdits(source.text, withLineEnds(edits, source)));
}

/** A file with edits. Formatting goes by what is touched: a block that nobody formatted is left alone. */
export function keepFormatted(before: Source, given: readonly Replacement[], formatRange: FixOptions['formatRange']): Source {
  const edits = withLineEnds(given, before);
  const after = edited(before, edits);
  // What cannot be read is not formatted.
  if (after === before || before.parse.errors.length > 0) return after;
  const changes = formatRange(after.parse, 0, after.text.length);
  if (changes.length === 0) return after;
  const unformatted = formatRange(before.parse, 0, before.text.length);
  const regions = touchedRegions(before, edits, unformatted)
    .filter((region) => !unformatted.some(({ start, end }) => start <= region.end && end >= region.start))
    .map((region) => ({
      start: region.start + growth(edits.filter(({ start }) => start < region.start)),
      end: region.end + growth(edits.filter(({ start }) => start <= region.end)),
    }));
  return edited(
    after,
    changes.filter(({ start, end }) => regions.some((region) => start >= region.start && end <= region.end)),
  );
}

/** The top-level statements that edits touch, with what is between them and their neighbours. */
function touchedRegions({ text, parse }: Source, edits: readonly Replacement[], unformatted: readonly Replacement[]): Region[] {
  const { statements } = parse.root;
  // That a file does not end with its last line is no reason to leave its last block in disorder.
  const last = text.trimEnd().length;
  const bottom = unformatted.some(({ start }) => start >= last) ? last : text.length;
  const regions: { start: number; end: number }[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    const start = statements.findLast((each) => each.end < edit.start)?.end ?? 0;
    const end = statements.find((each) => each.start > edit.end)?.start ?? bottom;
    const previous = regions.at(-1);
    if (previous && start <= previous.end) previous.end = Math.max(previous.end, end);
    else regions.push({ start, end });
  }
  return regions;
}

interface Region {
  readonly start: number;
  readonly end: number;
}

function growth(edits: readonly Replacement[]): number {
  return edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
}
