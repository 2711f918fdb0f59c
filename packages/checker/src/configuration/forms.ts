import type { Place } from '../diagnostics/diagnostic.ts';
import type { Level } from '../rules/rule.ts';

/** The language in which the keys of assay.json are written down (keys.ts). What reads a file and the JSON schema both follow it. */
export type Form =
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | TextForm
  | { readonly type: 'list'; readonly of: Form; readonly minimum?: number; readonly maximum: number; readonly single?: true }
  | ObjectForm
  | { readonly type: 'rules' };

/** A text with rules of its own. */
export interface TextForm {
  readonly type: 'text';
  /** A regular expression of JavaScript that all of it has to fit. */
  readonly pattern: string;
  /** What it is, for messages: `has to be …`. */
  readonly what: string;
  /** What to propose where something is to be written. */
  readonly known?: readonly string[];
}

export interface ObjectForm {
  readonly type: 'object';
  /** What it is called in messages. */
  readonly name: string;
  readonly keys: Keys;
  readonly required: readonly string[];
}

/** One key of an object. */
export interface Key {
  readonly form: Form;
  /** What it means, in a sentence or two: the schema has it, and docs/configuration.md says more. */
  readonly description: string;
  /** What counts where it is not given; absent where nothing does. */
  readonly default?: unknown;
  readonly example: unknown;
}

export type Keys = Readonly<Record<string, Key>>;

/** A value, and where it is written. */
export interface Located<T> {
  readonly value: T;
  readonly place: Place;
}

/** What the reader makes of a form. */
export type ValueOf<F extends Form> = F extends { type: 'boolean' }
  ? boolean
  : F extends { type: 'integer' }
    ? number
    : F extends { type: 'choice'; choices: readonly (infer C)[] }
      ? C
      : F extends { type: 'text' }
        ? string
        : F extends { type: 'list'; of: infer E extends Form }
          ? readonly Located<ValueOf<E>>[]
          : F extends { type: 'object'; keys: infer K extends Keys }
            ? ObjectOf<K>
            : F extends { type: 'rules' }
              ? WrittenRules
              : never;

/** What the reader makes of an object: only what was given, and could be read. */
export type ObjectOf<K extends Keys> = { readonly [Name in keyof K]?: Located<ValueOf<K[Name]['form']>> };

/** What is written of a rule, or of another code. */
export interface WrittenRule {
  readonly level?: Located<Level>;
  /** By name. */
  readonly options: ReadonlyMap<string, Located<unknown>>;
}

/** By code. */
export type WrittenRules = ReadonlyMap<string, Located<WrittenRule>>;
