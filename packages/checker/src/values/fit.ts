/** Whether a value, as far as it is known, can be decoded into a type when Alloy runs (LANGUAGE.md 4.4; `syntax/internal/value/decode.go`). */
import type { Catalog, Type } from '@assay/catalog';
import type { Budget } from '../model/budget.ts';
import { decodeLiteral } from './decode.ts';
import { type StaticValue, typeName } from './static.ts';

/**
 * Capsules that hold one Go interface each. None of them fits another, and nothing that is no capsule fits them (LANGUAGE.md 8).
 */
const EXCLUSIVE = new Set([
  'loki.LogsReceiver',
  'prometheus.Appendable',
  'otelcol.Consumer',
  'pyroscope.Appendable',
  'relabel.Rules',
  'otelcol.Handler',
  'otelcol.ExtensionHandler',
]);

/** Whether a type is a receiver, a consumer, a handler or relabel rules: what only its own kind fits. */
export function isExclusive(type: Type): boolean {
  return type.kind === 'capsule' && EXCLUSIVE.has(type.name);
}

/** Why a value does not fit. */
export interface Misfit {
  /** Where in the value: indexes and keys from the outside in. */
  readonly path: readonly (string | number)[];
  /** The part that does not fit. */
  readonly value: StaticValue;
  /** What it should be. */
  readonly type: Type;
  /** The verdict of the type's own parser, where the value has the right type and wrong content. */
  readonly problem?: string;
}

/**
 * The first part of a value that Alloy will refuse to decode into `type`; `undefined` where it may be taken. What is not known fits
 * everything that its type can fit, and once the budget is spent no further part is looked at.
 */
export function misfit(
  value: StaticValue,
  type: Type,
  catalog: Catalog,
  budget: Budget,
  path: readonly (string | number)[] = [],
): Misfit | undefined {
  const wrong: Misfit = { path, value, type };
  switch (value.type) {
    case 'null':
    case 'bool':
    case 'number':
    case 'string': {
      if (type.kind === 'object' || type.kind === 'map' || type.kind === 'list') return value.type === 'null' ? undefined : wrong;
      const problem = decodeLiteral(value, type, catalog);
      if (problem === undefined) return undefined;
      return problem.startsWith('expected ') ? wrong : { ...wrong, problem };
    }
    case 'bytes':
      if (type.kind === 'string' || type.kind === 'any') return undefined;
      if (type.kind === 'duration' || type.kind === 'text')
        return value.text === undefined ? undefined : misfit({ type: 'string', value: value.text }, type, catalog, budget, path);
      if (type.kind === 'list') return value.text === '' || fitsInto({ kind: 'number', number: 'uint8' }, type.of) ? undefined : wrong;
      return wrong;
    case 'function':
      return type.kind === 'any' ? undefined : wrong;
    case 'array':
      if (type.kind === 'any' || (type.kind === 'capsule' && type.name === 'relabel.Rules')) return undefined;
      if (type.kind !== 'list') return wrong;
      return firstMisfit(value.elements.entries(), type.of, catalog, budget, path);
    case 'object':
      return objectMisfit(value.fields, type, catalog, budget, wrong);
    case 'unknown':
      return value.of === undefined || fitsInto(value.of, type) ? undefined : wrong;
  }
}

function objectMisfit(
  fields: ReadonlyMap<string, StaticValue>,
  type: Type,
  catalog: Catalog,
  budget: Budget,
  wrong: Misfit,
): Misfit | undefined {
  // What each of its fields is has to be looked at once for each use.
  if (!budget.spend(fields.size)) return undefined;
  switch (type.kind) {
    case 'any':
      return undefined;
    case 'map':
      return firstMisfit(fields, type.of, catalog, budget, wrong.path);
    case 'object': {
      const schema = catalog.schema(type.schema);
      for (const [key, part] of fields) {
        const field = schema.byName.get(key);
        if (!field) return { ...wrong, path: [...wrong.path, key], value: part, problem: `there is no field "${key}"` };
        const found = field.kind === 'attribute' ? misfit(part, field.type, catalog, budget, [...wrong.path, key]) : undefined;
        if (found) return found;
      }
      return undefined;
    }
    case 'capsule':
      if (!type.convertFrom) return wrong;
      for (const [key, part] of fields) {
        if (typeName(part) === 'capsule')
          return { ...wrong, path: [...wrong.path, key], value: part, problem: 'a target cannot hold a secret or a receiver' };
        // Since v1.19; before, it became text.
        if (part.type === 'null' && catalog.version === 'main')
          return { ...wrong, path: [...wrong.path, key], value: part, problem: 'a target cannot hold null' };
      }
      return undefined;
    default:
      return wrong;
  }
}

function firstMisfit(
  parts: Iterable<[string | number, StaticValue]>,
  type: Type,
  catalog: Catalog,
  budget: Budget,
  path: readonly (string | number)[],
): Misfit | undefined {
  for (const [key, part] of parts) {
    if (!budget.spend(1)) return undefined;
    const found = misfit(part, type, catalog, budget, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** Whether some value of one type is taken where the other is wanted. */
export function fitsInto(found: Type, wanted: Type): boolean {
  if (found.kind === 'any' || wanted.kind === 'any') return true;
  if (isExclusive(found) || isExclusive(wanted))
    return (found.kind === 'capsule' && wanted.kind === 'capsule' && found.name === wanted.name) || isRules(found, wanted);
  switch (wanted.kind) {
    case 'bool':
      return found.kind === 'bool';
    case 'number':
      return found.kind === 'number' || found.kind === 'string' || found.kind === 'text' || found.kind === 'duration';
    case 'string':
    case 'text':
    case 'duration':
      return (
        found.kind === 'string' ||
        found.kind === 'text' ||
        found.kind === 'duration' ||
        found.kind === 'number' ||
        found.kind === 'optional_secret'
      );
    case 'secret':
    case 'optional_secret':
      return (
        found.kind === 'string' ||
        found.kind === 'text' ||
        found.kind === 'duration' ||
        found.kind === 'secret' ||
        found.kind === 'optional_secret'
      );
    case 'list':
      return found.kind === 'list' && fitsInto(found.of, wanted.of);
    case 'map':
      return found.kind === 'map'
        ? fitsInto(found.of, wanted.of)
        : found.kind === 'object' || (found.kind === 'capsule' && found.convertInto === true);
    case 'object':
      return found.kind === 'map' || found.kind === 'object' || (found.kind === 'capsule' && found.convertInto === true);
    case 'capsule':
      return found.kind === 'capsule' || (wanted.convertFrom === true && (found.kind === 'map' || found.kind === 'object'));
  }
}

/** Relabel rules are a capsule that is a list of objects underneath. */
function isRules(found: Type, wanted: Type): boolean {
  const other = found.kind === 'capsule' && found.name === 'relabel.Rules' ? wanted : found;
  return other.kind === 'list';
}
