/**
 * Small programs that ask for much: declares in declares, each with exports, arguments, instances and foreach blocks that are made of those
 * of the next one inside, in as many ways as the language has.
 *
 * @param random gives numbers from 0 to 1
 * @returns less than 4 KiB
 */
export function hostile(random: () => number): string {
  for (;;) {
    const text = new Writer(random).program();
    if (text.length < 4096) return text;
  }
}

class Writer {
  readonly #random: () => number;
  readonly #fan: number;
  #next = 0;
  readonly #named: boolean;
  /** Of what kind all values are, so that nothing keeps Alloy from looking at them; of any kind in some programs. */
  readonly #kind: 'text' | 'targets' | 'receivers' | 'any';

  constructor(random: () => number) {
    this.#random = random;
    this.#fan = 1 + this.#below(12);
    this.#named = this.#below(2) === 0;
    this.#kind = this.#one(['text', 'text', 'targets', 'receivers', 'any']);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #one<T>(list: readonly T[]): T {
    return list[this.#below(list.length)] as T;
  }

  #times(make: () => string, limit = this.#fan): string[] {
    return Array.from({ length: 1 + this.#below(limit) }, make);
  }

  program(): string {
    const depth = 1 + this.#below(this.#one([3, 6, 14, 25]));
    const root = this.#body(depth, []);
    return `${root}\n`;
  }

  /** A body with what is inside of it, and the names of values that it can read. */
  #body(depth: number, outer: readonly string[]): string {
    const lines: string[] = [];
    const values = [...outer];
    if (depth > 0) {
      const kind = this.#below(4);
      if (kind === 0 && depth < 8) lines.push(this.#foreach(depth, values));
      else {
        lines.push(...this.#declare(depth, values));
      }
    }
    lines.push('loki.echo "e" { }', ...this.#times(() => this.#component(values), 2));
    return lines.join('\n');
  }

  #declare(depth: number, values: string[]): string[] {
    const name = this.#named ? 'd' : `d${depth}`;
    const args = Array.from({ length: this.#below(3) }, (_, i) => `x${i}`);
    const inside = args.map((each) => `argument.${each}.value`);
    const exports = this.#times(() => '', 2).map((_, i) => `v${i}`);
    const inner = this.#inner(depth - 1, inside);
    const body = [
      ...args.map((each) => `argument "${each}" {${this.#below(2) === 0 ? ` optional = true\ndefault = ${this.#value([], 2)}` : ''} }`),
      inner.text,
      ...exports.map((each) => `export "${each}" {\nvalue = ${this.#value([...inside, ...inner.values], 2)}\n}`),
    ];
    const labels = ['a', 'b', 'c', 'e', 'f'].slice(0, 1 + this.#below(4));
    const instances = labels.map((label) => {
      const given = args.map((each) => `${each} = ${this.#value(values, 2)}`);
      values.push(...exports.map((each) => `${name}.${label}.${each}`));
      return `${name} "${label}" {\n${given.join('\n')}\n}`;
    });
    return [`declare "${name}" {\n${body.join('\n')}\n}`, ...instances];
  }

  #inner(depth: number, inside: readonly string[]): { readonly text: string; readonly values: readonly string[] } {
    if (depth <= 0) return { text: `loki.echo "e" { }\n${this.#component(inside)}`, values: inside };
    const values: string[] = [];
    values.push(...inside);
    const lines = this.#declare(depth, values);
    return { text: ['loki.echo "e" { }', ...lines, this.#component([...inside, ...values])].join('\n'), values };
  }

  #foreach(depth: number, values: readonly string[]): string {
    const items = `[${this.#times(() => this.#value(this.#below(3) === 0 ? values : [], 1), this.#one([3, 60])).join(', ')}]`;
    const variable = `i${depth}`;
    return `foreach "f${depth}" {\ncollection = ${items}\nvar = "${variable}"\ntemplate {\n${this.#body(depth - 1, [variable, ...values.filter((each) => !each.startsWith('d'))])}\n}\n}`;
  }

  #component(values: readonly string[]): string {
    const label = `l${this.#next++}`;
    const value = this.#value(values, 2);
    switch (this.#kind) {
      case 'text':
        return `loki.write "${label}" {\nendpoint {\nurl = ${value}\n}\n}`;
      case 'targets':
        return `discovery.relabel "${label}" {\ntargets = ${value}\n}`;
      case 'receivers':
        return `loki.relabel "${label}" {\nforward_to = ${value}\n}`;
      case 'any':
        return this.#one([
          `loki.process "${label}" {\nforward_to = ${value}\nstage.regex {\nexpression = ${value}\n}\n}`,
          `loki.write "${label}" {\nendpoint {\nurl = ${value}\n}\n}`,
          `prometheus.scrape "${label}" {\ntargets = ${value}\nforward_to = []\n}`,
        ]);
    }
  }

  #value(values: readonly string[], depth: number): string {
    if (depth === 0 || this.#below(4) === 0) return values.length > 0 && this.#below(5) > 0 ? this.#one(values) : this.#literal();
    const many = (): string[] => this.#times(() => this.#value(values, depth - 1));
    const same = (): string[] =>
      Array.from({ length: 1 + this.#below(this.#fan) }, () => (values.length > 0 ? this.#one(values) : this.#literal()));
    const parts = this.#below(3) > 0 ? same() : many();
    switch (this.#kind) {
      case 'text':
        return this.#text(parts, () => this.#value(values, depth - 1));
      case 'targets':
      case 'receivers':
        return this.#below(3) === 0 ? `coalesce(${parts.join(', ')})` : `array.concat(${parts.join(', ')})`;
      case 'any':
        return this.#any(parts, () => this.#value(values, depth - 1));
    }
  }

  #text(parts: readonly string[], make: () => string): string {
    switch (this.#below(7)) {
      case 0:
      case 1:
        return parts.join(' + ');
      case 2:
        return `coalesce(${parts.join(', ')})`;
      case 3:
        return `string.format("${'%s'.repeat(parts.length)}", ${parts.join(', ')})`;
      case 4:
        return `string.join([${parts.join(', ')}], ${make()})`;
      case 5:
        return `string.replace(${make()}, ${this.#literal()}, ${make()})`;
      default:
        return `file.path_join(${parts.join(', ')})`;
    }
  }

  #any(parts: readonly string[], make: () => string): string {
    switch (this.#below(11)) {
      case 0:
        return `[${parts.join(', ')}]`;
      case 1:
        return this.#text(parts, make);
      case 2:
        return `array.concat(${parts.join(', ')})`;
      case 3:
        return `string.split(${make()}, ${make()})`;
      case 4:
        return `{a = ${make()}, b = ${make()}}`;
      case 5:
        return `encoding.from_json(${make()})`;
      case 6:
        return `${make()}[${this.#below(3)}]`;
      case 7:
        return `array.group_by(${make()}, "a", true)`;
      case 8:
        return `array.combine_maps(${make()}, ${make()}, ["a"])`;
      case 9:
        return `encoding.to_base64(${make()})`;
      default:
        return `(${make()} == ${make()})`;
    }
  }

  #literal(): string {
    return this.#one(LITERALS[this.#kind]);
  }
}

const LITERALS: Readonly<Record<'text' | 'targets' | 'receivers' | 'any', readonly string[]>> = {
  text: ['"a"', '"aaaaaaaaaa"', '"http://h/loki/api/v1/push"'],
  targets: ['[{"__address__" = "a:80"}]', '[]', '[{"__address__" = "a:80"}, {"__address__" = "b:80"}]'],
  receivers: ['[loki.echo.e.receiver]', '[]'],
  any: ['1', '"a"', '"aaaaaaaaaa"', '[]', '[1, 2]', '[{"a" = "x"}]', 'true', 'null', '"[[1]]"', '2 ^ 62', '{a = "x"}'],
};
