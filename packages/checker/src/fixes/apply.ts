import { findAll, MOST_FINDINGS } from '../check.ts';
import { type CheckOptions, levelOf } from '../checks/context.ts';
import type { Diagnostic, Fix, TextEdit } from '../diagnostics/diagnostic.ts';
import { openSource, type Source } from '../project/source.ts';
import { rules } from '../rules/index.ts';
import type { Findings } from '../suppressions/suppress.ts';
import { Blame, type Choice, type FileMoves, type Judgement, judge } from './judge.ts';
import type { Moves } from './moves.ts';
import { type FormatRange, type Replacement, type Rewritten, rewrite, rewriteFormatted } from './rewrite.ts';

/** How often fixes are applied and the program is checked again: those that touch each other, or are for what others brought to light, wait. */
const MAX_STEPS = 50;
/** How often fixes may turn out to do harm before the rest is left alone: of a large program less often, since each time it is checked whole. */
const MOST_FAILURES = 100;
const LEAST_FAILURES = 16;
/** UTF-16 units that may be checked in vain. */
const MAX_WORK = 4_000_000;

/** How many findings of a file are looked at for their fixes. */
const MOST_MENDED = 100_000;

export interface FixOptions {
  /** Apply suggested fixes too, not only safe ones. */
  readonly suggested: boolean;
  /** The path of the one file that may be changed; without it, all may. */
  readonly only?: string;
  /** What formatting would change in a range, as the formatter's `formatRange` gives it: top-level blocks that were formatted stay so. */
  readonly formatRange: FormatRange;
}

/** A fix that was left out, since it would have done harm. */
export interface DroppedFix {
  readonly fix: Fix;
  /** What it is for, as it is still found. */
  readonly finding: Diagnostic;
  /** Why, to follow a colon: `it would bring …`. */
  readonly reason: string;
}

/** What is still found, and in what. The findings do not offer what was left out. */
export interface FixResult extends Findings {
  /** The program as it is now; the sources of files that did not change are the same. */
  readonly sources: readonly Source[];
  /** How many fixes were applied. */
  readonly applied: number;
  /** In the order of the findings. */
  readonly dropped: readonly DroppedFix[];
}

/** A fix that is not applied, wherever it has moved to: it leads to a finding that leads back to it. */
interface Refusal {
  readonly name: string;
  readonly file: string;
  readonly start: number;
}

/** By the name of a fix: where one of this name was applied before it came to a finding. */
type Origins = ReadonlyMap<string, { readonly step: number; readonly refusal: Refusal }>;

/** The program after a step. Every step leaves it without an error that it did not have. */
interface State {
  readonly sources: readonly Source[];
  readonly findings: Findings;
  readonly applied: number;
  /** Of findings that fixes brought to light, the fixes. */
  readonly origins: ReadonlyMap<Diagnostic, Origins>;
  readonly refusals: readonly Refusal[];
}

/** Fixes together, and what they come to. */
interface Trial {
  readonly choices: readonly Choice[];
  readonly rewritten: readonly Rewritten[];
  readonly moves: FileMoves;
  readonly findings: Findings;
  readonly judgement: Judgement;
}

/**
 * Applies the fixes of a program's findings until nothing changes any more. What is applied was checked: the finding is gone, and there is no
 * error, of any authority, that was not there. A fix is applied whole, in all files that it edits, or not at all. A second time there is
 * nothing to do.
 */
export function applyFixes(program: readonly Source[], checkOptions: CheckOptions, options: FixOptions): FixResult {
  const strict = withoutLowered(checkOptions);
  const isWanted = ({ code, file }: Diagnostic): boolean => strict === checkOptions || levelOf(checkOptions, code, file) !== 'off';
  // Findings that come into view where others are mended look like those, so all are asked for that a file of some size has.
  const all = { ...strict, mostFindings: MOST_MENDED };
  const result = applyFixesOf((sources) => findAll(sources, all), program, options, isWanted);
  if (strict === checkOptions && result.diagnostics.length <= (checkOptions.mostFindings ?? MOST_FINDINGS)) return result;
  const left = new Set(result.dropped.map(keyOf));
  const { diagnostics, suppressed } = findAll(result.sources, checkOptions);
  const offered = diagnostics.map((finding) => ({ ...finding, fixes: finding.fixes.filter((fix) => !left.has(keyOf({ fix, finding }))) }));
  return { ...result, diagnostics: offered, suppressed };
}

/**
 * {@link applyFixes}, of what `find` finds.
 *
 * @param isWanted whether the fixes of a finding are to be applied
 */
export function applyFixesOf(
  find: Find,
  program: readonly Source[],
  options: FixOptions,
  isWanted: (finding: Diagnostic) => boolean = () => true,
): FixResult {
  return new Application(find, program, options, isWanted).run();
}

