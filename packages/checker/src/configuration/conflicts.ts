import type { Place } from '../diagnostics/diagnostic.ts';
import type { Configuration, ConfiguredProgram } from './configuration.ts';
import { ALLOY_KEYS } from './keys.ts';
import { parentOf } from './paths.ts';
import type { ConfigurationProblem } from './problem.ts';
import type { ConfigurationStore } from './store.ts';

/** How many files of a kind are named. */
const MOST_NAMED = 3;

/**
 * What a configuration says twice, and differently, of files: one that is in two programs; one whose program an override contradicts; one
 * that another configuration is nearer to.
 *
 * @param paths files that are there: those that are going to be checked, and those of their programs
 */
export async function findConflicts(
  configuration: Configuration,
  store: ConfigurationStore,
  paths: Iterable<string>,
): Promise<ConfigurationProblem[]> {
  const found = new Map<
    string,
    { readonly problem: Omit<ConfigurationProblem, 'message'>; readonly message: (files: string) => string; files: string[] }
  >();
  const report = (place: Place, path: string, related: ConfigurationProblem['related'], message: (files: string) => string): void => {
    const key = JSON.stringify([place, related]);
    const before = found.get(key);
    if (before) before.files.push(path);
    else found.set(key, { problem: { ...place, severity: 'error', notes: [], related }, message, files: [path] });
  };
  for (const path of paths) {
    if (configuration.ignores.match(path)) continue;
    const [first, second] = configuration.programs.flatMap((program) => {
      const glob = program.files.match(path);
      return glob ? [{ program, glob }] : [];
    });
    if (!first) continue;
    if ((await store.of(parentOf(path) ?? '/')) !== configuration)
      report(first.glob.place, path, [], (files) => `${files} cannot be in this program: an assay.json that is nearer says what they are`);
    if (second) {
      const related = [{ ...first.glob.place, message: 'by this' }];
      report(
        second.glob.place,
        path,
        related,
        (files) => `two programs list ${files}: ${nameOf(first.program)} and ${nameOf(second.program)}`,
      );
    }
    for (const { written, files } of configuration.overrides) {
      const contradicting = [...ALLOY_KEYS, 'each' as const].flatMap((key) => (written[key] ? [{ key, place: written[key].place }] : []));
      if (contradicting.length === 0 || !files.match(path)) continue;
      for (const { key, place } of contradicting)
        report(
          place,
          path,
          [{ ...first.glob.place, message: 'its files' }],
          (files) => `"${key}" of an override does not count for ${files}: the program ${nameOf(first.program)} has to say it`,
        );
    }
  }
  return [...found.values()].map(({ problem, message, files }) => ({
    ...problem,
    message: message(named(files, configuration.directory)),
  }));
}

/**
 * Globs of programs and overrides, in a configuration's own file, that no file fits: most often a directory was renamed. What is to be
 * ignored may well not be there.
 *
 * @param paths all files that are there and could be meant
 */
export function findUnmatched(configuration: Configuration, paths: readonly string[]): ConfigurationProblem[] {
  const { programs, overrides, path } = configuration;
  return [...programs, ...overrides].flatMap(({ files }) =>
    files.entries.flatMap(({ glob, matches }) =>
      glob.place.file !== path || paths.some(matches)
        ? []
        : [{ ...glob.place, severity: 'warning' as const, message: `no file matches "${glob.value}"`, notes: [], related: [] }],
    ),
  );
}

function nameOf({ name }: ConfiguredProgram): string {
  return JSON.stringify(name);
}

function named(paths: readonly string[], directory: string): string {
  const names = paths.slice(0, MOST_NAMED).map((path) => (path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path));
  const rest = paths.length - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(' and ');
}
