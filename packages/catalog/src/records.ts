/** Texts by name, each parsed when it is first asked for and kept. */
export class Records<Value> {
  readonly #texts = new Map<string, string>();
  readonly #values = new Map<string, Value>();
  readonly #read: (name: string, text: string) => Value;

  /** `lines`: a name, a tab, and the text that `read` turns into a value. */
  constructor(lines: readonly string[], read: (name: string, text: string) => Value) {
    this.#read = read;
    for (const line of lines) {
      const tab = line.indexOf('\t');
      this.#texts.set(line.slice(0, tab), line.slice(tab + 1));
    }
  }

  get names(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** How many have been parsed. */
  get parsed(): number {
    return this.#values.size;
  }

  get(name: string): Value | undefined {
    let value = this.#values.get(name);
    if (value === undefined) {
      const text = this.#texts.get(name);
      if (text === undefined) return undefined;
      value = this.#read(name, text);
      this.#values.set(name, value);
    }
    return value;
  }
}
