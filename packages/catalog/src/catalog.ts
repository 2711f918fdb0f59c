import type { CatalogData, ComponentRecord, ConfigBlockRecord, FieldRecord, SchemaExtras, SignatureRecord } from './data.ts';
import { decodeField, decodeStability, decodeType } from './decode.ts';
import { documentationUrl } from './documentation.ts';
import { Records } from './records.ts';
import type {
  Catalog,
  Component,
  ConfigBlock,
  Field,
  History,
  Schema,
  SchemaId,
  Service,
  Stdlib,
  StdlibEntry,
  StdlibFunction,
  TextType,
} from './types.ts';

/** Services that no version configures (LANGUAGE.md 6.1; their `ConfigType` is nil). The others are config blocks too. */
const UNCONFIGURABLE_SERVICES: readonly string[] = ['cluster', 'otel', 'ui'];
const CONFIGURABLE_SERVICES: readonly string[] = ['http', 'labelstore', 'livedebugging', 'remotecfg'];

/** What all versions have in common. */
export interface SharedData {
  textType(name: string): TextType;
  summary(name: string): string | undefined;
  history(name: string): History | undefined;
}

/** A catalog over encoded data; see {@link CatalogData}. */
export class DataCatalog implements Catalog {
  readonly version: string;
  readonly displayVersion: string;
  readonly #components: Records<Component>;
  readonly #configBlocks: Records<ConfigBlock>;
  readonly #schemas: Records<Schema>;
  readonly #data: CatalogData;
  readonly #shared: SharedData;
  readonly #fields: Field[] = [];
  #componentNames: readonly string[] | undefined;
  #configBlockNames: readonly string[] | undefined;
  #stdlib: Stdlib | undefined;

  constructor(version: string, displayVersion: string, data: CatalogData, shared: SharedData) {
    this.version = version;
    this.displayVersion = displayVersion;
    this.#data = data;
    this.#shared = shared;
    this.#components = new Records(data.components, readComponent);
    this.#configBlocks = new Records(data.configBlocks, readConfigBlock);
    this.#schemas = new Records(data.schemas, (id, text) => this.#readSchema(id, text));
  }

  get componentNames(): readonly string[] {
    this.#componentNames ??= this.#components.names;
    return this.#componentNames;
  }

  get configBlockNames(): readonly string[] {
    this.#configBlockNames ??= this.#configBlocks.names;
    return this.#configBlockNames;
  }

  component(name: string): Component | undefined {
    return this.#components.get(name);
  }

  configBlock(name: string): ConfigBlock | undefined {
    return this.#configBlocks.get(name);
  }

  service(name: string): Service | undefined {
    if (UNCONFIGURABLE_SERVICES.includes(name)) return { name, configurable: false };
    const block = CONFIGURABLE_SERVICES.includes(name) ? this.configBlock(name) : undefined;
    return block && { name, configurable: true, stability: block.stability, arguments: block.arguments };
  }

  schema(id: SchemaId): Schema {
    const schema = this.#schemas.get(id) ?? this.#followPath(id);
    if (!schema) throw new Error(`catalog ${this.version} has no schema ${id}`);
    return schema;
  }

  /** How many schemas have been parsed: for tests of laziness. */
  get parsedSchemas(): number {
    return this.#schemas.size;
  }

  #readSchema(id: SchemaId, text: string): Schema {
    const [positions = '', extras] = text.split('\t');
    const fields = (JSON.parse(positions) as number[]).map((position) => this.#field(position));
    const byName = new Map(fields.map((field): [string, Field] => [field.name, field]));
    return { id, fields, byName, ...(extras !== undefined && (JSON.parse(extras) as SchemaExtras)) };
  }

  #field(position: number): Field {
    let field = this.#fields[position];
    if (!field) {
      field = decodeField(JSON.parse(this.#data.fields[position] ?? '') as FieldRecord);
      this.#fields[position] = field;
    }
    return field;
  }

  /** A recursive body: `@COMPONENT/BLOCK/…` is the body at that path of the component. */
  #followPath(id: SchemaId): Schema | undefined {
    if (!id.startsWith('@')) return undefined;
    const [owner = '', ...path] = id.slice(1).split('/');
    let at = this.component(owner)?.arguments;
    for (const name of path) {
      const field = at === undefined ? undefined : this.schema(at).byName.get(name);
      at = field?.kind === 'block' && field.body.kind === 'schema' ? field.body.schema : undefined;
    }
    return at === undefined ? undefined : this.schema(at);
  }

  get stdlib(): Stdlib {
    this.#stdlib ??= readStdlib(this.#data.stdlib);
    return this.#stdlib;
  }

  textType(name: string): TextType {
    return this.#shared.textType(name);
  }

  summary(name: string): string | undefined {
    return this.#shared.summary(name);
  }

  documentation(name: string): string | undefined {
    return documentationUrl(name, this);
  }

  history(name: string): History | undefined {
    return this.#shared.history(name);
  }
}

function readComponent(name: string, text: string): Component {
  const { s, c, a, x, ...rest } = JSON.parse(text) as ComponentRecord;
  return {
    name,
    stability: decodeStability(s),
    community: c === 1,
    arguments: a,
    exports: new Map(Object.entries(x ?? {}).map(([key, type]) => [key, decodeType(type)])),
    ...rest,
  };
}

function readConfigBlock(name: string, text: string): ConfigBlock {
  const { s, a, p } = JSON.parse(text) as ConfigBlockRecord;
  return { name, stability: decodeStability(s), arguments: a, ...(p === 1 && { statements: true }) };
}

function readStdlib(lines: readonly string[]): Stdlib {
  const identifiers = new Map<string, StdlibEntry>();
  const constants: string[] = [];
  const deprecated = new Set<string>();
  const experimental = new Set<string>();
  for (const line of lines) {
    const [name = '', flags = '', signature] = line.split('\t');
    if (flags.includes('d')) deprecated.add(name);
    if (flags.includes('e')) experimental.add(name);
    const [first = '', member] = name.split('.');
    if (member === undefined) identifiers.set(first, readFunction(signature));
    else if (first === 'constants') constants.push(member);
    else {
      const namespace = identifiers.get(first);
      const members = namespace?.kind === 'namespace' ? (namespace.members as Map<string, StdlibEntry>) : new Map<string, StdlibEntry>();
      members.set(member, readFunction(signature));
      if (!namespace) identifiers.set(first, { kind: 'namespace', members });
    }
  }
  identifiers.set('constants', { kind: 'constants', names: constants });
  return { identifiers, deprecated, experimental };
}

function readFunction(signature: string | undefined): StdlibFunction {
  if (signature === undefined) return { kind: 'function' };
  const { p, r, ...rest } = JSON.parse(signature) as SignatureRecord;
  return { kind: 'function', parameters: p.map(decodeType), returns: decodeType(r), ...rest };
}
