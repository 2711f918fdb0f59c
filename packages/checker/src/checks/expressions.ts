import type { Catalog, Component, Type } from '@assay/catalog';
import type { ArrayExpression, Binary, Expression, Literal, ObjectExpression, Unary } from '@assay/parser';
import { type Extras, onlyFix, related, replaceFix, type Span } from '../diagnostics/collector.ts';
import type { Fix, RelatedPlace } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { functionName } from '../fixes/functions.ts';
import { type Chain, chainOf, componentReference } from '../model/chains.ts';
import { type Bindings, evaluate, type InstanceMemo, withArticle } from '../model/evaluate.ts';
import type { Source } from '../project/source.ts';
import { isExclusive, misfit } from '../values/fit.ts';
import { binaryOperation, decodeLiteral, literalValue, unaryOperation, type Value } from '../values/index.ts';
import { type StaticValue, typeName } from '../values/static.ts';
import { alternatives, bridgeBetween, bridgeFix } from './bridges.ts';
import { type BodyContext, type CheckContext, headerSpan } from './context.ts';
import { typeInWords } from './words.ts';

/**
 * Capsules that are Go interfaces underneath: what is written out for them is not looked at before the program runs
 * (LANGUAGE.md 7.4 no. 3). The handlers of `auth` and `storage` are pointers, and are looked at.
 */
const INTERFACES = new Set(['loki.LogsReceiver', 'prometheus.Appendable', 'otelcol.Consumer', 'pyroscope.Appendable']);

function isInterface(type: Type): boolean {
  return type.kind === 'any' || (type.kind === 'capsule' && INTERFACES.has(type.name));
}

/**
 * Whether a value written out fits what is expected of it, as far as `alloy validate` looks (LANGUAGE.md 7.2 "Type
 * check"): literals, arrays and objects of them, one operator between literals. Parentheses, calls and references are
 * passed over.
 *
 * @param subject what the value is given to, for the message: an attribute's name or a path of keys
 */
export function checkExpression(context: BodyContext, source: Source, expression: Expression, type: Type, subject: string): void {
  switch (expression.kind) {
    case 'Literal':
      checkLiteral(context, source, expression, type, subject);
      return;
    case 'Array':
      checkArray(context, source, expression, type, subject);
      return;
    case 'Object':
      checkObject(context, source, expression, type, subject);
      return;
    case 'Unary':
      checkUnary(context, source, expression, type, subject);
      return;
    case 'Binary':
      checkBinary(context, source, expression, type, subject);
      return;
    case 'Identifier':
    case 'Access':
      checkReferenceType(context, source, expression, type, subject);
      return;
  }
}

/**
 * Whether an expression, once evaluated, fits what is expected of it: what `alloy validate` passes over and `alloy run` refuses (LANGUAGE.md
 * 7.4 no. 2 to 5). To be asked only where {@link checkExpression} has found nothing.
 *
 * @param instance where it is looked at for one instance: what its arguments are, and where that is said
 * @returns whether something was reported
 */
export function checkEvaluation(
  context: BodyContext,
  source: Source,
  expression: Expression,
  type: Type,
  subject: string,
  instance: { readonly bindings?: Bindings; readonly memo?: InstanceMemo; readonly related?: readonly RelatedPlace[] } = {},
): boolean {
  if (expression.kind === 'Literal' && literalValue(expression)) return false;
  const { budget, catalog, diagnostics, module } = context;
  const extras = { authority: 'load', ...(instance.related && { related: instance.related }) } as const;
  let failed = false;
  const value = evaluate(expression, {
    module,
    catalog,
    budget,
    // Where a budget is spent by an instance, the instance is the place of it.
    ...(instance.bindings ? { bindings: instance.bindings } : { source }),
    ...(instance.memo && { memo: instance.memo }),
    onProblem: ({ kind, node, problem }) => {
      failed = true;
      if (kind === 'out-of-range') diagnostics.report('type/out-of-range', source, node, { literal: problem }, extras);
      else diagnostics.report(`type/${kind}`, source, node, { problem }, extras);
    },
  });
  const wrong = failed ? undefined : misfit(value, type, catalog, budget);
  if (!wrong) return failed;
  const { path } = wrong;
  const span = partAt(expression, path);
  const name = `"${path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`), subject)}"`;
  if (wrong.problem === undefined) {
    const params = { name, expected: typeInWords(wrong.type, catalog), found: withArticle(typeName(wrong.value), wrong.value) };
    const { type: wanted, value: given } = wrong;
    const fitsInside = wanted.kind === 'list' && misfit(given, wanted.of, catalog, budget) === undefined;
    const wayOut = fitsInside ? { fixes: [wrapping(source, span)] } : asPlainText(catalog, source, span, given, wanted);
    diagnostics.report('type/mismatch', source, span, params, { ...extras, ...wayOut });
  } else {
    const notes = isLiteral(wrong.value) ? valueHints(context, wrong.value, wrong.type) : [];
    diagnostics.report('type/bad-value', source, span, { name, problem: wrong.problem }, { ...extras, notes });
  }
  return true;
}

