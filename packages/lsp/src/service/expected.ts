/** What a place in an attribute's value wants. */
import type { Catalog, Field, SchemaId, StdlibFunction, Type } from '@assay/catalog';
import type { BodyShape } from './bodies.ts';
import type { ValueFrame } from './cursor.ts';

const ANY: Type = { kind: 'any' };

/** The function of the standard library with this dotted name. */
export function functionNamed(name: string, catalog: Catalog): StdlibFunction | undefined {
  const [first = '', member, ...more] = name.split('.');
  const entry = catalog.stdlib.identifiers.get(first);
  if (more.length > 0) return undefined;
  const found = member === undefined ? entry : entry?.kind === 'namespace' ? entry.members.get(member) : undefined;
  return found?.kind === 'function' ? found : undefined;
}

/** The type of a function's argument, counted from 0; `undefined` where it takes none there or nothing is known. */
export function parameterType({ parameters = [], variadic }: StdlibFunction, argument: number): Type | undefined {
  const last = parameters.at(-1);
  if (variadic && last && argument >= parameters.length - 1) return last.kind === 'list' ? last.of : ANY;
  return parameters[argument];
}

/** The type of an attribute in a body; `undefined` where the body has none of that name, or nothing is known of it. */
export function attributeType(body: BodyShape, name: string): Type | undefined {
  switch (body.kind) {
    case 'schema': {
      const field = body.schema.byName.get(name);
      return field?.kind === 'attribute' ? field.type : undefined;
    }
    case 'instance':
      return body.arguments.some((argument) => argument.name === name) ? ANY : undefined;
    case 'map':
      return body.of;
    default:
      return undefined;
  }
}

/** The type that is wanted behind all that is open in a value. */
export function expectedType(type: Type | undefined, frames: readonly ValueFrame[], catalog: Catalog): Type | undefined {
  let expected = type;
  for (const frame of frames) {
    switch (frame.kind) {
      case 'array':
        expected = elementType(expected, catalog);
        break;
      case 'object':
        expected = frame.key === undefined ? undefined : memberType(expected, frame.key, catalog);
        break;
      case 'call': {
        const called = functionNamed(frame.callee, catalog);
        expected = called && parameterType(called, frame.argument);
        // What a function puts together is what was wanted of it.
        if (called && expected?.kind === 'any' && type?.kind === 'list' && frame.callee.endsWith('concat')) expected = type;
        break;
      }
      case 'index':
        expected = undefined;
        break;
      case 'paren':
        break;
    }
  }
  return expected;
}

function elementType(type: Type | undefined, catalog: Catalog): Type | undefined {
  if (type?.kind === 'list') return type.of;
  if (type?.kind === 'capsule' && type.name === 'relabel.Rules') {
    const rule = relabelRule(catalog);
    return rule === undefined ? undefined : { kind: 'object', schema: rule };
  }
  return type?.kind === 'any' ? ANY : undefined;
}

function relabelRule(catalog: Catalog): SchemaId | undefined {
  const relabel = catalog.component('discovery.relabel');
  const rule = relabel && catalog.schema(relabel.arguments).byName.get('rule');
  return rule?.kind === 'block' && rule.body.kind === 'schema' ? rule.body.schema : undefined;
}

function memberType(type: Type | undefined, key: string, catalog: Catalog): Type | undefined {
  if (type?.kind === 'map') return type.of;
  if (type?.kind === 'object') {
    const field = catalog.schema(type.schema).byName.get(key);
    return field?.kind === 'attribute' ? field.type : undefined;
  }
  // A target's labels.
  if (type?.kind === 'capsule' && type.convertFrom) return { kind: 'string' };
  return type?.kind === 'any' ? ANY : undefined;
}

/** The fields of the object that is open innermost; none where any key can stand. */
export function objectFields(type: Type | undefined, frames: readonly ValueFrame[], catalog: Catalog): readonly Field[] {
  const expected = expectedType(type, frames.slice(0, -1), catalog);
  return expected?.kind === 'object' ? catalog.schema(expected.schema).fields : [];
}
