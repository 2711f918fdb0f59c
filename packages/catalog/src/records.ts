/** Texts by name, each read when it is first asked for and kept. */
export class Records<Value> {
  readonly #lines: readonly string[];
  readonly #values = new Map<string, Value>();
  readonly #read: (name: string, text: string) => Value;

  /** `lines`: a name, a tab, and the text that `read` turns into a value; sorted by name. */
  constructor(lines: readonly string[], read: (name: string, text: string) => Value) {
    this.#lines = lines;
    this.#read = read;
  }

  get names(): readonly string[] {
    return this.#lines.map(nameOf);
  }

  /** How many have been read. */
  get size(): number {
    return this.#values.size;
  }

  get(name: string): Value | undefined {
    let value = this.#values.get(name);
    if (value === undefined) {
      const line = this.#find(name);
      if (line === undefined) return undefined;
      value = this.#read(name, line.slice(name.length + 1));
      this.#values.set(name, value);
    }
    return value;
  }

  /** By halving: a table of all names would cost more than the few look-ups of a small file. */
  #find(name: string): string | undefined {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = this.#lines[middle] as string;
      const found = nameOf(line);
      if (found === name) return line;
      if (found < name) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }
}

/** What stands before the first tab. */
export function nameOf(line: string): string {
  return line.slice(0, line.indexOf('\t'));
}
