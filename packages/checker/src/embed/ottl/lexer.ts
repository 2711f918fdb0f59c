/** The tokens of OTTL (the Collector's `pkg/ottl/grammar.go`, `buildLexer`): the first pattern that fits wins, not the longest match. */
export interface OttlToken {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
  /** Offset in UTF-16 units. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** In this order, each a group of the pattern. Spaces come without one. */
const KINDS = [
  'Bytes',
  'Float',
  'Int',
  'String',
  'Nil',
  'Not',
  'Or',
  'And',
  'Comparison',
  'Arrow',
  'AddSub',
  'MultDiv',
  'Boolean',
  'Equal',
  'Punctuation',
  'Uppercase',
  'Lowercase',
  'Underscore',
] as const;

const TOKEN =
  /(0x[a-fA-F0-9]+)|((?:\d+\.\d*|\d*\.\d+)(?:[eE][-+]?\d+)?)|(\d+)|("(?:\\.|[^\\"])*")|(nil\b)|(not\b)|(or\b)|(and\b)|(==|!=|>=|<=|>|<)|(=>)|(\+|-)|(\/|\*)|((?:true|false)\b)|(=)|([(){}:,.[\]])|([A-Z][A-Z0-9_]*)|([a-z][a-z0-9_]*)|\s+|(_\b)/y;

/** The tokens of a text, or where the first character stands that begins none. */
export function tokenize(text: string): readonly OttlToken[] | { readonly bad: number } {
  const tokens: OttlToken[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) return { bad: start };
    let group = 1;
    while (group < match.length && match[group] === undefined) group++;
    const kind = KINDS[group - 1];
    if (kind !== undefined) tokens.push({ kind, text: match[0], start, end: TOKEN.lastIndex });
  }
  return tokens;
}
