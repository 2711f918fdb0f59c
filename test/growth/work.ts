import { Session } from 'node:inspector/promises';

/**
 * Counts the work that code of ours does: how often each block of it runs, as the engine counts it, and the elements that built-in
 * functions of arrays and strings go through. The same work has the same count on every machine.
 */
export class WorkCounter {
  readonly #session = new Session();
  readonly #native = new NativeWork();

  async open(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  async close(): Promise<void> {
    await this.#session.post('Profiler.stopPreciseCoverage');
    this.#session.disconnect();
  }

  /** The work of a function. */
  async count(work: () => unknown): Promise<number> {
    // Counts begin anew each time they are taken.
    await this.#session.post('Profiler.takePreciseCoverage');
    const native = this.#native.count(work);
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    let blocks = 0;
    for (const { url, functions } of result) {
      if (url.includes('node_modules') || url.startsWith('node:') || !url.includes('/packages/')) continue;
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
    return blocks + native;
  }
}

/** Functions whose time is that of the length of what they are called on. */
const LINEAR = [
  'at',
  'concat',
  'copyWithin',
  'fill',
  'flat',
  'includes',
  'indexOf',
  'join',
  'lastIndexOf',
  'reverse',
  'shift',
  'slice',
  'sort',
  'splice',
  'unshift',
] as const;

class NativeWork {
  count(work: () => unknown): number {
    let total = 0;
    const array = Array.prototype as unknown as Record<string | symbol, (...args: unknown[]) => unknown>;
    const originals = new Map<string | symbol, (...args: unknown[]) => unknown>();
    const replace = (name: string | symbol, weigh: (list: readonly unknown[], result: unknown) => number): void => {
      const original = array[name] as (...args: unknown[]) => unknown;
      originals.set(name, original);
      Object.defineProperty(array, name, {
        configurable: true,
        writable: true,
        value(this: readonly unknown[], ...args: unknown[]) {
          const length = this.length;
          const result = original.apply(this, args);
          total += weigh({ length } as readonly unknown[], result);
          return result;
        },
      });
    };
    for (const name of LINEAR) if (name !== 'at' && name !== 'slice' && name !== 'splice') replace(name, ({ length }) => length);
    replace('slice', (_, result) => (result as unknown[]).length);
    replace('splice', ({ length }) => length);
    try {
      work();
    } finally {
      for (const [name, value] of originals) Object.defineProperty(array, name, { configurable: true, writable: true, value });
    }
    return total;
  }
}
