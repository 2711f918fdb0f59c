import type { IToken } from 'chevrotain';
import type { LexerToken } from './lexer.ts';
import { OneTokenLookahead } from './lookahead.ts';
import type { SyntaxCode } from './messages.ts';
import { nested, prefixed } from './operators.ts';
import { MAX_NESTING, Recovery, type Shape } from './recovery.ts';
import type { ParseError } from './source.ts';
import {
  type ArrayExpression,
  type Attribute,
  type Block,
  type Expression,
  type Field,
  type Label,
  type Literal,
  type Name,
  type ObjectExpression,
  type Paren,
  type SourceFile,
  type Statement,
  TokenKind,
} from './syntax.ts';
import { BinaryOperatorClass, LiteralClass, StrayClass, T, UnaryOperatorClass } from './vocabulary.ts';

/** How deep brackets may nest where the stack is too small for {@link MAX_NESTING}: code that has not been compiled yet takes several times the room. */
const MAX_NESTING_ON_SMALL_STACK = 50;

/** What is wrong with a token that goes on to the end of the text; a string in double quotes only to the end of its line. */
const UNTERMINATED_COMMENT: SyntaxCode = 'syntax/unterminated-comment';
const UNTERMINATED_STRING: SyntaxCode = 'syntax/unterminated-string';

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
export class Grammar extends Recovery {
  constructor() {
    super(new OneTokenLookahead());
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
      this.text = text;
      this.lines = undefined;
      this.reported = [];
      this.spoken = new Set(lexicalErrors.map(({ start }) => this.lineStart(start)));
      this.blocks = [];
      this.nesting = 0;
      this.maxNesting = maxNesting;
      this.unbalanced = false;
      this.cutOff = lexicalErrors.some(
        ({ code, end }) => code === UNTERMINATED_COMMENT || (code === UNTERMINATED_STRING && !/\S/.test(text.slice(end))),
      );
      this.byLayout = byLayout;
      this.isDoubtful = false;
      this.isEndless = false;
      // Chevrotain reads of a token its class only, which ours have.
      this.input = significant as unknown as IToken[];
      const statements = this.file();
      const root: SourceFile = { kind: 'SourceFile', statements, start: 0, end: text.length, first: 0, last: tokenCount - 1 };
      return { root, errors: this.reported, unbalanced: this.unbalanced };
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
      GATE: () => !this.endsBody(),
      DEF: () =>
        this.OR([
          { ALT: () => this.CONSUME(T.Terminator) },
          {
            ALT: () => {
              statements.push(this.SUBRULE(this.statement));
              this.ACTION(() => this.afterStatement(statements));
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
    return this.ACTION(() => this.strayFrom(first, before[before.length - 1]));
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
    const name: Name[] = [this.name(first)];
    this.MANY(() => {
      this.CONSUME(T.Dot);
      const part = this.OPTION(() => this.CONSUME2(T.Identifier)) as unknown as LexerToken | undefined;
      this.ACTION(() => name.push(part ? this.name(part) : this.missingName('after "."')));
    });
    this.ACTION(() => {
      this.dashes(name);
      this.missingDots(name);
    });
    let label: Label | undefined;
    this.OPTION2({
      GATE: () => !this.valueFollows(name),
      DEF: () => {
        const token = this.OR([{ ALT: () => this.CONSUME(T.String) }, { ALT: () => this.CONSUME(T.RawString) }]) as unknown as LexerToken;
        label = this.ACTION(() => this.label(token));
        this.ACTION(() => this.secondLabel());
      },
    });
    const shape = this.ACTION((): Shape => {
      label ??= this.foreignLabel();
      return this.shapeOf(name, label);
    });
    return this.OR2([
      { GATE: () => shape === 'attribute', ALT: () => this.SUBRULE(this.attribute, { ARGS: [first, name, label] }) },
      { GATE: () => shape === 'block', ALT: () => this.SUBRULE(this.block, { ARGS: [first, name, label] }) },
      { ALT: () => this.ACTION(() => this.incomplete(first)) },
    ]);
  });

  /** `Attribute = IDENT "=" Expr .`, the name being read */
  readonly attribute = this.RULE('attribute', (first: LexerToken, name: readonly Name[], label: Label | undefined): Statement => {
    const equals = this.OPTION(() => this.CONSUME(T.Assign)) as unknown as LexerToken | undefined;
    const value = this.valueAfter(1, first);
    return this.ACTION(() => {
      const [only] = name as [Name];
      const full = name.map((part) => part.text).join('.');
      if (name.length > 1) this.report('syntax/dotted-attribute', { name: full }, first.start, (name.at(-1) ?? only).end);
      else if (label) this.report('syntax/labelled-attribute', { name: full }, label.start, label.end);
      this.blockAsValue(value);
      const node: Attribute = { kind: 'Attribute', name: only, equals: equals?.index ?? -1, value, ...this.extent(first) };
      return node;
    });
  });

  /** `Block = IDENT { "." IDENT } [ STRING ] "{" Body "}" .`, the name and the label being read */
  readonly block = this.RULE('block', (first: LexerToken, name: readonly Name[], label: Label | undefined): Block => {
    const open = this.OPTION(() => this.CONSUME(T.LeftBrace)) as unknown as LexerToken | undefined;
    const header = this.ACTION(() => this.enterBlock(first, open));
    const statements = this.SUBRULE(this.body);
    const close = this.OPTION2({ GATE: () => this.closesBlock(), DEF: () => this.CONSUME(T.RightBrace) }) as unknown as
      | LexerToken
      | undefined;
    return this.ACTION(() => {
      this.nesting--;
      this.blocks.pop();
      const fullName = name.map((part) => part.text).join('.');
      if (!close && !header.tooDeep) this.unclosedBlock(fullName, first, open);
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
        ...this.extent(first),
      };
    });
  });

  /** `Expr` down to `Pow`: operands and operators in a row, nested by precedence afterwards */
  readonly expression = this.RULE('expression', (): Expression => {
    let left = this.SUBRULE(this.unary);
    let height = this.height;
    let operands: Expression[] | undefined;
    let operators: LexerToken[] | undefined;
    this.MANY(() => {
      const operator = this.CONSUME(BinaryOperatorClass) as unknown as LexerToken;
      const operand = this.operandAfter(operator);
      this.ACTION(() => {
        operands ??= [left];
        operators ??= [];
        operands.push(operand);
        operators.push(operator);
        height = Math.max(height, this.height);
      });
    });
    return this.ACTION(() => {
      if (operands && operators) left = this.limited(nested(operands, operators), height + operators.length);
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
            return this.ACTION(() => {
              const innermost = operand ?? this.missingValue(operators[operators.length - 1] as LexerToken);
              return this.limited(prefixed(operators, innermost), this.height + operators.length);
            });
          },
        },
        { ALT: () => this.SUBRULE2(this.postfix) },
      ]),
  );

  /** `Postfix = Primary { "." IDENT | "[" Expr "]" | "(" [ List ] ")" } .` */
  readonly postfix = this.RULE('postfix', (): Expression => {
    let node = this.SUBRULE(this.primary);
    this.MANY(() => {
      const height = this.height;
      this.OR([
        {
          ALT: () => {
            this.CONSUME(T.Dot);
            const token = this.OPTION(() => this.CONSUME(T.Identifier)) as unknown as LexerToken | undefined;
            this.ACTION(() => {
              const name = token ? this.name(token) : this.missingName('after "."');
              node = this.limited({ kind: 'Access', object: node, name, ...this.extentOf(node) }, height + 1);
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftBracket) as unknown as LexerToken;
            const index = this.bracketed(1, open);
            const close = this.OPTION2(() => this.CONSUME(T.RightBracket)) as unknown as LexerToken | undefined;
            this.ACTION(() => {
              this.nesting--;
              const end = close ?? this.closeOnNextLine(TokenKind.RightBracket);
              if (!end) this.unclosedBracket(open, '[', ']');
              const parts = { object: node, open: open.index, index, close: end?.index ?? -1 };
              node = this.limited({ kind: 'Index', ...parts, ...this.extentOf(node) }, Math.max(height, this.height) + 1);
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftParen) as unknown as LexerToken;
            const args = this.SUBRULE(this.list, { ARGS: [open, 'argument'] });
            const close = this.OPTION3(() => this.CONSUME(T.RightParen)) as unknown as LexerToken | undefined;
            this.ACTION(() => {
              if (!close) this.unclosedBracket(open, '(', ')');
              const parts = { callee: node, open: open.index, args, close: close?.index ?? -1 };
              node = this.limited({ kind: 'Call', ...parts, ...this.extentOf(node) }, Math.max(height, this.height) + 1);
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
              this.height = 1;
              return { kind: 'Identifier', text: this.textOf(token), ...this.extent(token) };
            });
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(LiteralClass) as unknown as LexerToken;
            return this.ACTION((): Expression => {
              this.height = 1;
              if (this.goesOn(token)) return this.badNumber(token);
              return { kind: 'Literal', token: token.kind as Literal['token'], raw: this.textOf(token), ...this.extent(token) };
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftParen) as unknown as LexerToken;
            const inner = this.bracketed(2, open);
            const close = this.OPTION4(() => this.CONSUME(T.RightParen)) as unknown as LexerToken | undefined;
            return this.ACTION((): Expression => {
              this.nesting--;
              const end = close ?? this.closeOnNextLine(TokenKind.RightParen);
              if (!end) this.unclosedBracket(open, '(', ')');
              const node: Paren = { kind: 'Paren', open: open.index, inner, close: end?.index ?? -1, ...this.extent(open) };
              return this.limited(node, this.height + 1);
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftBracket) as unknown as LexerToken;
            const elements = this.SUBRULE(this.list, { ARGS: [open, 'element'] });
            const close = this.OPTION5(() => this.CONSUME(T.RightBracket)) as unknown as LexerToken | undefined;
            return this.ACTION((): Expression => {
              if (!close) this.unclosedBracket(open, '[', ']');
              const node: ArrayExpression = { kind: 'Array', open: open.index, elements, close: close?.index ?? -1, ...this.extent(open) };
              return this.limited(node, this.height + 1);
            });
          },
        },
        {
          ALT: () => {
            const open = this.CONSUME(T.LeftBrace) as unknown as LexerToken;
            const fields = this.SUBRULE(this.fields, { ARGS: [open] });
            const close = this.OPTION6(() => this.CONSUME(T.RightBrace)) as unknown as LexerToken | undefined;
            return this.ACTION((): Expression => {
              if (!close) this.unclosedBracket(open, '{', '}');
              const node: ObjectExpression = { kind: 'Object', open: open.index, fields, close: close?.index ?? -1, ...this.extent(open) };
              return this.limited(node, this.height + 2);
            });
          },
        },
      ]),
  );

  /** `List = Expr { "," Expr } [ "," ] .`, behind its opening bracket */
  readonly list = this.RULE('list', (open: LexerToken, what: string): Expression[] => {
    const elements: Expression[] = [];
    let height = 0;
    this.ACTION(() => this.enter(open));
    this.MANY({
      GATE: () => !this.endsList(),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              elements.push(this.SUBRULE(this.expression));
              const comma = this.OPTION(() => this.CONSUME(T.Comma));
              this.ACTION(() => {
                height = Math.max(height, this.height);
                if (!comma) this.noComma(what);
              });
            },
          },
          {
            ALT: () => {
              const token = this.SUBRULE(this.strayToken);
              this.ACTION(() => elements.push(this.strayInList(token)));
            },
          },
        ]),
    });
    this.ACTION(() => {
      this.nesting--;
      this.height = Math.max(height, 1);
    });
    return elements;
  });

  /** `Fields = Field { "," Field } [ "," ] .`, behind the opening brace */
  readonly fields = this.RULE('fields', (open: LexerToken): Field[] => {
    const fields: Field[] = [];
    let height = 0;
    this.ACTION(() => this.enter(open));
    this.MANY({
      GATE: () => !this.endsFields(),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              fields.push(this.SUBRULE(this.field));
              const comma = this.OPTION(() => this.CONSUME(T.Comma));
              this.ACTION(() => {
                height = Math.max(height, this.height);
                if (!comma) this.noComma('field');
              });
            },
          },
          {
            ALT: () => {
              const token = this.SUBRULE(this.strayToken);
              this.ACTION(() => this.strayInFields(token));
            },
          },
        ]),
    });
    this.ACTION(() => {
      this.nesting--;
      this.height = Math.max(height, 1);
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
    const key = this.ACTION(() => this.key(token));
    const equals = this.OPTION(() => this.CONSUME(T.Assign)) as unknown as LexerToken | undefined;
    this.ACTION(() => {
      if (!equals) this.noEquals(token, key);
    });
    const value = this.valueAfter(2, token);
    return this.ACTION((): Field => ({ kind: 'Field', key, equals: equals?.index ?? -1, value, ...this.extent(token) }));
  });

  // ── Parts of productions ───────────────────────────────────────────────────────────────────────────────────────────

  /** `Expr`, or what stands for it where it is missing. `index` tells Chevrotain the occurrences in one rule apart. */
  protected valueAfter(index: number, after: LexerToken): Expression {
    const value = this.option(10 + index, { GATE: () => !this.statementFollows(), DEF: () => this.subrule(index, this.expression) });
    return this.ACTION(() => value ?? this.missingValue(after));
  }

  protected operandAfter(operator: LexerToken): Expression {
    const operand = this.option(10, { GATE: () => !this.statementFollows(), DEF: () => this.subrule(2, this.unary) });
    return this.ACTION(() => operand ?? this.missingValue(operator));
  }

  /** `Expr` behind a bracket that holds one; the caller ends the nesting. */
  protected bracketed(index: number, open: LexerToken): Expression {
    this.ACTION(() => this.enter(open));
    return this.valueAfter(index, open);
  }
}
