import type { TextEdit } from '../diagnostics/diagnostic.ts';
import { inOrder } from '../diagnostics/edits.ts';

/** Where the places of a text are after edits. Offsets in UTF-16 units. */
export class Moves {
  static readonly NONE: Moves = new Moves([]);

  readonly #edits: readonly Pick<TextEdit, 'start' | 'end' | 'text'>[];
  /** By edit: how much the text before it has grown. */
  readonly #growth: readonly number[];
  #next: Moves | undefined;

  constructor(edits: readonly Pick<TextEdit, 'start' | 'end' | 'text'>[]) {
    this.#edits = inOrder(edits);
    const growth = [0];
    for (const { start, end, text } of this.#edits) growth.push((growth.at(-1) ?? 0) + text.length - (end - start));
    this.#growth = growth;
  }

  /** These moves, and others after them. */
  followedBy(next: Moves): Moves {
    const both = new Moves(this.#edits);
    both.#next = this.#next ? this.#next.followedBy(next) : next;
    return both;
  }

  /** Where what began at a place begins: what was put in there belongs to it. */
  start(offset: number): number {
    const index = this.#firstWhere((edit) => edit.start >= offset);
    const last = this.#edits[index - 1];
    const moved = last && last.end > offset ? last.start + this.#growth[index - 1]! : offset + this.#growth[index]!;
    return this.#next?.start(moved) ?? moved;
  }

  /** Where what ended at a place ends: what was put in there belongs to it. */
  end(offset: number): number {
    const index = this.#firstWhere((edit) => edit.start > offset || (edit.start === offset && edit.end > offset));
    const last = this.#edits[index - 1];
    const moved = last && last.end > offset ? last.start + this.#growth[index - 1]! + last.text.length : offset + this.#growth[index]!;
    return this.#next?.end(moved) ?? moved;
  }

  #firstWhere(isBehind: (edit: Pick<TextEdit, 'start' | 'end'>) => boolean): number {
    let low = 0;
    let high = this.#edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(this.#edits[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
