/** The functions of the standard library, as far as their result is certain before Alloy runs (LANGUAGE.md 4.5; `syntax/internal/stdlib`). */
import type { Catalog, Type } from '@assay/catalog';
import { type Budget, MAX_TEXT, weight } from '../model/budget.ts';
import { misfit } from './fit.ts';
import { type FunctionValue, isEmpty, type StaticValue, textOf, typeName, unknownOf, unknownValue } from './static.ts';
import { floatValue, nullValue, stringValue } from './value.ts';

/** Why a call fails. */
export interface CallError {
  /** The argument at fault, from 0; absent where it is the call as a whole. */
  readonly argument?: number;
  /** What is wrong, in words that follow the function's name. */
  readonly problem: string;
}

/**
 * The result of a call, or why it fails whatever happens.
 *
 * @param budget what arguments and results that are long are counted with; what would be longer than it allows is unknown
 */
export function callFunction(
  { name, definition }: FunctionValue,
  args: readonly StaticValue[],
  catalog: Catalog,
  budget: Budget,
): StaticValue | CallError {
  if (!budget.spend(args.reduce((sum, argument) => sum + weight(argument), 0))) return unknownValue;
  const raw = RAW[name];
  if (raw) return raw(args, budget);
  const { parameters, returns, variadic } = definition;
  if (!parameters) return unknownValue;
  const least = variadic ? parameters.length - 1 : parameters.length;
  if (args.length < least || (!variadic && args.length > least))
    return { problem: `takes ${variadic ? 'at least ' : ''}${least} ${least === 1 ? 'argument' : 'arguments'}, not ${args.length}` };
  for (const [index, argument] of args.entries()) {
    const type = parameterType(parameters, variadic === true, index);
    const wrong = misfit(argument, type, catalog, budget);
    if (wrong) return { argument: index, problem: wrong.problem ?? `takes ${WORDS[type.kind] ?? type.kind} here` };
  }
  const texts = args.map(textOf);
  if (texts.every((text) => text !== undefined && text.length <= MAX_TEXT) && KNOWN[name]) return KNOWN[name](texts as string[], budget);
  const partly = PARTLY[name]?.(args, budget);
  if (partly) return partly;
  if (BYTES.has(name)) return { type: 'bytes' };
  return returns && returns.kind !== 'any' ? unknownOf(returns) : unknownValue;
}

const WORDS: Partial<Record<Type['kind'], string>> = {
  string: 'a string',
  secret: 'a string or a secret',
  list: 'a list',
  map: 'an object',
  bool: 'true or false',
  number: 'a number',
};

/** The last parameter of a variadic function is the list of all further arguments. */
function parameterType(parameters: readonly Type[], variadic: boolean, index: number): Type {
  const last = parameters.length - 1;
  const type = parameters[Math.min(index, last)] as Type;
  return variadic && index >= last && type.kind === 'list' ? type.of : type;
}

const BYTES = new Set(['encoding.from_base64', 'encoding.from_URLbase64']);

/** Functions that look at values as they are, without decoding them. */
const RAW: Readonly<Record<string, (args: readonly StaticValue[], budget: Budget) => StaticValue | CallError>> = {
  coalesce,
  'array.concat': concat,
  'array.combine_maps': combineMaps,
  'array.group_by': groupBy,
};

function coalesce(args: readonly StaticValue[]): StaticValue {
  for (const argument of args) {
    const empty = isEmpty(argument);
    if (empty === undefined) {
      // One of what follows: only a type that all of them share is certain.
      const types = new Set(args.map(typeName));
      return types.size === 1 && argument.type === 'unknown'
        ? { type: 'unknown', ...(argument.of && sameKind(args, argument.of) && { of: argument.of }) }
        : unknownValue;
    }
    if (!empty) return argument;
  }
  return args.at(-1) ?? nullValue;
}

function sameKind(args: readonly StaticValue[], type: Type): boolean {
  return type.kind === 'string' && args.every((argument) => typeName(argument) === 'string');
}

function wrongType(args: readonly StaticValue[], index: number, wanted: 'array' | 'string' | 'bool', words: string): CallError | undefined {
  const argument = args[index];
  const type = argument && typeName(argument);
  return type !== undefined && type !== wanted ? { argument: index, problem: `takes ${words} here` } : undefined;
}

