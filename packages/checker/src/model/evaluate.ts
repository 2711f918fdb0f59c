/** The evaluator: what an expression will be when Alloy runs, as far as that is certain before (LANGUAGE.md 4.2; `syntax/vm/vm.go`). */
import type { Catalog, StdlibEntry, Type } from '@assay/catalog';
import type { Access, Attribute, Binary, Block, Call, Expression, Identifier, Index, Name, Unary } from '@assay/parser';
import { TokenKind } from '@assay/parser';
import { listed } from '../diagnostics/listed.ts';
import type { Source } from '../project/source.ts';
import { binaryOperation, unaryOperation } from '../values/operations.ts';
import { type FunctionValue, isEmpty, type StaticValue, type TypeName, typeName, unknownOf, unknownValue } from '../values/static.ts';
import { callFunction, currentName } from '../values/stdlib.ts';
import { literalValue, nullValue, type Value } from '../values/value.ts';
import { type Budget, weight } from './budget.ts';
import { type ComponentReference, chainOf, componentReference, resolve } from './chains.ts';
import { type BlockSymbol, findNamespace, findSymbol, hasVariable, type Module } from './program.ts';

/** Why the evaluation of an expression fails whenever it is tried. */
export interface EvaluationProblem {
  readonly kind: 'operator' | 'call' | 'access' | 'out-of-range';
  /** The part at fault. */
  readonly node: Expression | Name;
  /** What is wrong, in a sentence without its end; the literal itself where no number can hold it. */
  readonly problem: string;
}

/** Where an expression stands, and who hears of what fails in it. */
export interface EvaluationScope {
  readonly module: Module;
  readonly catalog: Catalog;
  /** Of the program: what is read from instances and made by functions may be any amount. Once it is spent, values are unknown. */
  readonly budget: Budget;
  /** What the arguments of the module and the variables of foreach blocks around it are, where one instance is looked at. */
  readonly bindings?: Bindings;
  /** What other evaluations of the same piece of work have found out. */
  readonly memo?: InstanceMemo;
  /** The file of the expression, to say where the budget was spent. */
  readonly source?: Source;
  /** Called for the first part of an expression that fails: Alloy stops there too. */
  readonly onProblem?: (problem: EvaluationProblem) => void;
}

/** An expression that is being evaluated. */
interface Evaluation {
  readonly module: Module;
  readonly catalog: Catalog;
  readonly budget: Budget;
  readonly bindings: Bindings | undefined;
  readonly memo: InstanceMemo;
  /** How many declares this evaluation has gone into. */
  readonly depth: number;
}

/** Values by name: an argument's as `argument.NAME`, a variable's as `NAME`. */
export type Bindings = ReadonlyMap<string, StaticValue>;

/** How many declares deep an export is followed. */
const MAX_DEPTH = 16;

/** The value of an expression. What fails, and what recovery put there, is unknown. */
export function evaluate(expression: Expression, scope: EvaluationScope): StaticValue {
  const { module, catalog, budget, bindings, memo = new InstanceMemo(), source, onProblem } = scope;
  const value = tried(expression, { module, catalog, budget, bindings, memo, depth: 0 }, onProblem);
  if (source) budget.note(source, expression);
  return value;
}

function tried(expression: Expression, evaluation: Evaluation, onProblem?: EvaluationScope['onProblem']): StaticValue {
  try {
    return valueIn(expression, evaluation);
  } catch (error) {
    if (!(error instanceof EvaluationFailure)) throw error;
    onProblem?.(error.problem);
    return unknownValue;
  }
}

class EvaluationFailure extends Error {
  readonly problem: EvaluationProblem;
  constructor(problem: EvaluationProblem) {
    super(problem.problem);
    this.problem = problem;
  }
}

function fail(kind: EvaluationProblem['kind'], node: Expression | Name, problem: string): never {
  throw new EvaluationFailure({ kind, node, problem });
}

