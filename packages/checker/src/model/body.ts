import type { Catalog, Field, Schema, SchemaId } from '@assay/catalog';
import type { Attribute, Block } from '@assay/parser';
import type { Span } from '../diagnostics/collector.ts';
import type { Source } from '../project/source.ts';
import { isEmpty, type StaticValue, textOf, unknownOf, unknownValue } from '../values/static.ts';
import { goDuration } from '../values/text/duration.ts';
import { floatValue, intValue, type NumberValue, nullValue, stringValue } from '../values/value.ts';
import { Budget } from './budget.ts';
import { type Bindings, evaluate, type InstanceMemo } from './evaluate.ts';
import type { BlockSymbol, Module } from './program.ts';

/** What the arguments of a module and the variables around it are in one instance. */
export interface Instance {
  readonly bindings: Bindings;
  readonly memo: InstanceMemo;
}

/**
 * A block with its schema: what its attributes will be when Alloy runs, as far as that is certain. Attributes that are not written have
 * their defaults. What is unknown is `undefined` everywhere: a check that asks for it has to stay quiet then.
 */
export class Body {
  readonly block: Block;
  readonly source: Source;
  readonly module: Module;
  readonly catalog: Catalog;
  readonly budget: Budget;
  readonly schema: Schema;
  #attributes: Map<string, Attribute> | undefined;
  #values: Map<string, { readonly value: StaticValue; readonly steps: number }> | undefined;
  #children: readonly Body[] | undefined;
  #within: readonly Body[] | undefined;

  readonly #instance: Instance | undefined;

  /**
   * @param budget of the program; without one, what a single look may cost
   * @param instance where the block is looked at for one instance of what it stands in
   */
  constructor(
    block: Block,
    schema: SchemaId,
    source: Source,
    module: Module,
    catalog: Catalog,
    budget: Budget = Budget.of([source]),
    instance?: Instance,
  ) {
    this.#instance = instance;
    this.budget = budget;
    this.block = block;
    this.schema = catalog.schema(schema);
    this.source = source;
    this.module = module;
    this.catalog = catalog;
  }

  /** The same block in one instance of the declare or template that it stands in. */
  of(instance: Instance): Body {
    return new Body(this.block, this.schema.id, this.source, this.module, this.catalog, this.budget, instance);
  }

  /** The block's name: `loki.write`, `endpoint`, `stage.regex`. */
  get name(): string {
    return this.block.fullName;
  }

  /** The statement of an attribute, where it is written; of several the last. */
  attribute(name: string): Attribute | undefined {
    if (!this.#attributes) {
      this.#attributes = new Map();
      for (const statement of this.block.statements)
        if (statement.kind === 'Attribute') this.#attributes.set(statement.name.text, statement);
    }
    return this.#attributes.get(name);
  }

  /** Whether an attribute or a block of this name is written, whatever its value. */
  has(name: string): boolean {
    return this.attribute(name) !== undefined || this.block.statements.some((s) => s.kind === 'Block' && s.fullName === name);
  }

