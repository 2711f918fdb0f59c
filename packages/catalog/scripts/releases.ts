import { createHash } from 'node:crypto';
import type { ComponentRecord, ConfigBlockRecord, FieldRecord } from '../src/data.ts';
import { expandEnums, isZero } from './defaults.ts';
import { encodeCapsule, encodeField, encodeJson, encodeStability, FieldPool } from './encode.ts';
import { refuseRest } from './main.ts';
import type { RawAttribute, RawBlock, RawBody, RawMain, RawRelease } from './raw.ts';

/**
 * The name that main has for the parser behind a string. Three are of the past: nothing is known of their values, so their names are
 * in no list of values, and they accept anything.
 */
const FORMATS: Readonly<Record<string, string>> = {
  'cloudflare.FieldsType': 'loki/source/cloudflare.FieldsType',
  'config.SysLogFormat': 'common/config.SysLogFormat',
  'config.SyslogFormat': 'loki/source/syslog/config.SyslogFormat',
  'config.TLSVersion': 'common/config.TLSVersion',
  'config.URL': 'common/config.URL',
  'configcompression.Type': 'go.opentelemetry.io/collector/config/configcompression.Type',
  'configtelemetry.Level': 'go.opentelemetry.io/collector/config/configtelemetry.Level',
  'file.CompressionFormat': 'loki/source/file.CompressionFormat',
  'file.OnPositionsFileError': 'loki/source/file.OnPositionsFileError',
  'filedetector.Detector': 'filedetector.Detector',
  'headers.Action': 'otelcol/auth/headers.Action',
  'http.ClientAuth': 'service/http.ClientAuth',
  'http.TLSCipher': 'service/http.TLSCipher',
  'http.TLSCurve': 'service/http.TLSCurve',
  'http.TLSVersion': 'service/http.TLSVersion',
  'logging.Format': 'runtime/logging.Format',
  'logging.Level': 'runtime/logging.Level',
  'logging.LogDestination': 'runtime/logging.LogDestination',
  'otelcol.CompressionType': 'otelcol.CompressionType',
  'otelcol.Level': 'otelcol/config.Level',
  'otelcol.SeverityLevel': 'otelcol.SeverityLevel',
  'ottl.ErrorMode': 'open-telemetry/opentelemetry-collector-contrib/pkg/ottl.ErrorMode',
  'queue.RemoteWriteProtoMsg': 'prometheus/write/queue.RemoteWriteProtoMsg',
  'receiver.LogFormat': 'faro/receiver.LogFormat',
  'receiver.RateLimitingStrategy': 'faro/receiver.RateLimitingStrategy',
  'relabel.Action': 'common/relabel.Action',
  'relabel.Regexp': 'common/relabel.Regexp',
  'scaleway.Role': 'discovery/scaleway.Role',
  'splunkhec.SplittingStrategy': 'otelcol/receiver/splunkhec.SplittingStrategy',
  'stages.Source': 'loki/process/stages.Source',
  'stages.SourceType': 'loki/process/stages.SourceType',
  'stages.Template': 'loki/process/stages.Template',
  'stages.TruncateSourceType': 'loki/process/stages.TruncateSourceType',
  'syslog.FramingTrailer': 'otelcol/receiver/syslog.FramingTrailer',
  'tail_sampling.ErrorMode': 'otelcol/processor/tail_sampling.ErrorMode',
  'transform.ContextID': 'otelcol/processor/transform.ContextID',
  'units.Base2Bytes': 'alecthomas/units.Base2Bytes',
};

export interface EncodedReleases {
  readonly components: string;
  readonly configBlocks: string;
  readonly schemas: string;
  readonly fields: string;
  readonly stdlib: string;
}

/**
 * All releases in one: each record once, before it the releases that it holds for (`0-3,7`: positions in `releases`), each body once,
 * named by what is in it, and each field once, named by its position.
 *
 * @param releases oldest first
 * @param mainFields main's fields: releases name those by their positions too
 */
