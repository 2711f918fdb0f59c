/** The facts about one Alloy version's configuration surface: data and look-ups, no logic. */

/** How much Alloy promises of a thing; `--stability.level` sets the least that a config may use. */
export type Stability = 'experimental' | 'public-preview' | 'generally-available';

export type NumberKind =
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float32'
  | 'float64'
  | 'number';

/** What an attribute takes. Go pointers are not told apart: they make no difference to what is accepted. */
export type Type =
  | { readonly kind: 'string' | 'bool' | 'duration' | 'secret' | 'optional_secret' | 'any' }
  /** `number`: the Go kind; `'number'` where it is not known (releases). */
  | { readonly kind: 'number'; readonly number: NumberKind }
  /** A string with a parser of its own; `text` names it, see {@link Catalog.textType}. The names are the same in all versions. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'map'; readonly of: Type }
  /** An object-valued attribute with known keys. */
  | { readonly kind: 'object'; readonly schema: SchemaId }
  /** `convertFrom`, `convertInto`: other values (objects) are turned into the capsule, and the capsule into them. */
  | { readonly kind: 'capsule'; readonly name: string; readonly convertFrom?: boolean; readonly convertInto?: boolean };

/** Names one schema of one catalog; only its catalog can open it. In main it is the name of the Go type (`loki/write.EndpointOptions`). */
export type SchemaId = string;

/** An attribute, or a nested block, or one alternative of an enum of blocks (the `stage.*` of loki.process). */
export type Field = AttributeField | BlockField;

export interface AttributeField {
  readonly kind: 'attribute';
  readonly name: string;
  readonly required: boolean;
  readonly type: Type;
  /** As JSON (durations as text, `1m30s`); absent where it is the type's zero value, unset or unknown. */
  readonly default?: unknown;
  readonly deprecated?: boolean;
  /** What to use instead of a deprecated attribute: a name in the same body, or words for a place elsewhere. */
  readonly replacement?: string;
}

export interface BlockField {
  readonly kind: 'block';
  /** Dotted where the block's name is. */
  readonly name: string;
  readonly required: boolean;
  /** May stand more than once. */
  readonly repeated: boolean;
  /** Must stand exactly so many times, where set. */
  readonly exactly?: number;
  /** One alternative of an enum of blocks: any number, in any order, never required. */
  readonly enum: boolean;
  /** The block must have a label; otherwise it must have none. */
  readonly labelled: boolean;
  readonly body: BlockBody;
  /** What the block's attributes are when it is not written, as a JSON object by name, where they differ from the body's own defaults. */
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly replacement?: string;
}

/** What stands in a nested block: fields of a schema, any attribute of one type (`map`), or a pipeline (`statements`). */
export type BlockBody =
  | { readonly kind: 'schema'; readonly schema: SchemaId }
  | { readonly kind: 'map'; readonly of: Type }
  | { readonly kind: 'statements' };

/** The fields of one body, in the order of Alloy's struct (releases: in main's order as far as main has the fields). */
export interface Schema {
  readonly id: SchemaId;
  readonly fields: readonly Field[];
  /** By name. */
  readonly byName: ReadonlyMap<string, Field>;
  /** The Go type decodes itself (`UnmarshalAlloy`), so the fields tell only what is checked before. Main only. */
  readonly customDecoding?: boolean;
  /** What was observed of the component's own check (`../shared/catalog/README.md`); main only. */
  readonly validation?: Validation;
}

export interface Validation {
  readonly hasValidate: boolean;
  readonly acceptedStrings?: Readonly<Record<string, readonly string[]>>;
  readonly numbers?: Readonly<Record<string, unknown>>;
  readonly conflicts?: readonly (readonly string[])[];
  readonly requiresOneOf?: unknown;
  readonly requiresPair?: unknown;
  /** What fails when it is set alone, with the fields any of which mends it; `null`: the sample value itself was refused. */
  readonly invalidAlone?: Readonly<Record<string, readonly string[] | null>>;
}

export interface Component {
  readonly name: string;
  /** Of no consequence for community components. */
  readonly stability: Stability;
  /** Needs `--feature.community-components.enabled`; such components ignore stability. */
  readonly community: boolean;
  /** The body's schema. */
  readonly arguments: SchemaId;
  /** The exports, by name. */
  readonly exports: ReadonlyMap<string, Type>;
  /** Signals an otelcol component can carry. */
  readonly signals?: readonly string[];
  /** What a connector turns into what: `traces>metrics`. */
  readonly connects?: readonly string[];
  readonly deprecated?: boolean;
  readonly replacement?: string;
  /** The Go build constraint (`linux && arm64`); absent: built everywhere. */
  readonly platforms?: string;
  /** Features inside the component that need a lower stability level than the component itself. */
  readonly gates?: readonly Gate[];
}

