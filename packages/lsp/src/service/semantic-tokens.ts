import { allModules, type BlockSymbol, type CheckedProgram, findNamespace, hasVariable, type Module, type Source } from '@assay/checker';
import { type Block, type Expression, type Statement, type Token, TokenKind } from '@assay/parser';
import type { Range } from 'vscode-languageserver';
import { ownerOf } from './bodies.ts';
import { referredBlock } from './names.ts';
import { offsetAt, positionAt } from './positions.ts';
import type { Site } from './project.ts';

/** The kinds of tokens, by their index. */
export const TOKEN_TYPES = [
  'comment',
  'string',
  'number',
  'keyword',
  'operator',
  'class',
  'struct',
  'property',
  'parameter',
  'variable',
  'namespace',
  'function',
] as const;
export const TOKEN_MODIFIERS = ['declaration', 'defaultLibrary', 'deprecated', 'readonly'] as const;

type TokenType = (typeof TOKEN_TYPES)[number];
type Modifier = (typeof TOKEN_MODIFIERS)[number];

interface Mark {
  readonly type: TokenType;
  readonly modifiers: readonly Modifier[];
}

/** All tokens of a file that have a meaning, or those of a range, in the protocol's encoding. */
export function semanticTokens(site: Site, range?: Range): number[] {
  const { source } = site;
  const marks = new Painter(site).paint();
  const from = range ? offsetAt(source, range.start) : 0;
  const to = range ? offsetAt(source, range.end) : source.text.length;
  const encoder = new Encoder(source);
  for (const token of source.parse.tokens) {
    if (token.end <= from || token.start >= to) continue;
    const parts = marks.get(token.start);
    const lexical = LEXICAL[token.kind];
    if (parts) for (const part of parts) encoder.add(part.start, part.end, part);
    else if (lexical) encoder.add(token.start, token.end, lexical);
  }
  return encoder.data;
}

const COMMENT: Mark = { type: 'comment', modifiers: [] };
const KEYWORD: Mark = { type: 'keyword', modifiers: [] };
const NUMBER: Mark = { type: 'number', modifiers: [] };
const OPERATOR: Mark = { type: 'operator', modifiers: [] };
const STRING: Mark = { type: 'string', modifiers: [] };

/** What tokens are where nothing else is known of them. */
const LEXICAL: Readonly<Partial<Record<TokenKind, Mark>>> = {
  [TokenKind.LineComment]: COMMENT,
  [TokenKind.BlockComment]: COMMENT,
  [TokenKind.String]: STRING,
  [TokenKind.RawString]: STRING,
  [TokenKind.Number]: NUMBER,
  [TokenKind.Float]: NUMBER,
  [TokenKind.Bool]: KEYWORD,
  [TokenKind.Null]: KEYWORD,
  [TokenKind.Or]: OPERATOR,
  [TokenKind.And]: OPERATOR,
  [TokenKind.Not]: OPERATOR,
  [TokenKind.NotEqual]: OPERATOR,
  [TokenKind.Equal]: OPERATOR,
  [TokenKind.Less]: OPERATOR,
  [TokenKind.LessEqual]: OPERATOR,
  [TokenKind.Greater]: OPERATOR,
  [TokenKind.GreaterEqual]: OPERATOR,
  [TokenKind.Plus]: OPERATOR,
  [TokenKind.Minus]: OPERATOR,
  [TokenKind.Star]: OPERATOR,
  [TokenKind.Slash]: OPERATOR,
  [TokenKind.Percent]: OPERATOR,
  [TokenKind.Caret]: OPERATOR,
};

const TYPE_NUMBERS = new Map<TokenType, number>(TOKEN_TYPES.map((type, index) => [type, index]));
const MODIFIER_BITS = new Map<Modifier, number>(TOKEN_MODIFIERS.map((modifier, index) => [modifier, 1 << index]));

/** Lines and columns relative to the token before, as the protocol has them. Tokens come in the order of the text. */
class Encoder {
  readonly data: number[] = [];
  readonly #source: Source;
  /** The line that the last token was in, and where it and the next one begin. */
  #line = 0;
  #lineStart = 0;
  #nextLine: number;
  #last = { line: 0, character: 0 };
  #newline = -1;

