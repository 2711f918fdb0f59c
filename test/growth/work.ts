import { Session } from 'node:inspector/promises';
import { setFlagsFromString } from 'node:v8';

/**
 * Counts the work that code of ours does: how often each block of it runs, as the engine counts it, and the elements and
 * characters that functions of arrays and strings go through. No clock is looked at: the same work has the same count on every machine.
 *
 * Code that was loaded before it is opened is counted only in part.
 */
export class WorkCounter {
  readonly #session = new Session();
  readonly #strings: boolean;

  /** @param strings whether the characters that functions of strings go through count too: they are gone through very fast */
  constructor({ strings = false }: { readonly strings?: boolean } = {}) {
    this.#strings = strings;
  }

  async open(): Promise<void> {
    // Compiled code is counted only in part.
    setFlagsFromString('--no-opt');
    setFlagsFromString('--no-maglev');
    // And what is run for the first time is not.
    setFlagsFromString('--no-lazy-feedback-allocation');
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  async close(): Promise<void> {
    await this.#session.post('Profiler.stopPreciseCoverage');
    this.#session.disconnect();
  }

  /** The work of each function, all that is done when it returns. */
  async countEach(works: readonly (() => unknown)[]): Promise<number[]> {
    // Counts begin anew each time they are taken.
    await this.#take();
    const counts: number[] = [];
    for (const work of works) {
      const elements = elementsIn(work, this.#strings);
      counts.push((await this.#take()) + elements);
    }
    return counts;
  }

  /** How the work of something grows with its size ({@link growthOf}). */
  async growth(work: (size: number) => unknown, size: number): Promise<number> {
    // What is done once is not counted.
    work(size);
    return growthOf(await this.countEach([size, 2 * size, 4 * size].map((each) => () => work(each))));
  }

  /** How often blocks of our code have run since it was asked last. */
  async #take(): Promise<number> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    let blocks = 0;
    for (const { url, functions } of result) {
      if (!/\/packages\/[a-z]+\/src\//.test(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
    return blocks;
  }
}

/**
 * How many times as much work twice the size takes, by the work for a size, for twice and for four times as much: what is done for any size
 * left aside or not, whichever is less.
 */
export function growthOf([once = 0, twice = 0, four = 0]: readonly number[]): number {
  return Math.min((four - twice) / Math.max(twice - once, 1), four / Math.max(twice, 1));
}

type List = readonly unknown[];
type Method = (this: List | string, ...args: unknown[]) => unknown;

/** What functions of arrays go through, by the length before and what they give. Those with a callback are counted by the callback. */
const WEIGHTS: Readonly<Record<string, (length: number, args: List, result: unknown) => number>> = {
  concat: (_length, _args, result) => (result as List).length,
  copyWithin: (length) => length,
  fill: (length) => length,
  flat: (_length, _args, result) => (result as List).length,
  includes: (length) => length,
  indexOf: (length, _args, result) => (result === -1 ? length : (result as number) + 1),
  join: (length) => length,
  lastIndexOf: (length, _args, result) => length - (result as number),
  reverse: (length) => length,
  shift: (length) => length,
  slice: (_length, _args, result) => (result as List).length,
  splice: (length, [start]) => length - (start as number),
  unshift: (length) => length,
};

/** What functions of strings look at before they give their result. */
const STRING_WEIGHTS: typeof WEIGHTS = {
  includes: (length, [, from], result) => (result ? 1 : length - ((from as number | undefined) ?? 0)),
  indexOf: (length, [, from], result) => (result === -1 ? length : (result as number) + 1) - ((from as number | undefined) ?? 0),
  lastIndexOf: (length, [, from], result) => Math.min((from as number | undefined) ?? length, length) - (result as number),
};

function elementsIn(work: () => unknown, strings: boolean): number {
  let total = 0;
  const restore: (() => void)[] = [];
  const weighed = (prototype: object, weights: typeof WEIGHTS): void => {
    for (const [name, weigh] of Object.entries(weights)) {
      const original = (prototype as Record<string, Method>)[name] as Method;
      restore.push(() => define(prototype, name, original));
      define(prototype, name, function (...args) {
        const { length } = this;
        const result = original.apply(this, args);
        total += weigh(length, args, result);
        return result;
      });
    }
  };
  weighed(Array.prototype, WEIGHTS);
  if (strings) weighed(String.prototype, STRING_WEIGHTS);
  try {
    work();
  } finally {
    for (const each of restore) each();
  }
  return total;
}

function define(prototype: object, name: string, value: Method): void {
  Object.defineProperty(prototype, name, { configurable: true, writable: true, value });
}
