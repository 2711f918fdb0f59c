/** The grammar of OTTL (the Collector's `pkg/ottl/grammar.go`). Its alternatives are tried in order, and each is remembered where it was tried. */
import { type OttlToken, tokenize } from './lexer.ts';

/** A stretch of the text, in UTF-16 units, end exclusive. */
interface Place {
  readonly start: number;
  readonly end: number;
}

export interface OttlKey extends Place {
  readonly value?: OttlValue;
}

export interface OttlField extends Place {
  readonly name: string;
  readonly keys: readonly OttlKey[];
}

/** A call: of an editor where the name begins with a small letter, of a converter otherwise. */
export interface OttlCall extends Place {
  readonly name: string;
  readonly nameEnd: number;
  readonly args: readonly OttlArgument[];
  readonly keys: readonly OttlKey[];
}

export interface OttlArgument extends Place {
  readonly name?: string;
  readonly value: OttlValue;
}

export type OttlValue = Place &
  (
    | { readonly kind: 'nil' | 'bytes' | 'float' | 'int' }
    | { readonly kind: 'bool'; readonly value: boolean }
    | { readonly kind: 'string'; readonly text: string }
    | { readonly kind: 'enum' | 'function'; readonly name: string }
    | { readonly kind: 'path'; readonly fields: readonly OttlField[] }
    | { readonly kind: 'call'; readonly call: OttlCall }
    | { readonly kind: 'math' | 'list' | 'map' | 'condition'; readonly parts: readonly OttlValue[] }
    | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: OttlValue }
  );

export interface OttlStatement {
  readonly call: OttlCall;
  readonly where?: OttlValue;
}

export interface OttlSyntaxError extends Place {
  readonly message: string;
}

/** How many rules may be inside of one another. The real parser has no limit, so nothing is said of what is deeper. */
const MAX_DEPTH = 1000;

/** Thrown for a text that is nested too deeply to be read. */
export class TooDeep extends Error {}

/** A statement, such as `set(attributes["a"], 1) where name == "b"`. */
export function parseStatement(text: string): OttlStatement | OttlSyntaxError {
  return new Parser(text).run((parser) => {
    const call = parser.call('Lowercase') ?? parser.call('Uppercase');
    if (!call) return undefined;
    if (!parser.word('where')) return { call };
    const where = parser.condition();
    return where && { call, where };
  });
}

/** A condition, such as `name == "b" and IsMatch(body, "c")`. */
export function parseCondition(text: string): OttlValue | OttlSyntaxError {
  return new Parser(text).run((parser) => parser.condition());
}

/** A value, such as `Double(attributes["size"])`. */
export function parseValue(text: string): OttlValue | OttlSyntaxError {
  return new Parser(text).run((parser) => parser.value());
}

class Parser {
  readonly #text: string;
  #tokens: readonly OttlToken[] = [];
  /** For each token, the first one from there on that is no word: a run of words may be tried from each of them. */
  #runEnds = new Uint32Array();
  #at = 0;
  #furthest = 0;
  #depth = 0;
  /** What each rule gave where it was tried: by its name, and by the token that it began at. */
  readonly #memory = new Map<string, Map<number, { readonly value: unknown; readonly at: number }>>();

  constructor(text: string) {
    this.#text = text;
  }