function valueIn(expression: Expression, scope: Evaluation): StaticValue {
  // What stands at one place is evaluated once for it. Only what is evaluated for an instance may be any amount.
  if ((scope.depth > 0 || scope.bindings) && !scope.budget.spend(1)) return unknownValue;
  switch (expression.kind) {
    case 'Literal':
      return literalValue(expression) ?? fail('out-of-range', expression, expression.raw);
    case 'Array':
      return { type: 'array', elements: expression.elements.map((element) => valueIn(element, scope)) };
    case 'Object':
      return { type: 'object', fields: new Map(expression.fields.map(({ key, value }) => [key.text, valueIn(value, scope)])) };
    case 'Paren':
      return valueIn(expression.inner, scope);
    case 'Identifier':
    case 'Access':
      return chainValue(expression, scope);
    case 'Index':
      return indexed(expression, scope);
    case 'Call':
      return called(expression, scope);
    case 'Unary':
      return unary(expression, scope);
    case 'Binary':
      return binary(expression, scope);
    case 'Missing':
      return unknownValue;
  }
}

/** A chain of names: what it refers to first, and then the fields read from that. */
function chainValue(expression: Identifier | Access, scope: Evaluation): StaticValue {
  const chain = chainOf(expression);
  if (!chain)
    return expression.kind === 'Access' ? field(valueIn(expression.object, scope), expression.name, expression.object) : unknownValue;
  const reference = componentReference(scope.module, chain, scope.catalog);
  if (reference) {
    const { exportName, fields } = reference;
    // A whole component is the object of its exports; what is in it is not known, not even whether it is empty.
    if (!exportName) return reference.component.exports.size > 0 ? unknownOf({ kind: 'map', of: { kind: 'any' } }) : unknownValue;
    const type = exportType(reference, exportName.text);
    return type ? fields.reduce<StaticValue>((value, name) => field(value, name, expression), unknownOf(type)) : unknownValue;
  }
  const [first, ...rest] = chain.parts;
  if (!first) return unknownValue;
  const argument = rest[0] && first.text === 'argument' ? findSymbol(scope.module, `argument.${rest[0].text}`) : undefined;
  if (argument) {
    const value = scope.bindings?.get(argument.id) ?? unknownValue;
    const object: StaticValue = { type: 'object', fields: new Map([['value', value]]) };
    return rest.slice(1).reduce<StaticValue>((each, name) => field(each, name, expression), object);
  }
  const instance = resolve(scope.module, chain);
  if (instance) return exportValue(instance, chain.parts.slice(chain.prefixes.indexOf(instance.id) + 1), expression, scope);
  if (hasVariable(scope.module, first.text)) {
    const value = first.text === 'module_path' ? unknownOf({ kind: 'string' }) : (scope.bindings?.get(first.text) ?? unknownValue);
    return rest.reduce<StaticValue>((each, name) => field(each, name, expression), value);
  }
  const entry = scope.catalog.stdlib.identifiers.get(first.text);
  if (!entry) return unknownValue;
  return member(entry, first, rest, expression);
}

/** What an export holds. Of some it depends on the component's arguments whether it is a secret. */
function exportType({ component, symbol: { block } }: ComponentReference, name: string): Type | undefined {
  const type = component.exports.get(name);
  // `kubernetes.go`: what comes of a Secret is one.
  if (component.name === 'remote.kubernetes.secret' && type?.kind === 'map') return { kind: 'map', of: { kind: 'secret' } };
  if (type?.kind !== 'optional_secret') return type;
  const marked = block.statements.some(
    (each) => each.kind === 'Attribute' && each.name.text === 'is_secret' && each.value.kind === 'Literal' && each.value.raw === 'true',
  );
  return marked ? { kind: 'secret' } : type;
}

/** What is read from an instance of a declare: an export, evaluated inside the declare with what the instance gives to it. */
function exportValue(symbol: BlockSymbol, path: readonly (Identifier | Name)[], whole: Expression, scope: Evaluation): StaticValue {
  const declared = declareOf(symbol);
  const [name, ...fields] = path;
  const depth = scope.depth + 1;
  if (!declared || !name || name.text === '' || depth > MAX_DEPTH) return unknownValue;
  const exported = declared.byId.get(`export.${name.text}`);
  if (!exported) {
    const names = exportsOf(declared);
    const known = names.length === 0 ? 'it exports nothing' : `it exports ${listed(names, (name) => `"${name}"`)}`;
    return fail('access', name, `"${symbol.block.fullName}" has no export "${name.text}": ${known}`);
  }
  const attribute = attributeOf(exported.block, 'value');
  if (!attribute) return unknownValue;
  // What fails in there is said where it stands.
  const bindings = boundArguments(symbol, declared, { ...scope, depth });
  const value = scope.memo.exported(bindings, exported, () => tried(attribute.value, { ...scope, module: declared, bindings, depth }));
  return fields.reduce<StaticValue>((each, part) => field(each, part, whole), value);
}

