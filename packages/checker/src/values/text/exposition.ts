/**
 * The text format of Prometheus, as `prometheus.exporter.static` reads it: `TextToMetricFamilies` of prometheus/common, with names of
 * metrics and labels as they were before UTF-8 (`expfmt/text_parse.go`, v0.70).
 */
import { isGoFloat } from '../go-float.ts';

/** What is wrong with a text of metrics, and in which line, counted from 1. */
export interface ExpositionProblem {
  readonly line: number;
  /** What is wrong, in words that follow "line N:". */
  readonly problem: string;
}

/** The first mistake in a text of metrics; `undefined` where there is none. */
export function exposition(text: string): ExpositionProblem | undefined {
  const reader = new Reader(text);
  try {
    while (reader.line());
    return undefined;
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { line: reader.count, problem: error.message };
  }
}

class Mistake extends Error {}

function mistake(problem: string): never {
  throw new Mistake(problem);
}

type MetricType = 'COUNTER' | 'GAUGE' | 'SUMMARY' | 'UNTYPED' | 'HISTOGRAM' | 'GAUGE_HISTOGRAM';

const TYPES: ReadonlySet<string> = new Set<MetricType>(['COUNTER', 'GAUGE', 'SUMMARY', 'UNTYPED', 'HISTOGRAM', 'GAUGE_HISTOGRAM']);

/** What is known of the metrics of one name. */
interface Family {
  type?: MetricType;
  hasHelp?: boolean;
}

const metricName = /^[a-zA-Z_:][\w:]*$/;
const labelName = /^[a-zA-Z_]\w*$/;

