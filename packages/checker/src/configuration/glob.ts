/** One glob, made ready to be asked. It is matched in steps that are at most its length for each character of a path. */

/** What a glob says of a path. */
export interface Glob {
  /**
   * Whether the glob means a path: relative, with `/` between its parts, none of which is empty, `.` or `..`.
   *
   * @param below whether a directory that it means stands for all that is below it
   */
  matches(path: string, below?: boolean): boolean;
}

export interface GlobOptions {
  /** Whether a name that begins with a dot is like all others; without it, only a dot in the glob means it, as in a shell. */
  readonly hidden: boolean;
}

/**
 * Reads a glob.
 *
 * `*` is any characters but `/`, and `**` any at all; in front of a `/`, where it is a whole part of the path, `**` may be no part at all.
 * `?` is one character but `/`, and so is `[ab]`, `[a-c]` or, for all others, `[!ab]` and `[^ab]`. `{a,b}` is one of what stands between the
 * commas, which may be globs themselves, and `{a..c}` one of the characters. A backslash takes what is behind it for itself, and so is all
 * else taken, also a bracket or a brace that is not closed.
 */
export function readGlob(text: string, options: GlobOptions): Glob {
  const { nodes, start } = new Reader(text).read();
  const [head, tail] = literalEnds(text);
  // Made when it is needed: most paths do not even begin or end as a glob does.
  let matcher: Matcher | undefined;
  return {
    matches(path, below = false) {
      // As everywhere, a path that reads as the glob does is meant by it.
      if (path === text) return true;
      if (!path.startsWith(head) || (!below && !path.endsWith(tail))) return false;
      matcher ??= new Matcher(nodes, start, options.hidden);
      return matcher.matches(path, below);
    },
  };
}

