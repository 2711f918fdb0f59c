import type { Diagnostic, Severity, Source } from '@assay/checker';

/** What a run found, ready to be written in any format. */
export interface Report {
  /** In the order of the files, and of their places in them. */
  readonly diagnostics: readonly Diagnostic[];
  /** The sources of at least all files that a diagnostic names, by path. */
  readonly sources: ReadonlyMap<string, Source>;
  /** How many files were checked. */
  readonly files: number;
  /** How many could not be: unreadable, or a fault of ours. */
  readonly unchecked: number;
  /** The Alloy version checked against, as shown to people. */
  readonly alloy: string;
}

/** Where a report is going to be read. */
export interface Page {
  readonly colour: boolean;
  /** In columns; `undefined` where it is no terminal. */
  readonly columns: number | undefined;
}

/** One output format: the whole report as text. */
export type Reporter = (report: Report, page: Page) => string;

/** How many findings there are of each severity. */
export function tally(diagnostics: readonly Diagnostic[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity]++;
  return counts;
}

/** The source of a file that a diagnostic names. */
export function sourceOf(report: Report, file: string): Source {
  const source = report.sources.get(file);
  if (!source) throw new Error(`a finding names ${file}, which was not checked`);
  return source;
}
