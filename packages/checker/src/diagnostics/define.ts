import type { Authority, Severity } from './diagnostic.ts';

/** What a code stands for. `message` makes the sentence that stands alone; the rest is the page of `assay explain CODE`. */
export interface CodeDefinition<Params> {
  readonly severity: Severity;
  readonly authority: Authority;
  /** Not reported unless a level is asked for. */
  readonly offByDefault?: true;
  readonly title: string;
  readonly message: (params: Params) => string;
  /** What it is, why it matters and what to do. */
  readonly why: string;
  /** A configuration on which it speaks, and the same put right. */
  readonly bad: string;
  readonly good: string;
}

/** Checks a definition, and keeps the type of its parameters. */
export const define = <Params>(definition: CodeDefinition<Params>): CodeDefinition<Params> => definition;
