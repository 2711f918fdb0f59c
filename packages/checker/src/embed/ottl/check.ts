/** Statements and conditions of the OpenTelemetry Transformation Language, as the Collector reads them when a component is built. */
import { type OttlContext, type OttlParameter, ottlContext } from '@assay/catalog';
import { unquote } from '@assay/parser';
import { nearest } from '../../diagnostics/nearest.ts';
import { captureGroups } from '../../values/text/capture-groups.ts';
import { regex } from '../../values/text/regex.ts';
import {
  type OttlCall,
  type OttlField,
  type OttlKey,
  type OttlSyntaxError,
  type OttlValue,
  parseCondition,
  parseStatement,
  parseValue,
  TooDeep,
} from './parser.ts';

/** What is wrong with a text, where (offsets in UTF-16 units, end exclusive), and what was probably meant there. */
export interface OttlProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly replacement?: string;
}

/**
 * What the real parser refuses in a text.
 *
 * @param context `transform/log`, `filter/span`, …; an unknown one has the text checked for its syntax only
 * @param plain whether paths may leave the name of their context out, because it is named elsewhere
 */
export function checkOttl(
  text: string,
  kind: 'statement' | 'condition' | 'value',
  context: string,
  plain = context.startsWith('transform/'),
): OttlProblem | undefined {
  const checker = new Checker(context, plain);
  try {
    if (kind === 'statement') {
      const statement = parseStatement(text);
      if ('message' in statement) return syntax(statement, 'statement');
      if (/^[A-Z]/.test(statement.call.name))
        return {
          message: `"${statement.call.name}" gives a value and changes nothing: a statement begins with an editor such as "set"`,
          start: statement.call.start,
          end: statement.call.nameEnd,
        };
      if (statement.call.keys.length > 0)
        return { message: 'what an editor gives cannot be indexed', start: statement.call.start, end: statement.call.end };
      checker.call(statement.call);
      if (statement.where) checker.value(statement.where);
    } else {
      const value = kind === 'condition' ? parseCondition(text) : parseValue(text);
      if ('message' in value) return syntax(value, kind);
      checker.value(value);
    }
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
  return undefined;
}

function syntax({ message, start, end }: OttlSyntaxError, kind: string): OttlProblem {
  return { message: `this is no OTTL ${kind}: ${message}`, start, end };
}

class Refusal extends Error {
  readonly problem: OttlProblem;
  constructor(problem: OttlProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

function refuse(place: { readonly start: number; readonly end: number }, message: string, replacement?: string): never {
  throw new Refusal({ message, start: place.start, end: place.end, ...(replacement !== undefined && { replacement }) });
}

class Checker {
  readonly #context: OttlContext | undefined;
  /** The context without its component: `span`. */
  readonly #name: string;
  readonly #plain: boolean;
  /** `transform` or `filter`. */
  readonly #component: string;

  constructor(context: string, plain: boolean) {
    this.#context = ottlContext(context);
    this.#name = context.slice(context.indexOf('/') + 1);
    this.#component = context.slice(0, context.indexOf('/'));
    this.#plain = plain;
  }

  call({ name, args, keys, start, end, nameEnd }: OttlCall): void {
    const functions = this.#context?.functions;
    const parameters = functions?.get(name);
    if (functions && !parameters) {
      const meant = nearest(name, functions.keys());
      refuse({ start, end: nameEnd }, `there is no function "${name}" here${meant ? `: did you mean "${meant}"?` : ''}`, meant);
    }
    if (parameters) this.#arguments(name, parameters, args, { start, end });
    else for (const { value } of args) this.value(value);
    this.#keys(keys);
  }

  #arguments(
    name: string,
    parameters: readonly OttlParameter[],
    args: OttlCall['args'],
    place: { readonly start: number; readonly end: number },
  ): void {
    const required = parameters.filter(({ optional }) => !optional).length;
    if (args.length < required || args.length > parameters.length) {
      const wanted = required === parameters.length ? `${required}` : `${required} to ${parameters.length}`;
      refuse(
        place,
        `"${name}" takes ${wanted} ${parameters.length === 1 ? 'argument' : 'arguments'} (${parameters.map((each) => each.name).join(', ')}), not ${args.length}`,
      );
    }
    const version = name === 'set_semconv_span_name' ? args[0]?.value : undefined;
    if (version?.kind === 'string' && !/^\d+\.\d+\.\d+$/.test(unquote(version.text)))
      refuse(version, `"${name}" takes a version of the semantic conventions, such as "1.37.0"`);
    let named = false;
    for (const [index, argument] of args.entries()) {
      if (argument.name !== undefined) named = true;
      else if (named) refuse(argument, 'an argument without a name cannot follow one that has a name');
      const wanted = argument.name;
      const parameter = wanted === undefined ? parameters[index] : parameters.find((each) => camel(each.name) === camel(wanted));
      if (!parameter) refuse(argument, `"${name}" has no parameter "${wanted}": it has ${parameters.map((each) => each.name).join(', ')}`);
      this.#argument(name, parameter, argument.value);
      const words = WORDS[name]?.[camel(parameter.name)];
      if (words && argument.value.kind === 'string' && !words.includes(unquote(argument.value.text)))
        refuse(argument.value, `"${parameter.name}" of "${name}" takes ${words.map((word) => `"${word}"`).join(', ')}`);
    }
    const captures = name === 'ExtractPatterns' || name === 'ExtractGrokPatterns';
    const pattern = captures ? args[1]?.value : undefined;
    if (pattern?.kind !== 'string' || hasNames(name, unquote(pattern.text), args)) return;
    refuse(pattern, `"${name}" needs a group with a name, such as ${name === 'ExtractPatterns' ? '(?P<level>[a-z]+)' : '%{WORD:level}'}`);
  }

  #argument(name: string, parameter: OttlParameter, value: OttlValue): void {
    const { type } = parameter;
    const must = (what: string): never => refuse(value, `"${parameter.name}" of "${name}" must be ${what}`);
    if (type.startsWith('[]')) {
      if (type === '[]uint8') {
        if (value.kind !== 'bytes') must('bytes, such as 0x1f');
        return;
      }
      if (value.kind !== 'list') must('a list, such as ["a", "b"]');
      else for (const part of value.parts) this.#argument(name, { ...parameter, type: type.slice(2) }, part);
      return;
    }
    switch (type) {
      case 'string':
        if (value.kind !== 'string') must('a text in double quotes');
        return;
      case 'float64':
        if (value.kind !== 'float') must('a number with a decimal point, such as 1.0');
        return;
      case 'int64':
        if (value.kind !== 'int') must('a whole number');
        return;
      case 'bool':
        if (value.kind !== 'bool') must('true or false');
        return;
      case 'FunctionGetter':
        if (value.kind !== 'enum' && value.kind !== 'function') must('the name of a converter, such as SHA256');
        else if (this.#context && !this.#context.functions.has(value.name)) refuse(value, `there is no function "${value.name}" here`);
        return;
      case 'Lambda':
      case 'Lambda?':
        // Such parameters are there, but what they take has to be switched on in the Collector, and Alloy has no switch for it.
        refuse(value, `"${name}" cannot be used in Alloy: what it takes as "${parameter.name}" is not switched on`);
        return;
      case 'Enum':
        if (value.kind !== 'enum') must('one of the names in capital letters');
        this.value(value);
        return;
      case 'Setter':
      case 'GetSetter':
      case 'PMapGetSetter':
      case 'PSliceGetSetter':
        if (value.kind !== 'path') must('a path, such as attributes["name"]');
        this.value(value);
        return;
      default:
        if (value.kind === 'function') must('a value');
        if (LITERALS.has(value.kind) && LITERALS_TAKEN[type] !== undefined && !LITERALS_TAKEN[type].includes(value.kind))
          must(LITERAL_WORDS[type] ?? 'another value');
        this.value(value);
        if (
          parameter.name.includes('pattern') &&
          !parameter.name.includes('definitions') &&
          value.kind === 'string' &&
          name !== 'ExtractGrokPatterns'
        ) {
          const problem = regex(unquote(value.text), 'main');
          if (problem !== undefined) refuse(value, `this is no regular expression of RE2: ${problem}`);
        }
    }
  }

  value(value: OttlValue): void {
    switch (value.kind) {
      case 'path':
        this.#path(value.fields, value);
        return;
      case 'call':
        if (/^[a-z]/.test(value.call.name))
          refuse(
            { start: value.call.start, end: value.call.nameEnd },
            `"${value.call.name}" is an editor, and gives no value: converters begin with a capital letter`,
          );
        this.call(value.call);
        return;
      case 'enum':
        if (!SYMBOL.test(value.name)) refuse(value, `there is no name "${value.name}" here`);
        return;
      case 'function':
        refuse(value, `"${value.name}" is the name of a function, and no value: write ${value.name}(…)`);
        return;
      case 'math':
      case 'list':
      case 'map':
      case 'condition':
        for (const part of value.parts) this.value(part);
        return;
      case 'lambda':
        refuse(value, 'functions such as (a) => b are not switched on in Alloy');
    }
  }

  #keys(keys: readonly OttlKey[]): void {
    for (const { value } of keys) if (value) this.value(value);
  }

  /** Another context of the same component that has a path without its name. */
  #contextOf(form: string): string | undefined {
    const component = this.#component;
    return CONTEXT_NAMES.find((name) => name !== this.#name && ottlContext(`${component}/${name}`)?.plainPaths.has(form));
  }

  #path(fields: readonly OttlField[], place: { readonly start: number; readonly end: number }): void {
    for (const { keys } of fields) this.#keys(keys);
    const [first] = fields;
    if (!this.#context || !first) return;
    const form = fields.map(({ name, keys }) => (keys.length > 0 ? `${name}[]` : name)).join('.');
    if (this.#context.paths.has(form) || (this.#plain && this.#context.plainPaths.has(form))) return;
    const plain = form.replaceAll('[]', '');
    const known = [...this.#context.paths, ...(this.#plain ? this.#context.plainPaths : [])];
    // What a client has sent along is found by its name.
    if (known.includes(plain) && first.name === 'otelcol') return;
    if (known.includes(plain)) refuse(place, `"${plain}" cannot be indexed`);
    const meant = nearest(
      plain,
      known.map((path) => path.replaceAll('[]', '')),
    );
    const hint = meant ? `: did you mean "${meant}"?` : '';
    // Names up to the first key stand there as they are, without white space.
    const indexed = fields.findIndex(({ keys }) => keys.length > 0);
    const named = indexed === -1 || indexed === fields.length - 1 ? { start: place.start, end: place.start + plain.length } : place;
    const replacement = named === place ? undefined : meant;
    const elsewhere = meant === undefined ? this.#contextOf(form) : undefined;
    if (elsewhere) refuse(place, `there is no "${plain}" in the context "${this.#name}": it is one of "${elsewhere}"`);
    if (this.#plain || hint !== '') refuse(named, `there is no "${plain}" in the context "${this.#name}"${hint}`, replacement);
    refuse(place, `there is no "${plain}" here: a path begins with the name of its context, as "${this.#name}.attributes" does`);
  }
}

/** The contexts of telemetry, in the order in which one looks for a path. */
const CONTEXT_NAMES = ['log', 'span', 'spanevent', 'metric', 'datapoint', 'scope', 'resource'];

const LITERALS: ReadonlySet<string> = new Set(['string', 'int', 'float', 'bool']);
/** Which literals are taken for a parameter that wants a value of one type: what is computed is only known when it runs. */
const LITERALS_TAKEN: Readonly<Record<string, readonly string[]>> = {
  StringGetter: ['string'],
  IntGetter: ['int'],
  FloatGetter: ['float'],
  BoolGetter: ['bool'],
  PMapGetter: [],
  PSliceGetter: [],
  TimeGetter: [],
  DurationGetter: [],
};
const LITERAL_WORDS: Readonly<Record<string, string>> = {
  StringGetter: 'a text',
  IntGetter: 'a whole number',
  FloatGetter: 'a number with a decimal point',
  BoolGetter: 'true or false',
  PMapGetter: 'a map',
  PSliceGetter: 'a list',
  TimeGetter: 'a time, such as Now()',
  DurationGetter: 'a duration, such as Duration("1m")',
};

/** The names in capital letters that OTTL knows (`pkg/ottl/contexts/internal/*\/symbols.go`). */
const SYMBOL =
  /^(?:SPAN_KIND_(?:UNSPECIFIED|INTERNAL|SERVER|CLIENT|PRODUCER|CONSUMER)|STATUS_CODE_(?:UNSET|OK|ERROR)|METRIC_DATA_TYPE_(?:NONE|GAUGE|SUM|HISTOGRAM|EXPONENTIAL_HISTOGRAM|SUMMARY)|AGGREGATION_TEMPORALITY_(?:UNSPECIFIED|DELTA|CUMULATIVE)|SEVERITY_NUMBER_(?:UNSPECIFIED|(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)[2-4]?)|FLAG_(?:NONE|NO_RECORDED_VALUE))$/;

/** The words that a parameter takes where it is written out (`pkg/ottl/ottlfuncs`, the transform processor's `internal/metrics`). */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  merge_maps: { strategy: ['insert', 'update', 'upsert'] },
  replace_all_patterns: { mode: ['key', 'value'] },
  convert_gauge_to_sum: { stringaggtemp: ['delta', 'cumulative'] },
  convert_summary_sum_val_to_sum: { stringaggtemp: ['delta', 'cumulative'] },
  convert_summary_count_val_to_sum: { stringaggtemp: ['delta', 'cumulative'] },
};

/** Patterns of Grok that hold no names themselves. */
const PLAIN_GROK =
  /^(?:[^%(]|%\{(?:USERNAME|USER|INT|NUMBER|BASE10NUM|WORD|NOTSPACE|SPACE|DATA|GREEDYDATA|QUOTEDSTRING|UUID|IP|IPV4|IPV6|HOSTNAME|IPORHOST|HOSTPORT|PATH|URI|URIPROTO|URIHOST|URIPATH|URIPARAM|URIPATHPARAM|MONTH|DAY|YEAR|TIME|TIMESTAMP_ISO8601|LOGLEVEL)\})*$/;

/** Whether a pattern names what it takes out, as far as that is certain. Grok asks for it only where nothing else is kept. */
function hasNames(name: string, pattern: string, args: OttlCall['args']): boolean {
  if (name === 'ExtractPatterns') return captureGroups(pattern).names.length > 0;
  const [, , onlyNamed, definitions] = args;
  return !(onlyNamed?.value.kind === 'bool' && onlyNamed.value.value && !definitions && PLAIN_GROK.test(pattern));
}

/** Parameters are found by their name without regard to underscores and case. */
function camel(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
