import type { Code, Params } from '../diagnostics/codes.ts';
import { type DiagnosticCollector, type Extras, related, replaceFix, type Span } from '../diagnostics/collector.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { removing } from '../fixes/removal.ts';
import type { Body } from '../model/body.ts';
import { isEmpty } from '../values/static.ts';
import { type UrlParts, urlParts, urlProblem } from '../values/text/url.ts';

/**
 * What a component refuses when it is built, from a typed view of its block. It must refuse nothing that Alloy may accept: what the body
 * does not know (`undefined`) counts as fine.
 */
export type BuildCheck = (body: Body, refuse: Refusals) => void;

/** The checks of one family: by name of component or config block, and by schema for nested blocks (and components that share one). */
export interface BuildChecks {
  readonly components?: Readonly<Record<string, BuildCheck>>;
  readonly schemas?: Readonly<Record<string, BuildCheck>>;
}

/** Numbers or durations (in nanoseconds) that are accepted; all bounds are optional. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
  /** The value must be greater than this. */
  readonly above?: number;
  /** The value must be less than this. */
  readonly below?: number;
}

/** Reports what a component refuses, in the forms that repeat. Names are those of attributes or blocks of the body. */
export class Refusals {
  readonly #diagnostics: DiagnosticCollector;

  constructor(diagnostics: DiagnosticCollector) {
    this.#diagnostics = diagnostics;
  }

  /** Anything, with a code of its own. `place`: an attribute or block of the body, or a span; absent: the body's first line. */
  report<C extends Code>(code: C, body: Body, place: string | Span | undefined, params: Params<C>, extras: Extras = {}): void {
    const span = place === undefined ? body.header : typeof place === 'string' ? body.place(place) : place;
    this.#diagnostics.report(code, body.source, span, params, extras);
  }

  /** The component cannot be built, for a reason that is said in a sentence. */
  component(body: Body, problem: string, extras: Extras = {}): void {
    this.report('component/refused', body, undefined, { problem }, extras);
  }

  /** The attribute's text is none of the words accepted. The empty text passes where it is listed. */
  enumeration(body: Body, name: string, accepted: readonly string[]): void {
    const text = body.text(name);
    if (text === undefined || accepted.includes(text)) return;
    const words = accepted.filter((word) => word !== '');
    const guess = nearest(text, words);
    const attribute = body.attribute(name);
    const fixes = guess !== undefined && attribute ? [replaceFix(body.source, attribute.value, JSON.stringify(guess))] : [];
    this.report('value/enum', body, name, { name: `"${name}"`, value: text, accepted: words }, { fixes });
  }

  /** The attribute's number is out of range. */
  range(body: Body, name: string, range: Range, value: number | undefined = body.number(name), unit: (n: number) => string = String): void {
    if (value === undefined) return;
    const { min, max, above, below } = range;
    const wrong = (problem: string, bound?: number): void => {
      const written = body.attribute(name)?.value;
      const fixes =
        bound !== undefined && (written?.kind === 'Literal' || written?.kind === 'Unary')
          ? [replacement(body.source, written, unit(bound), `write ${unit(bound)}`)]
          : [];
      this.report('value/range', body, name, { name: `"${name}"`, problem }, { fixes });
    };
    if (min !== undefined && value < min) wrong(`must be at least ${unit(min)}`, min);
    else if (above !== undefined && value <= above) wrong(`must be greater than ${unit(above)}`);
    else if (max !== undefined && value > max) wrong(`must be at most ${unit(max)}`, max);
    else if (below !== undefined && value >= below) wrong(`must be less than ${unit(below)}`);
  }

  /** The attribute's duration is out of range; bounds in nanoseconds. */
  durationRange(body: Body, name: string, range: Range): void {
    this.range(body, name, range, body.duration(name), durationText);
  }

  /** The attribute's text has not the form that is wanted: `problem` follows the attribute's name (`must be host:port`). */
  format(body: Body, name: string, problem: string, extras: Extras = {}): void {
    this.report('value/format', body, name, { name: `"${name}"`, problem }, extras);
  }

