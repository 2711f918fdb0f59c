import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import { isIdentifier } from './characters.ts';
import type { LexerToken } from './lexer.ts';
import { LineIndex } from './lines.ts';
import { OneTokenLookahead } from './lookahead.ts';
import { type SyntaxCode, type SyntaxExtras, type SyntaxParams, syntaxError } from './messages.ts';
import type { ParseError } from './source.ts';
import {
  type ArrayExpression,
  type Attribute,
  type BinaryOperator,
  type Block,
  type Expression,
  type Field,
  type FieldKey,
  type Label,
  type Literal,
  type Missing,
  type Name,
  type ObjectExpression,
  type Paren,
  type Skipped,
  type SourceFile,
  type Statement,
  TokenKind,
  type Unary,
} from './syntax.ts';
import { BinaryOperatorClass, LiteralClass, StrayClass, T, UnaryOperatorClass, vocabulary } from './vocabulary.ts';

/** How deep brackets may nest: far above what people write. */
const MAX_NESTING = 250;
/** The same where the stack is too small for that: code that has not been compiled yet takes several times the room. */
const MAX_NESTING_ON_SMALL_STACK = 50;
/**
 * How high the tree of an expression may be. Each link of a chain of operators or accesses makes it one higher, as a bracket
 * does: brackets and chains within each other multiply. Whoever walks over the tree needs the stack for it.
 */
const MAX_HEIGHT = 1000;

/** How many tokens of a block's header are looked at in advance. Real ones have nine at most. */
const MAX_HEADER = 40;

/** How many errors of one kind (of tokens, of the grammar) are kept: a file that is no configuration at all has one for each line. */
export const MAX_ERRORS = 1000;

/** Binding strength of the binary operators (alloy.ebnf: Or, And, Compare, Add, Multiply, Power). */
const PRECEDENCE: Readonly<Partial<Record<TokenKind, number>>> = {
  [TokenKind.Or]: 1,
  [TokenKind.And]: 2,
  [TokenKind.Equal]: 3,
  [TokenKind.NotEqual]: 3,
  [TokenKind.Less]: 3,
  [TokenKind.LessEqual]: 3,
  [TokenKind.Greater]: 3,
  [TokenKind.GreaterEqual]: 3,
  [TokenKind.Plus]: 4,
  [TokenKind.Minus]: 4,
  [TokenKind.Star]: 5,
  [TokenKind.Slash]: 5,
  [TokenKind.Percent]: 5,
  [TokenKind.Caret]: 6,
};

/** A block that is being read, for the decisions of recovery. */
interface OpenBlock {
  /** The column of the line that its header stands on: how far that line is indented. */
  readonly indent: number;
}

/** What a name at the beginning of a statement turns out to begin. */
type Shape = 'attribute' | 'block' | 'neither';

/** What the grammar makes of a text. */
export interface GrammarResult {
  readonly root: SourceFile;
  readonly errors: readonly ParseError[];
  /** Whether a block was not closed, or a brace closes nothing. */
  readonly unbalanced: boolean;
}

/**
 * The grammar (alloy.ebnf), in Chevrotain's terms.
 *
 * It is *total*: every sequence of tokens is one of its sentences, so that no rule ever fails. What Alloy's grammar
 * requires is optional here, and where it is missing the action reports it. That gives each mistake its own words and its
 * own way of going on, which Chevrotain's generic recovery cannot know; the rules stay the shape of the language.
 */
export class Grammar extends EmbeddedActionsParser {
  #text = '';
  /** Made when the first question about a line is asked: a text without mistakes asks none. */
  #lines: LineIndex | undefined;
  #errors: ParseError[] = [];
  /** Lines on which something has been said: what else is wrong there mostly follows from it. */
  #spoken = new Set<number>();
  #blocks: OpenBlock[] = [];
  #nesting = 0;
  /** How high the tree of the expression is that was read last. */
  #height = 0;
  #maxNesting = MAX_NESTING;
  #unbalanced = false;
  /** The text ends in the middle of something, and that has been said: that blocks and brackets are open there follows from it. */
  #cutOff = false;
  /** Braces do not match somewhere: where the blocks end in which they may not match is told by the layout too. */
  #byLayout = false;
  /** Whether that goes for the block that is being read at the top of the file. */
  #isDoubtful = false;
  /** A block was followed to the end of the text in vain; what comes later is not followed again. */
  #isEndless = false;

  constructor() {
    // Chevrotain's checks of the grammar are for those who change it: a test runs them.
    super(vocabulary, { recoveryEnabled: false, skipValidations: true, lookaheadStrategy: new OneTokenLookahead() });
    this.performSelfAnalysis();
  }

  /**
   * Builds the tree.
   *
   * @param significant the tokens that the grammar speaks of
   * @param tokenCount how many there are with white space and comments
   * @param lexicalErrors where something has been said already
   * @param byLayout whether blocks may be closed by indentation, for texts whose braces do not match
   */
  read(
    text: string,
    significant: readonly LexerToken[],
    tokenCount: number,
    lexicalErrors: readonly ParseError[],
    byLayout: boolean,
  ): GrammarResult {
    const attempt = (maxNesting: number): GrammarResult => {
      this.#text = text;
      this.#lines = undefined;
      this.#errors = [];
      this.#spoken = new Set(lexicalErrors.map(({ start }) => this.#lineStart(start)));
      this.#blocks = [];
      this.#nesting = 0;
      this.#maxNesting = maxNesting;
      this.#unbalanced = false;
      this.#cutOff = lexicalErrors.some(
        ({ code, end }) => code === UNTERMINATED_COMMENT || (code === UNTERMINATED_STRING && !/\S/.test(text.slice(end))),
      );
      this.#byLayout = byLayout;
      this.#isDoubtful = false;
      this.#isEndless = false;
      // Chevrotain reads of a token its class only, which ours have.
      this.input = significant as unknown as IToken[];
      const statements = this.file();
      const root: SourceFile = { kind: 'SourceFile', statements, start: 0, end: text.length, first: 0, last: tokenCount - 1 };
      return { root, errors: this.#errors, unbalanced: this.#unbalanced };
    };
    try {
      return attempt(MAX_NESTING);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return attempt(MAX_NESTING_ON_SMALL_STACK);
    }
  }

  // ── Productions ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** `File = Body EOF .` */
  readonly file = this.RULE('file', (): Statement[] => this.SUBRULE(this.body));

