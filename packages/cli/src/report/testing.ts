import type { Diagnostic, Place, Source } from '@assay/checker';
import { LineIndex } from '@assay/parser';
import { contextsOf } from '../checking/job.ts';
import type { Page, Report } from './reporter.ts';

/** A page that is no terminal; the working directory is the root of a repository. */
export const plainPage: Page = { colour: false, columns: undefined, inRepository: (file) => file };

/** A source as the reporters see it. The tree is only asked for the blocks at the top: here, none. */
export function fakeSource(path: string, text: string): Source {
  return { path, text, lines: new LineIndex(text), parse: { text, tokens: [], root: { statements: [] } } } as unknown as Source;
}

/** The place of the `occurrence`th (from 0) `part` in a source. */
export function placeOf(source: Source, part: string, occurrence = 0): Place {
  let start = source.text.indexOf(part);
  for (let index = 0; index < occurrence; index++) start = source.text.indexOf(part, start + 1);
  if (start < 0) throw new Error(`no ${part}`);
  return { file: source.path, start, end: start + part.length };
}

export function finding(place: Place, more: Partial<Diagnostic> = {}): Diagnostic {
  return {
    ...place,
    code: 'block/unknown-attribute',
    severity: 'error',
    authority: 'validate',
    message: 'there is no such attribute',
    notes: [],
    related: [],
    fixes: [],
    ...more,
  };
}

export function reportOf(given: readonly Source[], ...diagnostics: Diagnostic[]): Report {
  const sources = new Map(given.map((source) => [source.path, source]));
  const contexts = contextsOf(diagnostics, sources, (file) => file);
  return {
    diagnostics,
    suppressed: [],
    contexts: new Map(diagnostics.map((diagnostic, index) => [diagnostic, contexts[index]!])),
    sources,
    checked: [...sources.keys()],
    unchecked: 0,
    faults: [],
    fails: ({ severity }) => severity === 'error',
    alloy: 'v1.19 preview',
  };
}
