import type { Place, RelatedPlace } from '../diagnostics/diagnostic.ts';

/**
 * What is wrong with a configuration of Assay's own. With an error, nothing is to be checked by it; a warning is told and changes nothing.
 * It is wrong usage, not a finding: it has no code and no level.
 */
export interface ConfigurationProblem extends Place {
  readonly severity: 'error' | 'warning';
  /** Stands alone. */
  readonly message: string;
  readonly notes: readonly string[];
  readonly related: readonly RelatedPlace[];
  /** What was meant, to be written from `start` to `end`. */
  readonly replacement?: string;
}

/** Gathers the problems of one file. */
export class ProblemCollector {
  readonly all: ConfigurationProblem[] = [];
  readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  error(
    start: number,
    end: number,
    message: string,
    extras: Partial<Pick<ConfigurationProblem, 'notes' | 'related' | 'replacement'>> = {},
  ): void {
    if (this.all.length < MOST_PROBLEMS)
      this.all.push({ file: this.file, start, end, severity: 'error', message, notes: [], related: [], ...extras });
  }
}

/** Of one file: nobody reads the hundredth. */
const MOST_PROBLEMS = 100;