  /** `Body = [ Statement { TERMINATOR Statement } [ TERMINATOR ] ] .` */
  readonly body = this.RULE('body', (): Statement[] => {
    const statements: Statement[] = [];
    this.MANY({
      GATE: () => !this.#endsBody(),
      DEF: () =>
        this.OR([
          { ALT: () => this.CONSUME(T.Terminator) },
          {
            ALT: () => {
              statements.push(this.SUBRULE(this.statement));
              this.ACTION(() => this.#afterStatement(statements));
            },
          },
          { ALT: () => statements.push(this.SUBRULE(this.stray, { ARGS: [statements] })) },
        ]),
    });
    return statements;
  });

  /** What begins no statement: skipped to the end of its line, unless it is a block whose name is missing. */
  readonly stray = this.RULE('stray', (before: readonly Statement[]): Statement => {
    const first = this.CONSUME(StrayClass) as unknown as LexerToken;
    return this.ACTION(() => this.#strayFrom(first, before[before.length - 1]));
  });

  /** A token that can stand neither between nor in place of the elements of a list. */
  readonly strayToken = this.RULE(
    'strayToken',
    (): LexerToken =>
      this.OR([{ ALT: () => this.CONSUME(StrayClass) }, { ALT: () => this.CONSUME(T.Terminator) }]) as unknown as LexerToken,
  );

  /** `Statement = Attribute | Block .` */
  readonly statement = this.RULE('statement', (): Statement => {
    const first = this.CONSUME(T.Identifier) as unknown as LexerToken;
    const name: Name[] = [this.#name(first)];
    this.MANY(() => {
      this.CONSUME(T.Dot);
      const part = this.OPTION(() => this.CONSUME2(T.Identifier)) as unknown as LexerToken | undefined;
      this.ACTION(() => name.push(part ? this.#name(part) : this.#missingName('after "."')));
    });
    this.ACTION(() => {
      this.#dashes(name);
      this.#missingDots(name);
    });
    let label: Label | undefined;
    this.OPTION2({
      GATE: () => !this.#valueFollows(name),
      DEF: () => {
        const token = this.OR([{ ALT: () => this.CONSUME(T.String) }, { ALT: () => this.CONSUME(T.RawString) }]) as unknown as LexerToken;
        label = this.ACTION(() => this.#label(token));
        this.ACTION(() => this.#secondLabel());
      },
    });
    const shape = this.ACTION((): Shape => {
      label ??= this.#foreignLabel();
      return this.#shapeOf(name, label);
    });
    return this.OR2([
      { GATE: () => shape === 'attribute', ALT: () => this.SUBRULE(this.attribute, { ARGS: [first, name, label] }) },
      { GATE: () => shape === 'block', ALT: () => this.SUBRULE(this.block, { ARGS: [first, name, label] }) },
      { ALT: () => this.ACTION(() => this.#incomplete(first)) },
    ]);
  });

  /** `Attribute = IDENT "=" Expr .`, the name being read */
  readonly attribute = this.RULE('attribute', (first: LexerToken, name: readonly Name[], label: Label | undefined): Statement => {
    const equals = this.OPTION(() => this.CONSUME(T.Assign)) as unknown as LexerToken | undefined;
    const value = this.#valueAfter(1, first);
    return this.ACTION(() => {
      const [only] = name as [Name];
      const full = name.map((part) => part.text).join('.');
      if (name.length > 1) this.#report('syntax/dotted-attribute', { name: full }, first.start, (name.at(-1) ?? only).end);
      else if (label) this.#report('syntax/labelled-attribute', { name: full }, label.start, label.end);
      this.#blockAsValue(value);
      const node: Attribute = { kind: 'Attribute', name: only, equals: equals?.index ?? -1, value, ...this.#extent(first) };
      return node;
    });
  });

  /** `Block = IDENT { "." IDENT } [ STRING ] "{" Body "}" .`, the name and the label being read */
  readonly block = this.RULE('block', (first: LexerToken, name: readonly Name[], label: Label | undefined): Block => {
    const open = this.OPTION(() => this.CONSUME(T.LeftBrace)) as unknown as LexerToken | undefined;
    const header = this.ACTION(() => this.#enterBlock(first, open));
    const statements = this.SUBRULE(this.body);
    const close = this.OPTION2({ GATE: () => this.#closesBlock(), DEF: () => this.CONSUME(T.RightBrace) }) as unknown as
      | LexerToken
      | undefined;
    return this.ACTION(() => {
      this.#nesting--;
      this.#blocks.pop();
      const fullName = name.map((part) => part.text).join('.');
      if (!close && !header.tooDeep) this.#unclosedBlock(fullName, first, open);
      const broken = !open || !close || name.some((part) => part.text === '') || header.broken;
      return {
        kind: 'Block',
        name,
        fullName,
        ...(label && { label }),
        open: open?.index ?? -1,
        statements,
        close: close?.index ?? -1,
        broken,
        ...this.#extent(first),
      };
    });
  });

  /** `Expr` down to `Pow`: operands and operators in a row, nested by precedence afterwards */
  readonly expression = this.RULE('expression', (): Expression => {
    let left = this.SUBRULE(this.unary);
    let height = this.#height;
    let operands: Expression[] | undefined;
    let operators: LexerToken[] | undefined;
    this.MANY(() => {
      const operator = this.CONSUME(BinaryOperatorClass) as unknown as LexerToken;
      const operand = this.#operandAfter(operator);
      this.ACTION(() => {
        operands ??= [left];
        operators ??= [];
        operands.push(operand);
        operators.push(operator);
        height = Math.max(height, this.#height);
      });
    });
    return this.ACTION(() => {
      if (operands && operators) left = this.#limited(this.#nest(operands, operators), height + operators.length);
      return left;
    });
  });

  /** `Unary = ( "!" | "-" ) Unary | Postfix .` */
  readonly unary = this.RULE(
    'unary',
    (): Expression =>
      this.OR([
        {
          ALT: () => {
            const operators: LexerToken[] = [];
            this.AT_LEAST_ONE(() => operators.push(this.CONSUME(UnaryOperatorClass) as unknown as LexerToken));
            const operand = this.OPTION(() => this.SUBRULE(this.postfix));
            return this.ACTION(() => this.#limited(this.#unaryOf(operators, operand), this.#height + operators.length));
          },
        },
        { ALT: () => this.SUBRULE2(this.postfix) },
      ]),
  );

  /** `Postfix = Primary { "." IDENT | "[" Expr "]" | "(" [ List ] ")" } .` */
  readonly postfix = this.RULE('postfix', (): Expression => {
    let node = this.SUBRULE(this.primary);
    this.MANY(() => {
      const height = this.#height;
      this.OR([
        {
          ALT: () => {
            this.CONSUME(T.Dot);
            const token = this.OPTION(() => this.CONSUME(T.Identifier)) as unknown as LexerToken | undefined;
            this.ACTION(() => {
              const name = token ? this.#name(token) : this.#missingName('after "."');
              node = this.#limited({ kind: 'Access', object: node, name, ...this.#extentOf(node) }, height + 1);
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftBracket) as unknown as LexerToken;
            const index = this.#bracketed(1, open);
            const close = this.OPTION2(() => this.CONSUME(T.RightBracket)) as unknown as LexerToken | undefined;
            this.ACTION(() => {
              this.#nesting--;
              const end = close ?? this.#closeOnNextLine(TokenKind.RightBracket);
              if (!end) this.#unclosedBracket(open, '[', ']');
              const parts = { object: node, open: open.index, index, close: end?.index ?? -1 };
              node = this.#limited({ kind: 'Index', ...parts, ...this.#extentOf(node) }, Math.max(height, this.#height) + 1);
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftParen) as unknown as LexerToken;
            const args = this.SUBRULE(this.list, { ARGS: [open, 'argument'] });
            const close = this.OPTION3(() => this.CONSUME(T.RightParen)) as unknown as LexerToken | undefined;
            this.ACTION(() => {
              if (!close) this.#unclosedBracket(open, '(', ')');
              const parts = { callee: node, open: open.index, args, close: close?.index ?? -1 };
              node = this.#limited({ kind: 'Call', ...parts, ...this.#extentOf(node) }, Math.max(height, this.#height) + 1);
            });
          },
        },
      ]);
    });
    return node;
  });

  /** `Primary = IDENT | … | "(" Expr ")" | "[" [ List ] "]" | "{" [ Fields ] "}" .` */
  readonly primary = this.RULE(
    'primary',
    (): Expression =>
      this.OR([
        {
          ALT: () => {
            const token = this.CONSUME(T.Identifier) as unknown as LexerToken;
            return this.ACTION((): Expression => {
              this.#height = 1;
              return { kind: 'Identifier', text: this.#textOf(token), ...this.#extent(token) };
            });
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(LiteralClass) as unknown as LexerToken;
            return this.ACTION((): Expression => {
              this.#height = 1;
              if (this.#goesOn(token)) return this.#badNumber(token);
              return { kind: 'Literal', token: token.kind as Literal['token'], raw: this.#textOf(token), ...this.#extent(token) };
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftParen) as unknown as LexerToken;
            const inner = this.#bracketed(2, open);
            const close = this.OPTION4(() => this.CONSUME(T.RightParen)) as unknown as LexerToken | undefined;
            return this.ACTION((): Expression => {
              this.#nesting--;
              const end = close ?? this.#closeOnNextLine(TokenKind.RightParen);
              if (!end) this.#unclosedBracket(open, '(', ')');
              const node: Paren = { kind: 'Paren', open: open.index, inner, close: end?.index ?? -1, ...this.#extent(open) };
              return this.#limited(node, this.#height + 1);
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftBracket) as unknown as LexerToken;
            const elements = this.SUBRULE(this.list, { ARGS: [open, 'element'] });
            const close = this.OPTION5(() => this.CONSUME(T.RightBracket)) as unknown as LexerToken | undefined;
            return this.ACTION((): Expression => {
              if (!close) this.#unclosedBracket(open, '[', ']');
              const node: ArrayExpression = { kind: 'Array', open: open.index, elements, close: close?.index ?? -1, ...this.#extent(open) };
              return this.#limited(node, this.#height + 1);
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftBrace) as unknown as LexerToken;
            const fields = this.SUBRULE(this.fields, { ARGS: [open] });
            const close = this.OPTION6(() => this.CONSUME(T.RightBrace)) as unknown as LexerToken | undefined;
            return this.ACTION((): Expression => {
              if (!close) this.#unclosedBracket(open, '{', '}');
              const node: ObjectExpression = { kind: 'Object', open: open.index, fields, close: close?.index ?? -1, ...this.#extent(open) };
              return this.#limited(node, this.#height + 2);
            });
          },
        },
      ]),
  );

  /** `List = Expr { "," Expr } [ "," ] .`, behind its opening bracket */
  readonly list = this.RULE('list', (open: LexerToken, what: string): Expression[] => {
    const elements: Expression[] = [];
    let height = 0;
    this.ACTION(() => this.#enter(open));
    this.MANY({
      GATE: () => !this.#endsList(),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              elements.push(this.SUBRULE(this.expression));
              const comma = this.OPTION(() => this.CONSUME(T.Comma));
              this.ACTION(() => {
                height = Math.max(height, this.#height);
                if (!comma) this.#noComma(what);
              });
            },
          },
          {
            ALT: () => {
              const token = this.SUBRULE(this.strayToken);
              this.ACTION(() => elements.push(this.#strayInList(token)));
            },
          },
        ]),
    });
    this.ACTION(() => {
      this.#nesting--;
      this.#height = Math.max(height, 1);
    });
    return elements;
  });

  /** `Fields = Field { "," Field } [ "," ] .`, behind the opening brace */
  readonly fields = this.RULE('fields', (open: LexerToken): Field[] => {
    const fields: Field[] = [];
    let height = 0;
    this.ACTION(() => this.#enter(open));
    this.MANY({
      GATE: () => !this.#endsFields(),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              fields.push(this.SUBRULE(this.field));
              const comma = this.OPTION(() => this.CONSUME(T.Comma));
              this.ACTION(() => {
                height = Math.max(height, this.#height);
                if (!comma) this.#noComma('field');
              });
            },
          },
          {
            ALT: () => {
              const token = this.SUBRULE(this.strayToken);
              this.ACTION(() => this.#strayInFields(token));
            },
          },
        ]),
    });
    this.ACTION(() => {
      this.#nesting--;
      this.#height = Math.max(height, 1);
    });
    return fields;
  });

  /** `Field = ( IDENT | STRING ) "=" Expr .` */
  readonly field = this.RULE('field', (): Field => {
    const token = this.OR([
      { ALT: () => this.CONSUME(T.Identifier) },
      { ALT: () => this.CONSUME(T.String) },
      { ALT: () => this.CONSUME(T.RawString) },
    ]) as unknown as LexerToken;
    const key = this.ACTION(() => this.#key(token));
    const equals = this.OPTION(() => this.CONSUME(T.Assign)) as unknown as LexerToken | undefined;
    this.ACTION(() => {
      if (!equals) this.#noEquals(token, key);
    });
    const value = this.#valueAfter(2, token);
    return this.ACTION((): Field => ({ kind: 'Field', key, equals: equals?.index ?? -1, value, ...this.#extent(token) }));
  });

  // ── Parts of productions ───────────────────────────────────────────────────────────────────────────────────────────

  /** `Expr`, or what stands for it where it is missing. `index` tells Chevrotain the occurrences in one rule apart. */
  #valueAfter(index: number, after: LexerToken): Expression {
    const value = this.option(10 + index, { GATE: () => !this.#statementFollows(), DEF: () => this.subrule(index, this.expression) });
    return this.ACTION(() => value ?? this.#missingValue(after));
  }

  #operandAfter(operator: LexerToken): Expression {
    const operand = this.option(10, { GATE: () => !this.#statementFollows(), DEF: () => this.subrule(2, this.unary) });
    return this.ACTION(() => operand ?? this.#missingValue(operator));
  }

  /** `Expr` behind a bracket that holds one; the caller ends the nesting. */
  #bracketed(index: number, open: LexerToken): Expression {
    this.ACTION(() => this.#enter(open));
    return this.#valueAfter(index, open);
  }

  // ── Tokens ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  #peek(distance: number): LexerToken | undefined {
    const token = this.LA(distance) as unknown as LexerToken;
    // At either end Chevrotain hands out a token of its own, which has no place.
    return token.index === undefined ? undefined : token;
  }

  #kind(distance = 1): TokenKind {
    return this.#peek(distance)?.kind ?? TokenKind.EndOfFile;
  }

  /** Consumes the next token, whatever it is. */
  #take(): LexerToken {
    const { tokenType } = this.LA(1);
    return this.consume(0, tokenType) as unknown as LexerToken;
  }

  #textOf(token: LexerToken): string {
    return this.#text.slice(token.start, token.end);
  }

  #isIllegal(character: string, distance = 1): boolean {
    const token = this.#peek(distance);
    return token?.kind === TokenKind.Illegal && this.#text.startsWith(character, token.start);
  }

  #lineStart(offset: number): number {
    this.#lines ??= new LineIndex(this.#text);
    return this.#lines.lineStart(this.#lines.lineAt(offset));
  }

  /** How far the line of an offset is indented. */
  #indentAt(offset: number): number {
    const start = this.#lineStart(offset);
    let at = start;
    while (this.#text[at] === ' ' || this.#text[at] === '\t') at++;
    return at - start;
  }

  /** Whether only white space stands before a token on its line. */
  #isFirstOnLine(token: LexerToken): boolean {
    return this.#lineStart(token.start) + this.#indentAt(token.start) === token.start;
  }

  /** Whether the next token stands on a later line than the last one. */
  #isOnNewLine(): boolean {
    const next = this.#peek(1);
    const last = this.#peek(0);
    return !next || !last || this.#text.slice(last.end, next.start).includes('\n');
  }

  /** Whether nothing but the end of the text follows. */
  #isAtEnd(): boolean {
    return this.#kind(this.#kind() === TokenKind.Terminator ? 2 : 1) === TokenKind.EndOfFile;
  }

  /** What comes next, in words. */
  #found(): string {
    const token = this.#peek(1);
    if (!token) return 'the end of the file';
    return token.kind === TokenKind.Terminator ? 'the end of the line' : this.#quote(token);
  }

  #quote(token: LexerToken): string {
    const text = this.#textOf(token);
    const short = text.length > 30 ? `${text.slice(0, 27)}…` : text;
    return token.kind === TokenKind.String || token.kind === TokenKind.RawString ? short : `"${short}"`;
  }

  // ── Nodes ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** From a token to the last one consumed. */
  #extent(first: LexerToken): { start: number; end: number; first: number; last: number } {
    const last = this.#peek(0) ?? first;
    return { start: first.start, end: last.end, first: first.index, last: last.index };
  }

  #extentOf(first: Expression): { start: number; end: number; first: number; last: number } {
    const last = this.#peek(0);
    return { start: first.start, end: last?.end ?? first.end, first: first.first, last: last?.index ?? first.last };
  }

  /** A place of no width behind the last token. */
  #nowhere(): { start: number; end: number; first: number; last: number } {
    const last = this.#peek(0);
    const end = last?.end ?? 0;
    return { start: end, end, first: (last?.index ?? -1) + 1, last: last?.index ?? -1 };
  }

  #name(token: LexerToken): Name {
    return { kind: 'Name', text: this.#textOf(token), start: token.start, end: token.end, first: token.index, last: token.index };
  }

  #skipped(first: LexerToken): Skipped {
    return { kind: 'Skipped', ...this.#extent(first) };
  }

  #missing(): Missing {
    return { kind: 'Missing', ...this.#nowhere() };
  }

  #key(token: LexerToken): FieldKey {
    const raw = this.#textOf(token);
    // The name of the empty key keeps its quotes (alloy.ebnf, Field).
    const quoted = token.kind !== TokenKind.Identifier && raw.length > 2;
    return { kind: 'FieldKey', text: quoted ? raw.slice(1, -1) : raw, quoted, ...this.#extent(token) };
  }

  #label(token: LexerToken): Label {
    const text = this.#swallowsBrace(token)
      ? this.#textOf(token)
          .slice(1)
          .replace(/\s*\{\s*$/, '')
      : this.#textOf(token).slice(1, -1);
    if (token.kind === TokenKind.RawString) {
      const fix = { title: `write "${text}"`, edits: [{ start: token.start, end: token.end, text: `"${text}"` }] };
      this.#report('syntax/raw-label', {}, token.start, token.end, { fix });
    } else if (text !== '' && !isIdentifier(text)) this.#badLabel(token, text);
    return { kind: 'Label', text, ...this.#extent(token) };
  }

  #badLabel(token: LexerToken, label: string): void {
    const better = label.replace(/[^\p{L}\p{Nd}_]+/gu, '_').replace(/^(?=\p{Nd})/u, '_');
    const notes = isIdentifier(better) ? [`"${better}" would do`] : [];
    this.#report('syntax/bad-label', { label }, token.start, token.end, { notes });
  }

  #unaryOf(operators: readonly LexerToken[], operand: Expression | undefined): Expression {
    let node = operand ?? this.#missingValue(operators[operators.length - 1] as LexerToken);
    for (let i = operators.length - 1; i >= 0; i--) {
      const operator = operators[i] as LexerToken;
      const extent = { start: operator.start, end: node.end, first: operator.index, last: node.last };
      node = { kind: 'Unary', operator: operator.kind as Unary['operator'], operatorToken: operator.index, operand: node, ...extent };
    }
    return node;
  }

  /** Nests operands and the operators between them by precedence; of equals the left one binds first, but for `^`. */
  #nest(operands: readonly Expression[], operators: readonly LexerToken[]): Expression {
    const values: Expression[] = [operands[0] as Expression];
    const waiting: LexerToken[] = [];
    const reduce = (): void => {
      const right = values.pop() as Expression;
      const left = values.pop() as Expression;
      const operator = waiting.pop() as LexerToken;
      const extent = { start: left.start, end: right.end, first: left.first, last: right.last };
      values.push({ kind: 'Binary', left, operator: operator.kind as BinaryOperator, operatorToken: operator.index, right, ...extent });
    };
    operators.forEach((operator, index) => {
      const strength = PRECEDENCE[operator.kind] as number;
      while (waiting.length > 0) {
        const before = PRECEDENCE[(waiting[waiting.length - 1] as LexerToken).kind] as number;
        if (before < strength || (before === strength && operator.kind === TokenKind.Caret)) break;
        reduce();
      }
      waiting.push(operator);
      values.push(operands[index + 1] as Expression);
    });
    while (waiting.length > 0) reduce();
    return values[0] as Expression;
  }

  // ── What is reported ───────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * One mistake, one finding: what else is wrong on a line mostly follows from the first thing that is.
   *
   * @returns whether it is the first thing said of its line
   */
  #report<C extends SyntaxCode>(code: C, params: SyntaxParams<C>, start: number, end: number, extras: SyntaxExtras = {}): boolean {
    const line = this.#lineStart(start);
    if (this.#spoken.has(line)) return false;
    this.#spoken.add(line);
    if (this.#errors.length < MAX_ERRORS) this.#errors.push(syntaxError(code, params, start, end, extras));
    return true;
  }

  /** What follows on the next token's line follows from what has just been said. */
  #hushNext(): void {
    const next = this.#peek(1);
    if (next) this.#spoken.add(this.#lineStart(next.start));
  }

  /** Where something is missing: at the next token, or behind the last one where the line ends. */
  #reportHere<C extends SyntaxCode>(code: C, params: SyntaxParams<C>, extras: SyntaxExtras = {}): void {
    if (this.#isAtEnd()) this.#cutOff = true;
    const next = this.#peek(1);
    const last = this.#peek(0);
    if (next && next.kind !== TokenKind.Terminator && !this.#isOnNewLine()) this.#report(code, params, next.start, next.end, extras);
    else if (next?.kind === TokenKind.Terminator || !last) this.#report(code, params, next?.start ?? 0, next?.start ?? 0, extras);
    else this.#report(code, params, last.end, last.end, extras);
  }

  #missingName(after: string): Name {
    if (this.#kind() !== TokenKind.Illegal) this.#reportHere('syntax/expected-name', { after, found: this.#found() });
    const name: Name = { kind: 'Name', text: '', ...this.#nowhere() };
    // A keyword in place of a name is passed over together with it.
    if (!this.#isOnNewLine() && (this.#kind() === TokenKind.Bool || this.#kind() === TokenKind.Null || this.#kind() === TokenKind.Number))
      this.#take();
    return name;
  }

  #missingValue(after: LexerToken): Missing {
    this.#height = 1;
    const next = this.#peek(1);
    if (next?.kind === TokenKind.Illegal) {
      // The lexer has said what is wrong with it; it stands in place of the value.
      this.#take();
      return { kind: 'Missing', ...this.#extent(next) };
    }
    this.#reportHere('syntax/expected-value', { after: `after ${this.#quote(after)}`, found: this.#found() });
    return this.#missing();
  }

  /** An expression that has just been read, unless its tree is too high: then it counts as missing. */
  #limited(node: Expression, height: number): Expression {
    this.#height = height;
    if (height <= MAX_HEIGHT) return node;
    this.#height = 1;
    const { start, end, first, last } = node;
    this.#report('syntax/nesting-too-deep', { limit: MAX_HEIGHT }, start, end);
    return { kind: 'Missing', start, end, first, last };
  }

  /** Counts a bracket; beyond the limit its content is skipped. */
  #enter(open: LexerToken): boolean {
    if (++this.#nesting <= this.#maxNesting) return true;
    this.#report('syntax/nesting-too-deep', { limit: this.#maxNesting }, open.start, open.end);
    this.#skipToClose();
    return false;
  }

  /** Skips to the bracket that closes the one just consumed, and leaves it. */
  #skipToClose(): void {
    let depth = 0;
    for (let kind = this.#kind(); kind !== TokenKind.EndOfFile; kind = this.#kind()) {
      if (OPENS.has(kind)) depth++;
      else if (CLOSES.has(kind) && depth-- === 0) return;
      this.#take();
    }
  }

  #enterBlock(first: LexerToken, open: LexerToken | undefined): { tooDeep: boolean; broken: boolean } {
    if (this.#byLayout && this.#blocks.length === 0) this.#isDoubtful = !this.#isBalanced();
    this.#blocks.push({ indent: this.#byLayout ? this.#indentAt(first.start) : 0 });
    const tooDeep = !this.#enter(open ?? first);
    return { tooDeep, broken: this.#spoken.size > 0 && this.#spoken.has(this.#lineStart(first.start)) };
  }

  #unclosedBlock(name: string, first: LexerToken, open: LexerToken | undefined): void {
    this.#unbalanced = true;
    if (!open || (this.#cutOff && this.#isAtEnd())) return; // What is missing has been said.
    const next = this.#peek(1);
    const places = next ? [{ start: next.start, end: next.end, message: 'it must end before this' }] : [];
    this.#report('syntax/unclosed-block', { name }, first.start, open.end, { related: places });
  }

  #unclosedBracket(open: LexerToken, opening: string, closing: string): void {
    if (this.#isAtEnd()) {
      if (this.#cutOff) return;
      this.#cutOff = true;
    }
    this.#report('syntax/unclosed-bracket', { open: opening, close: closing, found: this.#found() }, open.start, open.end);
    this.#hushNext();
  }

  /** The bracket that closes an index or parentheses, a line too late: a line end ends all but lists and objects. */
  #closeOnNextLine(kind: TokenKind): LexerToken | undefined {
    if (this.#kind() !== TokenKind.Terminator || this.#kind(2) !== kind) return undefined;
    const last = this.#peek(0) as LexerToken;
    this.#take();
    const close = this.#take();
    const fix = { title: 'put it on the line before', edits: [{ start: last.end, end: close.start, text: '' }] };
    const params = { close: this.#textOf(close) };
    this.#report('syntax/bracket-on-next-line', params, last.end, last.end, this.#isBlank(last.end, close.start) ? { fix } : {});
    return close;
  }

  #isBlank(start: number, end: number): boolean {
    return !/\S/.test(this.#text.slice(start, end));
  }

  /** Whether a number goes on with letters or another number, without white space between: no text that Alloy accepts does. */
  #goesOn(token: LexerToken): boolean {
    if (token.kind !== TokenKind.Number && token.kind !== TokenKind.Float) return false;
    const next = this.#peek(1);
    return next?.start === token.end && NUMBER_GOES_ON.has(next.kind);
  }

  /** `10s`, `5MB`, `1.2.3`, `0x10`, `1_000` */
  #badNumber(first: LexerToken): Missing {
    for (let last = first; this.#peek(1)?.start === last.end && NUMBER_GOES_ON.has(this.#kind()); ) last = this.#take();
    const extent = this.#extent(first);
    const text = this.#text.slice(extent.start, extent.end);
    const instead = decimalOf(text) ?? `"${text}"`;
    const fix = { title: `write ${instead}`, edits: [{ start: extent.start, end: extent.end, text: instead }] };
    this.#report('syntax/number-with-letters', { text, instead }, extent.start, extent.end, { fix });
    return { kind: 'Missing', ...extent };
  }

  // ── Statements ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** `my-name = …`, `my-block "x" {`: a dash in a name. It is read as the underscore that must stand there. */
  #dashes(name: Name[]): void {
    if (this.#kind() !== TokenKind.Minus || !this.#dashedNameFollows()) return;
    while (this.#kind() === TokenKind.Minus || this.#kind() === TokenKind.Dot) {
      const sign = this.#take();
      const token = this.#take();
      if (sign.kind === TokenKind.Dot) name.push(this.#name(token));
      else {
        const { start, first, text } = name.pop() as Name;
        name.push({ kind: 'Name', text: `${text}_${this.#textOf(token)}`, start, end: token.end, first, last: token.index });
      }
    }
    const start = (name[0] as Name).start;
    const end = (name[name.length - 1] as Name).end;
    this.#report('syntax/dash-in-name', { name: this.#text.slice(start, end), better: name.map(({ text }) => text).join('.') }, start, end);
  }

  /** Whether `{ ( "-" | "." ) IDENT } [ STRING ] ( "=" | "{" )` comes next, without white space in the name. */
  #dashedNameFollows(): boolean {
    let at = 1;
    for (let end = this.#peek(0)?.end; at < MAX_HEADER; at += 2) {
      const sign = this.#peek(at);
      const token = this.#peek(at + 1);
      if (sign?.start !== end || (sign?.kind !== TokenKind.Minus && sign?.kind !== TokenKind.Dot)) break;
      if (token?.start !== sign.end || token.kind !== TokenKind.Identifier) return false;
      end = token.end;
    }
    if (this.#kind(at) === TokenKind.String) at++;
    return this.#kind(at) === TokenKind.Assign || this.#kind(at) === TokenKind.LeftBrace;
  }

  /** `resource "a" "b" {` */
  #secondLabel(): void {
    if (this.#kind() !== TokenKind.String || this.#kind(2) !== TokenKind.LeftBrace) return;
    const token = this.#take();
    this.#report('syntax/second-label', { label: this.#textOf(token) }, token.start, token.end);
  }

  /** `prometheus scrape "x" {`: the fragments of a name with nothing between them. */
  #missingDots(name: Name[]): void {
    while (
      this.#kind() === TokenKind.Identifier &&
      !this.#isOnNewLine() &&
      this.#headerFollows(2) &&
      this.#kind(2) !== TokenKind.LeftBrace
    ) {
      const last = name[name.length - 1] as Name;
      const token = this.#take();
      const fix = { title: 'put a dot between them', edits: [{ start: last.end, end: token.start, text: '.' }] };
      this.#report('syntax/expected-open-brace', { name: `"${last.text}"`, found: this.#quote(token) }, token.start, token.end, { fix });
      name.push(this.#name(token));
      while (this.#kind() === TokenKind.Dot && this.#kind(2) === TokenKind.Identifier) {
        this.#take();
        name.push(this.#name(this.#take()));
      }
    }
  }

  /** Whether `{ "." IDENT } [ STRING ] "{"` comes at a distance. */
  #headerFollows(distance: number): boolean {
    let at = distance;
    while (at < MAX_HEADER && this.#kind(at) === TokenKind.Dot && this.#kind(at + 1) === TokenKind.Identifier) at += 2;
    if (this.#kind(at) === TokenKind.String) at++;
    return this.#kind(at) === TokenKind.LeftBrace;
  }

  /** Whether a string behind a name is a value that lacks its `=`, not a label. */
  #valueFollows(name: readonly Name[]): boolean {
    if (name.length > 1 || this.#swallowsBrace(this.#peek(1))) return false;
    const next = this.#kind(2);
    if (next === TokenKind.LeftBrace || next === TokenKind.Assign) return false;
    if (next === TokenKind.String && this.#kind(3) === TokenKind.LeftBrace) return false;
    if (next === TokenKind.Terminator && this.#kind(3) === TokenKind.LeftBrace) return false;
    const token = this.#peek(1);
    const isLabel = token?.kind === TokenKind.String && isIdentifier(this.#textOf(token).slice(1, -1));
    return !(isLabel && this.#bodyFollows(2));
  }

  /** `loki.write "default {`: whether a string that is not closed holds the brace of a block. */
  #swallowsBrace(token: LexerToken | undefined): boolean {
    return token?.kind === TokenKind.String && /^"[^"]*\{\s*$/.test(this.#textOf(token));
  }

  /** Whether the next line is indented deeper than this one, as the body of a block is. */
  #bodyFollows(distance: number): boolean {
    const end = this.#peek(distance);
    const next = this.#peek(distance + 1);
    if (end?.kind !== TokenKind.Terminator || !next) return false;
    return this.#indentAt(next.start) > this.#indentAt(end.start) && next.kind === TokenKind.Identifier;
  }

  /** A label without its double quotes. */
  #foreignLabel(): Label | undefined {
    const token = this.#peek(1);
    if (!token || this.#kind(2) !== TokenKind.LeftBrace) return undefined;
    if (token.kind === TokenKind.Identifier) {
      const label = this.#textOf(token);
      const fix = { title: `write "${label}"`, edits: [{ start: token.start, end: token.end, text: `"${label}"` }] };
      this.#report('syntax/unquoted-label', { label }, token.start, token.end, { fix });
      this.#take();
      return { kind: 'Label', text: label, ...this.#extent(token) };
    }
    if (token.kind !== TokenKind.Illegal || !this.#isIllegal("'")) return undefined;
    this.#take();
    return { kind: 'Label', text: this.#textOf(token).slice(1, -1), ...this.#extent(token) };
  }

  /** Decides by what comes next, and passes over what stands for an equals sign or keeps the brace away. */
  #shapeOf(name: readonly Name[], label: Label | undefined): Shape {
    const last = (label ?? name[name.length - 1]) as Name | Label;
    const quoted = `"${name.map((part) => part.text).join('.')}"`;
    switch (this.#kind()) {
      case TokenKind.Assign:
        return 'attribute';
      case TokenKind.LeftBrace:
        return 'block';
      case TokenKind.Equal: {
        const token = this.#take();
        const fix = { title: 'write "="', edits: [{ start: token.start, end: token.end, text: '=' }] };
        this.#report('syntax/double-equals', { name: name[0]?.text ?? '' }, token.start, token.end, { fix });
        return 'attribute';
      }
      case TokenKind.Illegal:
        if (!this.#isIllegal(':')) return 'neither';
        this.#take();
        return 'attribute';
      case TokenKind.Terminator:
        if (this.#swallowsBrace(this.#peek(0))) return 'block';
        if (this.#kind(2) === TokenKind.LeftBrace) {
          const brace = this.#peek(2) as LexerToken;
          const fix = { title: 'put it on this line', edits: [{ start: last.end, end: brace.start, text: ' ' }] };
          const found = 'the end of the line';
          this.#reportHere('syntax/expected-open-brace', { name: quoted, found }, this.#isBlank(last.end, brace.start) ? { fix } : {});
          this.#take();
          return 'block';
        }
        if (!this.#bodyFollows(1)) return 'neither';
        this.#reportHere('syntax/expected-open-brace', { name: quoted, found: 'the end of the line' });
        return 'block';
    }
    if (name.length > 1 || label || this.#isOnNewLine() || !BEGINS_VALUE.has(this.#kind())) return 'neither';
    const fix = { title: 'insert "="', edits: [{ start: last.end, end: last.end, text: ' =' }] };
    const isPlain = !AFTER_NO_VALUE.has(this.#kind(2));
    this.#reportHere('syntax/expected-equals', { name: last.text, found: this.#found() }, isPlain ? { fix } : {});
    return 'attribute';
  }

  #incomplete(first: LexerToken): Skipped {
    if (this.#kind() !== TokenKind.Illegal) {
      const name = this.#text.slice(first.start, this.#peek(0)?.end);
      if (this.#peek(0) === first) this.#reportHere('syntax/incomplete-statement', { name, found: this.#found() });
      else this.#reportHere('syntax/expected-open-brace', { name: `"${name}"`, found: this.#found() });
    }
    this.#skipLine();
    return this.#skipped(first);
  }

  /** `a = b "c" { … }`: passes over the block. */
  #blockAsValue(value: Expression): void {
    const distance = this.#kind() === TokenKind.String ? 2 : 1;
    if (this.#isOnNewLine() || this.#kind(distance) !== TokenKind.LeftBrace || value.kind === 'Missing') return;
    if (distance === 2) this.#take();
    const brace = this.#take();
    this.#report('syntax/block-as-value', {}, value.start, brace.end);
    this.#skipToClose();
    if (this.#kind() === TokenKind.RightBrace) this.#take();
  }

  /** A statement ends with its line. */
  #afterStatement(statements: Statement[]): void {
    const next = this.#peek(1);
    if (!next || next.kind === TokenKind.Terminator || next.kind === TokenKind.RightBrace) return;
    if (this.#isOnNewLine() && next.kind === TokenKind.Identifier) return; // Only behind something that recovery made up.
    if (next.kind === TokenKind.Comma) {
      const fix = { title: 'remove the comma', edits: [{ start: next.start, end: next.end, text: '' }] };
      const ends = this.#kind(2) === TokenKind.Terminator || this.#isLineEnd(next);
      const isNews = this.#report('syntax/comma-after-statement', {}, next.start, next.end, ends ? { fix } : {});
      this.#take();
      statements.push(this.#skipped(next));
      if (ends || this.#isOnNewLine()) {
        if (isNews) this.#hushSiblings();
        return;
      }
    } else if (next.kind !== TokenKind.Illegal) {
      const isStatement = this.#statementAt(1);
      const last = this.#peek(0) as LexerToken;
      const text = `\n${this.#text.slice(this.#lineStart(last.start)).match(/^[ \t]*/)?.[0]}`;
      const fix = { title: 'put it on a line of its own', edits: [{ start: last.end, end: next.start, text }] };
      this.#report(
        'syntax/expected-newline',
        { found: this.#found() },
        next.start,
        next.end,
        isStatement && this.#isBlank(last.end, next.start) ? { fix } : {},
      );
      if (isStatement) return;
    }
    const first = this.#peek(1);
    if (!first || first.kind === TokenKind.Terminator) return;
    this.#skipLine();
    if (this.#peek(0) !== undefined && (this.#peek(0) as LexerToken).index >= first.index) statements.push(this.#skipped(first));
  }

  #isLineEnd(token: LexerToken): boolean {
    const next = this.#peek(2);
    return !next || this.#text.slice(token.end, next.start).includes('\n');
  }

  /** In an object that was read as a block every line ends with a comma: one finding is enough. */
  #hushSiblings(): void {
    for (let at = 1, depth = 0; this.#peek(at) && at < 2000; at++) {
      const kind = this.#kind(at);
      if (OPENS.has(kind)) depth++;
      else if (CLOSES.has(kind) && depth-- === 0) return;
      else if (kind === TokenKind.Comma && depth === 0) this.#spoken.add(this.#lineStart((this.#peek(at) as LexerToken).start));
    }
  }

  #strayFrom(first: LexerToken, before: Statement | undefined): Statement {
    if (before?.kind === 'Attribute' && (PRECEDENCE[first.kind] || first.kind === TokenKind.Dot)) return this.#lateOperator(first, before);
    switch (first.kind) {
      case TokenKind.Illegal:
        return this.#skipped(first);
      case TokenKind.RightBrace:
      case TokenKind.RightBracket:
      case TokenKind.RightParen:
        if (first.kind === TokenKind.RightBrace) this.#unbalanced = true;
        this.#report('syntax/stray-close', { found: this.#quote(first) }, first.start, first.end);
        return this.#skipped(first);
      case TokenKind.Comma:
        this.#report('syntax/comma-after-statement', {}, first.start, first.end);
        break;
      case TokenKind.Assign:
        this.#report('syntax/expected-name', { after: 'before "="', found: '"="' }, first.start, first.end);
        break;
      case TokenKind.String:
        this.#quotedName(first);
        break;
      default:
        this.#report('syntax/unexpected', { found: this.#quote(first) }, first.start, first.end);
    }
    if (first.kind === TokenKind.LeftBrace) {
      this.#skipToClose();
      if (this.#kind() === TokenKind.RightBrace) this.#take();
    } else this.#skipLine();
    return this.#skipped(first);
  }

  /** `"a" = 1`: names stand without quotes, but for those of fields. */
  #quotedName(token: LexerToken): void {
    const name = this.#textOf(token).slice(1, -1);
    if (this.#kind() !== TokenKind.Assign) this.#report('syntax/unexpected', { found: this.#quote(token) }, token.start, token.end);
    else {
      const fix = { title: 'remove the quotes', edits: [{ start: token.start, end: token.end, text: name }] };
      this.#report('syntax/quoted-name', { name }, token.start, token.end, isIdentifier(name) ? { fix } : {});
    }
  }

  /** An expression that goes on at the beginning of a line: the line before has ended the statement. */
  #lateOperator(first: LexerToken, { value }: Attribute): Statement {
    const operator = this.#textOf(first);
    const text = first.kind === TokenKind.Dot ? operator : ` ${operator}`;
    const next = this.#peek(1);
    const removed = { start: first.start, end: next && !this.#isOnNewLine() ? next.start : first.end, text: '' };
    const fix = { title: `put "${operator}" at the end of the line before`, edits: [{ start: value.end, end: value.end, text }, removed] };
    this.#report('syntax/operator-on-next-line', { operator }, first.start, first.end, next ? { fix } : {});
    this.#skipLine();
    return this.#skipped(first);
  }

  /** Skips to the end of the statement: a line end outside of all brackets that opened on the way. */
  #skipLine(): void {
    let depth = 0;
    for (let kind = this.#kind(); kind !== TokenKind.EndOfFile; kind = this.#kind()) {
      if (OPENS.has(kind)) depth++;
      else if (CLOSES.has(kind)) {
        if (kind === TokenKind.RightBrace && depth <= 0 && this.#blocks.length > 0) return;
        depth--;
      } else if (kind === TokenKind.Terminator && depth <= 0) return;
      if (this.#headerAtMargin()) return;
      this.#take();
    }
  }

  // ── Where lists and bodies end ─────────────────────────────────────────────────────────────────────────────────────

  /** Whether a statement begins on a new line, where a value was to come. What Alloy accepts never looks so. */
  #statementFollows(): boolean {
    if (this.#kind() !== TokenKind.Identifier || !this.#isOnNewLine()) return false;
    return this.#kind(2) === TokenKind.Assign || this.#headerFollows(2);
  }

  /** Whether the header of a block stands at the beginning of a line without indentation. */
  #headerAtMargin(distance = 1): boolean {
    const next = this.#peek(distance);
    if (next?.kind !== TokenKind.Identifier || (next.start > 0 && this.#text[next.start - 1] !== '\n')) return false;
    return this.#headerFollows(distance + 1);
  }

  /** Whether the block that has just been opened ends with a brace of its own, and no other begins at the margin before. */
  #isBalanced(): boolean {
    if (this.#isEndless) return false;
    let depth = 1;
    for (let at = 1; ; at++) {
      const kind = this.#kind(at);
      if (kind === TokenKind.LeftBrace) depth++;
      else if (kind === TokenKind.RightBrace && --depth === 0) return true;
      else if (kind === TokenKind.EndOfFile) {
        this.#isEndless = true;
        return false;
      } else if (this.#headerAtMargin(at)) return false;
    }
  }

  #endsBody(): boolean {
    const next = this.#peek(1);
    if (!next) return true;
    const block = this.#blocks[this.#blocks.length - 1];
    if (!block) return false;
    if (next.kind === TokenKind.RightBrace) return true;
    if (!this.#isDoubtful || next.kind !== TokenKind.Identifier || !this.#isFirstOnLine(next)) return false;
    return this.#indentAt(next.start) <= block.indent && (this.#kind(2) === TokenKind.Assign || this.#headerFollows(2));
  }

  /** Whether the next `}` is that of the innermost block. */
  #closesBlock(): boolean {
    const next = this.#peek(1);
    const block = this.#blocks[this.#blocks.length - 1];
    if (!next || !block || !this.#isDoubtful || this.#blocks.length === 1 || !this.#isFirstOnLine(next)) return true;
    return this.#indentAt(next.start) >= block.indent;
  }

  #endsList(): boolean {
    const kind = this.#kind();
    return kind === TokenKind.EndOfFile || kind === TokenKind.Terminator || CLOSES.has(kind) || this.#statementFollows();
  }

  #endsFields(): boolean {
    const kind = this.#kind();
    if (kind === TokenKind.EndOfFile || kind === TokenKind.Terminator || CLOSES.has(kind)) return true;
    return kind === TokenKind.Identifier && this.#kind(2) !== TokenKind.Assign && this.#isOnNewLine() && this.#headerFollows(2);
  }

  /** Behind an element without a comma: fine where the list ends, otherwise the comma is missing. */
  #noComma(what: string): void {
    const kind = this.#kind();
    if (kind === TokenKind.EndOfFile || CLOSES.has(kind)) return;
    const atLineEnd = kind === TokenKind.Terminator;
    const next = this.#kind(atLineEnd ? 2 : 1);
    const closing = what === 'field' ? TokenKind.RightBrace : what === 'element' ? TokenKind.RightBracket : TokenKind.RightParen;
    const goesOn = what === 'field' ? this.#fieldAt(atLineEnd ? 2 : 1) : BEGINS_VALUE.has(next) && !this.#statementAt(atLineEnd ? 2 : 1);
    if (!goesOn && !(atLineEnd && next === closing)) return;
    const last = this.#peek(0) as LexerToken;
    const fix = { title: 'insert a comma', edits: [{ start: last.end, end: last.end, text: ',' }] };
    this.#reportHere('syntax/missing-comma', { after: what }, { fix });
    if (atLineEnd) this.#take();
  }

  #fieldAt(distance: number): boolean {
    const kind = this.#kind(distance);
    if (kind !== TokenKind.Identifier && kind !== TokenKind.String && kind !== TokenKind.RawString) return false;
    return this.#kind(distance + 1) === TokenKind.Assign || this.#isIllegal(':', distance + 1);
  }

  #statementAt(distance: number): boolean {
    if (this.#kind(distance) !== TokenKind.Identifier) return false;
    return this.#kind(distance + 1) === TokenKind.Assign || this.#headerFollows(distance + 1);
  }

  #strayInList(token: LexerToken): Missing {
    if (token.kind !== TokenKind.Illegal) {
      const fix = { title: 'remove the comma', edits: [{ start: token.start, end: token.end, text: '' }] };
      const extras = token.kind === TokenKind.Comma ? { fix } : {};
      this.#report('syntax/expected-value', { after: 'in this list', found: this.#quote(token) }, token.start, token.end, extras);
    }
    const missing: Missing = { kind: 'Missing', ...this.#extent(token) };
    if (token.kind !== TokenKind.Comma && this.#kind() === TokenKind.Comma) this.#take();
    return missing;
  }

  #strayInFields(token: LexerToken): void {
    if (token.kind === TokenKind.Illegal) return;
    this.#report('syntax/expected-field', { found: this.#quote(token) }, token.start, token.end);
    // On to the next field.
    while (!this.#endsFields() && this.#kind() !== TokenKind.Comma && !this.#fieldAt(1)) this.#take();
    if (this.#kind() === TokenKind.Comma) this.#take();
  }

  #noEquals(token: LexerToken, key: FieldKey): void {
    const next = this.#peek(1);
    if (next?.kind === TokenKind.Equal) {
      this.#take();
      const fix = { title: 'write "="', edits: [{ start: next.start, end: next.end, text: '=' }] };
      this.#report('syntax/double-equals', { name: key.text }, next.start, next.end, { fix });
    } else if (this.#isIllegal(':')) {
      this.#take();
    } else {
      const edits = [{ start: token.end, end: token.end, text: ' =' }];
      const extras = BEGINS_VALUE.has(this.#kind()) ? { fix: { title: 'insert "="', edits } } : {};
      this.#reportHere('syntax/expected-equals', { name: key.text, found: this.#found() }, extras);
    }
  }
}

/** What is wrong with a token that goes on to the end of the text; a string in double quotes only to the end of its line. */
const UNTERMINATED_COMMENT: SyntaxCode = 'syntax/unterminated-comment';
const UNTERMINATED_STRING: SyntaxCode = 'syntax/unterminated-string';

/** What a number can go on with by mistake. */
const NUMBER_GOES_ON: ReadonlySet<TokenKind> = new Set([
  TokenKind.Identifier,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.Bool,
  TokenKind.Null,
]);

/** The number in decimal digits that a number of another language is. */
function decimalOf(text: string): string | undefined {
  if (/^0[xX][0-9a-fA-F]{1,13}$/.test(text)) return String(Number.parseInt(text, 16));
  return /^[1-9]\d{0,2}(?:_\d{3})+$/.test(text) ? text.replaceAll('_', '') : undefined;
}

const OPENS: ReadonlySet<TokenKind> = new Set([TokenKind.LeftBrace, TokenKind.LeftParen, TokenKind.LeftBracket]);
const CLOSES: ReadonlySet<TokenKind> = new Set([TokenKind.RightBrace, TokenKind.RightParen, TokenKind.RightBracket]);
/** What shows that a token before it was not the whole value that lacks its `=`. */
const AFTER_NO_VALUE: ReadonlySet<TokenKind> = new Set([
  TokenKind.Assign,
  TokenKind.Illegal,
  TokenKind.Identifier,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.String,
  TokenKind.RawString,
  TokenKind.Bool,
  TokenKind.Null,
  TokenKind.LeftBrace,
]);
const BEGINS_VALUE: ReadonlySet<TokenKind> = new Set([
  TokenKind.Identifier,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.String,
  TokenKind.RawString,
  TokenKind.Bool,
  TokenKind.Null,
  TokenKind.LeftParen,
  TokenKind.LeftBracket,
  TokenKind.LeftBrace,
  TokenKind.Not,
  TokenKind.Minus,
]);
