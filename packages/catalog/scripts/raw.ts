/** The shapes of ../shared/catalog as far as they are used; its README.md says what they mean. */

export interface RawType {
  readonly kind: string;
  readonly number?: string;
  readonly text?: string;
  readonly of?: RawType;
  readonly schema?: string;
  readonly name?: string;
  readonly nullable?: boolean;
  readonly convertFrom?: boolean;
  readonly convertInto?: boolean;
}

export interface RawField {
  readonly name: string;
  readonly kind: string;
  readonly required?: boolean;
  readonly repeated?: boolean;
  readonly exactly?: number;
  readonly type: RawType;
  readonly default?: unknown;
}

export interface RawSchema {
  readonly fields: readonly RawField[];
  readonly labelled?: boolean;
  readonly customDecoding?: boolean;
  readonly validation?: object;
}

export interface RawFunction {
  readonly parameters?: readonly string[];
  readonly returns?: string;
  readonly variadic?: boolean;
  readonly mayFail?: boolean;
  readonly function?: string;
}

export type RawIdentifier =
  | RawFunction
  | { readonly namespace: Readonly<Record<string, RawFunction>> }
  | { readonly constants: readonly string[] };

export interface RawMain {
  readonly components: Readonly<
    Record<
      string,
      {
        readonly stability?: string;
        readonly community?: boolean;
        readonly arguments: string;
        readonly exports?: string;
        readonly signals?: readonly string[];
        readonly connects?: readonly string[];
      }
    >
  >;
  readonly configBlocks: Readonly<Record<string, { readonly arguments: string }>>;
  readonly schemas: Readonly<Record<string, RawSchema>>;
  readonly textTypes: Readonly<Record<string, { readonly values?: readonly string[]; readonly open?: boolean }>>;
  readonly stdlib: {
    readonly identifiers: Readonly<Record<string, RawIdentifier>>;
    readonly deprecated: readonly string[];
    readonly experimental: readonly string[];
  };
}

export interface RawAttribute {
  readonly required?: boolean;
  readonly type: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly default_unknown?: boolean;
  readonly deprecated?: true;
  readonly replacement?: string;
}

export interface RawBlock {
  readonly required?: boolean;
  readonly repeated?: boolean;
  readonly labelled?: boolean;
  readonly enum?: boolean;
  readonly exactly?: number;
  readonly deprecated?: true;
  readonly replacement?: string;
  readonly body: RawBody;
}

export interface RawBody {
  readonly attrs?: Readonly<Record<string, RawAttribute>>;
  readonly blocks?: Readonly<Record<string, RawBlock>>;
  readonly ref?: string;
  readonly open?: string;
}

export interface RawGate {
  readonly path: string;
  readonly when: string;
  readonly stability: string;
  readonly effect: string;
}

export interface RawReleaseComponent {
  readonly stability: string;
  readonly community?: boolean;
  readonly deprecated?: true;
  readonly replacement?: string;
  readonly platforms?: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly gates?: readonly RawGate[];
  readonly body: RawBody;
}

export interface RawRelease {
  readonly version: string;
  readonly components: Readonly<Record<string, RawReleaseComponent>>;
  readonly config_blocks: Readonly<
    Record<
      string,
      {
        readonly stability: string;
        readonly labelled?: boolean;
        readonly repeated?: boolean;
        readonly scope?: string;
        readonly undocumented?: boolean;
        readonly body: RawBody;
      }
    >
  >;
  readonly stdlib: {
    readonly identifiers: readonly string[];
    readonly deprecated: readonly string[];
    readonly experimental: readonly string[];
  };
}

export interface RawPathChange {
  readonly since?: string | null;
  readonly removedIn?: string | null;
  readonly deprecatedSince?: string;
  readonly replacement?: string;
}

export interface RawChange extends RawPathChange {
  readonly stability?: readonly (readonly [string, string])[];
  readonly attrs?: Readonly<Record<string, RawPathChange>>;
  readonly blocks?: Readonly<Record<string, RawPathChange>>;
}

export interface RawChanges {
  readonly components: Readonly<Record<string, RawChange>>;
  readonly config_blocks: Readonly<Record<string, RawChange>>;
}
