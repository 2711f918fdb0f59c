import { openSource, type Source } from '@assay/checker';

/** Above this many differing lines all count as changed: nobody wants to wait for a better answer. */
const MOST_EDITS = 5000;

/**
 * Which lines of a file are not as they were.
 *
 * @param before its bytes then; `undefined` for a new file
 * @returns whether a line, from 1, has changed
 */
export async function changedLines(before: Uint8Array | undefined, { text }: Source): Promise<(line: number) => boolean> {
  if (!before) return () => true;
  // Only now: nothing else needs it.
  const { diffArrays } = await import('diff');
  const parts = diffArrays(linesOf(openSource('', before).text), linesOf(text), { maxEditLength: MOST_EDITS });
  if (!parts) return () => true;
  const changed = new Set<number>();
  let line = 1;
  for (const { added, removed, count } of parts) {
    if (removed) continue;
    if (added) for (let each = 0; each < count; each++) changed.add(line + each);
    line += count;
  }
  return (each) => changed.has(each);
}

/** How lines end is up to git, not to who changes them. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
