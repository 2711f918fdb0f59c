import { checkProgram } from '../check.ts';
import type { CheckOptions } from '../checks/context.ts';
import type { Diagnostic, Fix, TextEdit } from '../diagnostics/diagnostic.ts';
import { applyEdits } from '../diagnostics/edits.ts';
import { openSource, type Source } from '../project/source.ts';

/** How often a program is checked again: fixes that touch each other wait for the next time. */
const MAX_PASSES = 10;

export interface FixOptions {
  /** Apply suggested fixes too, not only safe ones. */
  readonly suggested: boolean;
  /** Formats a text; what is formatted before a fix is formatted after it. */
  readonly format: (text: string) => string | undefined;
}

export interface FixResult {
  /** The program as it is now; the sources of files that did not change are the same. */
  readonly sources: readonly Source[];
  /** What is still found in it. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many fixes were applied. */
  readonly applied: number;
}

/**
 * Applies the fixes of a program's findings until nothing changes any more. A file that could be parsed still can be afterwards: a fix after
 * which it could not be is left out.
 */
export function applyFixes(program: readonly Source[], checkOptions: CheckOptions, { suggested, format }: FixOptions): FixResult {
  const banned = new Set<string>();
  const seen = new Set<string>([stateOf(program)]);
  let sources = program;
  let diagnostics = checkProgram(sources, checkOptions);
  let applied = 0;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const fixes = chooseFixes(diagnostics, suggested, banned);
    if (fixes.length === 0) break;
    const { next, used } = applySoundly(sources, fixes, banned);
    if (used === 0) continue;
    // Two fixes that undo each other would go on forever.
    if (seen.has(stateOf(next))) break;
    seen.add(stateOf(next));
    sources = next;
    applied += used;
    diagnostics = checkProgram(sources, checkOptions);
  }
  if (applied === 0) return { sources, diagnostics, applied };
  const formatted = sources.map((source, index) => reformat(program[index] as Source, source, format));
  const changed = formatted.some((source, index) => source !== sources[index]);
  return { sources: formatted, diagnostics: changed ? checkProgram(formatted, checkOptions) : diagnostics, applied };
}

/** A choice of fixes whose edits do not touch: of each finding the first that is allowed, those of earlier findings first. */
export function chooseFixes(diagnostics: readonly Diagnostic[], suggested: boolean, banned: ReadonlySet<string> = new Set()): Fix[] {
  const taken: TextEdit[] = [];
  const chosen: Fix[] = [];
  for (const { fixes } of diagnostics) {
    const fix = fixes.find((each) => (suggested || each.safety === 'safe') && each.edits.length > 0 && !banned.has(keyOf(each)));
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

/** All fixes at once, or where that breaks a file, those that break none one after the other. */
function applySoundly(sources: readonly Source[], fixes: readonly Fix[], banned: Set<string>): { next: readonly Source[]; used: number } {
  const all = edited(sources, fixes);
  if (parses(sources, all)) return { next: all, used: fixes.length };
  const sound: Fix[] = [];
  for (const fix of fixes) {
    if (parses(sources, edited(sources, [...sound, fix]))) sound.push(fix);
    else banned.add(keyOf(fix));
  }
  return { next: edited(sources, sound), used: sound.length };
}

/** Whether no file has become unreadable. */
function parses(before: readonly Source[], after: readonly Source[]): boolean {
  return after.every(
    (source, index) => source === before[index] || source.parse.errors.length <= (before[index]?.parse.errors.length ?? 0),
  );
}

function edited(sources: readonly Source[], fixes: readonly Fix[]): Source[] {
  return sources.map((source) => {
    const edits = fixes.flatMap((fix) => fix.edits.filter(({ file }) => file === source.path));
    return edits.length === 0 ? source : openSource(source.path, applyEdits(source.text, edits));
  });
}

function reformat(before: Source, after: Source, format: FixOptions['format']): Source {
  if (after === before || format(before.text) !== before.text) return after;
  const text = format(after.text);
  return text === undefined || text === after.text ? after : openSource(after.path, text);
}
