/**
 * The candidate that a misspelt name most likely meant, if one is near enough: about one edit for each three
 * characters, and nothing shorter than three, or longer than {@link LONGEST} characters: no name of Alloy's is, and the time to compare two
 * grows with the product of their lengths.
 *
 * An edit is an insertion, a deletion, a replacement or a swap of neighbours; case counts half.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < 3 || name.length > LONGEST) return undefined;
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let least = limit + 0.25;
  for (const candidate of candidates) {
    if (candidate.length < 3 || candidate === name || Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name, candidate, least);
    if (distance < least || (distance === least && best !== undefined && candidate < best)) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Of a name that is compared, in UTF-16 units. */
const LONGEST = 128;

/** Rows of the table of distances, used again and again: names are compared by the hundred. */
let before = new Float64Array(64);
let last = new Float64Array(64);
let row = new Float64Array(64);

/** Optimal string alignment; stops with infinity as soon as it must be above `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  if (b.length >= row.length) [before, last, row] = [0, 0, 0].map(() => new Float64Array(2 * b.length)) as [Row, Row, Row];
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    // Farther from the diagonal there are more insertions or deletions than may be.
    const from = Math.max(1, i - Math.floor(limit));
    const to = Math.min(b.length, i + Math.floor(limit));
    row[from - 1] = from === 1 ? i : Number.POSITIVE_INFINITY;
    let least = row[from - 1] as number;
    const character = a.charCodeAt(i - 1);
    for (let j = from; j <= to; j++) {
      const other = b.charCodeAt(j - 1);
      let cost = (last[j - 1] as number) + (character === other ? 0 : substitution(a[i - 1] as string, b[j - 1] as string));
      cost = Math.min(cost, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && character === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (to < b.length) row[to + 1] = Number.POSITIVE_INFINITY;
    if (least > limit) return Number.POSITIVE_INFINITY;
    [before, last, row] = [last, row, before];
  }
  return last[b.length] as number;
}

type Row = Float64Array<ArrayBuffer>;

/** Of two characters that differ. */
function substitution(a: string, b: string): number {
  return a.toLowerCase() === b.toLowerCase() ? 0.5 : 1;
}
