/**
 * The syntax tree: what the parser builds and everything downstream reads.
 *
 * Losslessness lives in the token vector, not here: every node holds the index of its first and its last
 * token, and joining all tokens of {@link ParseResult.tokens} gives the source back. Offsets are UTF-16 code
 * units into the text, `end` exclusive. The productions named in the comments are those of
 * `grammar/alloy.ebnf`.
 */

/** A token's class. The order is internal; compare with the names only. */
export const TokenKind = {
  EndOfFile: 0,
  Identifier: 1,
  Number: 2,
  Float: 3,
  /** `"…"` */
  String: 4,
  /** `` `…` `` */
  RawString: 5,
  Bool: 6,
  Null: 7,
  Or: 8,
  And: 9,
  Not: 10,
  NotEqual: 11,
  Assign: 12,
  Equal: 13,
  Less: 14,
  LessEqual: 15,
  Greater: 16,
  GreaterEqual: 17,
  Plus: 18,
  Minus: 19,
  Star: 20,
  Slash: 21,
  Percent: 22,
  Caret: 23,
  LeftBrace: 24,
  RightBrace: 25,
  LeftParen: 26,
  RightParen: 27,
  LeftBracket: 28,
  RightBracket: 29,
  Comma: 30,
  Dot: 31,
  /** The automatic end of a statement: always of zero width, before the newline or comment that caused it. */
  Terminator: 32,
  /** Anything the language has no token for, `'…'` included. */
  Illegal: 33,
  /** Blanks, tabs, carriage returns, newlines, and a byte order mark at the start. Trivia. */
  Whitespace: 34,
  /** `// …` without its newline. Trivia. */
  LineComment: 35,
  /** A comment between slash-star and star-slash. Trivia. */
  BlockComment: 36,
} as const;
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** One token of the lossless vector. Its text is `text.slice(start, end)`. */
export interface Token {
  readonly kind: TokenKind;
  /** Its place in {@link ParseResult.tokens}. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

interface NodeBase {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Index of the first token. */
  readonly first: number;
  /** Index of the last token, inclusive. Smaller than `first` for a node without tokens (something missing). */
  readonly last: number;
}

/** `File = Body EOF .` */
export interface SourceFile extends NodeBase {
  readonly kind: 'SourceFile';
  readonly statements: readonly Statement[];
}

/** `Statement = Attribute | Block .`, or what recovery made of something that is neither. */
export type Statement = Attribute | Block | Skipped;

/** Tokens that recovery passed over. Nothing downstream complains about them. */
export interface Skipped extends NodeBase {
  readonly kind: 'Skipped';
}

/** A bare name: an attribute's, a fragment of a block's, a member's. `text` is `''` where it is missing. */
export interface Name extends NodeBase {
  readonly kind: 'Name';
  readonly text: string;
}

/** `Attribute = IDENT "=" Expr .` */
export interface Attribute extends NodeBase {
  readonly kind: 'Attribute';
  readonly name: Name;
  /** Token index of `=`, -1 where it is missing. */
  readonly equals: number;
  readonly value: Expression;
}

/** The label of a block. `text` is what stands between the quotes, as written. */
export interface Label extends NodeBase {
  readonly kind: 'Label';
  readonly text: string;
}

/** `Block = IDENT { "." IDENT } [ STRING ] "{" Body "}" .` */
export interface Block extends NodeBase {
  readonly kind: 'Block';
  /** The fragments of the name; at least one. */
  readonly name: readonly Name[];
  /** The name as one string, fragments joined by `.`. */
  readonly fullName: string;
  /** Absent where no label is written; an empty one (`""`) is there, with the text `''`. */
  readonly label?: Label;
  /** Token index of `{`, -1 where it is missing. */
  readonly open: number;
  readonly statements: readonly Statement[];
  /** Token index of `}`, -1 where it is missing. */
  readonly close: number;
  /** True where recovery changed what stands in the block's header or closed it early. */
  readonly broken: boolean;
}