/** A feature of a component with a stability of its own. */
export interface Gate {
  /** Path of the attribute or block: `endpoint/queue_config`. */
  readonly path: string;
  /** In words: `= true`, `present`, `differs from defaults`, … */
  readonly when: string;
  readonly stability: Stability;
  /** `error`, or what else happens. */
  readonly effect: string;
}

/** A top-level block that is no component: `logging`, `import.file`, the services that take arguments, … */
export interface ConfigBlock {
  readonly name: string;
  readonly stability: Stability;
  /** What stands in it. */
  readonly arguments: SchemaId;
  /** The body is a pipeline (`declare`): `arguments` then has no fields and says nothing. */
  readonly statements?: boolean;
}

/** A service: configured (or not) by a top-level block without a label whose name is the service's. */
export type Service =
  | { readonly name: string; readonly configurable: false }
  | { readonly name: string; readonly configurable: true; readonly stability: Stability; readonly arguments: SchemaId };

/** A member of the standard library. */
export type StdlibEntry =
  | { readonly kind: 'namespace'; readonly members: ReadonlyMap<string, StdlibEntry> }
  | { readonly kind: 'constants'; readonly names: readonly string[] }
  | StdlibFunction;

/** `parameters` and `returns` are types (`list(string)`); absent: see LANGUAGE.md 4.5. */
export interface StdlibFunction {
  readonly kind: 'function';
  readonly parameters?: readonly Type[];
  readonly returns?: Type;
  /** The last parameter stands for any number of arguments: its type is then that of the list of them. */
  readonly variadic?: boolean;
  /** May fail on a value of the right type (malformed JSON, …). */
  readonly mayFail?: boolean;
}

export interface Stdlib {
  /** What the first identifier of a chain may be. */
  readonly identifiers: ReadonlyMap<string, StdlibEntry>;
  /** Top-level names that Alloy warns of. */
  readonly deprecated: ReadonlySet<string>;
  /** Exact dotted names that need stability experimental. */
  readonly experimental: ReadonlySet<string>;
}

export interface TextType {
  /** The values it accepts; absent where it is open (its own parser decides). */
  readonly values?: readonly string[];
}

/** All there is to know of one Alloy version. Bodies are read when first asked for, and kept. */
export interface Catalog {
  /** `main`, or a release such as `v1.18.1`. */
  readonly version: string;
  /** As shown to people: `v1.19 preview` for main. */
  readonly displayVersion: string;
  /** Sorted. */
  readonly componentNames: readonly string[];
  /** Sorted; the services that take arguments are among them. */
  readonly configBlockNames: readonly string[];
  component(name: string): Component | undefined;
  configBlock(name: string): ConfigBlock | undefined;
  /** A service by name; `undefined` if there is none (LANGUAGE.md 6.1). */
  service(name: string): Service | undefined;
  /** @throws Error if the id is not one of this catalog's. */
  schema(id: SchemaId): Schema;
  readonly stdlib: Stdlib;
  /** A name that is not known is an open text type: what is not known is never refused. */
  textType(name: string): TextType;
  /** Our own one-line summary of a component, config block or service. */
  summary(name: string): string | undefined;
  /** Alloy's documentation page (absolute URL) of a component, a config block, or a name of the standard library. */
  documentation(name: string): string | undefined;
  /** Since when, until when, changes of stability, of a component or config block; across all versions. */
  history(name: string): History | undefined;
}

/** When a component or config block came and went. Versions are tags (`v1.8.0`). */
export interface History {
  /** Absent: it was there in v1.0.0. */
  readonly since?: string;
  readonly removedIn?: string;
  readonly deprecatedSince?: string;
  readonly replacement?: string;
  /** Oldest first. */
  readonly stability: readonly { readonly version: string; readonly stability: Stability }[];
  /**
   * By path (`endpoint/queue_config/capacity`): only paths that were not there from the start, or went, or are deprecated. A path that
   * came or went with the block around it has no date of its own.
   */
  readonly paths: ReadonlyMap<string, PathHistory>;
}

export interface PathHistory {
  readonly since?: string;
  readonly removedIn?: string;
  readonly deprecatedSince?: string;
  readonly replacement?: string;
}
