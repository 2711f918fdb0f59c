import type { Channel } from './output.ts';

/** How long a run may take before it says how far it is, and how often it says so. In milliseconds. */
const PATIENCE = 1000;
const INTERVAL = 100;

/** A line on the terminal that says how far a long run is; nothing where there is no terminal. */
export class Progress {
  readonly #total: number;
  readonly #channel: Channel;
  #next = performance.now() + PATIENCE;
  #done = 0;
  #shown = false;

  constructor(total: number, channel: Channel) {
    this.#total = total;
    this.#channel = channel;
  }

  /** `files` more are about to be done. */
  advance(files: number): void {
    this.#done += files;
    if (!this.#channel.isTerminal || performance.now() < this.#next) return;
    this.#next = performance.now() + INTERVAL;
    this.#shown = true;
    this.#channel.write(`\r\x1b[Kchecking file ${this.#done} of ${this.#total}`);
  }

  /** Takes the line away, before something else is written or at the end. */
  clear(): void {
    if (this.#shown) this.#channel.write('\r\x1b[K');
    this.#shown = false;
  }
}