/** How a secret can be given where plain text is wanted. */
function asPlainText(
  catalog: Catalog,
  { path, text }: Source,
  { start, end }: Expression,
  value: StaticValue,
  type: Type,
): Pick<Extras, 'notes' | 'fixes'> {
  if (typeName(value) !== 'capsule' || value.type !== 'unknown' || value.of?.kind !== 'secret') return {};
  if (type.kind !== 'string' && type.kind !== 'text') return {};
  const convert = functionName(catalog, 'convert.nonsensitive');
  const edits = [{ file: path, start, end, text: `${convert}(${text.slice(start, end)})` }];
  return {
    notes: [`where it is no harm that it shows in the user interface and in support bundles, ${convert} makes a string of a secret`],
    fixes: [{ title: `make a plain string of it with ${convert}`, safety: 'suggested', edits }],
  };
}

function isLiteral(value: StaticValue): value is Value {
  return value.type === 'null' || value.type === 'bool' || value.type === 'number' || value.type === 'string';
}

/** The expression that stands at a path of a value, as far as lists and objects are written out. */
function partAt(expression: Expression, path: readonly (string | number)[]): Expression {
  const [key, ...rest] = path;
  if (expression.kind === 'Paren') return partAt(expression.inner, path);
  if (expression.kind === 'Array' && typeof key === 'number') {
    const element = expression.elements[key];
    return element ? partAt(element, rest) : expression;
  }
  if (expression.kind === 'Object' && typeof key === 'string') {
    const field = expression.fields.findLast(({ key: name }) => name.text === key);
    return field ? partAt(field.value, rest) : expression;
  }
  return expression;
}

/**
 * Whether an export of a built-in component fits where it is used. Only what can never fit is reported: a receiver of another
 * kind, a list where a receiver is wanted, a receiver where text is wanted, a whole component in place of one of its exports.
 * `alloy validate` looks at none of this (LANGUAGE.md 7.4 no. 2); `alloy run` refuses it.
 */
function checkReferenceType(context: BodyContext, source: Source, expression: Expression, wanted: Type, subject: string): void {
  const { catalog, diagnostics, module } = context;
  const chain = chainOf(expression);
  const reference = chain && componentReference(module, chain, catalog);
  if (!chain || !reference || reference.fields.length > 0) return;
  const { component, exportName, symbol } = reference;
  const places = [related(symbol.source, headerSpan(symbol.block), `"${symbol.id}" is defined here`)];
  if (!exportName) {
    if (!isExclusive(wanted) && wanted.kind !== 'list') return;
    const fitting = fittingExports(symbol.id, component, wanted);
    const fix = fitting.length === 1 ? onlyFix : replaceFix;
    const fixes = fitting.map((text) => fix(source, chain, text));
    const params = { subject: `"${subject}"`, id: symbol.id, expected: typeInWords(wanted, catalog) };
    diagnostics.report('reference/missing-export', source, chain, params, { related: places, fixes });
    return;
  }
  const found = component.exports.get(exportName.text);
  if (!found || !cannotFit(found, wanted)) return;
  const params = { subject: `"${subject}"`, expected: typeInWords(wanted, catalog), found: typeInWords(found, catalog) };
  diagnostics.report('type/wrong-reference', source, chain, params, { related: places, ...wayOut(context, source, chain, found, wanted) });
}

/** The exports of a component that fit where one is wanted, as they are written there: one receiver becomes a list of it. */
export function fittingExports(id: string, { exports }: Component, wanted: Type): string[] {
  return [...exports].flatMap(([name, found]) => {
    if (!cannotFit(found, wanted)) return [`${id}.${name}`];
    return wanted.kind === 'list' && found.kind !== 'list' && !cannotFit(found, wanted.of) ? [`[${id}.${name}]`] : [];
  });
}

/** What to do about an export of the wrong kind. */
function wayOut(
  { module, catalog }: BodyContext,
  source: Source,
  chain: Chain,
  found: Type,
  wanted: Type,
): Pick<Extras, 'notes' | 'fixes'> {
  const name = capsuleName(wanted);
  if (name === undefined) return {};
  if (capsuleName(found) === name) {
    if (wanted.kind !== 'list' || found.kind === 'list') return {};
    return { fixes: [wrapping(source, chain)] };
  }
  const bridge = bridgeBetween(capsuleName(found), name);
  const note = bridge ? `"${bridge.component}" takes the one and gives the other: put it in between` : alternatives(module, catalog, name);
  const fix = bridge && bridgeFix(bridge, module, source, chain);
  return { notes: note === undefined ? [] : [note], fixes: fix ? [fix] : [] };
}