  /** The value of an attribute: as written, or its default; null where it has none. */
  value(name: string): StaticValue {
    const attribute = this.attribute(name);
    if (!attribute) return defaultOf(this.schema.byName.get(name));
    this.#values ??= new Map();
    const known = this.#values.get(name);
    if (known) {
      // As if it were worked out again: what a check costs must not depend on what was looked at before.
      this.budget.spend(known.steps);
      return known.value;
    }
    const before = this.budget.used;
    const { module, catalog, budget, source } = this;
    // Where a budget is spent by an instance, the instance is the place of it.
    const value = evaluate(attribute.value, { module, catalog, budget, ...(this.#instance ?? { source }) });
    this.#values.set(name, { value, steps: this.budget.used - before });
    return value;
  }

  /**
   * Whether an attribute is neither null nor zero nor empty, or a block is written: what most of Alloy's checks ask. `undefined` where
   * that depends on what is only known when Alloy runs.
   */
  isSet(name: string): boolean | undefined {
    if (this.schema.byName.get(name)?.kind === 'block') return this.has(name);
    const empty = isEmpty(this.value(name));
    return empty === undefined ? undefined : !empty;
  }

  /** The text of an attribute, `''` where it is null; `undefined` where it is not known. */
  text(name: string): string | undefined {
    return textOf(this.value(name));
  }

  /** The number of an attribute, 0 where it is null; `undefined` where it is not known. */
  number(name: string): number | undefined {
    const value = this.value(name);
    if (value.type === 'null') return 0;
    const text = value.type === 'string' && value.value.trim() !== '' ? value.value : undefined;
    const number = value.type === 'number' || text !== undefined ? Number(text ?? (value as NumberValue).value) : Number.NaN;
    if (!Number.isFinite(number)) return undefined;
    // Alloy does not check signs: a negative number becomes a huge one where it is decoded into an unsigned (LANGUAGE.md 4.4).
    return number < 0 && this.#isUnsigned(name) ? number + 2 ** 64 : number;
  }

  #isUnsigned(name: string): boolean {
    const field = this.schema.byName.get(name);
    return field?.kind === 'attribute' && field.type.kind === 'number' && field.type.number.startsWith('uint');
  }

  /** A duration in nanoseconds, 0 where it is null; `undefined` where it is not known. */
  duration(name: string): number | undefined {
    const text = this.value(name).type === 'null' ? '0' : this.text(name);
    const result = text === undefined ? undefined : goDuration(text);
    return result && !('error' in result) ? Number(result.nanoseconds) : undefined;
  }

  /** A bool, false where it is null; `undefined` where it is not known. */
  bool(name: string): boolean | undefined {
    const value = this.value(name);
    if (value.type === 'null') return false;
    return value.type === 'bool' ? value.value : undefined;
  }

  /** The elements of a list, none where it is null; `undefined` where its length is not known. */
  list(name: string): readonly StaticValue[] | undefined {
    const value = this.value(name);
    if (value.type === 'null') return [];
    return value.type === 'array' ? value.elements : undefined;
  }

  /** The texts of a list of strings; `undefined` where not all of them are known. */
  texts(name: string): readonly string[] | undefined {
    const texts = this.list(name)?.map(textOf);
    return texts?.every((text) => text !== undefined) ? texts : undefined;
  }

  /** The fields of an object-valued attribute, none where it is null; `undefined` where its keys are not known. */
  fields(name: string): ReadonlyMap<string, StaticValue> | undefined {
    const value = this.value(name);
    if (value.type === 'null') return new Map();
    return value.type === 'object' ? value.fields : undefined;
  }

  /** The nested blocks that have a schema, in the order in which they are written; with a name only those. */
  blocks(name?: string): readonly Body[] {
    this.#children ??= this.#nested();
    return name === undefined || this.#children.length === 0 ? this.#children : this.#children.filter((child) => child.name === name);
  }

  #nested(): readonly Body[] {
    const children: Body[] = [];
    for (const statement of this.block.statements) {
      const field = statement.kind === 'Block' ? this.schema.byName.get(statement.fullName) : undefined;
      if (statement.kind !== 'Block' || field?.kind !== 'block' || field.body.kind !== 'schema') continue;
      children.push(new Body(statement, field.body.schema, this.source, this.module, this.catalog, this.budget, this.#instance));
    }
    return children;
  }

  /** This body and all that are nested in it, outer ones first. */
  get within(): readonly Body[] {
    if (!this.#within) {
      const nested = this.blocks();
      this.#within = nested.length === 0 ? [this] : [this, ...nested.flatMap((child) => child.within)];
    }
    return this.#within;
  }

  /** The nested block of this name, where it is written; of several the first. */
  child(name: string): Body | undefined {
    return this.blocks().find((child) => child.name === name);
  }

  /** Where to report something of an attribute (its value), of a nested block (its first line), or of what is not written (this block's first line). */
  place(name: string): Span {
    const attribute = this.attribute(name);
    if (attribute) return attribute.value;
    const child = this.block.statements.find((s): s is Block => s.kind === 'Block' && s.fullName === name);
    return header(child ?? this.block);
  }

  /** The block's first line without the brace. */
  get header(): Span {
    return header(this.block);
  }
}

/** The bodies of a program's blocks: one of each for all who look at it, because working out values takes time. */
export class Bodies {
  readonly #catalog: Catalog;
  readonly #budget: Budget;
  readonly #bodies = new Map<BlockSymbol, Body>();

  constructor(catalog: Catalog, budget: Budget) {
    this.#catalog = catalog;
    this.#budget = budget;
  }

  of(symbol: BlockSymbol, schema: SchemaId): Body {
    let body = this.#bodies.get(symbol);
    if (!body) {
      body = new Body(symbol.block, schema, symbol.source, symbol.module, this.#catalog, this.#budget);
      this.#bodies.set(symbol, body);
    }
    return body;
  }
}

function header(block: Block): Span {
  return { start: block.start, end: (block.label ?? block.name[block.name.length - 1] ?? block).end };
}

function defaultOf(field: Field | undefined): StaticValue {
  // What the schema does not have is not known either: releases differ.
  if (field?.kind !== 'attribute') return unknownValue;
  return field.default === undefined ? nullValue : fromJson(field.default, field);
}

function fromJson(value: unknown, field: Field): StaticValue {
  if (value === null) return nullValue;
  if (Array.isArray(value)) return { type: 'array', elements: value.map((element) => fromJson(element, field)) };
  switch (typeof value) {
    case 'boolean':
      return { type: 'bool', value };
    case 'number':
      return Number.isSafeInteger(value) ? intValue(BigInt(value)) : floatValue(value);
    case 'string':
      return stringValue(value);
    case 'object':
      return { type: 'object', fields: new Map(Object.entries(value as object).map(([key, part]) => [key, fromJson(part, field)])) };
    default:
      return field.kind === 'attribute' ? unknownOf(field.type) : unknownValue;
  }
}
