import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** How long after a change those that wait for one go on, in milliseconds: more may follow. */
const SETTLE = 300;

/** The answer to a request that the client has taken back. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
}

/** Counts what changes, for those who wait for it. */
export class Changes {
  #count = 0;
  readonly #waiting = new Set<() => void>();

  /** How many changes there were. */
  get count(): number {
    return this.#count;
  }

  /** Something is not what it was. */
  add(): void {
    this.#count++;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const go of waiting) setTimeout(go, SETTLE);
  }

  /**
   * Resolves once there were more changes than `count`.
   *
   * @throws ResponseError if the request is cancelled before
   */
  async beyond(count: number, token: CancellationToken): Promise<void> {
    if (this.#count > count) return;
    // A token that is cancelled already tells nobody.
    if (token.isCancellationRequested) throw cancelled();
    await new Promise<void>((resolve, reject) => {
      this.#waiting.add(resolve);
      token.onCancellationRequested(() => {
        this.#waiting.delete(resolve);
        reject(cancelled());
      });
    });
  }
}
