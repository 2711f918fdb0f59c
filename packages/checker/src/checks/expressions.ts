import type { Type } from '@assay/catalog';
import type { ArrayExpression, Binary, Expression, Literal, ObjectExpression, Unary } from '@assay/parser';
import { replaceFix, type Span } from '../diagnostics/collector.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Source } from '../project/source.ts';
import { binaryOperation, decodeLiteral, literalValue, unaryOperation, type Value } from '../values/index.ts';
import type { CheckContext } from './context.ts';
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
export function checkExpression(context: CheckContext, source: Source, expression: Expression, type: Type, subject: string): void {
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
  }
}

function checkLiteral(context: CheckContext, source: Source, literal: Literal, type: Type, subject: string): void {
  const value = valueOfLiteral(context, source, literal);
  if (value) checkValue(context, source, literal, value, type, subject);
}

function valueOfLiteral({ diagnostics }: CheckContext, source: Source, literal: Literal): Value | undefined {
  const value = literalValue(literal);
  if (!value) diagnostics.report('type/out-of-range', source, literal, { literal: literal.raw });
  return value;
}

/** `problem` of the real program reads `expected T, got U` where the kind of value is wrong; anything else is a parser's own verdict. */
function checkValue(context: CheckContext, source: Source, span: Span, value: Value, type: Type, subject: string): void {
  const problem = decodeLiteral(value, type, context.catalog);
  if (problem === undefined) return;
  if (problem.startsWith('expected ')) {
    mismatch(context, source, span, type, subject, VALUE_WORDS[value.type], hintFor(value, type));
    return;
  }
  const notes = valueHints(context, value, type);
  context.diagnostics.report('type/bad-value', source, span, { name: `"${subject}"`, problem }, { notes });
}

const VALUE_WORDS: Record<Value['type'], string> = { null: 'null', bool: 'a bool', number: 'a number', string: 'a string' };

function mismatch(context: CheckContext, source: Source, span: Span, type: Type, subject: string, found: string, hint?: string): void {
  const params = { name: `"${subject}"`, expected: typeInWords(type, context.catalog), found };
  context.diagnostics.report('type/mismatch', source, span, params, hint ? { notes: [hint] } : {});
}

function hintFor(value: Value, type: Type): string | undefined {
  if (type.kind === 'bool' && value.type === 'string' && (value.value === 'true' || value.value === 'false'))
    return `write ${value.value} without quotes`;
  if (type.kind === 'list' && value.type === 'string') return `write [${JSON.stringify(value.value)}]`;
  return undefined;
}

function valueHints(context: CheckContext, value: Value, type: Type): string[] {
  if (type.kind === 'duration') {
    const days = value.type === 'string' ? /^(\d+)d$/.exec(value.value) : null;
    if (days) return [`the longest unit is the hour: write "${Number(days[1]) * 24}h"`];
    if (value.type === 'number') return [`write a unit, such as "${value.value}s"`];
    return ['the units are ns, us, ms, s, m and h'];
  }
  if (type.kind === 'text' && value.type === 'string') {
    const accepted = context.catalog.textType(type.text).values?.filter((v) => v !== '');
    if (!accepted) return [];
    const guess = nearest(value.value, accepted);
    return [guess ? `did you mean "${guess}"?` : `accepted are ${accepted.map((v) => JSON.stringify(v)).join(', ')}`];
  }
  return [];
}

function checkArray(context: CheckContext, source: Source, array: ArrayExpression, type: Type, subject: string): void {
  if (isInterface(type)) return;
  const elements = type.kind === 'list' ? type.of : ruleType(context, type);
  if (!elements) {
    mismatch(context, source, array, type, subject, 'a list');
    return;
  }
  if (isInterface(elements)) return;
  for (const [index, element] of array.elements.entries()) checkExpression(context, source, element, elements, `${subject}[${index}]`);
}

/** Relabel rules are a capsule that is a list underneath; its elements are what the `rule` block of a relabel component holds. */
function ruleType({ catalog }: CheckContext, type: Type): Type | undefined {
  if (type.kind !== 'capsule' || type.name !== 'relabel.Rules') return undefined;
  const relabel = catalog.component('discovery.relabel');
  const rule = relabel && catalog.schema(relabel.arguments).byName.get('rule');
  return rule?.kind === 'block' && rule.body.kind === 'schema' ? { kind: 'object', schema: rule.body.schema } : undefined;
}

function checkObject(context: CheckContext, source: Source, object: ObjectExpression, type: Type, subject: string): void {
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
    default:
      mismatch(context, source, object, type, subject, 'an object');
  }
}

/** An object-valued attribute with known keys. Unlike `alloy run`, `alloy validate` asks for the required ones (LANGUAGE.md 7.6). */
function checkFields(context: CheckContext, source: Source, object: ObjectExpression, schemaId: string, subject: string): void {
  const { catalog, diagnostics } = context;
  const schema = catalog.schema(schemaId);
  const seen = new Set<string>();
  for (const { key, value, start, end } of object.fields) {
    const field = schema.byName.get(key.text);
    if (!field) {
      if (key.text === '' && !key.quoted) continue; // Recovery has said what is missing.
      const guess = nearest(key.text, schema.byName.keys());
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

function checkUnary(context: CheckContext, source: Source, unary: Unary, type: Type, subject: string): void {
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

function checkBinary(context: CheckContext, source: Source, binary: Binary, type: Type, subject: string): void {
  if (binary.left.kind !== 'Literal' || binary.right.kind !== 'Literal') return;
  const left = valueOfLiteral(context, source, binary.left);
  const right = valueOfLiteral(context, source, binary.right);
  if (!left || !right) return;
  const result = binaryOperation(left, binary.operator, right);
  if ('error' in result) context.diagnostics.report('type/operator', source, binary, { problem: result.error });
  else checkValue(context, source, binary, result, type, subject);
}