export type Expression =
  | Literal
  | Identifier
  | Access
  | Index
  | Call
  | Paren
  | ArrayExpression
  | ObjectExpression
  | Unary
  | Binary
  | Missing;

/** `STRING | NUMBER | FLOAT | BOOL | NULL` */
export interface Literal extends NodeBase {
  readonly kind: 'Literal';
  readonly token:
    | typeof TokenKind.String
    | typeof TokenKind.RawString
    | typeof TokenKind.Number
    | typeof TokenKind.Float
    | typeof TokenKind.Bool
    | typeof TokenKind.Null;
  /** The text as written, quotes included. */
  readonly raw: string;
}

/** A name used as a value. */
export interface Identifier extends NodeBase {
  readonly kind: 'Identifier';
  readonly text: string;
}

/** `Postfix "." IDENT` */
export interface Access extends NodeBase {
  readonly kind: 'Access';
  readonly object: Expression;
  readonly name: Name;
}

/** `Postfix "[" Expr "]"` */
export interface Index extends NodeBase {
  readonly kind: 'Index';
  readonly object: Expression;
  /** Token index of `[`. */
  readonly open: number;
  readonly index: Expression;
  /** Token index of `]`, -1 where it is missing. */
  readonly close: number;
}

/** `Postfix "(" [ List ] ")"` */
export interface Call extends NodeBase {
  readonly kind: 'Call';
  readonly callee: Expression;
  /** Token index of `(`. */
  readonly open: number;
  readonly args: readonly Expression[];
  /** Token index of `)`, -1 where it is missing. */
  readonly close: number;
}

/** `"(" Expr ")"` */
export interface Paren extends NodeBase {
  readonly kind: 'Paren';
  readonly open: number;
  readonly inner: Expression;
  readonly close: number;
}

/** `"[" [ List ] "]"` */
export interface ArrayExpression extends NodeBase {
  readonly kind: 'Array';
  readonly open: number;
  readonly elements: readonly Expression[];
  readonly close: number;
}

/** `"{" [ Fields ] "}"` */
export interface ObjectExpression extends NodeBase {
  readonly kind: 'Object';
  readonly open: number;
  readonly fields: readonly Field[];
  readonly close: number;
}

/** `Field = ( IDENT | STRING ) "=" Expr .` */
export interface Field extends NodeBase {
  readonly kind: 'Field';
  readonly key: FieldKey;
  readonly equals: number;
  readonly value: Expression;
}

/** An object's key. Quoted keys are *not* decoded: `{"a\n" = 1}` defines the three characters `a`, `\`, `n`. */
export interface FieldKey extends NodeBase {
  readonly kind: 'FieldKey';
  /** The key's name as Alloy has it; the empty key `""` keeps its quotes. */
  readonly text: string;
  readonly quoted: boolean;
}

/** `( "!" | "-" ) Unary` */
export interface Unary extends NodeBase {
  readonly kind: 'Unary';
  readonly operator: typeof TokenKind.Not | typeof TokenKind.Minus;
  readonly operatorToken: number;
  readonly operand: Expression;
}

export type BinaryOperator =
  | typeof TokenKind.Or
  | typeof TokenKind.And
  | typeof TokenKind.Equal
  | typeof TokenKind.NotEqual
  | typeof TokenKind.Less
  | typeof TokenKind.LessEqual
  | typeof TokenKind.Greater
  | typeof TokenKind.GreaterEqual
  | typeof TokenKind.Plus
  | typeof TokenKind.Minus
  | typeof TokenKind.Star
  | typeof TokenKind.Slash
  | typeof TokenKind.Percent
  | typeof TokenKind.Caret;

/** Two operands and an operator. */
export interface Binary extends NodeBase {
  readonly kind: 'Binary';
  readonly left: Expression;
  readonly operator: BinaryOperator;
  readonly operatorToken: number;
  readonly right: Expression;
}

/** Where an expression should stand and none does, with what recovery skipped in its place. Of unknown type. */
export interface Missing extends NodeBase {
  readonly kind: 'Missing';
}

export type Node = SourceFile | Statement | Name | Label | Expression | Field | FieldKey;
