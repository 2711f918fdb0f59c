/** The facts about one Alloy version's configuration surface: data and look-ups, no logic. */

/** How much Alloy promises of a thing; `--stability.level` sets the least that a config may use. */
export type Stability = 'experimental' | 'public-preview' | 'generally-available';

export type NumberKind = 'int' | 'int8' | 'int16' | 'int32' | 'int64' | 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64' | 'float32' | 'float64' | 'number';

/** What an attribute takes. `nullable`: a Go pointer underneath; makes no difference to what is accepted. */
export type Type =
  | { readonly kind: 'string' | 'bool' | 'duration' | 'secret' | 'optional_secret' | 'any' }
  /** `number`: the Go kind; `'number'` where it is not known (releases). */
  | { readonly kind: 'number'; readonly number: NumberKind }
  /** A string with a parser of its own; `text` names it, see {@link Catalog.textType}. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'map'; readonly of: Type }
  /** An object-valued attribute with known keys. */
  | { readonly kind: 'object'; readonly schema: SchemaId }
  | { readonly kind: 'capsule'; readonly name: string; readonly convertFrom?: boolean; readonly convertInto?: boolean };

/** Names one schema of one catalog; only its catalog can open it. */
export type SchemaId = string;

/** An attribute, or a nested block, or one alternative of an enum of blocks (the `stage.*` of loki.process). */
export type Field = AttributeField | BlockField;

export interface AttributeField {
  readonly kind: 'attribute';
  readonly name: string;
  readonly required: boolean;
  readonly type: Type;
  /** As JSON; absent where unknown or none. */
  readonly default?: unknown;
  readonly deprecated?: boolean;
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
  readonly deprecated?: boolean;
  readonly replacement?: string;
}

/** What stands in a nested block: fields of a schema, or (`map`) any attribute of one type. */
export type BlockBody = { readonly kind: 'schema'; readonly schema: SchemaId } | { readonly kind: 'map'; readonly of: Type } | { readonly kind: 'statements' };

/** The fields of one body, in the order of Alloy's struct. */
export interface Schema {
  readonly id: SchemaId;
  readonly fields: readonly Field[];
  /** By name. */
  readonly byName: ReadonlyMap<string, Field>;
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
  readonly invalidAlone?: Readonly<Record<string, readonly string[]>>;
}

export interface Component {
  readonly name: string;
  readonly stability: Stability;
  /** Needs `--feature.community-components.enabled`; such components ignore stability. */
  readonly community: boolean;
  /** The body's schema. */
  readonly arguments: SchemaId;
  /** The exports, by name. */
  readonly exports: ReadonlyMap<string, Type>;
  /** Signals an otelcol component can carry. */
  readonly signals?: readonly string[];
  readonly connects?: unknown;
  readonly deprecated?: boolean;
  readonly replacement?: string;
  readonly platforms?: readonly string[];
}

/** A top-level block that is no component: `logging`, `import.file`, the services, … */
export interface ConfigBlock {
  readonly name: string;
  readonly stability: Stability;
  readonly arguments: SchemaId;
}

/** A member of the standard library. */
export type StdlibEntry =
  | { readonly kind: 'namespace'; readonly members: ReadonlyMap<string, StdlibEntry> }
  | { readonly kind: 'constants'; readonly names: readonly string[] }
  /** `parameters`/`returns` absent: see LANGUAGE.md 4.5. */
  | { readonly kind: 'function'; readonly parameters?: readonly string[]; readonly returns?: string };

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
  readonly componentNames: readonly string[];
  readonly configBlockNames: readonly string[];
  component(name: string): Component | undefined;
  configBlock(name: string): ConfigBlock | undefined;
  schema(id: SchemaId): Schema;
  readonly stdlib: Stdlib;
  textType(name: string): TextType;
  /** Our own one-line summary of a component or config block. */
  summary(name: string): string | undefined;
  /** Alloy's documentation page (absolute URL). */
  documentation(name: string): string | undefined;
  /** Since when, until when, changes of stability; across versions. */
  history(name: string): History | undefined;
}

/** When a component or config block came and went. */
export interface History {
  /** Absent: it was there in v1.0.0. */
  readonly since?: string;
  readonly removedIn?: string;
  /** Oldest first. */
  readonly stability: readonly { readonly version: string; readonly stability: Stability }[];
  /** By path (`endpoint/queue_config/capacity`): only paths that were not there from the start, or went. */
  readonly paths: ReadonlyMap<string, { readonly since?: string; readonly removedIn?: string; readonly deprecatedSince?: string; readonly replacement?: string }>;
}
