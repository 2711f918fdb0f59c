import type { Span } from '../diagnostics/collector.ts';
import type { Source } from '../project/source.ts';
import type { StaticValue } from '../values/static.ts';

/** What any program may cost, in steps: some tenths of a second. */
const STEPS = 500_000;
/** What it may cost beside that for each UTF-16 unit of its text. */
const STEPS_PER_UNIT = 20;
/** How many UTF-16 units of a text that is made are one step. */
const UNITS_PER_STEP = 64;
/** How long a text can be that is made of others, in UTF-16 units. Longer ones are unknown. */
export const MAX_TEXT = 1 << 20;

/** Where a budget was spent. */
export interface BudgetEnd {
  readonly source: Source;
  readonly span: Span;
}

/**
 * How much work there may be in a program that does not stand in its text: declares in declares, exports that read exports, items of
 * foreach blocks and functions that make values longer all multiply, so that a page of text can ask for more than any machine can do.
 *
 * One budget is for one program. It is counted in steps, never in time, so that the same program has the same end everywhere. A step is a
 * part of an expression that is evaluated for an instance, an element of a list or 64 units of a text that a function makes, a block looked
 * at for an instance, or a node of the graph. What reads each line of the text a bounded number of times costs nothing. A budget grows with
 * the text: who works in proportion to it never gets to the end.
 *
 * Once it is spent, what is left of the work is not done: values are unknown, which fits everything.
 */
export class Budget {
  readonly #limit: number;
  #used = 0;
  #end: BudgetEnd | undefined;

  /** @param limit in steps */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The budget of a program. */
  static of(files: readonly Source[]): Budget {
    return new Budget(files.reduce((sum, { text }) => sum + text.length * STEPS_PER_UNIT, STEPS));
  }

  /** How many steps have been made. */
  get used(): number {
    return this.#used;
  }

  get isSpent(): boolean {
    return this.#used > this.#limit;
  }

  /** Where it was spent; absent where it is not, or where nobody said it. */
  get end(): BudgetEnd | undefined {
    return this.#end;
  }

  /** @returns whether the work may be done */
  spend(steps: number): boolean {
    this.#used += steps;
    return this.#used <= this.#limit;
  }

  /**
   * To be asked before a text is made of others.
   *
   * @param length in UTF-16 units
   * @returns whether it may be made
   */
  spendText(length: number): boolean {
    return length <= MAX_TEXT && this.spend(Math.floor(length / UNITS_PER_STEP));
  }

  /** Says where work was done. The first place at which the budget turns out to be spent is kept. */
  note(source: Source, span: Span): void {
    if (this.isSpent && !this.#end) this.#end = { source, span: { start: span.start, end: span.end } };
  }
}

/** How many steps it takes to make a value, or to go through it, its parts left out. */
export function weight(value: StaticValue): number {
  switch (value.type) {
    case 'array':
      return value.elements.length;
    case 'object':
      return value.fields.size;
    case 'string':
      return Math.floor(value.value.length / UNITS_PER_STEP);
    case 'bytes':
      return Math.floor((value.text?.length ?? 0) / UNITS_PER_STEP);
    default:
      return 0;
  }
}