/** Reads line after line. All that is not at the beginning of a line needs a character after it: the text ends with a line break. */
class Reader {
  /** The number of the line that is read, from 1. */
  count = 0;
  readonly #text: string;
  /** Where the character is that was read last. */
  #at = -1;
  readonly #families = new Map<string, Family>();
  /** The metrics that were named last: what begins with a brace may leave the name out. */
  #family: Family | undefined;
  /** Whether a value has been read for the last name: only then are there labels to add to. */
  #hasMetric = false;
  /** Whether the line is the count of a histogram. */
  #isCount = false;
  #bucket = Number.NaN;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads a line; false at the end of the text. */
  line(): boolean {
    this.count++;
    do this.#at++;
    while (this.#isBlank);
    if (this.#at >= this.#text.length) return false;
    if (this.#char() === '#') this.#comment();
    else if (this.#char() === '{') this.#metric(true);
    else if (this.#char() !== '\n') this.#metric(false);
    return true;
  }

  #char(): string {
    return this.#text[this.#at] as string;
  }

  get #isBlank(): boolean {
    const char = this.#text[this.#at];
    return char === ' ' || char === '\t';
  }

  #next(): void {
    if (++this.#at >= this.#text.length) mistake('the text ends inside of a line: the last line needs a line break too');
  }

  /** Goes on to the next character that is no blank. */
  #skip(): void {
    do this.#next();
    while (this.#isBlank);
  }

  #word(): string {
    const from = this.#at;
    while (!this.#isBlank && this.#char() !== '\n') this.#next();
    return this.#text.slice(from, this.#at);
  }

  #restOfLine(): string {
    const from = this.#at;
    while (this.#char() !== '\n') this.#next();
    return this.#text.slice(from, this.#at);
  }

  #comment(): void {
    this.#skip();
    const keyword = this.#word();
    if (this.#char() === '\n') return;
    if (keyword !== 'HELP' && keyword !== 'TYPE') {
      this.#restOfLine();
      return;
    }
    this.#skip();
    const name = this.#name('metric');
    if (this.#char() === '\n') return;
    if (!this.#isBlank) mistake(`"${keyword}" is followed by no name of a metric`);
    const family = this.#familyOf(name);
    this.#skip();
    if (this.#char() === '\n') return;
    if (keyword === 'HELP') this.#help(name, family);
    else this.#type(name, family);
  }

  #help(name: string, family: Family): void {
    if (family.hasHelp) mistake(`a second HELP for "${name}"`);
    let escaped = false;
    for (; escaped || this.#char() !== '\n'; this.#next()) {
      if (escaped && !/["\\n]/.test(this.#char())) mistake(`"\\${this.#char()}" is no escape: there are \\\\, \\n and \\"`);
      escaped = !escaped && this.#char() === '\\';
    }
    family.hasHelp = true;
  }

  #type(name: string, family: Family): void {
    if (family.type) mistake(`a second TYPE for "${name}", or one behind its values`);
    const word = this.#restOfLine().replaceAll('\\', '');
    const type = word.toUpperCase();
    if (TYPES.has(type)) family.type = type as MetricType;
    else if (type === 'GAUGEHISTOGRAM') family.type = 'GAUGE_HISTOGRAM';
    else mistake(`there is no type ${JSON.stringify(word)}: it is one of counter, gauge, histogram, summary or untyped`);
  }

  /** The values of a metric: `name{label="text"} value timestamp`, or since UTF-8 names `{"name", label="text"} value`. */
  #metric(inBraces: boolean): void {
    if (!inBraces) {
      const name = this.#name('metric');
      if (name === '') mistake(`${JSON.stringify(this.#char())} begins no name of a metric`);
      this.#start(name);
      if (this.#isBlank) this.#skip();
    }
    this.#bucket = Number.NaN;
    if (this.#char() === '{') this.#labels(inBraces);
    this.#value();
  }

  #start(name: string): void {
    const family = this.#familyOf(name);
    family.type ??= 'UNTYPED';
    this.#hasMetric = true;
  }

  #labels(inBraces: boolean): void {
    const names = new Set<string>();
    let named = !inBraces;
    for (;;) {
      this.#skip();
      if (this.#char() === '}') break;
      const name = this.#name('label');
      if (name === '') mistake(`${JSON.stringify(this.#char())} begins no name of a label`);
      if (this.#isBlank) this.#skip();
      if (this.#char() !== '=') {
        if (named) mistake(`after the label "${name}" there has to be =`);
        if (this.#char() !== ',' && this.#char() !== '}') mistake(`after the name "${name}" there has to be a comma or }`);
        this.#start(name);
        named = true;
        if (this.#char() === '}') break;
        continue;
      }
      if (name === '__name__' || !labelName.test(name)) mistake(`"${name}" is no name for a label`);
      const isQuantile = this.#family?.type === 'SUMMARY' && name === 'quantile';
      const isBucket = this.#isHistogram && name === 'le';
      if (!isQuantile && !isBucket) {
        if (names.has(name)) mistake(`the label "${name}" is given twice`);
        names.add(name);
      }
      this.#skip();
      const value = this.#labelValue(name);
      if ((isQuantile || isBucket) && float(value) === undefined) mistake(`the label "${name}" has to be a number`);
      if (isBucket) this.#bucket = float(value) ?? Number.NaN;
      this.#skip();
      if (this.#char() === '}') break;
      if (this.#char() !== ',') mistake(`after the text of the label "${name}" there has to be a comma or }`);
    }
    if (!this.#family || !this.#hasMetric) mistake('the metric has no name');
    this.#skip();
  }

  #labelValue(name: string): string {
    if (this.#char() !== '"') mistake(`the text of the label "${name}" has to stand in quotes`);
    let value = '';
    for (;;) {
      this.#next();
      if (this.#char() === '"') return value;
      if (this.#char() === '\n') mistake(`the text of the label "${name}" is not closed: it has to end in the same line`);
      if (this.#char() === '\\') {
        this.#next();
        if (!/["\\n]/.test(this.#char())) mistake(`"\\${this.#char()}" is no escape: there are \\\\, \\n and \\"`);
      }
      value += this.#char();
    }
  }

  get #isHistogram(): boolean {
    return this.#family?.type === 'HISTOGRAM' || this.#family?.type === 'GAUGE_HISTOGRAM';
  }

  #value(): void {
    const word = this.#word();
    const value = float(word);
    if (value === undefined) mistake(`${JSON.stringify(word)} is no number`);
    if (this.#isHistogram && value < 0 && (this.#isCount || !Number.isNaN(this.#bucket))) mistake('a histogram cannot count less than 0');
    if (this.#char() === '\n') return;
    this.#skip();
    const timestamp = this.#word();
    if (!/^[+-]?\d+$/.test(timestamp) || BigInt.asIntN(64, BigInt(timestamp.replace('+', ''))) !== BigInt(timestamp.replace('+', '')))
      mistake(`${JSON.stringify(timestamp)} is no timestamp: behind the value there can be milliseconds, and nothing else`);
    if (this.#restOfLine().replaceAll('\\', '') !== '') mistake('there is something behind the timestamp');
  }

  /** A name, in quotes or not; empty where none begins. */
  #name(kind: 'metric' | 'label'): string {
    const goesOn = kind === 'metric' ? /[\w":]/ : /[\w"]/;
    if (!goesOn.test(this.#char()) || /\d/.test(this.#char())) return '';
    let name = '';
    let quoted = false;
    do {
      if (this.#char() === '"') {
        quoted = !quoted;
        if (!quoted) {
          this.#next();
          return name;
        }
      } else if (this.#char() === '\n') mistake(`the name "${name}" is not closed: it has to end in the same line`);
      else if (this.#char() === '\\') {
        this.#next();
        if (!/["\\n]/.test(this.#char())) mistake(`"\\${this.#char()}" is no escape: there are \\\\, \\n and \\"`);
        name += this.#char() === 'n' ? '\n' : this.#char();
      } else name += this.#char();
      this.#next();
    } while (quoted || goesOn.test(this.#char()));
    return name;
  }

  /** The metrics that a name is of: `x_count`, `x_sum` and `x_bucket` are parts of a summary or a histogram `x`. */
  #familyOf(name: string): Family {
    if (!metricName.test(name)) mistake(`"${name}" is no name of a metric`);
    this.#isCount = false;
    const own = this.#families.get(name);
    if (own) {
      this.#family = own;
      return own;
    }
    const [, ofSummary = name] = /^(.+)_(?:count|sum)$/.exec(name) ?? [];
    const summary = this.#families.get(ofSummary);
    if (summary?.type === 'SUMMARY') {
      this.#family = summary;
      return summary;
    }
    const [, ofHistogram = name, part] = /^(.+)_(count|sum|bucket)$/.exec(name) ?? [];
    const histogram = this.#families.get(ofHistogram);
    if (histogram?.type === 'HISTOGRAM' || histogram?.type === 'GAUGE_HISTOGRAM') {
      this.#isCount = part === 'count';
      this.#family = histogram;
      return histogram;
    }
    const family: Family = {};
    this.#families.set(name, family);
    this.#family = family;
    return family;
  }
}

/** A number as Go reads it, but without exponents of two and underscores; `undefined` where it is none. */
function float(text: string): number | undefined {
  if (/[pP_]/.test(text)) return undefined;
  const special = /^([+-])?(?:inf|infinity)$/i.exec(text);
  if (special) return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  return isGoFloat(text) ? Number(text) : undefined;
}
