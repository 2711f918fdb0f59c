import type { IToken } from 'chevrotain';
import type { ReportedError } from './consequences.ts';
import type { LexerToken } from './lexer.ts';
import { OneTokenLookahead } from './lookahead.ts';
import { type SyntaxCode, TOO_LARGE, UNTERMINATED_STRING } from './messages.ts';
import { nested, prefixed } from './operators.ts';
import { type Influence, MAX_NESTING, type OpenFix, Recovery, type Shape, type Stop } from './recovery.ts';
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
  type Statement,
  TokenKind,
} from './syntax.ts';
import { BinaryOperatorClass, LiteralClass, StrayClass, T, UnaryOperatorClass } from './vocabulary.ts';

/** How deep brackets may nest where the stack is too small for {@link MAX_NESTING}: code that has not been compiled yet takes several times the room. */
const MAX_NESTING_ON_SMALL_STACK = 50;

/** What is wrong with a token that goes on to the end of the text; a string in double quotes only to the end of its line. */
const UNTERMINATED_COMMENT: SyntaxCode = 'syntax/unterminated-comment';

/** Whether a text ends in the middle of a token. */
export function isCutOff(text: string, lexicalErrors: readonly ParseError[]): boolean {
  return lexicalErrors.some(
    ({ code, end }) => code === UNTERMINATED_COMMENT || code === TOO_LARGE || (code === UNTERMINATED_STRING && !/\S/.test(text.slice(end))),
  );
}

/** What the grammar makes of a text, or of a part of one. */
export interface Reading {
  readonly statements: readonly Statement[];
  readonly errors: readonly ReportedError[];
  /** Where blocks begin that are not closed, and braces stand that close nothing. */
  readonly unbalanced: readonly number[];
  readonly influences: readonly Influence[];
  /** The blocks at the top of the file that end where the layout says so. */
  readonly doubtful: ReadonlySet<Statement>;
  /** Where the block begins that was followed to the end of the text in vain. */
  readonly endlessFrom: number | undefined;
  /** Whether the stack was too small for the usual depth. */
  readonly isShallow: boolean;
}

/** A part of a text: statements of one body. */
export interface Part {
  /** The number of the first significant token. */
  readonly from: number;
  /** The blocks that the part stands in, outer ones first: the token that each begins with, and its opening brace. */
  readonly around: readonly {
    readonly first: LexerToken;
    readonly open: number;
    readonly isDoubtful: boolean;
    readonly isEndless: boolean;
  }[];
  /** The statement before the part in the same body. */
  readonly before: Statement | undefined;
  readonly isInStep: Stop['isInStep'];
}

/** What became of a part. */
export interface PartReading extends Reading {
  /** The first token that was not read any more. */
  readonly next: LexerToken | undefined;
  /** The last line that something was said of. */
  readonly lastSpoken: number;
  /** The furthest token that was looked at to tell where the outermost block around the part ends. */
  readonly outermostReach: number;
}

/** What the grammar is given of a text. */
export interface Input {
  readonly text: string;
  /** The tokens that the grammar speaks of. */
  readonly significant: readonly LexerToken[];
  /** Where something has been said already. */
  readonly lexicalErrors: readonly ParseError[];
  /** Whether blocks may be closed by indentation, for texts whose braces do not match. */
  readonly byLayout: boolean;
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

  /** Reads a text. */
  read(input: Input): Reading {
    try {
      return this.#whole(input, MAX_NESTING);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { ...this.#whole(input, MAX_NESTING_ON_SMALL_STACK), isShallow: true };
    }
  }

  /**
   * Reads a part of a text, as it would be read as a part of the whole.
   *
   * @returns `undefined` where that cannot be told from the part
   */
  readPart(input: Input, part: Part): PartReading | undefined {
    try {
      this.#begin(input, MAX_NESTING);
      this.before = part.before;
      this.nesting = part.around.length;
      this.blocks = part.around.map(({ first }) => ({ indent: input.byLayout ? this.indentAt(first.start) : 0 }));
      const [outermost] = part.around;
      if (outermost && input.byLayout) {
        // Where the outermost block ends may be told by what stands in the part.
        this.goTo(outermost.open + 1);
        this.isDoubtful = !this.isBalanced();
        if (this.isDoubtful !== outermost.isDoubtful || this.isEndless !== outermost.isEndless) return undefined;
      }
      const outermostReach = this.furthest;
      this.goTo(part.from);
      this.stop = { depth: part.around.length, isInStep: part.isInStep };
      const statements = this.file();
      return { ...this.#end(statements), next: this.peek(1), lastSpoken: this.lastSpoken, outermostReach };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return undefined;
    }
  }

  #whole(input: Input, maxNesting: number): Reading {
    this.#begin(input, maxNesting);
    return this.#end(this.file());
  }

  #begin({ text, significant, lexicalErrors, byLayout }: Input, maxNesting: number): void {
    this.text = text;
    this.lines = undefined;
    this.reported = [];
    this.spoken = new Set(lexicalErrors.map(({ start }) => this.lineStart(start)));
    this.lastSpoken = -1;
    this.furthest = -1;
    this.silenced = -1;
    this.influences = [];
    this.doubtful = new Set();
    this.blocks = [];
    this.nesting = 0;
    this.maxNesting = maxNesting;
    this.unbalanced = [];
    this.cutOff = isCutOff(text, lexicalErrors);
    this.byLayout = byLayout;
    this.isDoubtful = false;
    this.isEndless = false;
    this.endlessFrom = undefined;
    this.crowded = undefined;
    this.stop = undefined;
    this.before = undefined;
    // Chevrotain reads of a token its class only, which ours have.
    this.input = significant as unknown as IToken[];
  }

  #end(statements: readonly Statement[]): Reading {
    const { reported: errors, unbalanced, influences, doubtful, endlessFrom } = this;
    return { statements, errors, unbalanced, influences, doubtful, endlessFrom, isShallow: false };
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
              const { furthest, silenced } = this;
              const first = this.LA(1) as unknown as LexerToken;
              this.beginStatement();
              statements.push(this.SUBRULE(this.statement));
              this.ACTION(() => {
                this.afterStatement(statements);
                this.endStatement(first, furthest, silenced);
              });
            },
          },
          {
            ALT: () => {
              const { furthest, silenced } = this;
              const first = this.LA(1) as unknown as LexerToken;
              this.beginStatement();
              statements.push(this.SUBRULE(this.stray, { ARGS: [statements] }));
              this.ACTION(() => this.endStatement(first, furthest, silenced));
            },
          },
        ]),
    });
    return statements;
  });

  /** What begins no statement: skipped to the end of its line, unless it is a block whose name is missing. */
  readonly stray = this.RULE('stray', (before: readonly Statement[]): Statement => {
    const first = this.CONSUME(StrayClass) as unknown as LexerToken;
    return this.ACTION(() => this.strayFrom(first, before[before.length - 1] ?? this.statementBefore()));
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
      const node: Block = {
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
      if (this.isDoubtful && this.blocks.length === 0) this.doubtful.add(node);
      return node;
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
    let missing: OpenFix | undefined;
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
                if (!comma) missing = this.noComma(what, missing);
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
    let missing: OpenFix | undefined;
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
                if (!comma) missing = this.noComma('field', missing);
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
    let key = this.ACTION(() => this.key(token));
    const equals = this.OPTION(() => this.CONSUME(T.Assign)) as unknown as LexerToken | undefined;
    this.ACTION(() => {
      if (!equals) key = this.noEquals(token, key);
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
