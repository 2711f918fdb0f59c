import { saysUnchecked } from '../diagnostics/codes.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { allCodes } from '../diagnostics/pages.ts';
import { rules } from '../rules/index.ts';
import type { Level, RuleOption, RuleOptions } from '../rules/rule.ts';
import type { Form, Keys, Located, ObjectForm, ObjectOf, WrittenRule, WrittenRules } from './forms.ts';
import { type JsonNode, type JsonObject, type JsonProperty, parseJson } from './json.ts';
import { configurationForm, LEVELS } from './keys.ts';
import { type ConfigurationProblem, ProblemCollector } from './problem.ts';

/** What one assay.json says: what could be read of it. */
export type WrittenConfiguration = ObjectOf<(typeof configurationForm)['keys']>;

export interface ReadResult {
  readonly written: WrittenConfiguration;
  readonly problems: readonly ConfigurationProblem[];
}

/** Reads the text of one assay.json. */
export async function readConfiguration(file: string, text: string): Promise<ReadResult> {
  const problems = new ProblemCollector(file);
  const root = await parseJson(text, problems);
  const read = root && new Reader(problems).value(root, configurationForm, '');
  return { written: (read?.value ?? {}) as WrittenConfiguration, problems: problems.all };
}

/** Findings of the other codes say that something was not checked: if they were switched off, nobody would know. */
export function canBeOff(code: string): boolean {
  return !saysUnchecked(code);
}

/** Turns JSON into values as the forms have them. What does not fit is a problem, and left out. */
class Reader {
  readonly #problems: ProblemCollector;

  constructor(problems: ProblemCollector) {
    this.#problems = problems;
  }

  /** @param name what the value is called in messages; empty for the whole file */
  value(node: JsonNode, form: Form, name: string): Located<unknown> | undefined {
    switch (form.type) {
      case 'boolean':
        return node.type === 'boolean' ? this.#located(node, node.value) : this.#wrong(node, name, 'true or false');
      case 'integer':
        return this.#integer(node, form.minimum, form.maximum, name);
      case 'choice':
        return this.#choice(node, form.choices, name);
      case 'text': {
        if (node.type !== 'string') return this.#wrong(node, name, form.what);
        const text = node.value as string;
        if (new RegExp(form.pattern, 'u').test(text)) return this.#located(node, text);
        return this.#wrong(node, name, form.what, longest(form.known ?? [], text));
      }
      case 'list':
        return this.#list(node, form, name);
      case 'object':
        return node.type === 'object' ? this.#located(node, this.#object(node, form)) : this.#wrong(node, name, 'an object: { … }');
      case 'rules':
        return node.type === 'object' ? this.#located(node, this.#rules(node)) : this.#wrong(node, name, 'an object: { "CODE": "LEVEL" }');
    }
  }