/** What a glob begins and ends with that stands for itself. */
function literalEnds(text: string): readonly [string, string] {
  const first = text.search(/[*?[{\\]/);
  if (first < 0) return [text, text];
  let last = text.length;
  while (!'*?]}[{,\\'.includes(text[last - 1]!)) last--;
  // `x/**` means no path that ends with a slash, and `**/x` also one that is `x` alone.
  return [text.slice(0, first), text.slice(last).replace(/^\//, '')];
}

/** What a place in a glob takes, and where it goes on. */
type Node =
  | { readonly type: 'character'; readonly character: string; readonly next: number }
  | { readonly type: 'any'; readonly next: number }
  | { readonly type: 'class'; readonly negated: boolean; readonly ranges: readonly (readonly [number, number])[]; readonly next: number }
  /** `*`, or `**` where it is deep: it may take characters again and again. */
  | { readonly type: 'many'; readonly deep: boolean; readonly next: number }
  | { readonly type: 'choice'; readonly next: readonly number[] }
  /** The slash that is read behind a path. */
  | { readonly type: 'close'; readonly next: number }
  | { readonly type: 'end' };

/** Reads from the back: a node is made after those that it goes on to. */
class Reader {
  readonly #characters: readonly string[];
  readonly #nodes: Node[] = [{ type: 'end' }];
  /** For each brace that opens a choice: where its alternatives begin, and behind its last one. */
  readonly #braces: ReadonlyMap<number, readonly number[]>;
  readonly #classes: ReadonlyMap<number, number>;

  constructor(text: string) {
    this.#characters = Array.from(text);
    this.#classes = classesOf(this.#characters);
    this.#braces = bracesOf(this.#characters, this.#classes);
  }

  read(): { readonly nodes: readonly Node[]; readonly start: number } {
    // A path is read with a slash behind it, so that its last part ends as the others do.
    const start = this.#sequence(0, this.#characters.length, this.#add({ type: 'close', next: 0 }));
    return { nodes: this.#nodes, start };
  }

  #add(node: Node): number {
    return this.#nodes.push(node) - 1;
  }

  /** The node of a stretch of the glob, which goes on to `next`. */
  #sequence(from: number, to: number, next: number): number {
    const items: (Item | { readonly alternatives: readonly number[] })[] = [];
    for (let at = from; at < to; ) {
      const braces = this.#braces.get(at);
      const item = braces ? { alternatives: braces, end: braces.at(-1)! } : itemAt(this.#characters, at, to, this.#classes.get(at));
      items.push(item);
      at = item.end;
    }
    let node = next;
    for (const item of items.reverse()) {
      if ('alternatives' in item) {
        const { alternatives } = item;
        const after = node;
        const starts = alternatives.slice(0, -1).map((start, index) => this.#sequence(start, alternatives[index + 1]! - 1, after));
        node = this.#add({ type: 'choice', next: starts });
      } else node = this.#add({ ...item.node, next: node } as Node);
    }
    return node;
  }
}

type Bare<T> = T extends { readonly next: number } ? Omit<T, 'next'> : never;

interface Item {
  readonly node: Bare<Node>;
  /** Exclusive. */
  readonly end: number;
}

/** What stands at a place, other than a choice. */
function itemAt(characters: readonly string[], at: number, to: number, classEnd: number | undefined): Item {
  const character = characters[at]!;
  switch (character) {
    case '?':
      return { node: { type: 'any' }, end: at + 1 };
    case '*': {
      let end = at + 1;
      while (end < to && characters[end] === '*') end++;
      return { node: { type: 'many', deep: end > at + 1 }, end };
    }
    case '[':
      if (classEnd !== undefined) return { node: classOf(characters, at, classEnd), end: classEnd };
      break;
    case '{': {
      // `{a..c}`: a choice between commas is none of these.
      const [low, first, second, high, close] = characters.slice(at + 1, at + 6);
      if (at + 6 > to || low === undefined || first !== '.' || second !== '.' || high === undefined || close !== '}') break;
      const ends = [low.codePointAt(0)!, high.codePointAt(0)!].sort((a, b) => a - b) as [number, number];
      return { node: { type: 'class', negated: false, ranges: [ends] }, end: at + 6 };
    }
    case '\\':
      if (at + 1 < to) return { node: { type: 'character', character: characters[at + 1]! }, end: at + 2 };
  }
  return { node: { type: 'character', character }, end: at + 1 };
}

/**
 * For each bracket that opens a class, what is behind the one that closes it. One that comes first belongs to the class, and a class ends with
 * its part of the path.
 */
function classesOf(characters: readonly string[]): Map<number, number> {
  const classes = new Map<number, number>();
  // Where the next closing bracket or slash is: looked for from behind, so that what is not closed costs nothing.
  const stops = new Uint32Array(characters.length + 3).fill(characters.length);
  for (let at = characters.length - 1; at >= 0; at--) stops[at] = characters[at] === ']' || characters[at] === '/' ? at : stops[at + 1]!;
  for (let at = 0; at < characters.length; at++) {
    if (characters[at] === '\\') at++;
    else if (characters[at] === '[') {
      const first = characters[at + 1] === '!' || characters[at + 1] === '^' ? at + 2 : at + 1;
      const stop = characters[first] === '/' ? first : stops[first + 1]!;
      if (characters[stop] !== ']') continue;
      classes.set(at, stop + 1);
      at = stop;
    }
  }
  return classes;
}

function classOf(characters: readonly string[], open: number, end: number): Bare<Node> {
  const negated = characters[open + 1] === '!' || characters[open + 1] === '^';
  const codes = characters.slice(open + (negated ? 2 : 1), end - 1).map((character) => character.codePointAt(0)!);
  const ranges: [number, number][] = [];
  for (let at = 0; at < codes.length; at++) {
    const high = codes[at + 1] === HYPHEN ? codes[at + 2] : undefined;
    ranges.push([codes[at]!, high ?? codes[at]!]);
    if (high !== undefined) at += 2;
  }
  return { type: 'class', negated, ranges };
}

const HYPHEN = '-'.codePointAt(0)!;

/** The braces that have commas between them, and are closed. */
function bracesOf(characters: readonly string[], classes: ReadonlyMap<number, number>): Map<number, readonly number[]> {
  const braces = new Map<number, readonly number[]>();
  const open: { readonly at: number; readonly starts: number[] }[] = [];
  for (let at = 0; at < characters.length; at++) {
    switch (characters[at]) {
      case '\\':
        at++;
        break;
      case '[':
        at = (classes.get(at) ?? at + 1) - 1;
        break;
      case '{':
        open.push({ at, starts: [at + 1] });
        break;
      case ',':
        open.at(-1)?.starts.push(at + 1);
        break;
      case '}': {
        const closed = open.pop();
        if (closed && closed.starts.length > 1) braces.set(closed.at, [...closed.starts, at + 1]);
      }
    }
  }
  return braces;
}

/** How a node was come to at the beginning of a part: as any, behind a `*` that took nothing, or behind such a `**`. */
const [DIRECT, AFTER_STAR, AFTER_STARS, WAYS] = [0, 1, 2, 3];

/** Follows all ways through a glob at once, character by character. A state is a node, times the ways, and the way that it was come to. */
class Matcher {
  readonly #nodes: readonly Node[];
  readonly #start: number;
  readonly #hidden: boolean;
  #current: Int32Array;
  #next: Int32Array;
  /** How many states there are in the list that is being made. */
  #count = 0;
  #atEnd = false;
  /** For each state the round in which it was added last: nothing has to be cleared. */
  readonly #rounds: Uint32Array;
  #round = 0;
  readonly #open: number[] = [];

  constructor(nodes: readonly Node[], start: number, hidden: boolean) {
    this.#nodes = nodes;
    this.#start = start;
    this.#hidden = hidden;
    const size = WAYS * nodes.length;
    this.#current = new Int32Array(size);
    this.#next = new Int32Array(size);
    this.#rounds = new Uint32Array(size);
  }

  matches(path: string, below: boolean): boolean {
    this.#begin();
    this.#reach(this.#start, true);
    let before = '/';
    for (const character of `${path}/`) {
      const code = character.codePointAt(0)!;
      const isSlash = character === '/';
      const isHidden = !this.#hidden && before === '/' && character === '.';
      [this.#current, this.#next] = [this.#next, this.#current];
      const [states, count] = [this.#current, this.#count];
      this.#begin();
      for (let at = 0; at < count; at++) {
        const state = states[at]!;
        const way = state % WAYS;
        const index = (state - way) / WAYS;
        const node = this.#nodes[index]!;
        if (node.type === 'end' || node.type === 'choice' || !takes(node, character, code, isHidden, way)) continue;
        this.#reach(node.type === 'many' ? index : node.next, isSlash);
      }
      if (this.#count === 0) return false;
      if (below && isSlash && this.#atEnd) return true;
      before = character;
    }
    return this.#atEnd;
  }

  #begin(): void {
    this.#count = 0;
    this.#atEnd = false;
    this.#round++;
    if (this.#round < 0xffff_ffff) return;
    this.#rounds.fill(0);
    this.#round = 1;
  }

  /** Adds a node, and those that are come to from it without a character. */
  #reach(start: number, atPart: boolean): void {
    const open = this.#open;
    open.push(WAYS * start + DIRECT);
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (this.#rounds[state] === this.#round) continue;
      this.#rounds[state] = this.#round;
      this.#next[this.#count++] = state;
      const way = state % WAYS;
      const node = this.#nodes[(state - way) / WAYS]!;
      if (node.type === 'end') this.#atEnd = true;
      else if (node.type === 'choice') for (const next of node.next) open.push(WAYS * next + way);
      else if (node.type === 'many')
        open.push(WAYS * node.next + (atPart ? (node.deep && way !== AFTER_STAR ? AFTER_STARS : AFTER_STAR) : DIRECT));
      // The slash before `**` is the one behind it, where there is nothing between them.
      else if (way === AFTER_STARS && node.type === 'character' && node.character === '/') open.push(WAYS * node.next + DIRECT);
    }
  }
}

function takes(node: Exclude<Node, { type: 'end' | 'choice' }>, character: string, code: number, isHidden: boolean, way: number): boolean {
  switch (node.type) {
    case 'close':
      return character === '/';
    case 'character':
      return node.character === character && !(isHidden && way > DIRECT);
    case 'any':
      return character !== '/' && !isHidden;
    case 'many':
      return (node.deep || character !== '/') && !isHidden;
    case 'class':
      return character !== '/' && !isHidden && node.negated !== node.ranges.some(([low, high]) => low <= code && code <= high);
  }
}