/** The body of the declare that a block is an instance of, where the program holds it. */
export function declareOf(symbol: BlockSymbol): Module | undefined {
  if (symbol.kind !== 'component') return undefined;
  const [first, ...rest] = symbol.block.name.map(({ text }) => text);
  const namespace = findNamespace(symbol.module, first ?? '');
  if (namespace?.kind === 'declare') return rest.length === 0 ? namespace.symbol.inner : undefined;
  const imported = namespace?.imported?.module.namespaces.get(rest.join('.'));
  return imported?.kind === 'declare' ? imported.symbol.inner : undefined;
}

/** What an instance gives to the arguments of its declare; those that are left out have their defaults. */
export function bindArguments(symbol: BlockSymbol, declared: Module, scope: Omit<EvaluationScope, 'module' | 'onProblem'>): Bindings {
  const { catalog, budget, bindings, memo = new InstanceMemo() } = scope;
  return boundArguments(symbol, declared, { module: symbol.module, catalog, budget, bindings, memo, depth: 0 });
}

function boundArguments(symbol: BlockSymbol, declared: Module, scope: Evaluation): Bindings {
  return scope.memo.arguments(symbol, scope, () => {
    const bound = new Map<string, StaticValue>();
    for (const argument of argumentsOf(declared)) {
      if (!scope.budget.spend(1)) break;
      const given = attributeOf(symbol.block, argument.block.label?.text ?? '');
      const byDefault = attributeOf(argument.block, 'default');
      const depth = scope.depth + 1;
      const inside = { ...scope, module: declared, bindings: undefined, depth };
      const value = given
        ? tried(given.value, { ...scope, module: symbol.module, depth })
        : byDefault
          ? tried(byDefault.value, inside)
          : nullValue;
      scope.budget.spend(weight(value));
      bound.set(argument.id, value);
    }
    return scope.memo.same(declared, bound, scope.depth);
  });
}

/**
 * What is known of the instances that one piece of work looks into: what each gives to its arguments, and what its exports are then.
 * Instances that give the same to the same declare are one, so that declares in declares cost what they are and not what they multiply to.
 *
 * It is for one piece of work, such as the check of one block, and not for a program: what a piece of work costs must not depend on what
 * was looked at before (see {@link Budget}).
 */
export class InstanceMemo {
  readonly #known = new Map<unknown, number>();
  readonly #bindings = new Map<string, Bindings>();
  readonly #arguments = new Map<Bindings | undefined, Map<string, Bindings>>();
  readonly #exports = new Map<Bindings, Map<BlockSymbol, StaticValue>>();
  readonly #seen = new Map<Bindings, Set<Module>>();

