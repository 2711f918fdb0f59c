import type { Gate, Validation } from './types.ts';

/**
 * What a catalog is made from: text, cut into lines, each line parsed when it is asked for.
 *
 * The notation is written by scripts/build.ts and its neighbours, and read by decode.ts and catalog.ts.
 */
export interface CatalogData {
  /** `NAME⇥JSON of a ComponentRecord`, sorted by name. */
  readonly components: readonly string[];
  /** `NAME⇥JSON of a ConfigBlockRecord`, sorted by name. */
  readonly configBlocks: readonly string[];
  /** `ID⇥JSON of its fields' positions in fields[⇥JSON of SchemaExtras]`, sorted by id. */
  readonly schemas: readonly string[];
  /** JSON of a FieldRecord: each once, however many schemas have it. */
  readonly fields: readonly string[];
  /** `DOTTED NAME⇥FLAGS[⇥JSON of a SignatureRecord]`; flags: `d` deprecated, `e` experimental. */
  readonly stdlib: readonly string[];
}

export interface ComponentRecord {
  /** Stability: `e`xperimental, `p`ublic-preview, `g`enerally-available. */
  readonly s: 'e' | 'p' | 'g';
  /** Community. */
  readonly c?: 1;
  /** The arguments' schema. */
  readonly a: string;
  /** The exports: name to type. */
  readonly x?: Readonly<Record<string, string>>;
  readonly signals?: readonly string[];
  readonly connects?: readonly string[];
  readonly deprecated?: true;
  readonly replacement?: string;
  readonly platforms?: string;
  readonly gates?: readonly Gate[];
}

export interface ConfigBlockRecord {
  readonly s: 'e' | 'p' | 'g';
  readonly a: string;
  /** The body is a pipeline. */
  readonly p?: 1;
}

/**
 * Name, flags, type or body, default, replacement; `null` or the array's end for none.
 *
 * Flags: `b` block (otherwise attribute), `r` required, `m` many, `e` alternative of an enum, `l` labelled, `d` deprecated, a number
 * for exactly so many.
 */
export type FieldRecord = readonly [name: string, flags: string, type: string, def?: unknown, replacement?: string];

/** What few schemas have. */
export interface SchemaExtras {
  readonly customDecoding?: true;
  readonly validation?: Validation;
}

export interface SignatureRecord {
  readonly p: readonly string[];
  readonly r: string;
  readonly variadic?: true;
  readonly mayFail?: true;
}

export interface PathHistoryRecord {
  readonly since?: string;
  readonly removedIn?: string;
  readonly deprecatedSince?: string;
  readonly replacement?: string;
}

export interface HistoryRecord extends PathHistoryRecord {
  /** Version and stability, oldest first. */
  readonly stability: readonly (readonly [string, 'e' | 'p' | 'g'])[];
  readonly paths?: Readonly<Record<string, PathHistoryRecord>>;
}
