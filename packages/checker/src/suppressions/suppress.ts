import { indexAfter, syntaxMessages, type Token, TokenKind } from '@assay/parser';
import { type CheckOptions, levelOf } from '../checks/context.ts';
import { type Code, definitions, saysUnchecked } from '../diagnostics/codes.ts';
import { DiagnosticCollector, related, replaceFix, type Span } from '../diagnostics/collector.ts';
import type { Diagnostic, Fix, Place } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { allCodes } from '../diagnostics/pages.ts';
import type { Source } from '../project/source.ts';
import { rules } from '../rules/index.ts';
import type { Level } from '../rules/rule.ts';
import { mayHoldSuppressions, type NamedCode, REASON_TO_WRITE, readComment, type Suppression, type SuppressionKind } from './comment.ts';
import { type Scope, scopeOf } from './scope.ts';

/** A finding that a comment suppresses. */
export interface SuppressedDiagnostic {
  readonly diagnostic: Diagnostic;
  /** Why, as the comment says; `''` where it does not. */
  readonly reason: string;
  /** The comment. */
  readonly comment: Place;
}

/** What is found in a program. */
export interface Findings {
  /** In the order of the files and of their places in them. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments suppress, in the same order. */
  readonly suppressed: readonly SuppressedDiagnostic[];
}

/** A suppression, where it holds, and what became of each of its codes. */
interface Standing {
  readonly suppression: Suppression;
  readonly scope: Scope;
  readonly expired: boolean;
  readonly used: Set<NamedCode>;
  /** Findings that it would cover, and that cannot be suppressed. */
  readonly refused: Map<NamedCode, Diagnostic>;
}

/**
 * Takes what comments suppress out of the findings of a program, and adds what is wrong with the comments.
 *
 * @param found at the levels that were asked for
 * @param complete Alloy refuses nothing of the program, so that all rules have looked at it: what nothing is found for is not needed
 */
export function suppress(files: readonly Source[], found: readonly Diagnostic[], options: CheckOptions, complete: boolean): Findings {
  if (!files.some(({ text }) => mayHoldSuppressions(text))) return { diagnostics: found, suppressed: [] };
  const diagnostics: Diagnostic[] = [];
  const suppressed: SuppressedDiagnostic[] = [];
  const standings = new Map<string, readonly Standing[]>();
  const about = new DiagnosticCollector();
  for (const source of files) {
    if (!mayHoldSuppressions(source.text)) continue;
    const own = standingsOf(source, options, about);
    if (own.length > 0) standings.set(source.path, own);
  }
  const sweeps = new Map([...standings].map(([file, own]) => [file, new Sweep(own)]));
  for (const diagnostic of found) {
    const holding = sweeps.get(diagnostic.file)?.holdingFor(diagnostic);
    if (holding) {
      const { suppression } = holding;
      const comment = { file: diagnostic.file, start: suppression.start, end: suppression.end };
      suppressed.push({ diagnostic, reason: suppression.reason, comment });
    } else diagnostics.push(diagnostic);
  }
  const byFile = new Map<string, Diagnostic[]>([...standings.keys()].map((file) => [file, []]));
  for (const diagnostic of found) byFile.get(diagnostic.file)?.push(diagnostic);
  for (const source of files) {
    const inFile = byFile.get(source.path) ?? [];
    for (const standing of standings.get(source.path) ?? []) judge(about, source, standing, inFile, options, complete);
  }
  for (const diagnostic of about.all) {
    const level = levelFor(options, diagnostic.code, diagnostic.file);
    if (level !== 'off') diagnostics.push({ ...diagnostic, severity: level });
  }
  return { diagnostics, suppressed };
}

/** Whether a comment may suppress a finding: not what keeps Alloy from starting, and not what is said of comments. */
export function isSuppressible({ code, authority, severity }: Diagnostic): boolean {
  return !isNever(code) && (authority === 'lint' || severity !== 'error');
}

function isNever(code: string): boolean {
  return saysUnchecked(code) || code.startsWith('suppression/');
}

/** Comments that are none of ours. Where an edit does not reach, tokens stay the same objects. */
const ordinary = new WeakSet<Token>();

function standingsOf(source: Source, { today }: CheckOptions, about: DiagnosticCollector): Standing[] {
  const { parse } = source;
  const standings: Standing[] = [];
  for (const token of parse.tokens) {
    const { kind, start, end, index } = token;
    if ((kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment) || ordinary.has(token)) continue;
    // A carriage return belongs to the comment (LANGUAGE.md 2), and is no part of what it says.
    const comment = readComment(parse.text.slice(start, end).trimEnd(), start);
    if (!comment) {
      ordinary.add(token);
      continue;
    }
    if ('problem' in comment) {
      const { problem, meant } = comment;
      about.report('suppression/malformed', source, comment, { problem }, { fixes: meant ? [replaceFix(source, comment, meant)] : [] });
      continue;
    }
    const scope = scopeOf(parse, comment, index);
    if (typeof scope === 'string') {
      about.report('suppression/malformed', source, comment, { problem: scope });
      continue;
    }
    const expired = comment.until !== undefined && today !== undefined && comment.until.text < today;
    standings.push({ suppression: comment, scope, expired, used: new Set(), refused: new Map() });
  }
  return standings;
}

