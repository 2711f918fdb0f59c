import type { ComponentRecord, ConfigBlockRecord, FieldRecord, SchemaExtras, SignatureRecord } from '../src/data.ts';
import type { TextType, Validation } from '../src/types.ts';
import { gatherSourceFacts, type SourceFacts } from './defaults.ts';
import { encodeCapsule, encodeField, encodeJson, encodeStability, type FieldPool } from './encode.ts';
import type { RawField, RawFunction, RawMain, RawRelease, RawType } from './raw.ts';

/** The Go numbers, and what they are called in a type. */
const NUMBERS = new Set(['int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'float32', 'float64']);

export interface EncodedMain {
  readonly components: string;
  readonly configBlocks: string;
  readonly schemas: string;
  readonly fields: string;
  readonly stdlib: string;
  readonly textTypes: string;
}

/**
 * Main's catalog, encoded.
 *
 * @param near the version nearest to main: what reflection does not see (deprecations, gates, platforms) is taken from its source
 * @param pool an empty one, for the fields
 */
export function encodeMain(main: RawMain, near: RawRelease, pool: FieldPool): EncodedMain {
  const schemas = schemaLines(main, gatherSourceFacts(main, near), pool);
  const textTypes = Object.fromEntries(
    Object.entries(main.textTypes).map(([name, { values, open }]): [string, TextType] => {
      if ((values === undefined) !== (open === true)) throw new Error(`text type ${name} is neither open nor a list`);
      return [name, values ? { values } : {}];
    }),
  );
  return {
    components: componentLines(main, near).join('\n'),
    configBlocks: configBlockLines(main, near).join('\n'),
    schemas: schemas.join('\n'),
    fields: pool.lines(),
    stdlib: stdlibLines(main).join('\n'),
    textTypes: encodeJson(textTypes),
  };
}

function componentLines(main: RawMain, near: RawRelease): string[] {
  return sorted(main.components).map(([name, component]) => {
    const { stability, community = false, arguments: a, exports, signals, connects, ...rest } = component;
    refuseRest(`component ${name}`, rest);
    const { deprecated, replacement, platforms, gates } = near.components[name] ?? {};
    const x = exports === undefined ? undefined : encodeExports(main, exports);
    const record = {
      s: encodeStability(stability, community),
      ...(community && { c: 1 }),
      a,
      ...(x && { x }),
      ...(signals && { signals }),
      ...(connects && { connects }),
      ...(deprecated && { deprecated }),
      ...(replacement && { replacement }),
      ...(platforms && { platforms }),
      ...(gates && { gates }),
    } as ComponentRecord;
    return `${name}\t${encodeJson(record)}`;
  });
}

function encodeExports(main: RawMain, id: string): Record<string, string> {
  const exports: Record<string, string> = {};
  for (const { name, kind, type } of schemaOf(main, id).fields) {
    if (kind !== 'attr') throw new Error(`export ${name} of ${id} is no attribute`);
    exports[name] = encodeMainType(main, type);
  }
  return exports;
}

function configBlockLines(main: RawMain, near: RawRelease): string[] {
  const blocks: Record<string, ConfigBlockRecord> = {
    // The two that reflection has no arguments of: a service with none, and the block whose body is a pipeline.
    labelstore: { s: 'g', a: 'empty' },
    declare: { s: 'g', a: 'empty', p: 1 },
  };
  for (const [name, { arguments: a, ...rest }] of Object.entries(main.configBlocks)) {
    refuseRest(`config block ${name}`, rest);
    schemaOf(main, a);
    blocks[name] = { s: encodeStability(near.config_blocks[name]?.stability, false), a };
  }
  return sorted(blocks).map(([name, record]) => `${name}\t${encodeJson(record)}`);
}

function schemaLines(main: RawMain, facts: SourceFacts, pool: FieldPool): string[] {
  // The exports are read into the components, the alternatives of an enum into the schema that has the enum.
  const used = new Set<string>(['empty']);
  const reach = (id: string): void => {
    if (used.has(id)) return;
    used.add(id);
    for (const field of schemaOf(main, id).fields) reachType(field.type);
  };
  const reachType = (type: RawType): void => {
    if (type.kind === 'enum_of_blocks') for (const { type: member } of schemaOf(main, type.schema ?? '').fields) reachType(member);
    else if (type.schema !== undefined) reach(type.schema);
    if (type.of) reachType(type.of);
  };
  for (const component of Object.values(main.components)) reach(component.arguments);
  for (const block of Object.values(main.configBlocks)) reach(block.arguments);
  return [...used].sort().map((id) => {
    const { fields, labelled: _, customDecoding, validation, ...rest } = schemaOf(main, id);
    refuseRest(`schema ${id}`, rest);
    const records = fields.flatMap((field) => encodeMainField(main, id, field, facts));
    // The template of a foreach is taken out before the rest is decoded, so reflection does not see it; the last one counts.
    if (id === main.configBlocks.foreach?.arguments) records.push(encodeField('template', 'brm', 'statements', undefined));
    const extras: SchemaExtras = {
      ...(customDecoding && { customDecoding: true }),
      ...(validation && { validation: validation as Validation }),
    };
    const line = `${id}\t${encodeJson(records.map((record) => pool.position(record)))}`;
    return Object.keys(extras).length === 0 ? line : `${line}\t${encodeJson(extras)}`;
  });
}

function encodeMainField(main: RawMain, owner: string, field: RawField, facts: SourceFacts): FieldRecord[] {
  // The default that reflection sees is that of a body that stands alone; the source knows those of bodies inside others.
  const { name, kind, required, repeated, exactly, type, default: _, ...rest } = field;
  refuseRest(`field ${name}`, rest);
  const requiredFlag = required ? 'r' : '';
  switch (kind) {
    case 'attr': {
      if (repeated || exactly !== undefined) throw new Error(`attribute ${name} is repeated`);
      const { default: def, deprecated, replacement } = facts.attribute(owner, name);
      return [encodeField(name, `${requiredFlag}${deprecated ? 'd' : ''}`, encodeMainType(main, type), def, replacement)];
    }
    case 'block': {
      if (type.kind !== 'block' || type.schema === undefined) throw new Error(`block ${name} is of type ${type.kind}`);
      const { default: def, deprecated, replacement } = facts.block(owner, name);
      const flags = `b${requiredFlag}${repeated ? 'm' : ''}${labelFlag(main, type.schema)}${deprecated ? 'd' : ''}${exactly ?? ''}`;
      return [encodeField(name, flags, type.schema, def, replacement)];
    }
    case 'enum': {
      if (type.kind !== 'enum_of_blocks' || type.schema === undefined) throw new Error(`enum ${name} is of type ${type.kind}`);
      if (required || repeated || exactly !== undefined) throw new Error(`enum ${name} is more than an enum`);
      return schemaOf(main, type.schema).fields.map((member) => {
        if (member.kind !== 'block' || member.type.kind !== 'block') throw new Error(`alternative ${name}.${member.name} is no block`);
        const schema = member.type.schema ?? '';
        const dotted = `${name}.${member.name}`;
        const { default: def, deprecated, replacement } = facts.block(owner, dotted);
        return encodeField(dotted, `bme${labelFlag(main, schema)}${deprecated ? 'd' : ''}`, schema, def, replacement);
      });
    }
    default:
      throw new Error(`field ${name} is of kind ${kind}`);
  }
}

function labelFlag(main: RawMain, schema: string): string {
  return schemaOf(main, schema).labelled ? 'l' : '';
}

function encodeMainType(main: RawMain, type: RawType): string {
  const { kind, number, text, of, schema, name, nullable: _, convertFrom, convertInto, ...rest } = type;
  refuseRest(`type ${kind}`, rest);
  switch (kind) {
    case 'string':
    case 'bool':
    case 'duration':
    case 'secret':
    case 'optional_secret':
    case 'any':
      return kind;
    case 'number':
      if (number === undefined || !NUMBERS.has(number)) throw new Error(`unknown number ${number}`);
      return number;
    case 'text':
      if (text === undefined || !main.textTypes[text]) throw new Error(`unknown text type ${text}`);
      return `text(${text})`;
    case 'list':
    case 'map':
      if (!of) throw new Error(`a ${kind} of nothing`);
      return `${kind}(${encodeMainType(main, of)})`;
    case 'object':
      schemaOf(main, schema ?? '');
      return `object(${schema})`;
    case 'capsule': {
      const encoded = encodeCapsule(name ?? '');
      const converts = encoded === 'target';
      if ((convertFrom ?? false) !== converts || (convertInto ?? false) !== converts) throw new Error(`conversions of capsule ${name}`);
      return encoded;
    }
    default:
      throw new Error(`unknown type ${kind}`);
  }
}

function stdlibLines(main: RawMain): string[] {
  const { identifiers, deprecated, experimental } = main.stdlib;
  const lines = new Map<string, string>();
  const add = (name: string, signature: string) => {
    const flags = `${deprecated.includes(name) ? 'd' : ''}${experimental.includes(name) ? 'e' : ''}`;
    lines.set(name, `${name}\t${flags}${signature}`);
  };
  for (const [name, identifier] of Object.entries(identifiers)) {
    if ('constants' in identifier) for (const constant of identifier.constants) add(`${name}.${constant}`, '');
    else if ('namespace' in identifier) {
      for (const [member, fn] of Object.entries(identifier.namespace)) add(`${name}.${member}`, encodeSignature(fn));
    } else add(name, encodeSignature(identifier));
  }
  for (const name of [...deprecated, ...experimental]) if (!lines.has(name)) throw new Error(`${name} is not in the standard library`);
  return sorted(Object.fromEntries(lines)).map(([, line]) => line);
}

function encodeSignature({ parameters, returns, variadic, mayFail, function: elsewhere, ...rest }: RawFunction): string {
  refuseRest('function', rest);
  if (parameters === undefined || returns === undefined) {
    if (elsewhere === undefined) throw new Error('a function without a signature');
    return '';
  }
  const record: SignatureRecord = { p: parameters, r: returns, ...(variadic && { variadic }), ...(mayFail && { mayFail }) };
  return `\t${encodeJson(record)}`;
}

function schemaOf(main: RawMain, id: string) {
  const schema = main.schemas[id];
  if (!schema) throw new Error(`no schema ${id}`);
  return schema;
}

function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Nothing that the raw data says may go unnoticed. */
export function refuseRest(what: string, rest: object): void {
  const keys = Object.keys(rest);
  if (keys.length > 0) throw new Error(`${what} has ${keys.join(', ')}, which this script does not know`);
}
