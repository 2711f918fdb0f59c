/** What Assay says: one structured value, from which every report format is made. */

/** Who would refuse it (DESIGN.md): `alloy validate` (or the parser), `alloy run`, or our own judgement. */
export type Authority = 'validate' | 'load' | 'lint';

export type Severity = 'error' | 'warning' | 'info';

/** A stretch of one file. Offsets in UTF-16 units, `end` exclusive. */
export interface Place {
  /** The file's path, as it was given. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A second place that explains the first. */
export interface RelatedPlace extends Place {
  readonly message: string;
}

/** One replacement. */
export interface TextEdit extends Place {
  readonly text: string;
}

/** An edit that mends a finding. `safe`: the meaning is kept or is plainly what was meant. */
export interface Fix {
  readonly title: string;
  readonly safety: 'safe' | 'suggested';
  readonly edits: readonly TextEdit[];
}

/** One finding. The message stands alone: the concise report prints nothing else. */
export interface Diagnostic extends Place {
  readonly code: string;
  readonly severity: Severity;
  readonly authority: Authority;
  readonly message: string;
  /** Why, and what to do. */
  readonly notes: readonly string[];
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
  /** A page that says more. */
  readonly url?: string;
}