  constructor(source: Source) {
    this.#source = source;
    this.#nextLine = offsetAt(source, { line: 1, character: 0 });
  }

  /** A token of several lines becomes one for each: not every client takes them otherwise. */
  add(start: number, end: number, mark: Mark): void {
    const { text } = this.#source;
    for (let at = start; at < end; ) {
      const stop = Math.min(this.#newlineFrom(at), end);
      const length = (text[stop - 1] === '\r' ? stop - 1 : stop) - at;
      if (length > 0) this.#push(at, length, mark);
      at = stop + 1;
    }
  }

  /** The next newline. It is looked for once: a line may have any number of tokens. */
  #newlineFrom(at: number): number {
    if (this.#newline < at) {
      const found = this.#source.text.indexOf('\n', at);
      this.#newline = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#newline;
  }

  #push(start: number, length: number, { type, modifiers }: Mark): void {
    if (start >= this.#nextLine) {
      this.#line = positionAt(this.#source, start).line;
      this.#lineStart = offsetAt(this.#source, { line: this.#line, character: 0 });
      this.#nextLine = offsetAt(this.#source, { line: this.#line + 1, character: 0 });
    }
    let bits = 0;
    for (const modifier of modifiers) bits |= MODIFIER_BITS.get(modifier) ?? 0;
    const character = start - this.#lineStart;
    const column = this.#line === this.#last.line ? character - this.#last.character : character;
    this.data.push(this.#line - this.#last.line, column, length, TYPE_NUMBERS.get(type) ?? 0, bits);
    this.#last = { line: this.#line, character };
  }
}

interface Part extends Mark {
  readonly start: number;
  readonly end: number;
}

/** Says what the names in a file are. */
class Painter {
  readonly #site: Site;
  readonly #checked: CheckedProgram;
  /** By the start of the token; a label is three parts of one. */
  readonly #parts = new Map<number, Part[]>();
  readonly #symbols = new Map<Block, BlockSymbol>();

  constructor(site: Site) {
    this.#site = site;
    this.#checked = site.checked;
    for (const module of allModules(this.#checked.program.root))
      for (const symbol of module.symbols) this.#symbols.set(symbol.block, symbol);
  }

  paint(): ReadonlyMap<number, readonly Part[]> {
    this.#pipeline(this.#site.source.parse.root.statements, this.#checked.program.root);
    return this.#parts;
  }

  #mark({ start, end }: Pick<Token, 'start' | 'end'>, type: TokenType, ...modifiers: Modifier[]): void {
    if (end > start) this.#parts.set(start, [{ start, end, type, modifiers }]);
  }

  #label({ label }: Block): void {
    if (!label) return;
    const { start, end } = label;
    const content: Part = { start: start + 1, end: end - 1, type: 'variable', modifiers: ['declaration'] };
    const quote = (at: number): Part => ({ start: at, end: at + 1, type: 'string', modifiers: [] });
    this.#parts.set(start, end - start > 2 ? [quote(start), content, quote(end - 1)] : [{ start, end, type: 'string', modifiers: [] }]);
  }

  /** Blocks at the level of statements. */
  #pipeline(statements: readonly Statement[], module: Module): void {
    for (const statement of statements) {
      if (statement.kind === 'Attribute') this.#attribute(statement, module, 'property');
      if (statement.kind !== 'Block') continue;
      const symbol = this.#symbols.get(statement);
      const custom = findNamespace(module, statement.name[0]?.text ?? '');
      const owner = custom ? undefined : ownerOf(statement.fullName, this.#site.options.catalog);
      const isConfig = owner?.kind === 'config' || statement.fullName === 'declare';
      const deprecated: Modifier[] = owner?.kind === 'component' && owner.component.deprecated ? ['deprecated'] : [];
      for (const name of statement.name) {
        if (isConfig) this.#mark(name, 'keyword');
        else this.#mark(name, 'class', ...(custom ? [] : (['defaultLibrary'] as const)), ...deprecated);
      }
      this.#label(statement);
      if (statement.fullName === 'declare') this.#pipeline(statement.statements, symbol?.inner ?? module);
      else this.#body(statement, module, custom ? 'parameter' : 'property', symbol?.inner);
    }
  }

