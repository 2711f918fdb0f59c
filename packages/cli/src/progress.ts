import { shown } from './harmless.ts';
import type { Channel } from './output.ts';

/** How long a run may take before it says how far it is, and how often it says so. In milliseconds. */
const PATIENCE = 1000;
const INTERVAL = 100;

/** A line on the terminal that says how far a long run is; nothing where there is no terminal. */
export class Progress {
  readonly #total: number;
  readonly #channel: Channel;
  // Not `performance`: it is loaded when it is first touched, which takes longer than most checks.
  #next = Date.now() + PATIENCE;
  #shown = false;

  constructor(total: number, channel: Channel) {
    this.#total = total;
    this.#channel = channel;
  }

  /** So many files are done. */
  at(files: number): void {
    if (Date.now() < this.#next || !this.#channel.isTerminal) return;
    this.#next = Date.now() + INTERVAL;
    this.#shown = true;
    this.#channel.write(shown`\r\x1b[Kchecking file ${files} of ${this.#total}`);
  }

  /** Takes the line away, before something else is written or at the end. */
  clear(): void {
    if (this.#shown) this.#channel.write(shown`\r\x1b[K`);
    this.#shown = false;
  }
}
