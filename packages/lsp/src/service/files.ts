/** The files of a program, and what was found in each, without going through all of them each time. */
import type { CheckedProgram, Diagnostic as Finding, Source } from '@assay/checker';

type Files = Pick<CheckedProgram, 'sources'>;

const byPath = new WeakMap<readonly Source[], ReadonlyMap<string, Source>>();
const findings = new WeakMap<readonly Finding[], ReadonlyMap<string, readonly Finding[]>>();

/** The file of a program by the path that findings call it. */
export function sourceOf({ sources }: Files, path: string): Source | undefined {
  let files = byPath.get(sources);
  if (!files) {
    files = new Map(sources.map((source) => [source.path, source]));
    byPath.set(sources, files);
  }
  return files.get(path);
}

/** Whether a source is one of the program's files: what an imported text holds has no place in a file. */
export function isFileOf(checked: Files, source: Source): boolean {
  return sourceOf(checked, source.path) === source;
}

/** What is found in a file of a program, in the order of its places. */
export function findingsIn({ diagnostics }: Pick<CheckedProgram, 'diagnostics'>, { path }: Source): readonly Finding[] {
  let files = findings.get(diagnostics);
  if (!files) {
    const lists = new Map<string, Finding[]>();
    for (const finding of diagnostics) {
      const list = lists.get(finding.file);
      if (list) list.push(finding);
      else lists.set(finding.file, [finding]);
    }
    files = lists;
    findings.set(diagnostics, files);
  }
  return files.get(path) ?? [];
}