  /** What an instance gives, where what is around it is bound so. */
  arguments(symbol: BlockSymbol, { bindings, depth }: Pick<Evaluation, 'bindings' | 'depth'>, bind: () => Bindings): Bindings {
    return kept(
      kept(this.#arguments, bindings, () => new Map<string, Bindings>()),
      `${depth} ${this.#numberOf(symbol)}`,
      bind,
    );
  }

  exported(bindings: Bindings, symbol: BlockSymbol, evaluate: () => StaticValue): StaticValue {
    return kept(
      kept(this.#exports, bindings, () => new Map<BlockSymbol, StaticValue>()),
      symbol,
      evaluate,
    );
  }

  /** The first bindings of this scope that hold the same values. */
  same(scope: Module, bindings: Bindings, depth: number): Bindings {
    const values = [...bindings].map(([name, value]) => `${name} ${this.#valueNumber(value, 0)}`);
    return kept(this.#bindings, `${this.#numberOf(scope)} ${depth} ${values.join()}`, () => bindings);
  }

  /** Whether it is asked for the first time whether a scope was looked at with these bindings. */
  isNew(scope: Module, bindings: Bindings): boolean {
    const scopes = kept(this.#seen, bindings, () => new Set<Module>());
    if (scopes.has(scope)) return false;
    scopes.add(scope);
    return true;
  }

  #numberOf(thing: unknown): number {
    return kept(this.#known, thing, () => this.#known.size);
  }

  /** The same number for values that are the same. Lists and objects are gone through once, however often they are used. */
  #valueNumber(value: StaticValue, depth: number): number {
    if (depth > MAX_DEPTH) return this.#numberOf(value);
    switch (value.type) {
      case 'array':
      case 'object':
        return kept(this.#known, value, () => {
          const parts =
            value.type === 'array'
              ? value.elements.map((each) => this.#valueNumber(each, depth + 1))
              : [...value.fields].map(([key, each]) => [key, this.#valueNumber(each, depth + 1)]);
          return this.#numberOf(`${value.type} ${JSON.stringify(parts)}`);
        });
      case 'unknown':
        return this.#numberOf(`unknown ${value.of ? JSON.stringify(value.of) : ''}`);
      case 'function':
        return this.#numberOf(`function ${value.name}`);
      case 'bytes':
        return this.#numberOf(value.text === undefined ? 'bytes' : `bytes ${value.text}`);
      case 'number':
        return this.#numberOf(`${value.kind} ${value.value}`);
      case 'null':
        return this.#numberOf('null');
      default:
        return this.#numberOf(`${value.type} ${value.value}`);
    }
  }
}

function kept<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** The `argument` blocks of a declare, looked for once for all of its instances. */
function argumentsOf(declared: Module): readonly BlockSymbol[] {
  return kept(args, declared, () => declared.symbols.filter(({ kind, block }) => kind === 'config' && block.fullName === 'argument'));
}

const args = new WeakMap<Module, readonly BlockSymbol[]>();

/** The names of the exports of a declare, worked out once for all who ask for one that it does not have. */
function exportsOf(declared: Module): readonly string[] {
  return kept(exports, declared, () =>
    [...declared.byId.keys()].filter((id) => id.startsWith('export.')).map((id) => id.slice('export.'.length)),
  );
}

const exports = new WeakMap<Module, readonly string[]>();

/** The attribute of this name, where a block has it; of several the first. */
export function attributeOf(block: Block, name: string): Attribute | undefined {
  if (block.statements.length <= FEW) return block.statements.find((s): s is Attribute => s.kind === 'Attribute' && s.name.text === name);
  let names = attributes.get(block);
  if (!names) {
    names = new Map();
    for (const statement of block.statements)
      if (statement.kind === 'Attribute' && !names.has(statement.name.text)) names.set(statement.name.text, statement);
    attributes.set(block, names);
  }
  return names.get(name);
}

/** Of blocks with so many statements no index is made. */
const FEW = 16;

/** Attributes of large blocks by name, so that a block may have as many as it likes. An edit in a block makes another block. */
const attributes = new WeakMap<Block, Map<string, Attribute>>();

function member(entry: StdlibEntry, first: Identifier | Name, rest: readonly (Identifier | Name)[], whole: Expression): StaticValue {
  switch (entry.kind) {
    case 'function': {
      const value: FunctionValue = { type: 'function', name: currentName(first.text), definition: entry };
      return rest.reduce<StaticValue>((object, name) => field(object, name, whole), value);
    }
    case 'constants': {
      const [name, ...fields] = rest;
      const text = unknownOf({ kind: 'string' });
      if (!name) return { type: 'object', fields: new Map(entry.names.map((each) => [each, text])) };
      if (!entry.names.includes(name.text))
        fail('access', name, `there is no constant "${name.text}": there are ${entry.names.join(', ')}`);
      return fields.reduce<StaticValue>((object, each) => field(object, each, whole), text);
    }
    case 'namespace': {
      const [name, ...fields] = rest;
      const functionValue = (key: string, definition: StdlibEntry): StaticValue =>
        definition.kind === 'function' ? { type: 'function', name: `${first.text}.${key}`, definition } : unknownValue;
      if (!name) return { type: 'object', fields: new Map([...entry.members].map(([key, each]) => [key, functionValue(key, each)])) };
      const definition = entry.members.get(name.text);
      if (!definition)
        fail('access', name, `"${first.text}" has no function "${name.text}": it has ${[...entry.members.keys()].join(', ')}`);
      return fields.reduce<StaticValue>((object, each) => field(object, each, whole), functionValue(name.text, definition));
    }
  }
}

/** `value.name` */
function field(value: StaticValue, name: Identifier | Name, object: Expression): StaticValue {
  if (name.text === '') return unknownValue;
  if (value.type === 'object') {
    const found = value.fields.get(name.text);
    return found ?? fail('access', name, `there is no field "${name.text}" in this object`);
  }
  const type = typeName(value);
  if (value.type === 'unknown' && (type === undefined || type === 'object')) {
    return value.of?.kind === 'map' ? unknownOf(value.of.of) : unknownValue;
  }
  if (type === 'capsule' && value.type === 'unknown') {
    if (value.of?.kind === 'capsule' && value.of.convertInto) return unknownOf({ kind: 'string' });
    return fail('access', object, `${withArticle(type, value)} has no fields, so "${name.text}" cannot be read from it`);
  }
  return fail('access', object, `${withArticle(type, value)} has no fields, so "${name.text}" cannot be read from it`);
}

function indexed(expression: Index, scope: Evaluation): StaticValue {
  const value = valueIn(expression.object, scope);
  const index = valueIn(expression.index, scope);
  const type = typeName(value);
  const indexType = typeName(index);
  if (type === undefined) return unknownValue;
  if (type === 'array') {
    if (indexType !== undefined && indexType !== 'number')
      fail('access', expression.index, `a list is indexed with a number, not with ${withArticle(indexType, index)}`);
    if (value.type === 'array' && index.type === 'number') {
      const position = Math.trunc(Number(index.value));
      const element = value.elements[position];
      if (position < 0 || !element)
        fail('access', expression.index, `there is no element ${position} in a list of ${value.elements.length}`);
      return element;
    }
    if (index.type === 'number' && Number(index.value) <= -1)
      fail('access', expression.index, 'a list is counted from 0, and never from its end');
    if (value.type === 'bytes') return unknownOf({ kind: 'number', number: 'uint8' });
    return value.type === 'unknown' && value.of?.kind === 'list' ? unknownOf(value.of.of) : unknownValue;
  }
  const target = value.type === 'unknown' && value.of?.kind === 'capsule' && value.of.convertInto === true;
  if (type !== 'object' && !target)
    fail('access', expression.object, `only lists and objects can be indexed, and this is ${withArticle(type, value)}`);
  if (indexType !== undefined && indexType !== 'string')
    fail('access', expression.index, `an object is indexed with a string, not with ${withArticle(indexType, index)}`);
  // A key that is missing gives null (LANGUAGE.md 4.2).
  if (value.type === 'object' && index.type === 'string') return value.fields.get(index.value) ?? { type: 'null' };
  return unknownValue;
}

function called(expression: Call, scope: Evaluation): StaticValue {
  const callee = valueIn(expression.callee, scope);
  const type = typeName(callee);
  if (type !== undefined && callee.type !== 'function')
    fail('call', expression.callee, `${withArticle(type, callee)} cannot be called: it is no function`);
  const args = expression.args.map((argument) => valueIn(argument, scope));
  if (callee.type !== 'function') return unknownValue;
  const result = callFunction(callee, args, scope.catalog, scope.budget);
  if (!('problem' in result)) return result;
  const node = result.argument === undefined ? expression : (expression.args[result.argument] ?? expression);
  return fail('call', node, `"${callee.name}" ${result.problem}`);
}

function unary(expression: Unary, scope: Evaluation): StaticValue {
  const operand = valueIn(expression.operand, scope);
  const wanted = expression.operator === TokenKind.Not ? 'bool' : 'number';
  if (isLiteralValue(operand)) {
    const result = unaryOperation(expression.operator, operand);
    if (!('error' in result)) return result;
  }
  const type = typeName(operand);
  if (type !== undefined && type !== wanted)
    fail(
      'operator',
      expression.operand,
      `"${wanted === 'bool' ? '!' : '-'}" takes ${WITH_ARTICLE[wanted]}, not ${withArticle(type, operand)}`,
    );
  return unknownOf(wanted === 'bool' ? { kind: 'bool' } : { kind: 'number', number: 'number' });
}

function isLiteralValue(value: StaticValue): value is Value {
  return value.type === 'null' || value.type === 'bool' || value.type === 'number' || value.type === 'string';
}

const SYMBOLS = new Map<Binary['operator'], readonly [string, readonly TypeName[]]>([
  [TokenKind.Or, ['||', ['bool']]],
  [TokenKind.And, ['&&', ['bool']]],
  [TokenKind.Less, ['<', ['number', 'string']]],
  [TokenKind.LessEqual, ['<=', ['number', 'string']]],
  [TokenKind.Greater, ['>', ['number', 'string']]],
  [TokenKind.GreaterEqual, ['>=', ['number', 'string']]],
  [TokenKind.Plus, ['+', ['number', 'string', 'capsule']]],
  [TokenKind.Minus, ['-', ['number']]],
  [TokenKind.Star, ['*', ['number']]],
  [TokenKind.Slash, ['/', ['number']]],
  [TokenKind.Percent, ['%', ['number']]],
  [TokenKind.Caret, ['^', ['number']]],
]);

function binary(expression: Binary, scope: Evaluation): StaticValue {
  const left = valueIn(expression.left, scope);
  const right = valueIn(expression.right, scope);
  const rule = SYMBOLS.get(expression.operator);
  if (!rule) {
    const known = isLiteralValue(left) && isLiteralValue(right) ? binaryOperation(left, expression.operator, right) : undefined;
    return known && !('error' in known) ? known : unknownOf({ kind: 'bool' });
  }
  const [symbol, allowed] = rule;
  const types: (TypeName | undefined)[] = [];
  for (const [value, node] of [
    [left, expression.left],
    [right, expression.right],
  ] as const) {
    const type = typeName(value);
    types.push(type);
    if (type !== undefined && (!allowed.includes(type) || (type === 'capsule' && !isSecret(value))))
      fail(
        'operator',
        node,
        `"${symbol}" takes ${allowed.includes('string') ? 'numbers or strings' : allowed[0] === 'bool' ? 'true or false' : 'numbers'}, not ${withArticle(type, value)}`,
      );
  }
  const [a, b] = types;
  const secret = a === 'capsule' || b === 'capsule';
  if (a !== undefined && b !== undefined && a !== b && !(secret && [a, b].includes('string')))
    fail(
      'operator',
      expression.right,
      `"${symbol}" takes two values of the same type, and these are ${withArticle(a, left)} and ${withArticle(b, right)}`,
    );
  if (isLiteralValue(left) && isLiteralValue(right)) {
    if (left.type === 'string' && right.type === 'string' && expression.operator === TokenKind.Plus && !mayMake(left, right, scope.budget))
      return unknownOf({ kind: 'string' });
    const result = binaryOperation(left, expression.operator, right);
    return 'error' in result ? fail('operator', expression.right, DIVISION) : result;
  }
  if ((expression.operator === TokenKind.Slash || expression.operator === TokenKind.Percent) && right.type === 'number' && isEmpty(right))
    fail('operator', expression.right, DIVISION);
  if (expression.operator !== TokenKind.Plus)
    return unknownOf(
      symbol === '||' || symbol === '&&' || symbol.startsWith('<') || symbol.startsWith('>')
        ? { kind: 'bool' }
        : { kind: 'number', number: 'number' },
    );
  // What a secret is part of is one; whether what is only marked as one is, the arguments of its component say.
  if (secret)
    return [left, right].some((value) => value.type === 'unknown' && value.of?.kind === 'secret')
      ? unknownOf({ kind: 'secret' })
      : unknownValue;
  const type = a ?? b;
  return type === 'string'
    ? unknownOf({ kind: 'string' })
    : type === 'number'
      ? unknownOf({ kind: 'number', number: 'number' })
      : unknownValue;
}

/** Whether two texts may be put together. */
function mayMake(left: { readonly value: string }, right: { readonly value: string }, budget: Budget): boolean {
  return budget.spendText(left.value.length + right.value.length);
}

const DIVISION = 'division by zero';

function isSecret(value: StaticValue): boolean {
  return value.type === 'unknown' && (value.of?.kind === 'secret' || value.of?.kind === 'optional_secret');
}

const WITH_ARTICLE: Readonly<Record<TypeName, string>> = {
  null: 'null',
  number: 'a number',
  string: 'a string',
  bool: 'a bool',
  array: 'a list',
  object: 'an object',
  function: 'a function',
  capsule: 'a receiver or handler',
};

/** What a value is, as a person would say it. */
export function withArticle(type: TypeName | undefined, value: StaticValue): string {
  if (isSecret(value)) return 'a secret';
  if (value.type === 'unknown' && value.of?.kind === 'capsule' && value.of.convertInto) return 'a target';
  return type === undefined ? 'this value' : WITH_ARTICLE[type];
}