export function encodeReleases(main: RawMain, releases: readonly RawRelease[], mainFields: FieldPool): EncodedReleases {
  const pool = new SchemaPool(main, mainFields);
  const components = new Ranged();
  const configBlocks = new Ranged();
  const stdlib = new Ranged();
  for (const [index, release] of releases.entries()) {
    for (const [name, component] of Object.entries(release.components)) {
      components.add(name, encodeJson(encodeComponent(pool, name, component)), index);
    }
    for (const [name, block] of Object.entries(release.config_blocks)) {
      configBlocks.add(name, encodeJson(encodeConfigBlock(pool, name, block)), index);
    }
    const { identifiers, deprecated, experimental, ...rest } = release.stdlib;
    refuseRest(`standard library of ${release.version}`, rest);
    for (const name of [...deprecated, ...experimental]) {
      if (!identifiers.includes(name)) throw new Error(`${name} is not in the standard library of ${release.version}`);
    }
    for (const name of identifiers) {
      stdlib.add(name, `${deprecated.includes(name) ? 'd' : ''}${experimental.includes(name) ? 'e' : ''}`, index);
    }
  }
  return { components: components.lines(), configBlocks: configBlocks.lines(), ...pool.lines(), stdlib: stdlib.lines() };
}

function encodeComponent(pool: SchemaPool, name: string, component: RawRelease['components'][string]): ComponentRecord {
  const { stability, community = false, deprecated, replacement, platforms, exports, gates, body, ...rest } = component;
  refuseRest(`component ${name}`, rest);
  const x = exports && Object.fromEntries(Object.entries(exports).map(([key, type]) => [key, pool.encodeType(type, undefined)]));
  return {
    s: encodeStability(stability, community),
    ...(community && { c: 1 }),
    a: pool.add(body, name, pool.main.components[name]?.arguments),
    ...(x && { x }),
    ...(deprecated && { deprecated }),
    ...(replacement !== undefined && { replacement }),
    ...(platforms !== undefined && { platforms }),
    ...(gates && { gates: gates as ComponentRecord['gates'] & {} }),
  };
}

function encodeConfigBlock(pool: SchemaPool, name: string, block: RawRelease['config_blocks'][string]): ConfigBlockRecord {
  const { stability, labelled: _labelled, repeated: _repeated, scope: _scope, undocumented: _undocumented, body, ...rest } = block;
  refuseRest(`config block ${name}`, rest);
  if (body.open === 'statements') return { s: encodeStability(stability, false), a: pool.add({}, name, undefined), p: 1 };
  return { s: encodeStability(stability, false), a: pool.add(body, name, pool.main.configBlocks[name]?.arguments) };
}

/** Bodies by what is in them. */
class SchemaPool {
  readonly main: RawMain;
  readonly #mainFields: FieldPool;
  readonly #schemas = new Map<string, readonly FieldRecord[]>();

  constructor(main: RawMain, mainFields: FieldPool) {
    this.main = main;
    this.#mainFields = mainFields;
  }

