/** A stretch of lines that two texts share, or that only one of them has. What is removed stands before what is added in its place. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  /** How many lines. */
  readonly count: number;
}

/** Up to this many lines, of both texts, are compared for the shortest difference. */
const FEW_LINES = 300;
/** How long a difference is looked for among more lines that share no line of their own. */
const FEW_EDITS = 100;
/** How often a stretch between shared lines is divided again. */
const MOST_DIVISIONS = 3;

/**
 * The difference between two texts, line by line. It is the shortest one between small texts; large ones are divided at lines that each of them
 * has once, so that it takes time that grows with their length, however much differs.
 */
export async function diffLines(before: readonly string[], after: readonly string[]): Promise<readonly DiffPart[]> {
  // Only now: most runs compare nothing.
  const { diffArrays } = await import('diff');
  const numbers = new Map<string, number>();
  const numbered = (lines: readonly string[]): number[] =>
    lines.map((line) => {
      const number = numbers.get(line) ?? numbers.size;
      numbers.set(line, number);
      return number;
    });
  const [a, b] = [numbered(before), numbered(after)];
  const parts = new Parts();
  const open: (Region | number)[] = [{ a: [0, a.length], b: [0, b.length], divisions: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'number') {
      parts.add('same', next);
      continue;
    }
    const { a: wholeA, b: wholeB, divisions } = next;
    const { start, end } = commonEnds(a, wholeA, b, wholeB);
    const region: Region = { a: [wholeA[0] + start, wholeA[1] - end], b: [wholeB[0] + start, wholeB[1] - end], divisions };
    const [removed, added] = [region.a[1] - region.a[0], region.b[1] - region.b[0]];
    parts.add('same', start);
    if (removed > 0 && added > 0 && removed + added > FEW_LINES && divisions < MOST_DIVISIONS) {
      const anchors = anchorsOf(a, b, region);
      if (anchors.length > 0) {
        open.push(end);
        for (const each of between(region, anchors).reverse()) open.push(each);
        continue;
      }
    }
    // Few lines have no longer difference than all of them.
    const maxEditLength = removed + added <= FEW_LINES ? FEW_LINES : FEW_EDITS;
    const found = removed > 0 && added > 0 ? diffArrays(a.slice(...region.a), b.slice(...region.b), { maxEditLength }) : undefined;
    if (found) for (const part of found) parts.add(part.added ? 'added' : part.removed ? 'removed' : 'same', part.count);
    else {
      parts.add('removed', removed);
      parts.add('added', added);
    }
    parts.add('same', end);
  }
  return parts.all();
}

type Range = readonly [start: number, end: number];

/** Lines of both texts that are to be compared, ends exclusive. */
interface Region {
  readonly a: Range;
  readonly b: Range;
  /** How often what it was a part of has been divided. */
  readonly divisions: number;
}

/** How many lines are the same at the beginning of two stretches, and at the end. */
function commonEnds(
  a: readonly number[],
  [aStart, aEnd]: Range,
  b: readonly number[],
  [bStart, bEnd]: Range,
): { start: number; end: number } {
  const most = Math.min(aEnd - aStart, bEnd - bStart);
  let start = 0;
  while (start < most && a[aStart + start] === b[bStart + start]) start++;
  let end = 0;
  while (end < most - start && a[aEnd - 1 - end] === b[bEnd - 1 - end]) end++;
  return { start, end };
}

/** Lines that stand once in each of two stretches, as many as there are in the same order in both ("patience diff"). */
function anchorsOf(a: readonly number[], b: readonly number[], region: Region): Range[] {
  const once = (lines: readonly number[], [start, end]: Range): Map<number, number> => {
    const places = new Map<number, number>();
    for (let at = start; at < end; at++) places.set(lines[at]!, places.has(lines[at]!) ? -1 : at);
    return places;
  };
  const inB = once(b, region.b);
  const pairs: Range[] = [];
  for (const [line, at] of once(a, region.a)) {
    const other = inB.get(line) ?? -1;
    if (at >= 0 && other >= 0) pairs.push([at, other]);
  }
  return longestIncreasing(pairs.sort(([x], [y]) => x - y));
}

/** The longest list of pairs whose second numbers rise. */
function longestIncreasing(pairs: readonly Range[]): Range[] {
  /** Of each length, the pair that ends such a list with the least number. */
  const ends: number[] = [];
  const previous: number[] = [];
  for (const [index, [, at]] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < at) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  }
  const longest: Range[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index]!) longest.push(pairs[index]!);
  return longest.reverse();
}

/** The stretches between anchors, and each anchor as the number of its lines. */
function between({ a, b, divisions }: Region, anchors: readonly Range[]): (Region | number)[] {
  const regions: (Region | number)[] = [];
  let [fromA, fromB] = [a[0], b[0]];
  for (const [atA, atB] of anchors) {
    regions.push({ a: [fromA, atA], b: [fromB, atB], divisions: divisions + 1 }, 1);
    [fromA, fromB] = [atA + 1, atB + 1];
  }
  regions.push({ a: [fromA, a[1]], b: [fromB, b[1]], divisions: divisions + 1 });
  return regions;
}

/** Puts parts together that follow each other. */
class Parts {
  readonly #all: { kind: DiffPart['kind']; count: number }[] = [];
  #removed = 0;
  #added = 0;

  add(kind: DiffPart['kind'], count: number): void {
    if (kind === 'removed') this.#removed += count;
    else if (kind === 'added') this.#added += count;
    else if (count > 0) {
      this.#flush();
      const last = this.#all.at(-1);
      if (last?.kind === 'same') last.count += count;
      else this.#all.push({ kind, count });
    }
  }

  all(): readonly DiffPart[] {
    this.#flush();
    return this.#all;
  }

  #flush(): void {
    if (this.#removed > 0) this.#all.push({ kind: 'removed', count: this.#removed });
    if (this.#added > 0) this.#all.push({ kind: 'added', count: this.#added });
    this.#removed = 0;
    this.#added = 0;
  }
}
