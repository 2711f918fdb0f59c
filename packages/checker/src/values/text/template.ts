/** The syntax of the templates in `stage.template` of `loki.process`: Go's `text/template`, parsed but not run. */
import { isGoFloat } from '../go-float.ts';
import { quote } from '../quote.ts';
import { isTemplateFunction } from './template-functions.ts';
import { TemplateLexer, type Token, type TokenType, tokenText } from './template-lexer.ts';

/** What Alloy calls the template, in its messages. */
const templateName = 'pipeline_template';
/** Deeper than anyone nests; what is deeper is not checked, as the real limit is far beyond what can be read here. */
const maxDepth = 500;

/** What is wrong with a template, in Go's words; `undefined` where nothing is. */
export function template(text: string): string | undefined {
  if (!text.includes('{{')) return undefined;
  try {
    const parser = new TemplateParser(new TemplateLexer(text), new Map());
    parser.parseFile();
    return undefined;
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

class TemplateError extends Error {}
class TooDeep extends Error {}

/** How a list of statements ended. */
type End = '{{end}}' | '{{else}}';

/** What a statement is, as far as anyone asks: how a list ends, or whether anything but blanks is written. */
type Statement = End | 'blank' | 'content';

/** What an operand is, as far as anyone asks: a constant by itself is no command, and has no fields. */
interface Operand {
  readonly constant: boolean;
  readonly text: string;
}

const operandTypes: ReadonlySet<TokenType> = new Set([
  'bool',
  'character',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'raw string',
  'string',
  'variable',
  'left paren',
]);

/** Parses one template: the file, or one that is defined in it, which has variables and a look-ahead of its own. */
class TemplateParser {
  private readonly lexer: TemplateLexer;
  /** Those defined so far, by name: whether they are empty. */
  private readonly defined: Map<string, boolean>;
  /** Tokens to be read again, the next one last. */
  private readonly pending: Token[] = [];
  /** Of the token that the lexer gave last: messages are of this line. */
  private line = 0;
  /** Where the action that is being read began; 0 outside of one. */
  private actionLine = 0;
  /** Those that can be used, as often as they are declared, and their names in that order. */
  private readonly variables = new Map([['$', 1]]);
  private readonly declared: string[] = [];
  private ranges = 0;
  private depth = 0;

  constructor(lexer: TemplateLexer, defined: Map<string, boolean>) {
    this.lexer = lexer;
    this.defined = defined;
  }

  parseFile(): void {
    let empty = true;
    while (this.peek().type !== 'eof') {
      if (this.peek().type === 'open') {
        const open = this.next();
        const token = this.nextNonSpace();
        if (isKeyword(token, 'define')) {
          new TemplateParser(this.lexer, this.defined).parseDefinition();
          continue;
        }
        this.pending.push(token, open);
      }
      const statement = this.textOrAction();
      if (isEnd(statement)) this.fail(`unexpected ${statement}`);
      if (statement !== 'blank') empty = false;
    }
    this.define(templateName, empty);
  }

  /** After `{{define`. */
  private parseDefinition(): void {
    const name = this.string(this.nextNonSpace(), 'define clause');
    this.expectClose('define clause');
    const list = this.list();
    if (list.end === '{{else}}') this.fail('unexpected {{else}} in define clause');
    this.define(name, list.empty);
  }

  private define(name: string, empty: boolean): void {
    if (this.defined.get(name) !== false) this.defined.set(name, empty);
    else if (!empty) this.fail(`template: multiple definition of template ${quote(name)}`);
  }

  private fail(message: string): never {
    throw new TemplateError(`template: ${templateName}:${this.line}: ${message}`);
  }

  private unexpected(token: Token, context: string): never {
    if (token.type !== 'error') return this.fail(`unexpected ${tokenText(token)} in ${context}`);
    if (this.actionLine === 0 || this.actionLine === token.line) return this.fail(token.text);
    const within = token.text.endsWith(' action') ? '' : ' in action';
    return this.fail(`${token.text}${within} started at ${templateName}:${this.actionLine}`);
  }

  private next(): Token {
    const token = this.pending.pop();
    if (token !== undefined) return token;
    const fresh = this.lexer.next();
    this.line = fresh.line;
    return fresh;
  }

  private peek(): Token {
    const token = this.next();
    this.pending.push(token);
    return token;
  }

  private nextNonSpace(): Token {
    let token = this.next();
    while (token.type === 'space') token = this.next();
    return token;
  }

  private peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.pending.push(token);
    return token;
  }

  private expectClose(context: string): void {
    const token = this.nextNonSpace();
    if (token.type !== 'close') this.unexpected(token, context);
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > maxDepth) throw new TooDeep();
    const result = read();
    this.depth--;
    return result;
  }

  /** Statements up to `{{end}}` or `{{else}}`, which is read. */
  private list(): { readonly end: End; readonly empty: boolean } {
    let empty = true;
    while (this.peekNonSpace().type !== 'eof') {
      const statement = this.textOrAction();
      if (isEnd(statement)) return { end: statement, empty };
      if (statement !== 'blank') empty = false;
    }
    return this.fail('unexpected EOF');
  }

  private textOrAction(): Statement {
    const token = this.nextNonSpace();
    if (token.type === 'text') return token.text.trim() === '' ? 'blank' : 'content';
    if (token.type !== 'open') return this.unexpected(token, 'input');
    this.actionLine = token.line;
    const statement = this.action();
    this.actionLine = 0;
    return statement;
  }

  /** After `{{`. */
  private action(): Statement {
    const token = this.nextNonSpace();
    switch (token.type === 'keyword' ? token.text : '') {
      case 'block':
        return this.block();
      case 'break':
      case 'continue': {
        this.expectClose(`{{${token.text}}}`);
        if (this.ranges === 0) this.fail(`{{${token.text}}} outside {{range}}`);
        return 'content';
      }
      case 'else': {
        // What follows `else` is left for the statement that it belongs to.
        const following = this.peekNonSpace();
        if (!isKeyword(following, 'if') && !isKeyword(following, 'with')) this.expectClose('else');
        return '{{else}}';
      }
      case 'end':
        this.expectClose('end');
        return '{{end}}';
      case 'if':
      case 'range':
      case 'with':
        this.control(token.text);
        return 'content';
      case 'template': {
        this.string(this.nextNonSpace(), 'template clause');
        const following = this.nextNonSpace();
        if (following.type === 'close') return 'content';
        this.pending.push(following);
        this.pipeline('template clause', 'close');
        return 'content';
      }
      default:
        this.pending.push(token);
        this.pipeline('command', 'close');
        return 'content';
    }
  }

  private control(keyword: string): void {
    this.nested(() => {
      const variables = this.declared.length;
      this.pipeline(keyword, 'close');
      if (keyword === 'range') this.ranges++;
      const { end } = this.list();
      if (keyword === 'range') this.ranges--;
      if (end === '{{else}}') this.otherwise(keyword);
      for (const name of this.declared.splice(variables)) this.count(name, -1);
    });
  }

  /** After `{{else`, and `}}` unless an `if` or `with` follows; that one's `{{end}}` ends both. */
  private otherwise(keyword: string): void {
    if (keyword !== 'range' && isKeyword(this.peek(), keyword)) {
      this.next();
      this.control(keyword);
      return;
    }
    if (this.list().end === '{{else}}') this.fail('expected end; found {{else}}');
  }

  private block(): Statement {
    const name = this.string(this.nextNonSpace(), 'block clause');
    this.pipeline('block clause', 'close');
    const block = new TemplateParser(this.lexer, this.defined);
    block.depth = this.depth;
    const list = block.nested(() => block.list());
    if (list.end === '{{else}}') this.fail('unexpected {{else}} in block clause');
    block.define(name, list.empty);
    return 'content';
  }

  /** The name of a template, as far as it takes no escapes. */
  private string(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'raw string') return this.unexpected(token, context);
    this.checkString(token);
    return token.text.slice(1, -1);
  }

  private checkString(token: Token): void {
    if (token.type === 'string' && !isWellEscaped(token.text.slice(1, -1), '"')) this.fail('invalid syntax');
  }

  private pipeline(context: string, end: TokenType): void {
    this.declarations(context);
    let commands = 0;
    let badStage = 0;
    while (true) {
      const token = this.nextNonSpace();
      if (token.type === end) break;
      if (!operandTypes.has(token.type)) this.unexpected(token, context);
      this.pending.push(token);
      const first = this.command();
      commands++;
      if (commands > 1 && first.constant && badStage === 0) badStage = commands;
    }
    if (commands === 0) this.fail(`missing value for ${context}`);
    if (badStage > 0) this.fail(`non executable command in pipeline stage ${badStage}`);
  }

  /** `$x :=`, `$x =`, `$i, $x :=`; a variable that is none of these is left for the first command. */
  private declarations(context: string): void {
    for (let count = 1; ; count++) {
      const variable = this.peekNonSpace();
      if (variable.type !== 'variable') return;
      this.next();
      const following = this.peek();
      const next = this.peekNonSpace();
      if (next.type === 'assign' || next.type === 'declare') {
        this.nextNonSpace();
        this.addVariable(variable.text);
        return;
      }
      if (next.type !== 'char' || next.text !== ',') {
        if (following.type === 'space') this.pending.push(following);
        this.pending.push(variable);
        return;
      }
      this.nextNonSpace();
      this.addVariable(variable.text);
      if (context !== 'range' || count > 1) this.fail(`too many declarations in ${context}`);
      if (!['variable', 'close', 'right paren'].includes(this.peekNonSpace().type)) this.fail('range can only initialize variables');
    }
  }

  private addVariable(name: string): void {
    this.declared.push(name);
    this.count(name, 1);
  }

  private count(name: string, change: number): void {
    this.variables.set(name, (this.variables.get(name) ?? 0) + change);
  }

  /** Operands up to a `|`, which is read, or to what ends the pipeline; the first of them. */
  private command(): Operand {
    let first: Operand | undefined;
    while (true) {
      this.peekNonSpace();
      const operand = this.operand();
      first ??= operand;
      const token = this.next();
      if (token.type === 'space') continue;
      if (token.type === 'close' || token.type === 'right paren') this.pending.push(token);
      else if (token.type !== 'pipe') this.unexpected(token, 'operand');
      return first ?? this.fail('empty command');
    }
  }

  private operand(): Operand | undefined {
    const term = this.term();
    if (term === undefined || this.peek().type !== 'field') return term;
    while (this.peek().type === 'field') this.next();
    if (term.constant) this.fail(`unexpected . after term ${quote(term.text)}`);
    return term;
  }

  private term(): Operand | undefined {
    const token = this.nextNonSpace();
    const constant = { constant: true, text: token.text };
    switch (token.type) {
      case 'identifier':
        if (!isTemplateFunction(token.text)) this.fail(`function ${quote(token.text)} not defined`);
        break;
      case 'variable':
        if (!this.variables.get(token.text)) this.fail(`undefined variable ${quote(token.text)}`);
        break;
      case 'field':
        break;
      case 'dot':
      case 'nil':
      case 'bool':
        return constant;
      case 'character':
      case 'complex':
      case 'number': {
        const problem = badNumber(token);
        return problem === undefined ? constant : this.fail(problem);
      }
      case 'string':
      case 'raw string':
        this.checkString(token);
        return constant;
      case 'left paren':
        this.nested(() => this.pipeline('parenthesized pipeline', 'right paren'));
        break;
      default:
        this.pending.push(token);
        return undefined;
    }
    return { constant: false, text: token.text };
  }
}