  #body({ statements, fullName }: Block, module: Module, attributes: TokenType, template?: Module): void {
    for (const statement of statements) {
      if (statement.kind === 'Attribute') this.#attribute(statement, module, attributes);
      if (statement.kind !== 'Block') continue;
      for (const name of statement.name) this.#mark(name, 'struct');
      this.#label(statement);
      if (fullName === 'foreach' && statement.fullName === 'template') this.#pipeline(statement.statements, template ?? module);
      else this.#body(statement, module, 'property');
    }
  }

  #attribute({ name, value }: Statement & { kind: 'Attribute' }, module: Module, type: TokenType): void {
    this.#mark(name, type);
    this.#expression(value, module);
  }

  #expression(node: Expression, module: Module): void {
    switch (node.kind) {
      case 'Identifier':
      case 'Access':
        this.#chain(node, module);
        return;
      case 'Index':
        this.#expression(node.object, module);
        this.#expression(node.index, module);
        return;
      case 'Call':
        this.#expression(node.callee, module);
        for (const argument of node.args) this.#expression(argument, module);
        return;
      case 'Paren':
        this.#expression(node.inner, module);
        return;
      case 'Array':
        for (const element of node.elements) this.#expression(element, module);
        return;
      case 'Object':
        for (const { key, value } of node.fields) {
          if (!key.quoted) this.#mark(key, 'property');
          this.#expression(value, module);
        }
        return;
      case 'Unary':
        this.#expression(node.operand, module);
        return;
      case 'Binary':
        this.#expression(node.left, module);
        this.#expression(node.right, module);
        return;
      case 'Literal':
      case 'Missing':
        return;
    }
  }

  #chain(node: Expression, module: Module): void {
    const parts: { text: string; start: number; end: number }[] = [];
    let inner = node;
    for (; inner.kind === 'Access'; inner = inner.object) parts.push(inner.name);
    parts.reverse();
    if (inner.kind !== 'Identifier') {
      for (const part of parts) this.#mark(part, 'property');
      this.#expression(inner, module);
      return;
    }
    parts.unshift(inner);
    const referred = referredBlock(parts, module);
    if (referred) this.#reference(parts, referred.length, referred.symbol.block.fullName === 'argument');
    else this.#free(parts, module);
  }

  #reference(parts: readonly Pick<Token, 'start' | 'end'>[], length: number, isArgument: boolean): void {
    for (const [index, part] of parts.entries()) {
      if (isArgument) this.#mark(part, index === 0 ? 'keyword' : index === 1 ? 'parameter' : 'property');
      else this.#mark(part, index < length - 1 ? 'class' : index === length - 1 ? 'variable' : 'property');
    }
  }

  /** A variable, or what the standard library has. */
  #free(parts: readonly { text: string; start: number; end: number }[], module: Module): void {
    const [first, second, ...rest] = parts;
    if (!first) return;
    const { identifiers, deprecated } = this.#site.options.catalog.stdlib;
    const entry = hasVariable(module, first.text) ? undefined : identifiers.get(first.text);
    const old: Modifier[] = deprecated.has(first.text) ? ['deprecated'] : [];
    if (entry?.kind === 'function') this.#mark(first, 'function', 'defaultLibrary', ...old);
    else if (entry) this.#mark(first, 'namespace', 'defaultLibrary');
    else this.#mark(first, 'variable', 'readonly');
    if (second && entry?.kind === 'namespace') this.#mark(second, 'function', 'defaultLibrary');
    else if (second && entry?.kind === 'constants') this.#mark(second, 'variable', 'readonly', 'defaultLibrary');
    else if (second) this.#mark(second, 'property');
    for (const part of rest) this.#mark(part, 'property');
  }
}

/** One edit that makes the tokens `after` of the tokens `before`. */
export function tokenEdit(
  before: readonly number[],
  after: readonly number[],
): { start: number; deleteCount: number; data: number[] } | undefined {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return undefined;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, deleteCount: before.length - same - start, data: after.slice(start, after.length - same) };
}