/** The same options, but for severities of what Alloy refuses: a fix that brings an error does harm, whatever it is called. */
function withoutLowered(options: CheckOptions): CheckOptions {
  const ours = new Set(rules.map(({ code }) => code));
  const { levels, settings, ...rest } = options;
  const isLowered = (code: string): boolean => !ours.has(code);
  const all = [...(levels?.keys() ?? []), ...[...(settings?.values() ?? [])].flatMap((codes) => [...codes.keys()])];
  if (!all.some(isLowered)) return options;
  const kept = <Value>(codes: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
    new Map([...codes].filter(([code]) => !isLowered(code)));
  return {
    ...rest,
    ...(levels && { levels: kept(levels) }),
    ...(settings && { settings: new Map([...settings].map(([file, codes]) => [file, kept(codes)])) }),
  };
}

type Find = (sources: readonly Source[]) => Findings;

class Application {
  readonly #find: Find;
  readonly #options: FixOptions;
  readonly #isWanted: (finding: Diagnostic) => boolean;
  readonly #paths: ReadonlySet<string>;
  /** From what was given to what there is now. */
  readonly #states: State[];
  #failures = 0;
  readonly #maxFailures: number;

  constructor(find: Find, program: readonly Source[], options: FixOptions, isWanted: (finding: Diagnostic) => boolean) {
    this.#find = find;
    this.#isWanted = isWanted;
    this.#options = options;
    const { only } = options;
    this.#paths = new Set(program.filter((source) => isMendable(source) && (only ?? source.path) === source.path).map(({ path }) => path));
    const size = program.reduce((sum, { text }) => sum + text.length, 1);
    this.#maxFailures = Math.max(LEAST_FAILURES, Math.min(MOST_FAILURES, MAX_WORK / size));
    this.#states = [{ sources: program, findings: find(program), applied: 0, origins: new Map(), refusals: [] }];
  }

  run(): FixResult {
    for (;;) {
      const state = this.#states.at(-1)!;
      const dropped = new Map<Fix, DroppedFix>();
      const next = this.#states.length <= MAX_STEPS ? this.#step(state, dropped) : undefined;
      if (next === 'back') continue;
      if (!next) return resultOf(state, dropped);
      this.#states.push(next);
      this.#forgetTrees(this.#states.length - 2);
    }
  }

  /** A state of before is rarely needed again: of what was changed for it and after it, only the text is kept. */
  #forgetTrees(step: number): void {
    const [given, state, next] = [this.#states[0]!, this.#states[step]!, this.#states[step + 1]!];
    const isShared = (source: Source, index: number): boolean => source === given.sources[index] || source === next.sources[index];
    const sources = state.sources.map((source, index) => (isShared(source, index) ? source : openSource(source.path, source.text)));
    this.#states[step] = { ...state, sources };
  }

  /** The next state, or `back` where one of before has to be gone on from in another way. */
  #step(state: State, dropped: Map<Fix, DroppedFix>): State | 'back' | undefined {
    for (;;) {
      const choices = this.#choose(state, dropped);
      if (choices.length === 0) return undefined;
      if (this.#failures <= this.#maxFailures && this.#goBack(state, choices)) return 'back';
      const accepted = this.#firstHarmless(state, choices, dropped);
      if (accepted) return this.#follow(state, accepted);
    }
  }

  /** A choice of fixes whose edits do not touch, without those that do harm here. */
  #choose(state: State, dropped: ReadonlyMap<Fix, DroppedFix>): readonly Choice[] {
    const refused = new Set(state.refusals.map(keyOfRefusal));
    return chooseFixes(state.findings.diagnostics, this.#options.suggested, (fix, finding) => {
      if (dropped.has(fix) || !this.#isWanted(finding) || !fix.edits.every(({ file }) => this.#paths.has(file))) return false;
      return !refused.has(keyOf({ fix, finding }));
    });
  }

  /** Refuses fixes that led to a finding for which they would be applied again, where they were applied first. @returns whether there are any */
  #goBack({ origins }: State, choices: readonly Choice[]): boolean {
    const found = choices.flatMap((choice) => origins.get(choice.finding)?.get(nameOf(choice)) ?? []);
    if (found.length === 0) return false;
    this.#failures++;
    const step = found.reduce((least, each) => Math.min(least, each.step), Number.POSITIVE_INFINITY);
    const refusals = new Set(found.filter((each) => each.step === step).map(({ refusal }) => refusal));
    const state = this.#states[step]!;
    this.#states.splice(step, Number.POSITIVE_INFINITY, { ...state, refusals: [...state.refusals, ...refusals] });
    return true;
  }

  /** As many of some fixes as do no harm together, or `undefined`; those that do are added to `dropped`. */
  #firstHarmless(state: State, choices: readonly Choice[], dropped: Map<Fix, DroppedFix>): Trial | undefined {
    const drop = ({ fix, finding }: Choice, reason: string): unknown => dropped.set(fix, { fix, finding, reason });
    let active = choices;
    let waiting = false;
    while (active.length > 0) {
      if (this.#failures > this.#maxFailures) {
        for (const choice of choices)
          if (!dropped.has(choice.fix)) drop(choice, 'it was not tried, since too many others would have done harm');
        return undefined;
      }
      const trial = this.#try(state, active);
      const { idle, brought } = trial.judgement;
      if (idle.size === 0 && brought.length === 0) return trial;
      this.#failures++;
      for (const choice of active) if (idle.has(choice.finding)) drop(choice, 'it would not mend what was found');
      // What was brought may be due to a fix that mends nothing.
      const held = idle.size > 0 ? new Set<Choice>() : blame(trial, drop);
      active = active.filter((choice) => !dropped.has(choice.fix) && !held.has(choice));
      waiting ||= held.size > 0;
      if (active.length > 0 || !waiting) continue;
      active = choices.filter(({ fix }) => !dropped.has(fix));
      waiting = false;
    }
    return undefined;
  }

  #try({ sources, findings }: State, choices: readonly Choice[]): Trial {
    const edits = new Map<string, Replacement[]>();
    for (const { fix } of choices) {
      for (const edit of fix.edits) {
        const known = edits.get(edit.file);
        if (known) known.push(edit);
        else edits.set(edit.file, [edit]);
      }
    }
    const rewritten = sources.map((source) => rewriteFormatted(source, edits.get(source.path) ?? [], this.#options.formatRange));
    const moves = movesOf(rewritten, edits);
    const found = this.#find(rewritten.map(({ source }) => source));
    return {
      choices,
      rewritten,
      moves,
      findings: found,
      judgement: judge(
        findings.diagnostics,
        found.diagnostics,
        choices.map(({ finding }) => finding),
        moves,
      ),
    };
  }

  /** The state that fixes lead to. */
  #follow(state: State, { choices, rewritten, moves, findings, judgement }: Trial): State {
    const sources = rewritten.map(({ source }) => source);
    const blame = new Blame(sources, choices, moves);
    const step = this.#states.length - 1;
    const byRegion = new Map<string, Origins>();
    const originsIn = (region: string): Origins => {
      const known = byRegion.get(region);
      if (known) return known;
      const inRegion = blame.choicesIn(region);
      const all = new Map<string, { readonly step: number; readonly refusal: Refusal }>();
      for (const choice of inRegion.length > 0 ? inRegion : choices) {
        all.set(nameOf(choice), { step, refusal: refusalOf(choice) });
        for (const [earlier, origin] of state.origins.get(choice.finding) ?? []) all.set(earlier, origin);
      }
      byRegion.set(region, all);
      return all;
    };
    const origins = new Map<Diagnostic, Origins>();
    for (const finding of findings.diagnostics) {
      if (finding.fixes.length === 0) continue;
      const before = judgement.same.get(finding);
      const found = before ? state.origins.get(before) : originsIn(blame.regionOf(finding.file, finding.start) ?? '');
      if (found) origins.set(finding, found);
    }
    const refusals = state.refusals.map((each) => ({ ...each, start: moves.get(each.file)?.start(each.start) ?? each.start }));
    return { sources, findings, applied: state.applied + choices.length, origins, refusals };
  }
}