  run<T>(rule: (parser: Parser) => T | undefined): T | OttlSyntaxError {
    const tokens = tokenize(this.#text);
    if ('bad' in tokens)
      return {
        start: tokens.bad,
        end: tokens.bad + 1,
        message: `the character ${JSON.stringify(this.#text[tokens.bad])} has no meaning here`,
      };
    this.#tokens = tokens;
    this.#runEnds = runEnds(tokens);
    const result = rule(this);
    if (result !== undefined && this.#at === tokens.length) return result;
    const found = tokens[this.#furthest];
    if (!found) return { start: this.#text.length, end: this.#text.length, message: 'it ends too early' };
    return { start: found.start, end: found.end, message: `"${found.text}" cannot stand here` };
  }

  /** The next token, if it is of a kind, and with a text of that text. */
  #take(kind: string, text?: string): OttlToken | undefined {
    const token = this.#tokens[this.#at];
    this.#furthest = Math.max(this.#furthest, this.#at);
    if (token?.kind !== kind || (text !== undefined && token.text !== text)) return undefined;
    this.#at++;
    this.#furthest = Math.max(this.#furthest, this.#at);
    return token;
  }

  word(text: string): boolean {
    return this.#take('Lowercase', text) !== undefined;
  }

  #punctuation(text: string): OttlToken | undefined {
    return this.#take('Punctuation', text);
  }

  /** Tries a rule, and goes back where it does not fit. What it gave at a place is remembered. */
  #rule<T>(name: string, rule: () => T | undefined): T | undefined {
    const start = this.#at;
    let memory = this.#memory.get(name);
    if (!memory) {
      memory = new Map();
      this.#memory.set(name, memory);
    }
    const known = memory.get(start);
    if (known) {
      if (known.value !== undefined) this.#at = known.at;
      return known.value as T | undefined;
    }
    if (this.#depth >= MAX_DEPTH) throw new TooDeep();
    this.#depth++;
    const value = rule();
    this.#depth--;
    if (value === undefined) this.#at = start;
    memory.set(start, { value, at: this.#at });
    return value;
  }

  #placed<T extends object>(from: number, value: T): T & Place {
    const [first, last] = [this.#tokens[from], this.#tokens[this.#at - 1]];
    return { ...value, start: first?.start ?? 0, end: last?.end ?? 0 };
  }

  condition(): OttlValue | undefined {
    return this.#joined('or', 'Or', () => this.#joined('and', 'And', () => this.#booleanValue()));
  }

  #joined(name: string, operator: string, part: () => OttlValue | undefined): OttlValue | undefined {
    return this.#rule(name, () => {
      const from = this.#at;
      const first = part();
      if (!first) return undefined;
      const parts = [first];
      for (let back = this.#at; this.#take(operator); back = this.#at) {
        const next = part();
        if (!next) {
          this.#at = back;
          break;
        }
        parts.push(next);
      }
      return parts.length === 1 ? first : this.#placed(from, { kind: 'condition' as const, parts });
    });
  }

  #booleanValue(): OttlValue | undefined {
    return this.#rule('booleanValue', () => {
      const from = this.#at;
      this.#take('Not');
      const comparison = this.#rule('comparison', () => {
        const start = this.#at;
        const left = this.value();
        if (!left || !this.#take('Comparison')) return undefined;
        const right = this.value();
        return right && this.#placed(start, { kind: 'condition' as const, parts: [left, right] });
      });
      if (comparison) return comparison;
      const bool = this.#take('Boolean');
      if (bool) return this.#placed(from, { kind: 'bool' as const, value: bool.text.toLowerCase() === 'true' });
      const converter = this.call('Uppercase');
      if (converter) return this.#placed(from, { kind: 'call' as const, call: converter });
      return this.#rule('sub', () => {
        if (!this.#punctuation('(')) return undefined;
        const inner = this.condition();
        return inner && this.#punctuation(')') ? inner : undefined;
      });
    });
  }

  /** The name of a function is a run of words: `ParseJSON` is three of them. Goes behind it; false where none begins. */
  #functionName(first: 'Lowercase' | 'Uppercase'): boolean {
    if (!this.#take(first)) return false;
    this.#at = this.#runEnds[this.#at - 1]!;
    this.#furthest = Math.max(this.#furthest, this.#at);
    return true;
  }

  /** The words from a token up to another, as one. */
  #joinedWords(from: number, to: number): string {
    let name = '';
    for (let index = from; index < to; index++) name += this.#tokens[index]!.text;
    return name;
  }

  call(first: 'Lowercase' | 'Uppercase'): OttlCall | undefined {
    return this.#rule(`call ${first}`, () => {
      const from = this.#at;
      if (!this.#functionName(first)) return undefined;
      const to = this.#at;
      const rest = this.#arguments();
      return rest && this.#placed(from, { name: this.#joinedWords(from, to), nameEnd: this.#tokens[to - 1]!.end, ...rest });
    });
  }

  /** What is in the parentheses of a call, and the keys behind it. */
  #arguments(): { readonly args: readonly OttlArgument[]; readonly keys: readonly OttlKey[] } | undefined {
    return this.#rule('arguments', () => {
      if (!this.#punctuation('(')) return undefined;
      const args: OttlArgument[] = [];
      if (!this.#punctuation(')')) {
        do {
          const argument = this.#argument();
          if (!argument) return undefined;
          args.push(argument);
        } while (this.#punctuation(','));
        if (!this.#punctuation(')')) return undefined;
      }
      return { args, keys: this.#keys() };
    });
  }

  #argument(): OttlArgument | undefined {
    return this.#rule('argument', () => {
      const from = this.#at;
      const name = this.#rule('name', () => {
        if (!this.#functionName('Lowercase')) return undefined;
        const to = this.#at;
        return this.#take('Equal') && this.#joinedWords(from, to);
      });
      const value = this.value() ?? this.#functionValue();
      return value && this.#placed(from, { ...(name !== undefined && { name }), value });
    });
  }

  #functionValue(): OttlValue | undefined {
    return this.#rule('functionValue', () => {
      const from = this.#at;
      if (!this.#functionName('Uppercase')) return undefined;
      return this.#placed(from, { kind: 'function' as const, name: this.#joinedWords(from, this.#at) });
    });
  }

  value(): OttlValue | undefined {
    return this.#rule('value', () => {
      const from = this.#at;
      if (this.#take('Nil')) return this.#placed(from, { kind: 'nil' as const });
      const literal = this.#rule('plainLiteral', () => {
        const found = this.#literal();
        return found && !this.#next('AddSub') && !this.#next('MultDiv') ? found : undefined;
      });
      if (literal) return literal;
      const compound = this.#lambda() ?? this.#math();
      if (compound) return compound;
      if (this.#take('Bytes')) {
        // Hexadecimal digits come in pairs.
        const token = this.#tokens[from];
        return token && token.text.length % 2 === 0 ? this.#placed(from, { kind: 'bytes' as const }) : undefined;
      }
      const string = this.#take('String');
      if (string) return isString(string.text) ? this.#placed(from, { kind: 'string' as const, text: string.text }) : undefined;
      const bool = this.#take('Boolean');
      if (bool) return this.#placed(from, { kind: 'bool' as const, value: bool.text.toLowerCase() === 'true' });
      const symbol = this.#rule('enum', () => {
        const token = this.#take('Uppercase');
        return token && !this.#next('Lowercase') ? token : undefined;
      });
      if (symbol) return this.#placed(from, { kind: 'enum' as const, name: symbol.text });
      return this.#map() ?? this.#list();
    });
  }

  #next(kind: string): boolean {
    return this.#tokens[this.#at]?.kind === kind;
  }

  #lambda(): OttlValue | undefined {
    return this.#rule('lambda', () => {
      const from = this.#at;
      if (!this.#punctuation('(')) return undefined;
      const parameters: string[] = [];
      const parameter = (): OttlToken | undefined => this.#take('Lowercase') ?? this.#take('Underscore');
      for (let token = parameter(); token; token = this.#punctuation(',') ? parameter() : undefined) parameters.push(token.text);
      if (!this.#punctuation(')') || !this.#take('Arrow')) return undefined;
      const value = this.#rule('lambdaValue', () => {
        const found = this.value();
        return found && !['Or', 'And', 'Comparison'].some((kind) => this.#next(kind)) ? found : undefined;
      });
      const body = value ?? this.condition();
      return body && this.#placed(from, { kind: 'lambda' as const, parameters, body });
    });
  }

  #math(): OttlValue | undefined {
    const chain = (name: string, operator: string, part: () => OttlValue | undefined): OttlValue | undefined =>
      this.#rule(name, () => {
        const from = this.#at;
        const first = part();
        if (!first) return undefined;
        const parts = [first];
        while (this.#take(operator)) {
          const next = part();
          if (!next) return undefined;
          parts.push(next);
        }
        return this.#placed(from, { kind: 'math' as const, parts });
      });
    const operand = (): OttlValue | undefined =>
      this.#rule('operand', () => {
        this.#take('AddSub');
        const literal = this.#literal();
        if (literal) return literal;
        if (!this.#punctuation('(')) return undefined;
        const inner = this.#math();
        return inner && this.#punctuation(')') ? inner : undefined;
      });
    return chain('sum', 'AddSub', () => chain('product', 'MultDiv', operand));
  }

  #literal(): OttlValue | undefined {
    return this.#rule('literal', () => {
      const from = this.#at;
      const call = this.call('Lowercase') ?? this.call('Uppercase');
      if (call) return this.#placed(from, { kind: 'call' as const, call });
      if (this.#take('Float')) return this.#placed(from, { kind: 'float' as const });
      const int = this.#take('Int');
      if (int) return BigInt(int.text.slice(0, 40)) < 2n ** 63n ? this.#placed(from, { kind: 'int' as const }) : undefined;
      return this.#path();
    });
  }

  #path(): OttlValue | undefined {
    return this.#rule('path', () => {
      const from = this.#at;
      const fields: OttlField[] = [];
      do {
        const start = this.#at;
        const name = this.#take('Lowercase');
        if (!name) return undefined;
        const keys = this.#keys();
        fields.push(this.#placed(start, { name: name.text, keys }));
      } while (this.#punctuation('.'));
      return this.#placed(from, { kind: 'path' as const, fields });
    });
  }

  #keys(): OttlKey[] {
    const keys: OttlKey[] = [];
    for (let key = this.#key(); key; key = this.#key()) keys.push(key);
    return keys;
  }

  #key(): OttlKey | undefined {
    return this.#rule('key', () => {
      const from = this.#at;
      if (!this.#punctuation('[')) return undefined;
      const string = this.#take('String');
      const value = string ? undefined : (this.#math() ?? this.#literal());
      if ((!string && !value) || !this.#punctuation(']')) return undefined;
      return this.#placed(from, value ? { value } : {});
    });
  }

  #list(): OttlValue | undefined {
    return this.#rule('list', () => {
      const from = this.#at;
      if (!this.#punctuation('[')) return undefined;
      const parts: OttlValue[] = [];
      for (let value = this.value(); value; value = this.value()) parts.push(value);
      while (this.#punctuation(',')) {
        const value = this.value();
        if (!value) return undefined;
        parts.push(value);
      }
      return this.#punctuation(']') && this.#placed(from, { kind: 'list' as const, parts });
    });
  }

  #map(): OttlValue | undefined {
    return this.#rule('map', () => {
      const from = this.#at;
      if (!this.#punctuation('{')) return undefined;
      const parts: OttlValue[] = [];
      while (this.#take('String')) {
        const value = this.#punctuation(':') && this.value();
        if (!value) return undefined;
        parts.push(value);
        this.#punctuation(',');
      }
      return this.#punctuation('}') && this.#placed(from, { kind: 'map' as const, parts });
    });
  }
}

function runEnds(tokens: readonly OttlToken[]): Uint32Array<ArrayBuffer> {
  const ends = new Uint32Array(tokens.length);
  for (let index = tokens.length - 1; index >= 0; index--) {
    const { kind } = tokens[index]!;
    const next = index + 1;
    const isWord = kind === 'Uppercase' || kind === 'Lowercase';
    ends[index] = !isWord ? index : next < tokens.length ? Math.max(next, ends[next]!) : next;
  }
  return ends;
}

const ESCAPED = /^"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|[0-3][0-7]{2}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))*"$/;

/** Whether Go can take the quotes off a text. */
function isString(text: string): boolean {
  return ESCAPED.test(text);
}