/** Brackets around what a list is wanted of. */
function wrapping({ path: file, text }: Source, { start, end }: Span): Fix {
  const edits = [{ file, start, end, text: `[${text.slice(start, end)}]` }];
  return { title: 'wrap in a list', safety: 'suggested', edits };
}

function capsuleName(type: Type): string | undefined {
  if (type.kind === 'list') return capsuleName(type.of);
  return type.kind === 'capsule' ? type.name : undefined;
}

/** Whether a value of one type is refused where the other is wanted, whatever the value. */
function cannotFit(found: Type, wanted: Type): boolean {
  if (found.kind === 'any' || wanted.kind === 'any') return false;
  if (found.kind === 'list' && wanted.kind === 'list') return isExclusive(found.of) !== isExclusive(wanted.of);
  if (isExclusive(found) && isExclusive(wanted)) return capsuleName(found) !== capsuleName(wanted);
  if (isExclusive(found)) return wanted.kind !== 'capsule';
  if (isExclusive(wanted)) return found.kind !== 'capsule';
  return (
    found.kind === 'list' && (wanted.kind === 'bool' || wanted.kind === 'number' || wanted.kind === 'string' || wanted.kind === 'duration')
  );
}

function checkLiteral(context: BodyContext, source: Source, literal: Literal, type: Type, subject: string): void {
  const value = valueOfLiteral(context, source, literal);
  if (value) checkValue(context, source, literal, value, type, subject);
}

function valueOfLiteral({ diagnostics }: CheckContext, source: Source, literal: Literal): Value | undefined {
  const value = literalValue(literal);
  if (!value) diagnostics.report('type/out-of-range', source, literal, { literal: literal.raw });
  return value;
}

/** `problem` of the real program reads `expected T, got U` where the kind of value is wrong; anything else is a parser's own verdict. */
function checkValue(context: BodyContext, source: Source, span: Span, value: Value, type: Type, subject: string): void {
  const problem = decodeLiteral(value, type, context.catalog);
  if (problem === undefined) return;
  if (problem.startsWith('expected ')) {
    const fixes = type.kind === 'list' && decodeLiteral(value, type.of, context.catalog) === undefined ? [wrapping(source, span)] : [];
    mismatch(context, source, span, type, subject, VALUE_WORDS[value.type], { notes: hintsFor(value, type), fixes });
    return;
  }
  const notes = valueHints(context, value, type);
  context.diagnostics.report('type/bad-value', source, span, { name: `"${subject}"`, problem }, { notes });
}

const VALUE_WORDS: Record<Value['type'], string> = { null: 'null', bool: 'a bool', number: 'a number', string: 'a string' };

function mismatch(context: BodyContext, source: Source, span: Span, type: Type, subject: string, found: string, extras: Extras = {}): void {
  const params = { name: `"${subject}"`, expected: typeInWords(type, context.catalog), found };
  context.diagnostics.report('type/mismatch', source, span, params, extras);
}

function hintsFor(value: Value, type: Type): string[] {
  if (type.kind === 'bool' && value.type === 'string' && (value.value === 'true' || value.value === 'false'))
    return [`write ${value.value} without quotes`];
  return [];
}