  /** The attribute's text is no URL to Go (`url.Parse`); the empty text is one. Its parts, where it is known and can be read. */
  url(body: Body, name: string): UrlParts | undefined {
    const text = body.text(name);
    if (text === undefined) return undefined;
    const problem = urlProblem(text, body.catalog.version);
    if (problem === undefined) return urlParts(text, body.catalog.version);
    this.format(body, name, `is no URL that Alloy can read: ${problem}`);
    return undefined;
  }

  /** An attribute or block that must be set is certainly not; `reason` follows it (`when "mode" is "agent"`). */
  required(body: Body, name: string, reason = ''): void {
    if (body.isSet(name) === false) this.report('value/required', body, name, { name: `"${name}"`, block: body.name, reason });
  }

  /** Of these at most one may be set. */
  atMostOne(body: Body, names: readonly string[]): void {
    const [first, second, ...others] = names.filter((name) => body.isSet(name) === true);
    if (first === undefined || second === undefined) return;
    const places = [related(body.source, body.place(first), `"${first}" is given here`)];
    // Which of the two is meant nobody can know: each can go. Of three, one is not enough.
    const fixes = (others.length > 0 ? [] : [second, first]).flatMap((name) => {
      const statement = statementOf(body, name);
      return statement ? [removing(body.source, statement, `"${name}"`)] : [];
    });
    this.report('exclusive/one-of', body, second, { name: second, other: first, block: body.name }, { related: places, fixes });
  }

  /** Of these at least one must be set. */
  atLeastOne(body: Body, names: readonly string[]): void {
    if (names.every((name) => body.isSet(name) === false)) this.noneOf(body, names);
  }

  /** None of these is set, as the caller has found out. */
  noneOf(body: Body, names: readonly string[]): void {
    this.report('exclusive/required', body, undefined, { block: body.name, names, exactly: false });
  }

  /** Of these exactly one must be set. */
  exactlyOne(body: Body, names: readonly string[]): void {
    if (names.every((name) => body.isSet(name) === false))
      this.report('exclusive/required', body, undefined, { block: body.name, names, exactly: true });
    else this.atMostOne(body, names);
  }

  /** Where `name` is set, `other` must be too. */
  together(body: Body, name: string, other: string): void {
    if (body.isSet(name) === true && body.isSet(other) === false)
      this.report('exclusive/together', body, name, { name, other, block: body.name });
  }

  /** Settings that the component refuses in this combination, in a sentence. */
  relation(body: Body, place: string | undefined, problem: string, extras: Extras = {}): void {
    this.report('value/relation', body, place, { problem }, extras);
  }

  /** A list or object that must have elements certainly has none. */
  notEmpty(body: Body, name: string): void {
    if (isEmpty(body.value(name)) === true)
      this.report('value/required', body, name, { name: `at least one element in "${name}"`, block: body.name, reason: '' });
  }
}

/** The statement of an attribute or nested block of this name. */
function statementOf({ block }: Body, name: string): Span | undefined {
  return block.statements.find((each) =>
    each.kind === 'Attribute' ? each.name.text === name : each.kind === 'Block' && each.fullName === name,
  );
}

function replacement({ path }: Body['source'], { start, end }: Span, text: string, title: string): Fix {
  return { title, safety: 'suggested', edits: [{ file: path, start, end, text }] };
}

const UNITS: readonly (readonly [string, number])[] = [
  ['h', 3_600_000_000_000],
  ['m', 60_000_000_000],
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1_000],
];

/** A duration as one writes it: in the largest unit that divides it. */
export function durationText(nanoseconds: number): string {
  const unit = nanoseconds !== 0 && UNITS.find(([, size]) => nanoseconds % size === 0);
  return unit ? `"${nanoseconds / unit[1]}${unit[0]}"` : `"${nanoseconds}ns"`;
}