function concat(args: readonly StaticValue[]): StaticValue | CallError {
  const lists: (readonly StaticValue[])[] = [];
  let known = true;
  for (const [index, argument] of args.entries()) {
    const wrong = wrongType(args, index, 'array', 'lists');
    if (wrong) return wrong;
    if (argument.type === 'array') lists.push(argument.elements);
    else known = false;
  }
  // The call has been counted with the elements of all arguments.
  if (known) return { type: 'array', elements: lists.flat() };
  const [first, ...rest] = args;
  // A list of unknown length: of one element type only where all agree.
  const same =
    first?.type === 'unknown' && rest.every((other) => other.type === 'unknown' && JSON.stringify(other.of) === JSON.stringify(first.of));
  return same ? first : unknownOf({ kind: 'list', of: { kind: 'any' } });
}

function isObjectLike(value: StaticValue): boolean {
  const type = typeName(value);
  return (
    type === undefined || type === 'object' || (value.type === 'unknown' && value.of?.kind === 'capsule' && value.of.convertInto === true)
  );
}

function combineMaps(args: readonly StaticValue[]): StaticValue | CallError {
  if (args.length !== 3 && args.length !== 4) return { problem: `takes 3 or 4 arguments, not ${args.length}` };
  for (const index of [0, 1]) {
    const wrong = wrongType(args, index, 'array', 'a list of objects');
    if (wrong) return wrong;
    const list = args[index];
    if (list?.type === 'array' && !list.elements.every(isObjectLike)) return { argument: index, problem: 'takes a list of objects here' };
  }
  const wrong = wrongType(args, 2, 'array', 'a list of strings') ?? wrongType(args, 3, 'bool', 'true or false');
  if (wrong) return wrong;
  const conditions = args[2];
  if (conditions?.type === 'array' && conditions.elements.length === 0)
    return { argument: 2, problem: 'needs at least one key to join by' };
  const isEmptyList = (index: number): boolean => args[index]?.type === 'array' && isEmpty(args[index]) === true;
  const passes = args[3];
  if (isEmptyList(0) || (isEmptyList(1) && (!passes || (passes.type === 'bool' && !passes.value)))) return { type: 'array', elements: [] };
  return unknownOf({ kind: 'list', of: { kind: 'any' } });
}

function groupBy(args: readonly StaticValue[]): StaticValue | CallError {
  if (args.length !== 3) return { problem: `takes 3 arguments, not ${args.length}` };
  const wrong =
    wrongType(args, 0, 'array', 'a list of objects') ??
    wrongType(args, 1, 'string', 'a string') ??
    wrongType(args, 2, 'bool', 'true or false');
  if (wrong) return wrong;
  const [list, key, drop] = args;
  if (list?.type === 'array') {
    for (const element of list.elements) {
      if (!isObjectLike(element)) return { argument: 0, problem: 'takes a list of objects here' };
      const part = element.type === 'object' && key?.type === 'string' ? element.fields.get(key.value) : undefined;
      const type = part && typeName(part);
      if (type !== undefined && type !== 'string') return { argument: 0, problem: 'groups by strings only' };
    }
  }
  // Nothing is left where there is nothing, or nothing that has the key and what has not is dropped.
  const drops = drop?.type === 'bool' && drop.value && key?.type === 'string';
  const isLeftOut = (element: StaticValue): boolean => drops === true && element.type === 'object' && !element.fields.has(key.value);
  if (list?.type === 'array' && list.elements.every(isLeftOut)) return { type: 'array', elements: [] };
  return unknownOf({ kind: 'list', of: { kind: 'any' } });
}

