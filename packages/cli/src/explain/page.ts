import type { Catalog, Field, Gate, History, Schema, SchemaId, StdlibEntry, Type } from '@assay/catalog';
import { type CodePage, defaultWords, stabilityWords, typeWords, valuesOf } from '@assay/checker';
import type { Style } from '../style.ts';
import { displayWidth, wrap } from '../text.ts';
import { bodyOf, membersOf, type Owner, type Topic } from './topic.ts';

/** In columns. */
const WIDTH = 100;
/** Beyond this a name or a type pushes what follows it to the right instead of widening the whole table. */
const NAME_WIDTH = 40;
const TYPE_WIDTH = 24;

/** The page of a topic, at most 100 columns wide. */
export function topicPage(topic: Topic, catalog: Catalog, style: Style): string {
  const writer = new PageWriter(catalog, style);
  switch (topic.kind) {
    case 'code':
      return codePage(topic.page, style);
    case 'owner':
      return writer.owner(topic.owner);
    case 'field':
      return writer.field(topic.owner, topic.path, topic.schema, topic.field);
    case 'export':
      return writer.export(topic.owner, topic.name, topic.type);
    case 'stdlib':
      return writer.stdlib(topic.name, topic.entry);
  }
}

const AUTHORITIES = {
  validate: 'alloy validate refuses it too',
  load: 'alloy run refuses it',
  lint: 'Alloy accepts it',
} as const;

function codePage({ code, title, severity, authority, text }: CodePage, style: Style): string {
  const authorityWords = severity === 'warning' && authority === 'validate' ? 'alloy validate warns of it too' : AUTHORITIES[authority];
  const severityWords = severity === 'off' ? 'off by default' : severity;
  return `${[`${style.bold(code)}  ${severityWords}; ${authorityWords}`, title, '', ...markdown(text, style)].join('\n')}\n`;
}