  #integer(node: JsonNode, minimum: number, maximum: number, name: string): Located<number> | undefined {
    if (node.type === 'number' && Number.isInteger(node.value) && (node.value as number) >= minimum && (node.value as number) <= maximum)
      return this.#located(node, node.value as number);
    return this.#wrong(node, name, `a whole number from ${minimum} to ${maximum}`);
  }

  #choice(node: JsonNode, choices: readonly string[], name: string): Located<string> | undefined {
    if (node.type === 'string' && choices.includes(node.value as string)) return this.#located(node, node.value as string);
    return this.#wrong(node, name, either(choices), node.type === 'string' ? suggestion(node.value as string, choices) : undefined);
  }

  #list(node: JsonNode, form: Form & { type: 'list' }, name: string): Located<unknown> | undefined {
    const { of, minimum = 0, maximum } = form;
    const items = node.type === 'array' ? node.items : form.single && node.type === 'string' ? [node] : undefined;
    if (!items) return this.#wrong(node, name, `a list: [ … ]`);
    if (items.length < minimum) return this.#wrong(node, name, 'a list of at least one');
    if (items.length > maximum) return this.#wrong(node, name, `a list of at most ${maximum}`);
    const one = of.type === 'object' ? of.name : `each entry of ${name}`;
    return this.#located(
      node,
      items.flatMap((item) => this.value(item, of, one) ?? []),
    );
  }

  #object(node: JsonObject, form: ObjectForm): Record<string, Located<unknown>> {
    const { keys, required } = form;
    // Without a prototype: a key may be called as a method of all objects is.
    const read: Record<string, Located<unknown>> = Object.create(null);
    for (const { key, value } of this.#properties(node)) {
      const known = Object.hasOwn(keys, key.value) ? keys[key.value] : undefined;
      if (!known) {
        this.#unknownKey(key, form);
        continue;
      }
      const result = this.value(value, known.form, `"${key.value}"`);
      if (result) read[key.value] = result;
    }
    for (const name of required) {
      if (node.properties.every(({ key }) => key.value !== name)) {
        this.#problems.error(node.start, node.start + 1, `${form.name} needs "${name}": ${keys[name]?.description ?? ''}`);
      }
    }
    return read;
  }

  /** The properties of an object, each name once. */
  #properties({ properties }: JsonObject): JsonProperty[] {
    const seen = new Map<string, JsonProperty>();
    for (const property of properties) {
      const { key } = property;
      const first = seen.get(key.value)?.key;
      if (first) {
        const related = [{ file: this.#problems.file, start: first.start, end: first.end, message: 'first here' }];
        this.#problems.error(key.start, key.end, `"${key.value}" is given twice`, { related });
      } else seen.set(key.value, property);
    }
    return [...seen.values()];
  }

  #unknownKey({ value: name, start, end }: JsonProperty['key'], { keys, name: where }: ObjectForm): void {
    const meant = suggestion(name, Object.keys(keys));
    const homes = homesOf(name);
    if (meant === undefined && homes.length > 0) {
      this.#problems.error(start, end, `"${name}" does not belong in ${where}, but in ${either(homes)}`);
      return;
    }
    const notes = meant === undefined ? [`${where} has ${listed(Object.keys(keys))}`] : [];
    this.#problems.error(start, end, withMeant(`${where} has no key "${name}"`, meant), { notes, ...replacing(meant) });
  }

  #rules(node: JsonObject): WrittenRules {
    const read = new Map<string, Located<WrittenRule>>();
    for (const { key, value } of this.#properties(node)) {
      const code = key.value;
      if (!allCodes().includes(code)) {
        const meant = suggestion(code, allCodes());
        this.#problems.error(key.start, key.end, withMeant(`there is no code "${code}"`, meant), replacing(meant));
        continue;
      }
      const rule = this.#rule(code, value);
      if (rule) read.set(code, this.#located({ start: key.start, end: value.end }, rule));
    }
    return read;
  }

  #rule(code: string, node: JsonNode): WrittenRule | undefined {
    if (node.type !== 'object') {
      const level = this.#level(code, node);
      return level && { level, options: new Map() };
    }
    const known = rules.find((rule) => rule.code === code)?.options ?? {};
    const options = new Map<string, Located<unknown>>();
    let level: Located<Level> | undefined;
    for (const { key, value } of this.#properties(node)) {
      if (key.value === 'level') {
        level = this.#level(code, value);
        continue;
      }
      const option = Object.hasOwn(known, key.value) ? known[key.value] : undefined;
      if (!option) this.#unknownOption(code, key, known);
      else {
        const result = this.value(value, formOf(option), `"${key.value}"`);
        if (result) options.set(key.value, { value: plain(result.value), place: result.place });
      }
    }
    return { ...(level && { level }), options };
  }

  #level(code: string, node: JsonNode): Located<Level> | undefined {
    const level = this.#choice(node, LEVELS, `the level of "${code}"`) as Located<Level> | undefined;
    if (level?.value !== 'off' || canBeOff(code)) return level;
    this.#problems.error(node.start, node.end, `"${code}" cannot be switched off: nobody would know what was not checked`);
    return undefined;
  }

  #unknownOption(code: string, { value: name, start, end }: JsonProperty['key'], known: RuleOptions): void {
    const names = Object.keys(known);
    const meant = suggestion(name, ['level', ...names]);
    const notes = [names.length === 0 ? `"${code}" has only a level` : `"${code}" has a level and ${listed(names)}`];
    this.#problems.error(start, end, withMeant(`"${code}" has no option "${name}"`, meant), { notes, ...replacing(meant) });
  }

  #located<T>({ start, end }: { readonly start: number; readonly end: number }, value: T): Located<T> {
    return { value, place: { file: this.#problems.file, start, end } };
  }

  #wrong(node: JsonNode, name: string, wanted: string, meant?: string): undefined {
    const message = `${name === '' ? 'assay.json' : name} has to be ${wanted}, not ${inWords(node)}`;
    this.#problems.error(node.start, node.end, withMeant(message, meant), replacing(meant));
  }
}

/** The form in which an option of a rule is read. */
export function formOf(option: RuleOption): Form {
  if (option.type === 'integer') return { type: 'integer', minimum: option.minimum, maximum: 1_000_000 };
  return { type: 'list', of: { type: 'text', pattern: '^.{1,300}$', what: 'a text that is not empty' }, maximum: 1000 };
}

/** What rules are given: values without their places. */
function plain(value: unknown): unknown {
  return Array.isArray(value) ? value.map((each: Located<unknown>) => each.value) : value;
}

/** Where a key that stands in the wrong place belongs. */
function homesOf(name: string): string[] {
  if (allCodes().includes(name)) return ['"rules"'];
  const homes: string[] = [];
  const visit = (keys: Keys, inside: string): void => {
    if (Object.hasOwn(keys, name)) homes.push(inside === '' ? 'assay.json itself' : inside);
    for (const [key, { form }] of Object.entries(keys)) {
      if (form.type === 'object') visit(form.keys, `"${key}"`);
      if (form.type === 'list' && form.of.type === 'object') visit(form.of.keys, `an entry of "${key}"`);
    }
  };
  visit(configurationForm.keys, '');
  for (const { code, options } of rules) if (Object.hasOwn(options, name)) homes.push(`"${code}" in "rules"`);
  return homes;
}

/** What was meant: the nearest name, or one that this is the beginning of, or the other way round. */
function suggestion(given: string, known: readonly string[]): string | undefined {
  return nearest(given, known) ?? known.find((name) => given.length > 2 && (name.startsWith(given) || given.startsWith(name)));
}

/** The longest of the names that a text begins with: `v1.18` for `v1.18.0`. */
function longest(known: readonly string[], text: string): string | undefined {
  return known.filter((name) => text.startsWith(name)).sort((a, b) => b.length - a.length)[0];
}

function withMeant(message: string, meant: string | undefined): string {
  return meant === undefined ? message : `${message}: did you mean "${meant}"?`;
}

function replacing(meant: string | undefined): { replacement?: string } {
  return meant === undefined ? {} : { replacement: JSON.stringify(meant) };
}

function either(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function inWords(node: JsonNode): string {
  switch (node.type) {
    case 'array':
      return 'a list';
    case 'object':
      return 'an object';
    case 'null':
      return 'null';
    case 'string':
      return (node.value as string).length > 60 ? 'this text' : JSON.stringify(node.value);
    default:
      return String(node.value);
  }
}
