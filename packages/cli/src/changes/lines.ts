import { openSource, type Source } from '@assay/checker';
import { diffLines } from '../line-diff.ts';

/**
 * Which lines of a file are not as they were.
 *
 * @param before its bytes then; `undefined` for a new file
 * @returns whether one of the lines from `first` to `last`, from 1, has changed
 */
export async function changedLines(before: Uint8Array | undefined, { text }: Source): Promise<(first: number, last: number) => boolean> {
  if (!before) return () => true;
  /** The first and the last line of each stretch that was added. */
  const added: (readonly [number, number])[] = [];
  let line = 1;
  for (const { kind, count } of await diffLines(linesOf(openSource('', before).text), linesOf(text))) {
    if (kind === 'removed') continue;
    if (kind === 'added') added.push([line, line + count - 1]);
    line += count;
  }
  return (first, last) => {
    let low = 0;
    let high = added.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (added[middle]![1] < first) low = middle + 1;
      else high = middle;
    }
    return (added[low]?.[0] ?? Number.POSITIVE_INFINITY) <= last;
  };
}

/** How lines end is up to git, not to who changes them. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
