import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type FieldKey, type LineIndex, type Node, type ParseResult, TokenKind, walk } from '@assay/parser';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const require = createRequire(import.meta.url);
const grammarFile = new URL('../../grammar/alloy.tmLanguage.json', import.meta.url);

async function load(): Promise<textmate.IGrammar> {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer as ArrayBuffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), 'alloy.tmLanguage.json'),
  });
  const grammar = await registry.loadGrammar('source.grafana-alloy');
  if (!grammar) throw new Error('the registry gave no grammar');
  return grammar;
}

const grammar = await load();

/** A stretch of a line and the scopes that the real TextMate engine gives it, without the language's own. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** The scopes of a text, line by line as an editor does it. Offsets are those of the text. */
export function scopesOf(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let stack = textmate.INITIAL;
  let offset = 0;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    for (const { startIndex, endIndex, scopes } of tokens) {
      stretches.push({ start: offset + startIndex, end: offset + Math.min(endIndex, line.length), scopes: scopes.slice(1) });
    }
    stack = ruleStack;
    offset += line.length + 1;
  }
  return stretches;
}

/** What a token is, as far as colours tell. */
export type TokenClass =
  | 'block'
  | 'label'
  | 'property'
  | 'function'
  | 'name'
  | 'string'
  | 'number'
  | 'constant'
  | 'operator'
  | 'punctuation'
  | 'comment'
  | 'illegal'
  | 'none';

/** The first that fits decides; what stands in a string or a comment is that, whatever else it is, unless it is a mistake. */
const CLASSES: readonly (readonly [RegExp, TokenClass])[] = [
  [/^invalid\./, 'illegal'],
  [/^comment\.(?!block\.template)/, 'comment'],
  [/\.label\./, 'label'],
  [/\.key\./, 'property'],
  [/^string\./, 'string'],
  [/^constant\.numeric\./, 'number'],
  [/^constant\.language\./, 'constant'],
  [/^entity\.name\.type\.block\./, 'block'],
  [/^variable\.other\.property\./, 'property'],
  [/^(?:support|entity\.name)\.function\./, 'function'],
  [/^(?:variable|support)\./, 'name'],
  [/^keyword\.operator\./, 'operator'],
  [/^punctuation\./, 'punctuation'],
];

/** What the scopes of a stretch make of it. */
export function classOfScopes(scopes: readonly string[]): TokenClass {
  const names = scopes.flatMap((scope) => scope.split(' '));
  return CLASSES.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? 'none';
}

const OPERATORS: ReadonlySet<TokenKind> = new Set([
  TokenKind.Or,
  TokenKind.And,
  TokenKind.Not,
  TokenKind.NotEqual,
  TokenKind.Assign,
  TokenKind.Equal,
  TokenKind.Less,
  TokenKind.LessEqual,
  TokenKind.Greater,
  TokenKind.GreaterEqual,
  TokenKind.Plus,
  TokenKind.Minus,
  TokenKind.Star,
  TokenKind.Slash,
  TokenKind.Percent,
  TokenKind.Caret,
]);

/** What our own lexer and parser make of each token; nothing for white space and what has no width. */
export function classesOfTokens(parse: ParseResult): Map<number, TokenClass> {
  const classes = new Map<number, TokenClass>();
  for (const { index, kind, start, end } of parse.tokens) {
    if (start === end || kind === TokenKind.Whitespace) continue;
    classes.set(index, classOfKind(kind));
  }
  walk(parse.root, (node: Node) => {
    if (node.kind === 'Attribute') classes.set(node.name.first, 'property');
    else if (node.kind === 'Field' && !isLongKey(node.key, parse)) classes.set(node.key.first, 'property');
    else if (node.kind === 'Block') for (const name of node.name) classes.set(name.first, 'block');
    else if (node.kind === 'Label') classes.set(node.first, 'label');
    else if (node.kind === 'Call' && node.callee.kind === 'Identifier') classes.set(node.callee.first, 'function');
    else if (node.kind === 'Call' && node.callee.kind === 'Access') classes.set(node.callee.name.first, 'function');
  });
  return classes;
}

/** A key in backticks that goes over several lines. No line shows that it is a key, so it counts as the string that it is. */
function isLongKey(key: FieldKey, { text }: ParseResult): boolean {
  return text.slice(key.start, key.end).includes('\n');
}

/** What a token is by itself, wherever it stands. */
export function classOfKind(kind: TokenKind): TokenClass {
  if (OPERATORS.has(kind)) return 'operator';
  switch (kind) {
    case TokenKind.Identifier:
      return 'name';
    case TokenKind.String:
    case TokenKind.RawString:
      return 'string';
    case TokenKind.Number:
    case TokenKind.Float:
      return 'number';
    case TokenKind.Bool:
    case TokenKind.Null:
      return 'constant';
    case TokenKind.LineComment:
    case TokenKind.BlockComment:
      return 'comment';
    case TokenKind.Illegal:
      return 'illegal';
    default:
      return 'punctuation';
  }
}

/** A token that an editor would colour as something else than it is. */
export interface Difference {
  readonly token: string;
  readonly line: number;
  readonly ours: TokenClass;
  readonly theirs: TokenClass;
}

/** Compares the two for a whole text. White space within a token (of a string or comment over several lines) does not count. */
export function compare(parse: ParseResult, lines: LineIndex): { readonly tokens: number; readonly differences: readonly Difference[] } {
  const stretches = scopesOf(parse.text);
  const differences: Difference[] = [];
  let at = 0;
  let tokens = 0;
  const classes = classesOfTokens(parse);
  for (const { index, start, end } of parse.tokens) {
    const ours = classes.get(index);
    if (!ours) continue;
    tokens++;
    while (at < stretches.length && (stretches[at] as Stretch).end <= start) at++;
    for (let i = at; i < stretches.length && (stretches[i] as Stretch).start < end; i++) {
      const stretch = stretches[i] as Stretch;
      const theirs = classOfScopes(stretch.scopes);
      if (theirs === ours || parse.text.slice(Math.max(start, stretch.start), Math.min(end, stretch.end)).trim() === '') continue;
      differences.push({ token: parse.text.slice(start, end), line: lines.position(start).line, ours, theirs });
      break;
    }
  }
  return { tokens, differences };
}