/** Functions of texts, where all of them are known. */
const KNOWN: Readonly<Record<string, (texts: readonly string[], budget: Budget) => StaticValue | CallError>> = {
  // No shell can set a variable of such a name: what stands there is a placeholder that was not filled in.
  'sys.env': ([name = '']) => (name === '' || /[<>=\0]/.test(name) ? stringValue('') : unknownOf(STRING)),
  'string.replace': ([text = '', from = '', to = ''], budget) => replaced(text, from, to, budget),
  'string.split': ([text = '', separator = ''], budget) =>
    budget.spend(separator === '' ? text.length : count(text, separator))
      ? { type: 'array', elements: (separator === '' ? [...text] : text.split(separator)).map(stringValue) }
      : unknownOf({ kind: 'list', of: STRING }),
  'string.to_lower': ([text = '']) => (isAscii(text) ? stringValue(text.toLowerCase()) : unknownOf(STRING)),
  'string.to_upper': ([text = '']) => (isAscii(text) ? stringValue(text.toUpperCase()) : unknownOf(STRING)),
  'string.trim': ([text = '', cutset = '']) => stringValue(trim(text, new Set(cutset))),
  'string.trim_prefix': ([text = '', prefix = '']) => stringValue(text.startsWith(prefix) ? text.slice(prefix.length) : text),
  'string.trim_suffix': ([text = '', suffix = '']) =>
    stringValue(suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text),
  'string.trim_space': ([text = '']) => (isAscii(text) ? stringValue(text.trim()) : unknownOf(STRING)),
  'file.path_join': (parts, budget) => (budget.spendText(lengthOf(parts)) ? stringValue(joinPath(parts)) : unknownOf(STRING)),
  'encoding.from_base64': ([text = '']) => base64(text, /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/),
  'encoding.from_URLbase64': ([text = '']) => base64(text, /^(?:[\w-]{4})*(?:[\w-]{2}==|[\w-]{3}=)?$/),
  // Each value takes two characters at least.
  'encoding.from_json': ([text = ''], budget) => (budget.spend(text.length >> 1) ? json(text) : unknownValue),
  'encoding.from_yaml': ([text = '']) => yaml(text),
  // Each letter is up to four bytes, and becomes up to three letters for each of them.
  'encoding.to_base64': ([text = ''], budget) => (budget.spendText(6 * text.length) ? stringValue(toBase64(text)) : unknownOf(STRING)),
  'encoding.to_URLbase64': ([text = ''], budget) =>
    budget.spendText(6 * text.length) ? stringValue(toBase64(text).replaceAll('+', '-').replaceAll('/', '_')) : unknownOf(STRING),
  'encoding.url_encode': ([text = ''], budget) => (budget.spendText(12 * text.length) ? stringValue(urlEncoded(text)) : unknownOf(STRING)),
  'encoding.url_decode': ([text = '']) => urlDecoded(text),
  'convert.nonsensitive': ([text = '']) => stringValue(text),
};

const STRING: Type = { kind: 'string' };

/** What functions were called before v1.4, each with what it is called since (LANGUAGE.md 4.5). */
export const NEW_NAMES: Readonly<Record<string, string>> = {
  concat: 'array.concat',
  env: 'sys.env',
  join: 'string.join',
  nonsensitive: 'convert.nonsensitive',
  json_decode: 'encoding.from_json',
  yaml_decode: 'encoding.from_yaml',
  base64_decode: 'encoding.from_base64',
  format: 'string.format',
  replace: 'string.replace',
  split: 'string.split',
  to_lower: 'string.to_lower',
  to_upper: 'string.to_upper',
  trim: 'string.trim',
  trim_prefix: 'string.trim_prefix',
  trim_suffix: 'string.trim_suffix',
  trim_space: 'string.trim_space',
};

/** The name under which a function's behaviour is known: old names have become members of namespaces. */
export function currentName(name: string): string {
  return NEW_NAMES[name] ?? name;
}

/** Functions whose arguments are not all text. */
const PARTLY: Readonly<Record<string, (args: readonly StaticValue[], budget: Budget) => StaticValue | CallError>> = {
  'string.format': ([format, ...values], budget) => {
    const text = format && textOf(format);
    return text === undefined ? unknownOf(STRING) : formatted(text, values, budget);
  },
  'string.join': ([list, separator], budget) => {
    const texts = list?.type === 'array' ? list.elements.map(textOf) : [undefined];
    const between = separator && textOf(separator);
    if (between === undefined || !texts.every((text) => text !== undefined)) return unknownOf(STRING);
    return budget.spendText(lengthOf(texts) + texts.length * between.length) ? stringValue(texts.join(between)) : unknownOf(STRING);
  },
  'encoding.to_json': ([value], budget) => {
    const type = value && typeName(value);
    if (type !== undefined && type !== 'object') return { argument: 0, problem: 'takes an object here' };
    const text = value && toJson(value);
    return text === undefined || !budget.spendText(text.length) ? unknownOf(STRING) : stringValue(text);
  },
};

/** Go's `json.Marshal` of what is written in one way only: no floats, and no letters that it escapes. */
function toJson(value: StaticValue): string | undefined {
  switch (value.type) {
    case 'null':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return value.kind === 'float' ? undefined : String(value.value);
    case 'string':
      return /^[ -%'-;=?-~]*$/.test(value.value) ? JSON.stringify(value.value) : undefined;
    case 'array': {
      const elements = value.elements.map(toJson);
      return elements.includes(undefined) ? undefined : `[${elements.join()}]`;
    }
    case 'object': {
      const keys = [...value.fields.keys()].sort();
      if (!keys.every(isAscii)) return undefined;
      const fields = keys.map((key) => [toJson(stringValue(key)), toJson(value.fields.get(key) as StaticValue)] as const);
      return fields.some((field) => field.includes(undefined)) ? undefined : `{${fields.map((field) => field.join(':')).join()}}`;
    }
    default:
      return undefined;
  }
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

function trim(text: string, cutset: ReadonlySet<string>): string {
  const letters = [...text];
  let start = 0;
  let end = letters.length;
  while (start < end && cutset.has(letters[start] as string)) start++;
  while (end > start && cutset.has(letters[end - 1] as string)) end--;
  return letters.slice(start, end).join('');
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}

/** How often a text stands in another, without overlap. */
function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) found++;
  return found;
}

