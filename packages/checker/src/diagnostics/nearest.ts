/**
 * The candidate that a misspelt name most likely meant, if one is near enough: about one edit for each three
 * characters, and nothing shorter than three.
 *
 * An edit is an insertion, a deletion, a replacement or a swap of neighbours; case counts half.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length < 3) return undefined;
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

/** Optimal string alignment; stops with infinity as soon as it must be above `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = (last[j - 1] as number) + substitution(a[i - 1] as string, b[j - 1] as string);
      cost = Math.min(cost, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] as number) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return Number.POSITIVE_INFINITY;
    before = last;
    last = row;
  }
  return last[b.length] as number;
}

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? 0.5 : 1;
}