function isKeyword(token: Token, keyword: string): boolean {
  return token.type === 'keyword' && token.text === keyword;
}

function isEnd(statement: Statement): statement is End {
  return statement === '{{end}}' || statement === '{{else}}';
}

const character = /\\(?:[abfnrtv\\]|([0-7]{3})|x[\da-fA-F]{2}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(['"]))|\\|[^\\]/gu;

/** Whether all escapes between these quotes are right. */
function isWellEscaped(text: string, delimiter: string): boolean {
  for (const [part, octal, short, long, escapedQuote] of text.matchAll(character)) {
    const code = Number.parseInt(short ?? long ?? '0', 16);
    if (part === '\\' || (octal !== undefined && Number.parseInt(octal, 8) > 255)) return false;
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    if (escapedQuote !== undefined && escapedQuote !== delimiter) return false;
  }
  return true;
}

/** What Go says of a number or character that it cannot read. */
function badNumber({ type, text }: Token): string | undefined {
  if (type === 'character') {
    const inner = text.slice(1, -1);
    const [first = ''] = inner.match(character) ?? [];
    if (first === '' || !isWellEscaped(first, "'")) return 'invalid syntax';
    return first === inner ? undefined : `malformed character constant: ${text}`;
  }
  if (type === 'complex') {
    const sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    return isGoFloat(text.slice(0, sign)) && isGoFloat(text.slice(sign, -1)) ? undefined : 'syntax error scanning complex number';
  }
  if (text.endsWith('i') && isGoFloat(text.slice(0, -1))) return undefined;
  if (isInteger(text)) return undefined;
  if (!isGoFloat(text)) return `illegal number syntax: ${quote(text)}`;
  return /[.eEpP]/.test(text) ? undefined : `integer overflow: ${quote(text)}`;
}

const integer = /^[+-]?(?:0x(?:_?[\da-f])+|0b(?:_?[01])+|0o(?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)$/i;

/** A Go integer of any base that an int64 or (unsigned) a uint64 holds. */
function isInteger(text: string): boolean {
  if (!integer.test(text)) return false;
  const digits = text.replaceAll('_', '').replace(/^[+-]/, '').toLowerCase();
  if (digits.length > 70) return /^0[xbo]?0*$/.test(digits);
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
  if (text.startsWith('-')) return value <= 2n ** 63n;
  return value < 2n ** (text.startsWith('+') ? 63n : 64n);
}