function replaced(text: string, from: string, to: string, budget: Budget): StaticValue {
  if (from === '' || !budget.spendText(text.length + count(text, from) * Math.max(0, to.length - from.length))) return unknownOf(STRING);
  return stringValue(text.replaceAll(from, () => to));
}

/** Go's `Sprintf` with the verbs and values of which the text is certain: a number is none for `%s`, nor a text for `%d`. */
function formatted(format: string, values: readonly StaticValue[], budget: Budget): StaticValue {
  if (!budget.spendText(format.length + lengthOf(values.map((value) => textOf(value) ?? '')))) return unknownOf(STRING);
  let next = 0;
  let certain = true;
  const text = format.replace(/%(.?)/gs, (_, verb: string) => {
    if (verb === '%') return '%';
    const value = values[next++];
    if (value?.type === 'string' && (verb === 's' || verb === 'v')) return value.value;
    if (value?.type === 'number' && value.kind !== 'float' && (verb === 'd' || verb === 'v')) return String(value.value);
    if (value?.type === 'bool' && (verb === 't' || verb === 'v')) return String(value.value);
    certain = false;
    return '';
  });
  return certain && next === values.length ? stringValue(text) : unknownOf(STRING);
}

/** Go's `filepath.Join`: empty parts are left out, and the rest is cleaned. */
function joinPath(parts: readonly string[]): string {
  const path = parts.filter((part) => part !== '').join('/');
  if (path === '') return '';
  const rooted = path.startsWith('/');
  const clean: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') clean.push(part);
    else if (clean.length > 0 && clean.at(-1) !== '..') clean.pop();
    else if (!rooted) clean.push('..');
  }
  return (rooted ? '/' : '') + clean.join('/') || '.';
}

function base64(text: string, form: RegExp): StaticValue | CallError {
  const plain = text.replace(/[\r\n]/g, '');
  if (!form.test(plain)) return { argument: 0, problem: 'cannot decode this: it is not base64 (is the padding with = there?)' };
  const binary = atob(plain.replaceAll('-', '+').replaceAll('_', '/'));
  return isAscii(binary) ? { type: 'bytes', text: binary } : { type: 'bytes' };
}

function toBase64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Go's `url.QueryEscape`. */
function urlEncoded(text: string): string {
  let encoded = '';
  for (const byte of new TextEncoder().encode(text)) {
    const letter = String.fromCharCode(byte);
    if (/[\w.~-]/.test(letter)) encoded += letter;
    else encoded += letter === ' ' ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** Go's `url.QueryUnescape`. */
function urlDecoded(text: string): StaticValue | CallError {
  if (/%(?![\da-f]{2})/i.test(text))
    return { argument: 0, problem: 'cannot decode this: after each % there have to be two hexadecimal digits' };
  try {
    return stringValue(decodeURIComponent(text.replaceAll('+', ' ')));
  } catch {
    return unknownOf(STRING); // Bytes that are no UTF-8.
  }
}

function json(text: string): StaticValue | CallError {
  try {
    return fromJson(JSON.parse(text), 0);
  } catch {
    return { argument: 0, problem: 'cannot decode this: it is not JSON' };
  }
}

/** How deep JSON is read. */
const MAX_DEPTH = 100;

/** JSON numbers become floats (LANGUAGE.md 4.5). */
function fromJson(value: unknown, depth: number): StaticValue {
  if (value === null) return nullValue;
  if (depth > MAX_DEPTH) return unknownValue;
  if (Array.isArray(value)) return { type: 'array', elements: value.map((each) => fromJson(each, depth + 1)) };
  switch (typeof value) {
    case 'boolean':
      return { type: 'bool', value };
    case 'number':
      return Number.isFinite(value) ? floatValue(value) : unknownOf({ kind: 'number', number: 'float64' });
    case 'string':
      return stringValue(value);
    default:
      return { type: 'object', fields: new Map(Object.entries(value as object).map(([key, part]) => [key, fromJson(part, depth + 1)])) };
  }
}

/** Of YAML only plain lines of `key: word` are read: what such a text is, is certain without a YAML library. */
function yaml(text: string): StaticValue {
  const keys = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => /^([A-Za-z][\w-]*): [\w./-]+$/.exec(line)?.[1]);
  if (keys.length === 0 || keys.includes(undefined) || new Set(keys).size < keys.length) return unknownValue;
  return { type: 'object', fields: new Map(keys.map((key) => [key as string, unknownValue])) };
}