  /**
   * @param owner the component or config block that the body is in, for references to a body by its path
   * @param like the schema that main has in the same place: its order is kept, as a missing attribute is reported in that order
   */
  add(body: RawBody, owner: string, like: string | undefined): string {
    const { attrs = {}, blocks = {}, ref, open, ...rest } = body;
    refuseRest(`body in ${owner}`, rest);
    if (ref !== undefined || open !== undefined) throw new Error(`a body in ${owner} is more than its fields`);
    const model = new Map(like === undefined ? [] : expandEnums(this.main, like).map((field) => [field.name, field]));
    const names = [...model.keys(), ...[...Object.keys(attrs), ...Object.keys(blocks)].filter((name) => !model.has(name)).sort()];
    const records = names.flatMap((name): FieldRecord[] => {
      const attribute = attrs[name];
      const block = blocks[name];
      if (attribute && block) throw new Error(`${name} in ${owner} is an attribute and a block`);
      if (attribute) return [this.#attribute(name, attribute)];
      const type = model.get(name)?.type;
      return block ? [this.#block(name, block, owner, type?.kind === 'block' ? type.schema : undefined)] : [];
    });
    return this.#store(records);
  }

  lines(): { readonly schemas: string; readonly fields: string } {
    const fields = new FieldPool(this.#mainFields);
    const schemas = [...this.#schemas]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, records]) => `${id}\t${encodeJson(records.map((record) => fields.position(record)))}`);
    return { schemas: schemas.join('\n'), fields: fields.lines(this.#mainFields.size) };
  }

  #store(records: readonly FieldRecord[]): string {
    const text = encodeJson(records);
    const id = createHash('sha256').update(text).digest('base64url').slice(0, 6);
    const known = this.#schemas.get(id);
    if (known && encodeJson(known) !== text) throw new Error(`two schemas are called ${id}: make the ids longer`);
    this.#schemas.set(id, records);
    return id;
  }

  #attribute(name: string, attribute: RawAttribute): FieldRecord {
    const { required, type, format, default: def, default_unknown: _, deprecated, replacement, ...rest } = attribute;
    refuseRest(`attribute ${name}`, rest);
    const flags = `${required ? 'r' : ''}${deprecated ? 'd' : ''}`;
    return encodeField(name, flags, this.encodeType(type, format), isZero(def) ? undefined : def, replacement);
  }

  #block(name: string, block: RawBlock, owner: string, like: string | undefined): FieldRecord {
    const { required, repeated, labelled, enum: alternative, exactly, deprecated, replacement, body, ...rest } = block;
    refuseRest(`block ${name}`, rest);
    const flags = [
      'b',
      required ? 'r' : '',
      // The last template of a foreach counts, however many there are.
      repeated || body.open === 'statements' ? 'm' : '',
      alternative ? 'e' : '',
      labelled ? 'l' : '',
      deprecated ? 'd' : '',
      exactly ?? '',
    ].join('');
    return encodeField(name, flags, this.#body(body, owner, like), undefined, replacement);
  }

  #body(body: RawBody, owner: string, like: string | undefined): string {
    if (body.ref !== undefined) return `@${owner}/${body.ref}`;
    if (body.open === 'statements') return 'statements';
    if (body.open !== undefined) return `map(${this.encodeType(body.open, undefined)})`;
    return this.add(body, owner, like);
  }

  /** `format` names the parser of the strings in the type. */
  encodeType(type: string, format: string | undefined): string {
    switch (type) {
      case 'string': {
        if (format === undefined) return type;
        const text = FORMATS[format];
        if (text === undefined) throw new Error(`unknown format ${format}`);
        return `text(${text})`;
      }
      case 'number':
      case 'bool':
      case 'duration':
      case 'secret':
      case 'optional_secret':
      case 'any':
        if (format !== undefined) throw new Error(`${type} of format ${format}`);
        return type;
    }
    const [, kind, inner = ''] = /^(list|map|capsule)\((.*)\)$/.exec(type) ?? [];
    if (kind === 'capsule') return encodeCapsule(inner);
    if (kind !== undefined) return `${kind}(${this.encodeType(inner, format)})`;
    const object = /^object\{(.*)\}$/.exec(type)?.[1];
    if (object === undefined) throw new Error(`unknown type ${type}`);
    return `object(${this.#objectSchema(object)})`;
  }

  /** The keys of an object: `a: T, b?: T`. */
  #objectSchema(text: string): string {
    const records = text.split(', ').map((field): FieldRecord => {
      const [, name, optional, type] = /^(\w+)(\??): (\w+)$/.exec(field) ?? [];
      if (name === undefined || type === undefined) throw new Error(`unknown object {${text}}`);
      return encodeField(name, optional ? '' : 'r', this.encodeType(type, undefined), undefined);
    });
    return this.#store(records);
  }
}

/** Records by name and text, with the releases that they hold for. */
class Ranged {
  readonly #records = new Map<string, number[]>();

  add(name: string, text: string, release: number): void {
    const key = `${name}\t${text}`;
    const known = this.#records.get(key);
    if (known) known.push(release);
    else this.#records.set(key, [release]);
  }

  lines(): string {
    return [...this.#records]
      .sort(([a, as], [b, bs]) => compareNames(a, b) || (as[0] ?? 0) - (bs[0] ?? 0))
      .map(([key, indices]) => `${encodeRanges(indices)}\t${key}`)
      .join('\n');
  }
}

function compareNames(a: string, b: string): number {
  const [nameA = '', nameB = ''] = [a.split('\t')[0], b.split('\t')[0]];
  return nameA < nameB ? -1 : nameA > nameB ? 1 : 0;
}

/** Ascending numbers as `0-3,7`. */
function encodeRanges(indices: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