const NARROWNESS: Readonly<Record<SuppressionKind, number>> = { ignore: 0, 'ignore-block': 1, 'ignore-file': 2 };

/** A suppression by one of its codes, in one of the stretches that it holds in. */
interface Holding {
  readonly end: number;
  /** Its place among all of a file, by where the stretch begins. */
  readonly order: number;
  readonly standing: Standing;
  readonly code: NamedCode;
}

/** The suppressions of one code that hold at a place. */
class CodeHoldings {
  /** By narrowness, each in the order in which they begin. Those behind one that still holds may be over. */
  readonly #stacks: readonly Holding[][] = Object.values(NARROWNESS).map(() => []);
  #notRefused: Holding[] = [];

  add(holding: Holding): void {
    this.#stacks[NARROWNESS[holding.standing.suppression.kind]]?.push(holding);
    this.#notRefused.push(holding);
  }

  /** The narrowest that holds, and of those the last. */
  best(offset: number): Holding | undefined {
    for (const stack of this.#stacks) {
      for (let last = stack.at(-1); last; last = stack.at(-1)) {
        if (last.end >= offset) return last;
        stack.pop();
      }
    }
    return undefined;
  }

  /** Those that hold, and have not been asked for here before. */
  *notRefused(offset: number): Generator<Holding> {
    const holdings = this.#notRefused;
    this.#notRefused = [];
    for (const holding of holdings) if (holding.end >= offset) yield holding;
  }
}

/** Which suppressions hold for the findings of a file, which are asked for in the order of the text. Each is looked at a bounded number of times. */
class Sweep {
  readonly #waiting: { readonly start: number; readonly end: number; readonly standing: Standing }[];
  readonly #holding = new Map<string, CodeHoldings>();
  #next = 0;

  constructor(standings: readonly Standing[]) {
    this.#waiting = standings
      .filter(({ expired }) => !expired)
      .flatMap((standing) => standing.scope.regions.map(({ start, end }) => ({ start, end, standing })));
    this.#waiting.sort((a, b) => a.start - b.start);
  }