/**
 * Whether edits take findings away and bring no error, of any authority, that was not there.
 *
 * @param diagnostics what is found in the program
 * @param mended the findings, of these, that the edits are for
 */
export function isHarmless(
  sources: readonly Source[],
  diagnostics: readonly Diagnostic[],
  edits: readonly TextEdit[],
  mended: readonly Diagnostic[],
  checkOptions: CheckOptions,
): boolean {
  const files = new Set(sources.filter(isMendable).map(({ path }) => path));
  if (edits.some(({ file }) => !files.has(file))) return false;
  const rewritten = sources.map((source) =>
    rewrite(
      source,
      edits.filter(({ file }) => file === source.path),
    ),
  );
  const strict = withoutLowered(checkOptions);
  const before = strict === checkOptions ? diagnostics : findAll(sources, strict).diagnostics;
  const after = findAll(
    rewritten.map(({ source }) => source),
    strict,
  ).diagnostics;
  const { idle, brought } = judge(before, after, mended, movesOf(rewritten, files));
  return idle.size === 0 && brought.length === 0;
}

/** Whether a file is one of Alloy: of another name it may be anything, so what cannot be read in it is not taken for Alloy and mended. */
function isMendable({ path, parse }: Source): boolean {
  return /(?:^|[/\\])[^./\\]*$|\.(?:alloy|river)$/i.test(path) || parse.errors.length === 0;
}

