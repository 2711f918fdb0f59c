import {
  type ArrayExpression,
  type Attribute,
  type Block,
  type Call,
  type Expression,
  type Field,
  type FieldKey,
  type Name,
  type ObjectExpression,
  type Statement,
  TokenKind,
} from '@assay/parser';
import { NO_TOKEN, Place, type Printer, Space } from './printer.ts';

/** Sends a tree to a printer, with the white space between its parts (LANGUAGE.md 3.2). The tree is one without errors. */
export class Walker {
  readonly #printer: Printer;

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  statements(statements: readonly Statement[]): void {
    const printer = this.#printer;
    let before: Statement | undefined;
    for (const statement of statements) {
      if (before && (statement.kind === 'Block' || printer.apart(before.last, statement.first))) printer.space(Space.Section);
      if (statement.kind === 'Attribute') this.#attribute(statement);
      else if (statement.kind === 'Block') this.#block(statement);
      printer.space(this.#endsSection(statement) ? Space.Section : Space.Line);
      before = statement;
    }
  }

  /**
   * Whether nothing behind a statement is aligned with it. No line of a block has a cell to align, unless a comment stands behind it:
   * without one, it is of no consequence on how many lines a block was written.
   */
  #endsSection({ kind, first, last }: Statement): boolean {
    return (kind === 'Block' && !this.#printer.commentBehind(last)) || this.#printer.severalLines(first, last);
  }

  #attribute({ name, equals, value }: Attribute): void {
    this.#printer.token(name.first, Place.Statement);
    this.#assignment(equals, value);
  }

  #assignment(equals: number, value: Expression): void {
    const printer = this.#printer;
    printer.space(Space.Column);
    printer.token(equals, Place.Behind);
    printer.space(Space.Blank);
    this.#expression(value);
  }

  #block(block: Block): void {
    const printer = this.#printer;
    this.#blockName(block);
    if (block.label && block.label.text !== '') {
      printer.space(Space.Blank);
      printer.token(block.label.first, Place.Token);
    }
    printer.space(Space.Blank);
    printer.token(block.open, Place.Token);
    printer.space(Space.Indent);
    if (block.statements.length > 0) {
      printer.space(Space.Section);
      this.statements(block.statements);
    } else {
      printer.space(Space.Blank);
    }
    printer.space(Space.Outdent);
    printer.token(block.close, Place.Statement);
  }

  /** The whole name is one text, unless a comment has to stay inside it. */
  #blockName({ name, fullName, label, open }: Block): void {
    const printer = this.#printer;
    const [first, ...others] = name as readonly [Name, ...Name[]];
    const last = name[name.length - 1] as Name;
    if (!printer.hasAnchorsBetween(first.first, last.first)) {
      printer.blockName(fullName, first.first, last.first, label?.text ? label.first : open);
      return;
    }
    printer.token(first.first, Place.Statement);
    for (const part of others) {
      printer.text('.', NO_TOKEN, Place.Behind);
      printer.token(part.first, Place.Behind);
    }
  }

  #expression(node: Expression): void {
    const printer = this.#printer;
    switch (node.kind) {
      case 'Literal':
        if (node.token === TokenKind.String) printer.string(node.first);
        else if (node.token === TokenKind.RawString) printer.rawString(node.first);
        else printer.token(node.first, Place.Token);
        break;
      case 'Identifier':
        printer.token(node.first, Place.Token);
        break;
      case 'Access':
        this.#expression(node.object);
        // `1.x` would be a number and a name.
        if (node.object.kind === 'Literal' && node.object.token === TokenKind.Number) printer.space(Space.Blank);
        printer.text('.', NO_TOKEN, Place.Behind);
        printer.token(node.name.first, Place.Behind);
        break;
      case 'Index':
        this.#expression(node.object);
        printer.token(node.open, Place.Token);
        this.#expression(node.index);
        printer.token(node.close, Place.Token);
        break;
      case 'Call':
        this.#call(node);
        break;
      case 'Paren':
        printer.token(node.open, Place.Behind);
        this.#expression(node.inner);
        printer.token(node.close, Place.Behind);
        break;
      case 'Array':
        this.#array(node);
        break;
      case 'Object':
        this.#object(node);
        break;
      case 'Unary':
        printer.token(node.operatorToken, Place.Token);
        this.#expression(node.operand);
        break;
      case 'Binary':
        this.#expression(node.left);
        printer.space(Space.Blank);
        printer.token(node.operatorToken, Place.Token);
        printer.space(Space.Blank);
        this.#expression(node.right);
        break;
    }
  }

  #array({ open, elements, close }: ArrayExpression): void {
    const printer = this.#printer;
    printer.token(open, Place.Token);
    let before = open;
    elements.forEach((element, index) => {
      const ownLine = printer.differentLines(before, element.first);
      if (ownLine) {
        printer.space(Space.Indent);
        printer.space(Space.Section);
      } else if (index > 0) {
        printer.space(Space.Blank);
      }
      this.#expression(element);
      before = element.last;
      if (index < elements.length - 1) printer.comma();
      if (ownLine) printer.space(Space.Outdent);
    });
    if (elements.length > 0 && printer.differentLines(before, close)) {
      printer.comma();
      this.#ownLine();
    }
    printer.token(close, Place.Token);
  }

  /** For a closing bracket: comments before it are indented, it is not. */
  #ownLine(): void {
    this.#printer.space(Space.Indent);
    this.#printer.space(Space.Section);
    this.#printer.space(Space.Outdent);
  }

  #object({ open, fields, close }: ObjectExpression): void {
    const printer = this.#printer;
    printer.token(open, Place.Token);
    printer.space(Space.Indent);
    let before = open;
    let fieldBefore: Field | undefined;
    for (const field of fields) {
      if (fieldBefore) printer.comma();
      if (printer.differentLines(before, field.first)) {
        const aligned = fieldBefore && !printer.severalLines(fieldBefore.value.first, fieldBefore.value.last);
        printer.space(aligned ? Space.Line : Space.Section);
      } else if (fieldBefore) {
        printer.space(Space.Blank);
      }
      this.#key(field.key);
      this.#assignment(field.equals, field.value);
      before = field.key.first;
      fieldBefore = field;
    }
    if (fieldBefore && printer.differentLines(before, close)) {
      printer.comma();
      printer.space(Space.Section);
    }
    printer.space(Space.Outdent);
    printer.token(close, Place.Token);
  }

  #key({ quoted, first }: FieldKey): void {
    if (quoted) this.#printer.quotedKey(first);
    else this.#printer.token(first, Place.Token);
  }

  #call({ callee, open, args, close }: Call): void {
    const printer = this.#printer;
    this.#expression(callee);
    printer.token(open, Place.Behind);
    let before = open;
    args.forEach((arg, index) => {
      const ownLine = printer.differentLines(before, arg.first);
      if (ownLine) {
        printer.space(Space.Section);
        printer.space(Space.Indent);
      }
      this.#expression(arg);
      before = arg.last;
      if (index < args.length - 1) {
        printer.comma();
        printer.space(Space.Blank);
      }
      if (ownLine) printer.space(Space.Outdent);
    });
    if (printer.differentLines(before, close)) {
      if (args.length > 0) printer.comma();
      else printer.exceptions.push({ token: open, kind: 'empty-call' });
      if (printer.commentBefore(close) === undefined) printer.space(Space.Section);
      else this.#ownLine();
    }
    printer.callEnd(close);
  }
}