  /** The suppression that hides a finding: of several that could, the narrowest, and of those the last. */
  holdingFor(diagnostic: Diagnostic): Standing | undefined {
    const { start: offset, code } = diagnostic;
    this.#begin(offset);
    const named = [code, `${code.slice(0, code.indexOf('/'))}/*`].flatMap((text) => this.#holding.get(text) ?? []);
    if (!isSuppressible(diagnostic)) {
      for (const holdings of named) {
        for (const { standing } of holdings.notRefused(offset)) {
          const first = standing.suppression.codes.find(({ text }) => covers(text, code));
          if (first && !standing.refused.has(first)) standing.refused.set(first, diagnostic);
        }
      }
      return undefined;
    }
    const [best] = named.flatMap((holdings) => holdings.best(offset) ?? []).sort(byNarrowness);
    best?.standing.used.add(best.code);
    return best?.standing;
  }

  /** Takes up what begins before a place. */
  #begin(offset: number): void {
    for (let next = this.#waiting[this.#next]; next && next.start <= offset; next = this.#waiting[++this.#next]) {
      const seen = new Set<string>();
      for (const code of next.standing.suppression.codes) {
        if (seen.has(code.text)) continue;
        seen.add(code.text);
        const holdings = this.#holding.get(code.text) ?? new CodeHoldings();
        this.#holding.set(code.text, holdings);
        holdings.add({ end: next.end, order: this.#next, standing: next.standing, code });
      }
    }
  }
}

/** The narrower first, then the later, then the code that is named first. */
function byNarrowness(a: Holding, b: Holding): number {
  const [left, right] = [a.standing.suppression, b.standing.suppression];
  return NARROWNESS[left.kind] - NARROWNESS[right.kind] || b.order - a.order || a.code.start - b.code.start;
}

function covers(named: string, code: string): boolean {
  return named === code || (named.endsWith('/*') && code.startsWith(named.slice(0, -1)));
}

/** Says what is wrong with a suppression. */
function judge(
  about: DiagnosticCollector,
  source: Source,
  standing: Standing,
  found: readonly Diagnostic[],
  options: CheckOptions,
  complete: boolean,
): void {
  const { suppression, expired, used, refused } = standing;
  if (suppression.reason === '' || suppression.reason === REASON_TO_WRITE)
    about.report('suppression/missing-reason', source, suppression, {});
  const unused: NamedCode[] = [];
  for (const code of suppression.codes) {
    if (!isCode(code.text)) {
      const { text } = code;
      const meant = about.suggest(`the code ${text}`, codes().size, () => nearestCode(text));
      about.report(
        'suppression/unknown-code',
        source,
        code,
        { code: code.text },
        { fixes: meant ? [replaceFix(source, code, meant)] : [] },
      );
    } else if (isNever(code.text)) {
      about.report(
        'suppression/not-allowed',
        source,
        code,
        { code: code.text },
        { notes: [code.text.startsWith('suppression/') ? NOT_ITSELF : NOT_READ] },
      );
    } else if (refused.has(code)) {
      const finding = refused.get(code)!;
      const places = [related(source, finding, 'Alloy refuses this')];
      about.report('suppression/not-allowed', source, code, { code: code.text }, { related: places, notes: [NOT_ERRORS] });
    } else if (!expired && complete && !used.has(code) && mayBeFound(options, code.text, source.path)) {
      unused.push(code);
    }
  }
  if (expired && suppression.until) {
    const fixes: Fix[] = [{ title: 'remove the suppression', safety: 'safe', edits: [removal(source, suppression)] }];
    about.report('suppression/expired', source, suppression.until, { date: suppression.until.text }, { fixes });
  } else if (unused.length > 0) reportUnused(about, source, standing, unused, found);
}

const NOT_ITSELF = 'what is said of suppressions is switched off with --rule, or in assay.json';
const NOT_READ = 'nobody would know what was not checked';
const NOT_ERRORS = 'an error is what keeps Alloy from starting, whatever a comment says';

function reportUnused(
  about: DiagnosticCollector,
  source: Source,
  { suppression, scope: { block } }: Standing,
  unused: readonly NamedCode[],
  found: readonly Diagnostic[],
): void {
  const all = unused.length === suppression.codes.length;
  for (const code of unused) {
    const inside = block && findInside(block, found, (each) => covers(code.text, each.code) && isSuppressible(each));
    const fixes: Fix[] = inside
      ? [{ title: 'suppress it in the whole block', safety: 'suggested', edits: [asBlock(source, suppression)] }]
      : [
          {
            title: 'remove the suppression',
            safety: 'safe',
            edits: [all ? removal(source, suppression) : removalOf(source, suppression, code)],
          },
        ];
    const notes = inside ? ['it speaks of the first line of the block; "ignore-block" speaks of what is in it too'] : [];
    const places = inside ? [related(source, inside, 'this is found in the block')] : [];
    about.report('suppression/unused', source, code, { code: code.text }, { fixes, notes, related: places });
  }
}

function findInside(block: Span, found: readonly Diagnostic[], accepts: (diagnostic: Diagnostic) => boolean): Diagnostic | undefined {
  for (let index = indexAfter(found, block.start); index < found.length && found[index]!.start < block.end; index++)
    if (accepts(found[index]!)) return found[index];
  return undefined;
}

function asBlock(source: Source, { start, end }: Suppression): Fix['edits'][number] {
  return { file: source.path, start, end, text: source.text.slice(start, end).replace(/\bignore\b/, 'ignore-block') };
}

/** Takes a comment away: with its line where nothing else stands on it. */
function removal({ path, text }: Source, { start, end }: Suppression): Fix['edits'][number] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (before.trim() !== '') return { file: path, start: lineStart + before.trimEnd().length, end, text: '' };
  const next = text.indexOf('\n', end);
  return { file: path, start: lineStart, end: next < 0 ? text.length : next + 1, text: '' };
}

/** Takes one of several codes away, with a comma beside it. */
function removalOf({ path: file }: Source, { codes }: Suppression, code: NamedCode): Fix['edits'][number] {
  const index = codes.indexOf(code);
  const next = codes[index + 1];
  const stretch = next ? { start: code.start, end: next.start } : { start: codes[index - 1]?.end ?? code.start, end: code.end };
  return { file, ...stretch, text: '' };
}

let known: ReadonlySet<string> | undefined;

/** All that a suppression can name. */
function codes(): ReadonlySet<string> {
  known ??= new Set(allCodes().flatMap((code) => [code, `${code.slice(0, code.indexOf('/'))}/*`]));
  return known;
}

function isCode(named: string): boolean {
  return codes().has(named);
}

function nearestCode(named: string): string | undefined {
  return [...codes()].find((code) => code.endsWith(`/${named}`)) ?? nearest(named, codes());
}

/** Whether something looks for what is named: only then is it known that it is not there. */
function mayBeFound(options: CheckOptions, named: string, file: string): boolean {
  return named.endsWith('/*')
    ? allCodes().some((code) => covers(named, code) && levelFor(options, code, file) !== 'off')
    : levelFor(options, named, file) !== 'off';
}

/** How severe findings of a code are in a file; `off` where nothing looks for them. */
export function levelFor(options: CheckOptions, code: string, file: string): Level {
  return levelOf(options, code, file) ?? defaultLevel(code);
}

function defaultLevel(code: string): Level {
  if (Object.hasOwn(syntaxMessages, code)) return 'error';
  const definition = Object.hasOwn(definitions, code) ? definitions[code as Code] : undefined;
  if (definition) return definition.offByDefault ? 'off' : definition.severity;
  return rules.find((rule) => rule.code === code)?.severity ?? 'off';
}