/** Drops the fixes that errors are due to, where one can be told from the others; where not, half of those that may be are held back. */
function blame({ choices, rewritten, moves, judgement }: Trial, drop: (choice: Choice, reason: string) => void): ReadonlySet<Choice> {
  const held = new Set<Choice>();
  const where = new Blame(
    rewritten.map(({ source }) => source),
    choices,
    moves,
  );
  const errors = new Map<string, Diagnostic>();
  let elsewhere: Diagnostic | undefined;
  for (const error of judgement.brought) {
    const regions = [error, ...error.related].flatMap(({ file, start }) => where.regionOf(file, start) ?? []);
    const region = regions.find((each) => where.choicesIn(each).length > 0);
    if (region === undefined) elsewhere ??= error;
    else if (!errors.has(region)) errors.set(region, error);
  }
  const narrow = (suspects: readonly Choice[], error: Diagnostic): void => {
    const [first] = suspects;
    if (first && suspects.length === 1) drop(first, `it would bring ${error.code}: ${error.message}`);
    for (const choice of suspects.slice(Math.ceil(suspects.length / 2))) held.add(choice);
  };
  for (const [region, error] of errors) narrow(where.choicesIn(region), error);
  if (errors.size === 0 && elsewhere) narrow(choices, elsewhere);
  return held;
}

/** A choice of fixes whose edits do not touch: of each finding the first that is allowed, those of earlier findings first. */
export function chooseFixes(
  diagnostics: readonly Diagnostic[],
  suggested: boolean,
  allowed: (fix: Fix, finding: Diagnostic) => boolean = () => true,
): readonly Choice[] {
  const taken = new Map<string, TextEdit[]>();
  const chosen: Choice[] = [];
  for (const finding of diagnostics) {
    const fix = finding.fixes.find((each) => (suggested || each.safety === 'safe') && each.edits.length > 0 && allowed(each, finding));
    if (!fix || fix.edits.some((edit) => touches(taken.get(edit.file) ?? [], edit))) continue;
    for (const edit of fix.edits) {
      const known = taken.get(edit.file);
      if (known) known.splice(firstBehind(known, edit.start), 0, edit);
      else taken.set(edit.file, [edit]);
    }
    chosen.push({ finding, fix });
  }
  return chosen;
}

/** Whether an edit touches one of others, which are in order and do not overlap. */
function touches(others: readonly TextEdit[], { start, end }: TextEdit): boolean {
  const last = others[firstBehind(others, end) - 1];
  return last !== undefined && last.end >= start;
}

function firstBehind(edits: readonly TextEdit[], offset: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edits[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What tells fixes of a kind from others. */
function nameOf({ fix, finding }: Choice): string {
  return `${finding.code}\n${fix.title}`;
}

function refusalOf(choice: Choice): Refusal {
  const { file, start } = choice.finding;
  return { name: nameOf(choice), file, start };
}

function keyOf(choice: Choice): string {
  return keyOfRefusal(refusalOf(choice));
}

function keyOfRefusal({ name, file, start }: Refusal): string {
  return `${name}\n${file} ${start}`;
}

function movesOf(rewritten: readonly Rewritten[], edited: { has(path: string): boolean }): FileMoves {
  const moves = new Map<string, Moves>();
  for (const each of rewritten) if (edited.has(each.source.path)) moves.set(each.source.path, each.moves);
  return moves;
}

/** What there is in the end; nothing that was dropped is offered any more. */
function resultOf({ sources, findings, applied, refusals }: State, dropped: ReadonlyMap<Fix, DroppedFix>): FixResult {
  const all = new Map(dropped);
  const refused = new Set(refusals.map(keyOfRefusal));
  if (refused.size > 0) {
    for (const finding of findings.diagnostics) {
      for (const fix of finding.fixes) {
        const choice = { fix, finding };
        if (refused.has(keyOf(choice))) all.set(fix, { ...choice, reason: 'what it leads to leads back to it' });
      }
    }
  }
  if (all.size === 0) return { sources, ...findings, applied, dropped: [] };
  const diagnostics = findings.diagnostics.map((finding) =>
    finding.fixes.some((fix) => all.has(fix)) ? { ...finding, fixes: finding.fixes.filter((fix) => !all.has(fix)) } : finding,
  );
  return { sources, diagnostics, suppressed: findings.suppressed, applied, dropped: [...all.values()] };
}
