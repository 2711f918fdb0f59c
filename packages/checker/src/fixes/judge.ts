import { indexAfter } from '@assay/parser';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import type { Source } from '../project/source.ts';
import type { Moves } from './moves.ts';

/** A fix that is to be applied, and what it is for. */
export interface Choice {
  readonly finding: Diagnostic;
  readonly fix: Fix;
}

/** What fixes did to what is found. */
export interface Judgement {
  /** What is still there of what was to be mended. */
  readonly idle: ReadonlySet<Diagnostic>;
  /** Errors, of any authority, that were not there. */
  readonly brought: readonly Diagnostic[];
  /** For each finding of now the one of before that it is; what fixes were applied for is gone, so it is none of them. */
  readonly same: ReadonlyMap<Diagnostic, Diagnostic>;
}

/** By path: where the places of a file have come to; files that did not change are absent. */
export type FileMoves = ReadonlyMap<string, Moves>;

/**
 * What was found before and after some fixes, compared.
 *
 * @param mended the findings that the fixes are for
 */
export function judge(
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
  mended: readonly Diagnostic[],
  moves: FileMoves,
): Judgement {
  const gone = new Set(mended);
  const rest = before.filter((finding) => !gone.has(finding));
  const same = pair(rest, after, moves);
  const [was, is] = [byKey(before), byKey(after)];
  const isIdle = (finding: Diagnostic): boolean => {
    const key = keyOf(finding);
    const [start, end] = movedPlace(finding, moves);
    return countIn(is.get(key) ?? [], start, end) >= countIn(was.get(key) ?? [], finding.start, finding.end);
  };
  const idle = new Set(mended.filter(isIdle));
  const brought = after.filter((finding) => finding.severity === 'error' && !same.has(finding));
  return { idle, brought, same };
}

/** What a finding says, and of which file; lines that it names come and go with fixes elsewhere. */
function keyOf({ file, code, message }: Diagnostic): string {
  return `${file}\n${code}\n${message.replace(/\bline \d+/g, 'line')}`;
}

function byKey(found: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const groups = new Map<string, Diagnostic[]>();
  for (const finding of found) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}

/** Findings that say the same: first those at the same place, then those that a fix has moved elsewhere. */
function pair(before: readonly Diagnostic[], after: readonly Diagnostic[], moves: FileMoves): Map<Diagnostic, Diagnostic> {
  const same = new Map<Diagnostic, Diagnostic>();
  const groups = byKey(before);
  for (const [key, now] of byKey(after)) {
    const then = groups.get(key);
    if (!then) continue;
    const places = new Map<number, Diagnostic[]>();
    for (const finding of then) {
      const [start] = movedPlace(finding, moves);
      places.set(start, [...(places.get(start) ?? []), finding]);
    }
    const left = new Set(then);
    const take = (finding: Diagnostic, found: Diagnostic | undefined): void => {
      if (!found) return;
      same.set(finding, found);
      left.delete(found);
    };
    for (const finding of now) take(finding, places.get(finding.start)?.pop());
    for (const finding of now) if (!same.has(finding)) take(finding, left.values().next().value);
  }
  return same;
}

function movedPlace({ file, start, end }: Diagnostic, moves: FileMoves): readonly [start: number, end: number] {
  const moved = moves.get(file);
  return moved ? [moved.start(start), moved.end(end)] : [start, end];
}

/** How many of some findings, in the order of their places, begin in a stretch. */
function countIn(found: readonly Diagnostic[], start: number, end: number): number {
  return indexAfter(found, Math.max(start, end - 1)) - indexAfter(found, start - 1);
}

/** Which fixes are to blame for errors: by the top-level statement that they edit, in the files as they are afterwards. */
export class Blame {
  readonly #files: ReadonlyMap<string, Source>;
  readonly #choices = new Map<string, Choice[]>();

  constructor(sources: readonly Source[], choices: readonly Choice[], moves: FileMoves) {
    this.#files = new Map(sources.map((source) => [source.path, source]));
    for (const choice of choices) {
      for (const { file, start, end } of choice.fix.edits) {
        const moved = moves.get(file);
        if (!moved) continue;
        for (const region of this.#regionsOf(file, moved.start(start), moved.end(end))) {
          const known = this.#choices.get(region);
          if (!known) this.#choices.set(region, [choice]);
          else if (known.at(-1) !== choice) known.push(choice);
        }
      }
    }
  }

  /** The statement that a place is in, with a name of its own; `undefined` between statements. */
  regionOf(file: string, offset: number): string | undefined {
    return this.#regionsOf(file, offset, offset)[0];
  }

  /** The fixes that edit in a statement. */
  choicesIn(region: string): readonly Choice[] {
    return this.#choices.get(region) ?? [];
  }

  #regionsOf(file: string, start: number, end: number): string[] {
    const statements = this.#files.get(file)?.parse.root.statements ?? [];
    const regions: string[] = [];
    const last = indexAfter(statements, end) - 1;
    for (let index = Math.max(0, indexAfter(statements, start) - 1); index <= last; index++)
      if (statements[index]!.end >= start) regions.push(`${file}\n${index}`);
    return regions;
  }
}
