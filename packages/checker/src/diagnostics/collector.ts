import type { Source } from '../project/source.ts';
import { type Code, definitions, type Params } from './codes.ts';
import type { Authority, Diagnostic, Fix, RelatedPlace } from './diagnostic.ts';

/** A stretch of a source: what a node, a token or a pair of them covers. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a finding may say beside its message. */
export interface Extras {
  readonly notes?: readonly string[];
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  readonly url?: string | undefined;
  /** Where not the code's own: who refuses this very one. */
  readonly authority?: Authority;
}

/** How many names may be compared in search of what was meant: each takes time, and nobody reads the thousandth guess. */
const MAX_COMPARISONS = 20_000;
/** What even the shortest search counts for. */
const MIN_COMPARISONS = 100;

/** Gathers findings. A wrong code, or a parameter that its message lacks, does not compile. */
export class DiagnosticCollector {
  readonly all: Diagnostic[] = [];
  readonly #meant = new Map<string, string | undefined>();
  #comparisons = 0;
  /** How often it was asked what was meant. */
  suggestions = 0;

  /**
   * What was meant, as `look` finds it, as long as not too many names have been compared.
   *
   * @param question what is looked for, and where; asked again, it has the same answer
   * @param candidates how many names `look` compares
   */
  suggest(question: string, candidates: number, look: () => string | undefined): string | undefined {
    this.suggestions++;
    if (this.#meant.has(question)) return this.#meant.get(question);
    this.#comparisons += Math.max(candidates, MIN_COMPARISONS);
    const meant = this.#comparisons <= MAX_COMPARISONS ? look() : undefined;
    this.#meant.set(question, meant);
    return meant;
  }

  /** Reports a finding of the table of codes. */
  report<C extends Code>(code: C, source: Source, span: Span, params: Params<C>, extras: Extras = {}): void {
    const { severity, authority, message } = definitions[code];
    // The table pairs each code with its parameters; TypeScript cannot see that through the union of all codes.
    const text = (message as (params: Params<C>) => string)(params);
    this.add({ code, severity, authority: extras.authority ?? authority, message: text }, source, span, extras);
  }

  /** Reports a finding of a rule, whose message is made. */
  add(what: Pick<Diagnostic, 'code' | 'severity' | 'authority' | 'message'>, source: Source, span: Span, extras: Extras = {}): void {
    this.all.push({
      ...what,
      file: source.path,
      start: span.start,
      end: span.end,
      notes: extras.notes ?? [],
      related: extras.related ?? [],
      fixes: extras.fixes ?? [],
      ...(extras.url !== undefined && { url: extras.url }),
    });
  }
}

/** A related place in a source. */
export function related(source: Source, span: Span, message: string): RelatedPlace {
  return { file: source.path, start: span.start, end: span.end, message };
}

/** The fix that writes `text` instead of what stands at `span`, where nothing else can be meant. */
export function onlyFix(source: Source, span: Span, text: string): Fix {
  return { title: `write "${text}"`, safety: 'safe', edits: [{ file: source.path, start: span.start, end: span.end, text }] };
}

/** The fix that writes `text` instead of what stands at `span`: a guess, so it asks, and is only suggested. */
export function replaceFix(source: Source, span: Span, text: string): Fix {
  return {
    title: `did you mean "${text}"?`,
    safety: 'suggested',
    edits: [{ file: source.path, start: span.start, end: span.end, text }],
  };
}
