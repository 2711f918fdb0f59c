import type { BlockField, Catalog, Field, Schema, Type } from '@assay/catalog';
import { defaultWords, type ModuleArgument, valuesOf } from '@assay/checker';

/** How deep required blocks in required blocks are written out. */
const MAX_DEPTH = 3;

/** Writes text with tab stops; without them for clients that have none. */
export class SnippetWriter {
  readonly #catalog: Catalog;
  readonly #tabStops: boolean;
  #next = 1;

  constructor(catalog: Catalog, tabStops: boolean) {
    this.#catalog = catalog;
    this.#tabStops = tabStops;
  }

  /** A place to stop at; `text` is chosen there already. */
  stop(text = ''): string {
    if (!this.#tabStops) return text;
    const number = this.#next++;
    return text === '' ? `$${number}` : `\${${number}:${plain(text)}}`;
  }

  /** A choice of words. */
  choice(words: readonly string[]): string {
    if (!this.#tabStops) return words[0] ?? '';
    const text = words.map((word) => word.replace(/[\\,|]/g, '\\$&').replace(/[$}]/g, '\\$&')).join(',');
    return `\${${this.#next++}|${text}|}`;
  }

  /** The last place to stop at. */
  end(): string {
    return this.#tabStops ? '$0' : '';
  }

  attribute(field: Field & { kind: 'attribute' }): string {
    return `${field.name} = ${this.value(field.type, field.default)}`;
  }

  /** A value to begin with. */
  value(type: Type, fallback?: unknown): string {
    const words = valuesOf(type, this.#catalog);
    switch (type.kind) {
      case 'bool':
        return this.choice(fallback === true ? ['false', 'true'] : ['true', 'false']);
      case 'number':
        return this.stop(defaultWords(fallback) ?? '');
      case 'duration':
        return `"${this.stop(typeof fallback === 'string' ? fallback : '30s')}"`;
      case 'text':
        return words && words.length > 0 && words.length <= 40 ? `"${this.choice(words)}"` : `"${this.stop()}"`;
      case 'string':
      case 'secret':
      case 'optional_secret':
        return `"${this.stop(typeof fallback === 'string' ? fallback : '')}"`;
      case 'list':
        return type.of.kind === 'string' || type.of.kind === 'text' ? `["${this.stop()}"]` : `[${this.stop()}]`;
      case 'map':
      case 'object':
        return `{\n\t${this.stop()},\n}`;
      default:
        return this.stop();
    }
  }

  /** A nested block with what it needs. */
  nested(field: BlockField, depth = 0): string {
    const label = field.labelled ? ` "${this.stop('name')}"` : '';
    const schema = field.body.kind === 'schema' ? this.#catalog.schema(field.body.schema) : undefined;
    return `${field.name}${label} ${this.body(schema, depth)}`;
  }

  /** A body with what it needs, and a place to go on. */
  body(schema: Schema | undefined, depth = 0): string {
    const lines = schema ? this.required(schema, depth) : [];
    if (schema && schema.fields.length === 0) return '{ }';
    return this.#braces(lines, depth);
  }

  /** The statements that a body cannot do without. */
  required(schema: Schema, depth = 0): string[] {
    const needed = schema.fields.filter((field) => field.required);
    return [
      ...align(needed.filter((field) => field.kind === 'attribute').map((field) => [field.name, this.value(field.type, field.default)])),
      ...(depth < MAX_DEPTH ? needed.filter((field) => field.kind === 'block').map((field) => this.nested(field, depth + 1)) : []),
    ];
  }

  /** The body of an instance of a declare. */
  instance(args: readonly ModuleArgument[]): string {
    return this.#braces(align(args.filter(({ optional }) => !optional).map(({ name }) => [name, this.stop()])), 0);
  }

  #braces(lines: readonly string[], depth: number): string {
    if (lines.length === 0) return depth === 0 ? `{\n\t${this.end()}\n}` : '{ }';
    const inside = lines.flatMap((line) => line.split('\n')).map((line) => `\t${line}`);
    return `{\n${inside.join('\n')}\n}`;
  }
}

/** As the formatter has them: values in one column, as far as each is on one line. */
function align(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...pairs.map(([name]) => name.length));
  const aligned = pairs.every(([, value]) => !value.includes('\n'));
  return pairs.map(([name, value]) => `${aligned ? name.padEnd(width) : name} = ${value}`);
}

function plain(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
