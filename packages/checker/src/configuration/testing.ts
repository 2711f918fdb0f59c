import type { Configuration } from './configuration.ts';
import type { ConfigurationProblem } from './problem.ts';
import { ConfigurationStore } from './store.ts';

/** For tests: a store of files given by their absolute paths. */
export function storeOf(files: Readonly<Record<string, string | Uint8Array>>, root = '/repo'): ConfigurationStore {
  return new ConfigurationStore({
    read: (path) => files[path],
    isRoot: (directory) => directory === root,
    names: (directory) =>
      Object.keys(files)
        .filter((path) => path.startsWith(`${directory}/`))
        .map((path) => path.slice(directory.length + 1).split('/')[0]!),
  });
}

/** For tests: the configuration of `/repo`, where there is one. */
export async function configurationOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Configuration> {
  const configuration = await storeOf(files).of('/repo');
  if (!configuration) throw new Error('there is no /repo/assay.json');
  return configuration;
}

/** For tests: problems as `file:line:column severity message`, the file without `/repo/`. */
export function shown(problems: readonly ConfigurationProblem[], configuration: Configuration): string[] {
  return problems.map((problem) => `${whereOf(problem, configuration)} ${problem.severity} ${problem.message}`);
}

/** For tests: `file:line:column` of a place. */
export function whereOf({ file, start }: { readonly file: string; readonly start: number }, { sources }: Configuration): string {
  const { line, column } = sources.get(file)!.lines.position(start);
  return `${file.replace('/repo/', '')}:${line}:${column}`;
}