function valueHints(context: BodyContext, value: Value, type: Type): string[] {
  if (type.kind === 'duration') {
    const days = value.type === 'string' ? /^(\d+)d$/.exec(value.value) : null;
    if (days) return [`the longest unit is the hour: write "${Number(days[1]) * 24}h"`];
    if (value.type === 'number') return [`write a unit, such as "${value.value}s"`];
    return ['the units are ns, us, ms, s, m and h'];
  }
  if (type.kind === 'text' && value.type === 'string') {
    if (/\(\?<?[=!]/.test(value.value))
      return ['RE2, which Alloy uses, cannot look ahead or behind: match what is wanted, or drop the rest in a step of its own'];
    const accepted = context.catalog.textType(type.text).values?.filter((v) => v !== '');
    if (!accepted) return [];
    const guess = context.diagnostics.suggest(`value ${type.text} ${value.value}`, accepted.length, () => nearest(value.value, accepted));
    return [guess ? `did you mean "${guess}"?` : `accepted are ${accepted.map((v) => JSON.stringify(v)).join(', ')}`];
  }
  return [];
}

function checkArray(context: BodyContext, source: Source, array: ArrayExpression, type: Type, subject: string): void {
  if (isInterface(type)) return;
  const elements = type.kind === 'list' ? type.of : ruleType(context, type);
  if (!elements) {
    mismatch(context, source, array, type, subject, 'a list');
    return;
  }
  for (const [index, element] of array.elements.entries()) {
    // Of what is written out for an interface Alloy looks at nothing; what a reference holds is known all the same.
    if (isInterface(elements) && element.kind !== 'Identifier' && element.kind !== 'Access') continue;
    checkExpression(context, source, element, elements, `${subject}[${index}]`);
  }
}

/** Relabel rules are a capsule that is a list underneath; its elements are what the `rule` block of a relabel component holds. */
function ruleType({ catalog }: CheckContext, type: Type): Type | undefined {
  if (type.kind !== 'capsule' || type.name !== 'relabel.Rules') return undefined;
  const relabel = catalog.component('discovery.relabel');
  const rule = relabel && catalog.schema(relabel.arguments).byName.get('rule');
  return rule?.kind === 'block' && rule.body.kind === 'schema' ? { kind: 'object', schema: rule.body.schema } : undefined;
}

function checkObject(context: BodyContext, source: Source, object: ObjectExpression, type: Type, subject: string): void {
  if (isInterface(type)) return;
  switch (type.kind) {
    case 'capsule':
      if (!type.convertInto) mismatch(context, source, object, type, subject, 'an object');
      return;
    case 'map':
      if (isInterface(type.of)) return;
      for (const field of object.fields) checkExpression(context, source, field.value, type.of, `${subject}.${field.key.text}`);
      return;
    case 'object':
      checkFields(context, source, object, type.schema, subject);
      return;
    case 'list': {
      const fits = type.of.kind === 'map' || type.of.kind === 'object' || (type.of.kind === 'capsule' && type.of.convertInto === true);
      mismatch(context, source, object, type, subject, 'an object', { fixes: fits ? [wrapping(source, object)] : [] });
      return;
    }
    default:
      mismatch(context, source, object, type, subject, 'an object');
  }
}

/** An object-valued attribute with known keys. Unlike `alloy run`, `alloy validate` asks for the required ones (LANGUAGE.md 7.6). */
function checkFields(context: BodyContext, source: Source, object: ObjectExpression, schemaId: string, subject: string): void {
  const { catalog, diagnostics } = context;
  const schema = catalog.schema(schemaId);
  const seen = new Set<string>();
  for (const { key, value, start, end } of object.fields) {
    const field = schema.byName.get(key.text);
    if (!field) {
      if (key.text === '' && !key.quoted) continue; // Recovery has said what is missing.
      const guess = diagnostics.suggest(`field ${schemaId} ${key.text}`, schema.fields.length, () =>
        nearest(key.text, schema.byName.keys()),
      );
      const fixes = guess ? [replaceFix(source, key, guess)] : [];
      diagnostics.report('block/unknown-attribute', source, { start, end }, { name: key.text, block: subject }, { fixes });
      continue;
    }
    seen.add(key.text);
    if (field.kind === 'attribute') checkExpression(context, source, value, field.type, `${subject}.${key.text}`);
  }
  for (const field of schema.fields) {
    if (field.kind !== 'attribute' || !field.required || seen.has(field.name)) continue;
    const params = { name: field.name, block: subject, type: typeInWords(field.type, catalog) };
    diagnostics.report('block/missing-attribute', source, object, params);
  }
}

function checkUnary(context: BodyContext, source: Source, unary: Unary, type: Type, subject: string): void {
  if (unary.operand.kind !== 'Literal') return;
  const operand = valueOfLiteral(context, source, unary.operand);
  if (!operand) return;
  const result = unaryOperation(unary.operator, operand);
  if ('error' in result) {
    context.diagnostics.report('type/operator', source, unary.operand, { problem: result.error });
    return;
  }
  // Alloy checks the operand, not the result: `-5` fits an unsigned number (LANGUAGE.md 7.2).
  checkValue(context, source, unary.operand, operand, type, subject);
}

function checkBinary(context: BodyContext, source: Source, binary: Binary, type: Type, subject: string): void {
  if (binary.left.kind !== 'Literal' || binary.right.kind !== 'Literal') return;
  const left = valueOfLiteral(context, source, binary.left);
  const right = valueOfLiteral(context, source, binary.right);
  if (!left || !right) return;
  const result = binaryOperation(left, binary.operator, right);
  if ('error' in result) {
    const mixed = [left, right].some(({ type }) => type === 'string') && [left, right].some(({ type }) => type === 'number');
    const notes = mixed ? ['a number in quotes is a string that can be joined with another'] : [];
    const problem = mixed ? 'one side is a string, and the other a number' : result.error;
    context.diagnostics.report('type/operator', source, binary, { problem }, { notes });
  } else checkValue(context, source, binary, result, type, subject);
}
