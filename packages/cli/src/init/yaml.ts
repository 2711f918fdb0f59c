import type { LineCounter, Node } from 'yaml';

/** The library: it is loaded where it is needed, because most runs need none of it. */
export type YamlLibrary = typeof import('yaml');

/** What all views of a text share. */
interface YamlText {
  readonly yaml: YamlLibrary;
  readonly lines: LineCounter;
  /** How many lines stand before it, where it is a text inside of another. */
  readonly before: number;
  /** What was read of each map. */
  readonly maps: Map<Node, MapEntries>;
}

interface MapEntries {
  readonly all: readonly (readonly [key: string, value: View])[];
  /** The first of each key. */
  readonly byKey: ReadonlyMap<string, View>;
}

/** A place in a YAML file, seen from one of its nodes. What is not there is an empty view. */
export class View {
  readonly #node: Node | null | undefined;
  readonly #text: YamlText;
  /** Where it begins: at its key, if it has one. */
  readonly #start: number;

  constructor(node: unknown, text: YamlText, key?: Node) {
    // An alias is not followed: what it stands for is looked at where it is written.
    this.#node = text.yaml.isAlias(node) ? undefined : (node as Node | null | undefined);
    this.#text = text;
    this.#start = (key ?? this.#node)?.range?.[0] ?? 0;
  }

  /** From 1. */
  get line(): number {
    return this.#text.lines.linePos(this.#start).line + this.#text.before;
  }

  get isMap(): boolean {
    return this.#text.yaml.isMap(this.#node);
  }

  get(...path: readonly string[]): View {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    const value = this.#entries.byKey.get(key) ?? new View(undefined, this.#text);
    return value.get(...rest);
  }

  has(key: string): boolean {
    return this.#entries.byKey.has(key);
  }

  /** The items of a list. */
  get items(): readonly View[] {
    return this.#text.yaml.isSeq(this.#node) ? this.#node.items.map((item) => new View(item, this.#text)) : [];
  }

  /** The values of a map, by key. */
  get entries(): readonly (readonly [key: string, value: View])[] {
    return this.#entries.all;
  }

  get #entries(): MapEntries {
    const { isMap, isScalar } = this.#text.yaml;
    if (!isMap(this.#node)) return NO_ENTRIES;
    let entries = this.#text.maps.get(this.#node);
    if (!entries) {
      const all = this.#node.items.map(({ key, value }) =>
        isScalar(key) ? ([String(key.value), new View(value, this.#text, key)] as const) : (['', new View(value, this.#text)] as const),
      );
      entries = { all, byKey: new Map([...all].reverse()) };
      this.#text.maps.set(this.#node, entries);
    }
    return entries;
  }

  get value(): unknown {
    return this.#text.yaml.isScalar(this.#node) ? this.#node.value : undefined;
  }

  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined;
  }

  /** What a text holds, where it is YAML itself. */
  get inner(): readonly View[] {
    if (!this.#text.yaml.isScalar(this.#node) || typeof this.#node.value !== 'string') return [];
    const block = this.#node.type === 'BLOCK_LITERAL' || this.#node.type === 'BLOCK_FOLDED';
    return openYaml(this.#text.yaml, this.#node.value, this.line - (block ? 0 : 1))?.documents ?? [];
  }
}

const NO_ENTRIES: MapEntries = { all: [], byKey: new Map() };

/** The documents of a YAML file; `undefined` where it cannot be read, as templates cannot. */
export function openYaml(yaml: YamlLibrary, text: string, before = 0): { readonly documents: readonly View[] } | undefined {
  const lines = new yaml.LineCounter();
  // Nobody asks what is wrong, so no mistake needs the lines around it or a trace: there may be one for each character.
  const options = { lineCounter: lines, prettyErrors: false, strict: false, uniqueKeys: false, logLevel: 'silent' } as const;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const documents = yaml.parseAllDocuments(text, options);
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    return { documents: documents.map(({ contents }) => new View(contents, { yaml, lines, before, maps: new Map() })) };
  } catch {
    // Nested without end.
    return undefined;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
