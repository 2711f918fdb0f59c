import { existsSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type CheckOptions, type Diagnostic, levelFor, type Source } from '@assay/checker';
import { isConfiguration } from '../files.ts';
import { line, type Shown, shown } from '../harmless.ts';
import { complaint, type Environment } from '../output.ts';
import { count } from '../text.ts';
import { FileWriter } from '../write.ts';
import { Baseline, type Division } from './baseline.ts';

/**
 * What a run does with baselines: `shrink` takes out what is not found any more, `keep` leaves them as they are (in CI), `frozen` does too
 * and fails where something would be taken out; `grow` adds all that is found.
 */
export type BaselineMode = 'shrink' | 'keep' | 'frozen' | 'grow';

/** What a run has found, before baselines are asked. */
export interface BaselineRun {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, Source>;
  /** The programs that were checked, by the paths of their files. */
  readonly programs: readonly { readonly paths: readonly string[]; readonly options: CheckOptions }[];
  /** Whether a file was read from where it is: of standard input nothing is learnt for good. */
  readonly isOnDisk: (path: string) => boolean;
}

export interface BaselineResult extends Division {
  /** Why the run is at fault: a sentence each. */
  readonly faults: readonly string[];
  /** Entries that are not found any more and were not to be taken out. */
  readonly stale: number;
}

/**
 * Takes what baselines know out of what a run has found, and writes the baselines anew where they change.
 *
 * @param files which baseline each file goes by: paths of files, by the path of the baseline
 * @param asked what is to be added, where a baseline grows
 * @throws UsageError for a baseline that is not there or cannot be read
 */
export function applyBaselines(
  files: ReadonlyMap<string, ReadonlySet<string>>,
  run: BaselineRun,
  mode: BaselineMode,
  asked: (diagnostic: Diagnostic) => boolean,
  environment: Environment,
): BaselineResult {
  const known = new Set<Diagnostic>();
  const faults: string[] = [];
  let stale = 0;
  for (const [path, members] of files) {
    const baseline = mode === 'grow' && !existsSync(path) ? new Baseline(path) : Baseline.read(path);
    const own = run.diagnostics.filter(({ file }) => members.has(file));
    const { fresh, known: old } = baseline.divide(own, run.sources);
    const added = mode === 'grow' ? fresh.filter(asked) : [];
    baseline.add(added, own, run.sources);
    for (const diagnostic of [...old, ...added]) known.add(diagnostic);
    const gone = baseline.stale(lookedAt(baseline, run, new Set(fresh.filter((diagnostic) => !known.has(diagnostic)))));
    const say = (text: Shown): void => environment.err.write(shown`${text}\n`);
    const name = line(path);
    if (mode === 'shrink' || mode === 'grow') {
      try {
        if (baseline.write(new FileWriter(), gone)) {
          if (mode === 'grow') say(shown`${count(added.length, 'finding')} added to ${name}`);
          if (gone.length > 0) say(shown`${count(gone.length, 'finding')} gone, and taken out of ${name}`);
        }
      } catch (error) {
        faults.push((error as Error).message);
        environment.err.write(complaint((error as Error).message));
      }
    } else if (gone.length > 0) {
      stale += gone.length;
      say(
        shown`${count(gone.length, 'finding')} of ${name} gone: a run outside of CI takes ${line(gone.length === 1 ? 'it' : 'them')} out`,
      );
    }
    const errors = old.filter(({ severity }) => severity === 'error').length;
    if (errors > 0)
      say(shown`${count(errors, 'error')} known from ${name}: Alloy refuses what ${line(errors === 1 ? 'it is' : 'they are')} in`);
  }
  return {
    fresh: run.diagnostics.filter((diagnostic) => !known.has(diagnostic)),
    known: run.diagnostics.filter((each) => known.has(each)),
    faults,
    stale,
  };
}

/**
 * Whether a run finds what an entry is about, if it is there. Not in a program with a new error, behind which not everything is looked at;
 * nor in one of which not all files were given.
 */
function lookedAt(
  baseline: Baseline,
  { programs, isOnDisk }: BaselineRun,
  fresh: ReadonlySet<Diagnostic>,
): (file: string, code: string) => boolean {
  const broken = new Set([...fresh].filter(({ severity }) => severity === 'error').map(({ file }) => file));
  const given = new Set(programs.flatMap(({ paths }) => paths.map((path) => resolve(path))));
  const sure = new Map<string, { readonly path: string; readonly options: CheckOptions }>();
  for (const { paths, options } of programs) {
    if (paths.some((path) => broken.has(path) || !isOnDisk(path)) || !isWhole(paths, given)) continue;
    for (const path of paths) sure.set(baseline.nameOf(path), { path, options });
  }
  return (file, code) => {
    const found = sure.get(file);
    return found !== undefined && levelFor(found.options, code, found.path) !== 'off';
  };
}

/** Whether all configuration beside the files of a program was given too: without it something may not be found that is still there. */
function isWhole(program: readonly string[], given: ReadonlySet<string>): boolean {
  try {
    return [...new Set(program.map((path) => dirname(path)))].every((directory) =>
      readdirSync(directory)
        .filter(isConfiguration)
        .every((name) => given.has(resolve(directory, name))),
    );
  } catch {
    return false;
  }
}