/** The Markdown of our own pages: headings, paragraphs, lists, and code between fences. */
function markdown(text: string, style: Style): string[] {
  const lines: string[] = [];
  let inCode = false;
  let paragraph = '';
  const flush = (): void => {
    if (paragraph !== '') lines.push(...wrap(paragraph, WIDTH));
    paragraph = '';
  };
  for (const line of text.trim().split('\n')) {
    const startsAnew = line === '' || /^(?:```|## |- |\d+\. )/.test(line);
    if (inCode || startsAnew) flush();
    if (line.startsWith('```')) inCode = !inCode;
    else if (inCode) lines.push(line === '' ? '' : `    ${line.replaceAll('\t', '    ')}`);
    else if (line.startsWith('## ')) lines.push(style.bold(`${line.slice('## '.length)}:`));
    else if (line === '') lines.push('');
    else paragraph = paragraph === '' ? line : `${paragraph} ${line.trim()}`;
  }
  flush();
  return lines;
}

/** A line of a table of attributes and blocks. */
interface Row {
  readonly depth: number;
  readonly name: string;
  readonly type: string;
  readonly facts: readonly string[];
}

class PageWriter {
  readonly #catalog: Catalog;
  readonly #style: Style;

  constructor(catalog: Catalog, style: Style) {
    this.#catalog = catalog;
    this.#style = style;
  }

  owner(owner: Owner): string {
    const { name } = owner.value;
    const history = this.#catalog.history(name);
    const lines = [
      this.#title(name, owner.kind === 'component' ? 'component' : 'top-level block', ownerFacts(owner, history)),
      ...this.#summary(name),
      '',
      ...this.#properties(owner, history),
    ];
    if (owner.kind === 'config' && owner.value.statements) {
      lines.push('', 'Holds blocks of its own, as the top of a configuration does.');
    } else {
      lines.push(...this.#body(owner, [], this.#catalog.schema(owner.value.arguments)));
    }
    if (owner.kind === 'component') lines.push(...this.#exports(owner.value.exports));
    return page(lines);
  }

  field(owner: Owner, path: readonly string[], inside: SchemaId, field: Field): string {
    const { type, facts } = this.#row(owner, path, this.#catalog.schema(inside), field, 0);
    const body = bodyOf(field);
    const lines = [this.#title([owner.value.name, ...path].join('/'), type, []), ...(facts.length > 0 ? wrapFacts(facts, WIDTH) : [])];
    lines.push('', ...this.#link(owner.value.name));
    if (body !== undefined) lines.push(...this.#body(owner, path, this.#catalog.schema(body)));
    return page(lines);
  }

  export(owner: Owner, name: string, type: Type): string {
    return page([this.#title(`${owner.value.name}/${name}`, `export, ${typeWords(type)}`, []), '', ...this.#link(owner.value.name)]);
  }

  stdlib(name: string, entry: StdlibEntry): string {
    const { stdlib } = this.#catalog;
    const facts = [
      stdlib.deprecated.has(name) ? this.#style.yellow('deprecated') : '',
      stdlib.experimental.has(name) ? this.#style.yellow('experimental') : '',
    ];
    const lines = [
      this.#title(
        name,
        entry.kind === 'namespace' ? 'namespace of functions' : entry.kind === 'constants' ? 'constant' : 'function',
        facts,
      ),
      '',
    ];
    if (entry.kind === 'function') {
      lines.push(`  ${signature(name, entry)}`);
      if (entry.mayFail) lines.push('', 'Fails on a text that it cannot read.');
    } else {
      const members = membersOf(entry).filter((member) => !name.endsWith(`.${member}`));
      for (const member of members) {
        const inner = entry.kind === 'namespace' ? entry.members.get(member) : undefined;
        lines.push(`  ${inner?.kind === 'function' ? signature(`${name}.${member}`, inner) : `${name}.${member}`}`);
      }
    }
    return page([...lines, '', ...this.#link(name)]);
  }

  #title(name: string, kind: string, facts: readonly string[]): string {
    return [`${this.#style.bold(name)}  ${kind}`, ...facts.filter((fact) => fact !== '')].join(', ');
  }

  #summary(name: string): string[] {
    const summary = this.#catalog.summary(name);
    return summary === undefined ? [] : wrap(summary, WIDTH);
  }

  #properties(owner: Owner, history: History | undefined): string[] {
    const rows: [string, string][] = [];
    const deprecated = owner.kind === 'component' && owner.value.deprecated ? (owner.value.replacement ?? '') : undefined;
    if (deprecated !== undefined) rows.push(['deprecated', deprecated === '' ? 'yes' : `use ${deprecated}`]);
    if (history) rows.push(['since', sinceWords(history)]);
    if (owner.kind === 'component') {
      const { signals, connects, platforms } = owner.value;
      if (signals?.length) rows.push(['signals', signals.join(', ')]);
      if (connects?.length) rows.push(['connects', connects.map((pair) => pair.replace('>', ' to ')).join(', ')]);
      if (platforms !== undefined) rows.push(['built for', platforms]);
    }
    const url = this.#catalog.documentation(owner.value.name);
    if (url !== undefined) rows.push(['see', url]);
    const width = Math.max(...rows.map(([name]) => name.length), 0);
    return rows.flatMap(([name, text]) =>
      wrap(text, WIDTH - width - 4).map(
        (line, index) => `  ${index === 0 ? this.#style.dim(name.padEnd(width)) : ' '.repeat(width)}  ${line}`,
      ),
    );
  }

  #link(name: string): string[] {
    const url = this.#catalog.documentation(name);
    return url === undefined ? [] : [`  ${this.#style.dim('see')}  ${url}`];
  }

  /** Attributes first, then the blocks with what stands in them. */
  #body(owner: Owner, path: readonly string[], schema: Schema): string[] {
    const rows = this.#rows(owner, path, schema, 0, this.#homes(path, schema));
    if (rows.length === 0) return ['', 'Takes no attributes and no blocks.'];
    const firstBlock = rows.findIndex((row) => row.depth === 0 && schema.byName.get(row.name)?.kind === 'block');
    const cut = firstBlock < 0 ? rows.length : firstBlock;
    const widths = columnWidths(rows);
    const section = (title: string, part: readonly Row[]): string[] =>
      part.length === 0 ? [] : ['', this.#style.bold(title), ...this.#table(part, widths)];
    return [...section('Attributes', rows.slice(0, cut)), ...section('Blocks', rows.slice(cut))];
  }

  /** Where each larger body is shown in full: where it stands nearest to the top. */
  #homes(path: readonly string[], schema: Schema): ReadonlyMap<SchemaId, string> {
    const homes = new Map([[schema.id, path.join('/')]]);
    let level: [readonly string[], Schema][] = [[path, schema]];
    while (level.length > 0) {
      const next: typeof level = [];
      for (const [at, { fields }] of level) {
        for (const field of fields) {
          const id = bodyOf(field);
          if (id === undefined) continue;
          const body = this.#catalog.schema(id);
          // Small bodies are shown each time: to name the place would take as long.
          if (homes.has(body.id) || (body.fields.length <= 3 && body.fields.every((inner) => bodyOf(inner) === undefined))) continue;
          const below = [...at, field.name];
          homes.set(body.id, below.join('/'));
          next.push([below, body]);
        }
      }
      level = next;
    }
    return homes;
  }

  /** The rows of a body and of all that is nested in it. A body that is shown elsewhere is only named: bodies may hold themselves. */
  #rows(owner: Owner, path: readonly string[], schema: Schema, depth: number, homes: ReadonlyMap<SchemaId, string>): Row[] {
    const attributes = schema.fields.filter((field) => field.kind === 'attribute');
    const blocks = schema.fields.filter((field) => field.kind === 'block');
    return [...attributes, ...blocks].flatMap((field) => {
      const below = [...path, field.name];
      const row = this.#row(owner, below, schema, field, depth);
      const id = bodyOf(field);
      if (id === undefined) return [row];
      const body = this.#catalog.schema(id);
      const home = homes.get(body.id) ?? below.join('/');
      if (home !== below.join('/')) return [row, { depth: depth + 1, name: '…', type: `as in ${home || owner.value.name}`, facts: [] }];
      return [row, ...this.#rows(owner, below, body, depth + 1, homes)];
    });
  }

  #row(owner: Owner, path: readonly string[], schema: Schema, field: Field, depth: number): Row {
    const facts: string[] = [];
    const history = this.#catalog.history(owner.value.name)?.paths.get(path.join('/'));
    if (field.required) facts.push(this.#style.yellow('required'));
    if (field.deprecated)
      facts.push(this.#style.yellow(field.replacement === undefined ? 'deprecated' : `deprecated: use ${field.replacement}`));
    for (const gate of gatesAt(owner, path)) {
      facts.push(
        this.#style.yellow(
          gate.when === 'present' ? stabilityWords(gate.stability) : `${stabilityWords(gate.stability)} where it ${gateWords(gate)}`,
        ),
      );
    }
    if (history?.since !== undefined) facts.push(`since ${history.since}`);
    if (field.kind === 'block') {
      if (field.exactly !== undefined) facts.push(`exactly ${field.exactly}`);
      if (field.body.kind === 'map') facts.push(`any names, each a ${typeWords(field.body.of)}`);
      if (field.body.kind === 'statements') facts.push('holds components');
      const kind = field.labelled ? 'block with a label' : 'block';
      return { depth, name: field.name, type: field.repeated || field.enum ? `${kind}, any number` : kind, facts };
    }
    const fallback = defaultWords(field.default);
    if (fallback !== undefined) facts.push(`default ${fallback}`);
    const values = valuesOf(field.type, this.#catalog);
    const accepted = schema.validation?.acceptedStrings?.[field.name];
    if (values?.length) facts.push(`one of ${values.join(', ')}`);
    else if (accepted && isTelling(accepted)) facts.push(`accepts ${accepted.filter((value) => value !== '').join(', ')}`);
    return { depth, name: field.name, type: field.type.kind === 'object' ? 'object' : typeWords(field.type), facts };
  }

  #table(rows: readonly Row[], widths = columnWidths(rows)): string[] {
    return rows.flatMap(({ depth, name, type, facts }) => {
      const indent = ' '.repeat(2 + 2 * depth);
      const nameWidth = Math.max(displayWidth(indent + name), widths.name);
      const typeWidth = Math.max(displayWidth(type), widths.type);
      const head = `${indent}${this.#style.bold(name)}${' '.repeat(nameWidth - displayWidth(indent + name))}  ${type}`;
      if (facts.length === 0) return [head];
      const column = nameWidth + typeWidth + 4;
      const lines = wrapFacts(facts, WIDTH - column);
      if (lines.every((line) => column + visibleWidth(line) <= WIDTH)) {
        const gap = ' '.repeat(typeWidth - displayWidth(type) + 2);
        return lines.map((line, index) => (index === 0 ? head + gap : ' '.repeat(column)) + line);
      }
      // Too long for the column: below the name instead.
      return [head, ...wrapFacts(facts, WIDTH - indent.length - 4).map((line) => `${indent}    ${line}`)];
    });
  }

  #exports(exports: ReadonlyMap<string, Type>): string[] {
    if (exports.size === 0) return [];
    const rows = [...exports].map(([name, type]): Row => ({ depth: 0, name, type: typeWords(type), facts: [] }));
    return ['', this.#style.bold('Exports'), ...this.#table(rows)];
  }
}

function ownerFacts(owner: Owner, history: History | undefined): string[] {
  if (owner.kind === 'component' && owner.value.community) return ['community'];
  return [stabilityWords(owner.value.stability), ...(history?.removedIn === undefined ? [] : [`removed in ${history.removedIn}`])];
}

function sinceWords({ since, stability, removedIn }: History): string {
  const changes = stability.slice(1).map((change) => `${stabilityWords(change.stability)} since ${change.version}`);
  return [since ?? 'v1.0.0', ...changes, ...(removedIn === undefined ? [] : [`removed in ${removedIn}`])].join('; ');
}

function gatesAt(owner: Owner, path: readonly string[]): readonly Gate[] {
  const at = path.join('/');
  return owner.kind === 'component' ? (owner.value.gates ?? []).filter((gate) => gate.path === at) : [];
}

function gateWords({ when }: Gate): string {
  return when.startsWith('= ') ? `is ${when.slice(2)}` : when.startsWith('in ') ? `is ${when.slice(3)}` : when;
}

/** Measured lists hold stand-ins where a text is free: those say nothing. */
function isTelling(accepted: readonly string[]): boolean {
  return accepted.length > 1 && !accepted.includes('sample') && !accepted.includes('…many');
}

function signature(name: string, { parameters, returns, variadic }: Extract<StdlibEntry, { kind: 'function' }>): string {
  if (!parameters) return `${name}(…)`;
  const words = parameters.map((type, index) =>
    variadic && index === parameters.length - 1 && type.kind === 'list' ? `${typeWords(type.of)} …` : typeWords(type),
  );
  return `${name}(${words.join(', ')})${returns ? ` gives ${typeWords(returns)}` : ''}`;
}

function columnWidths(rows: readonly Row[]): { readonly name: number; readonly type: number } {
  const names = rows.map(({ depth, name }) => 2 + 2 * depth + displayWidth(name)).filter((width) => width <= NAME_WIDTH);
  const types = rows.map(({ type }) => displayWidth(type)).filter((width) => width <= TYPE_WIDTH);
  return { name: Math.max(...names, 0), type: Math.max(...types, 0) };
}

/** Joins facts with semicolons and wraps them at blanks, escape sequences not counted. */
function wrapFacts(facts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of facts.join('; ').split(' ')) {
    if (line !== '' && visibleWidth(line) + 1 + visibleWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function visibleWidth(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  return displayWidth(text.replace(/\x1b\[\d+m/g, ''));
}

function page(lines: readonly string[]): string {
  return `${lines.join('\n').trimEnd()}\n`;
}
