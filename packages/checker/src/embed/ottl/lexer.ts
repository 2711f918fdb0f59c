/** The tokens of OTTL (the Collector's `pkg/ottl/grammar.go`, `buildLexer`): the first pattern that fits wins, not the longest match. */
export interface OttlToken {
  readonly kind: string;
  readonly text: string;
  /** Offset in UTF-16 units. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const TOKEN =
  /(?<Bytes>0x[a-fA-F0-9]+)|(?<Float>(?:\d+\.\d*|\d*\.\d+)(?:[eE][-+]?\d+)?)|(?<Int>\d+)|(?<String>"(?:\\.|[^\\"])*")|(?<Nil>nil\b)|(?<Not>not\b)|(?<Or>or\b)|(?<And>and\b)|(?<Comparison>==|!=|>=|<=|>|<)|(?<Arrow>=>)|(?<AddSub>\+|-)|(?<MultDiv>\/|\*)|(?<Boolean>(?:true|false)\b)|(?<Equal>=)|(?<Punctuation>[(){}:,.[\]])|(?<Uppercase>[A-Z][A-Z0-9_]*)|(?<Lowercase>[a-z][a-z0-9_]*)|(?<space>\s+)|(?<Underscore>_\b)/y;

/** The tokens of a text, or where the first character stands that begins none. */
export function tokenize(text: string): readonly OttlToken[] | { readonly bad: number } {
  const tokens: OttlToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) return { bad: start };
    const [kind = ''] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    if (kind !== 'space') tokens.push({ kind, text: match[0], start, end: TOKEN.lastIndex });
  }
  return tokens;
}
