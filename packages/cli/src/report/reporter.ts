import type { Diagnostic, Severity, Source } from '@assay/checker';
import type { Output } from '../harmless.ts';

/** A finding that is known and not to be acted upon. */
export interface Suppressed {
  readonly diagnostic: Diagnostic;
  /** By a comment in the file, or by an entry of the baseline. */
  readonly by: 'comment' | 'baseline';
  /** Why, where that is said; otherwise `''`. */
  readonly reason: string;
}

/** What reports show of a finding that takes more to know than its text. */
export interface FindingContext {
  /** The top-level block that it stands in, below its first line: `loki.write "default"`. */
  readonly block: string | undefined;
  /** What tells it from others, from one version of the files to the next. */
  readonly fingerprint: string;
}

/** What a run found, ready to be written in any format. */
export interface Report {
  /** In the order of the files, and of their places in them. */
  readonly diagnostics: readonly Diagnostic[];
  /** What comments or the baseline suppress, in the same order. */
  readonly suppressed: readonly Suppressed[];
  /** Of all findings, those that are suppressed too. */
  readonly contexts: ReadonlyMap<Diagnostic, FindingContext>;
  /** The sources of at least all files that a diagnostic names, by path. */
  readonly sources: ReadonlyMap<string, Source>;
  /** The files that were checked, in the order in which they were given or found. */
  readonly checked: readonly string[];
  /** How many could not be: unreadable, or a fault of ours. */
  readonly unchecked: number;
  /** What kept something from being checked: a sentence each. */
  readonly faults: readonly string[];
  /** Whether a finding fails the run. */
  readonly fails: (finding: Diagnostic) => boolean;
  /** The Alloy version checked against, as shown to people. */
  readonly alloy: string;
}

/** Where a report is going to be read. */
export interface Page {
  readonly colour: boolean;
  /** In columns; `undefined` where it is no terminal. */
  readonly columns: number | undefined;
  /**
   * The path of a file from the root of the repository that the run is in (or from the working directory, outside of any), with slashes:
   * what services that collect reports know files by. Absolute for a file that is elsewhere.
   */
  inRepository(file: string): string;
}

/** One output format: the whole report as text. */
export type Reporter = (report: Report, page: Page) => Output;

/** The severities, the worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** Whether a finding is at or above the level that fails a run. */
export function failsAt(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** How many findings there are of each severity. */
export function tally(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** What was found in each file that was checked. */
export function byFile({ checked, diagnostics }: Report): Map<string, Diagnostic[]> {
  const files = new Map<string, Diagnostic[]>(checked.map((file) => [file, []]));
  for (const diagnostic of diagnostics) files.get(diagnostic.file)?.push(diagnostic);
  return files;
}

/** The source of a file that a diagnostic names. */
export function sourceOf(report: Report, file: string): Source {
  const source = report.sources.get(file);
  if (!source) throw new Error(`a finding names ${file}, which was not checked`);
  return source;
}

/** What is known of a finding of a report. */
export function contextOf(report: Report, diagnostic: Diagnostic): FindingContext {
  const context = report.contexts.get(diagnostic);
  if (!context) throw new Error(`a finding in ${diagnostic.file} has no context`);
  return context;
}

/** The message with the notes below it and the page that says more, for formats that have one text for all of it. */
export function fullText({ message, notes, url }: Diagnostic): string {
  return [message, ...notes, ...(url === undefined ? [] : [`See ${url}`])].join('\n');
}
