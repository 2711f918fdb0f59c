import type { Catalog } from '@assay/catalog';
import { checkProgram, groupIntoPrograms, openSource, type Source } from '@assay/checker';
import { byDirectory, findFiles, readSource } from './files.ts';
import { type Environment, faultMessage, withSuggestion } from './output.ts';

/** The path that stands for standard input. */
export const STDIN = '-';

/** What a command is to work on. */
export interface Inputs {
  readonly paths: readonly string[];
  /** What standard input held, by the name it goes by. */
  readonly stdin: ReadonlyMap<string, Uint8Array>;
  /** What was given and was not there or could not be searched: a sentence each. */
  readonly faults: readonly string[];
}

/** Finds the files of the paths on the command line, and reads standard input where it is one of them. */
export async function gather(positionals: readonly string[], stdinPath: string, environment: Environment): Promise<Inputs> {
  const stdin = new Map<string, Uint8Array>();
  const paths = [...new Set(positionals)].filter((path) => path !== STDIN);
  if (positionals.includes(STDIN)) stdin.set(stdinPath, await environment.readInput());
  const { files, problems } = await findFiles(paths);
  for (const { message, misspelling } of problems) environment.err.write(`assay: ${withSuggestion(message, misspelling)}\n`);
  const faults = problems.filter(({ fatal }) => fatal).map(({ message }) => message);
  return { paths: [...stdin.keys(), ...files.filter((path) => !stdin.has(path))], stdin, faults };
}

/** How programs are made of files, and who hears of the files that none is made of. */
export interface Reading {
  readonly catalog: Catalog;
  /** Every file is a program of its own. */
  readonly each: boolean;
  readonly environment: Environment;
  /** Called with the number of files that could not be read, or that a fault of ours keeps from being looked at, and a message. */
  readonly onLost: (files: number, message: string) => void;
}

/** Reads the files, directory by directory: what the last one held can be forgotten before the next. */
export function* readPrograms({ paths, stdin }: Inputs, { catalog, each, environment, onLost }: Reading): Generator<readonly Source[]> {
  const fault = (sources: readonly Source[], doing: string, error: unknown): void =>
    onLost(sources.length, faultOf(sources, doing, error, environment));
  const open = (path: string): Source[] => {
    let content: Uint8Array;
    try {
      content = stdin.get(path) ?? readSource(path);
    } catch (error) {
      onLost(1, `assay: ${(error as Error).message}\n`);
      return [];
    }
    try {
      return [openSource(path, content)];
    } catch (error) {
      onLost(1, faultMessage(`${path}: internal fault while reading`, error, environment));
      return [];
    }
  };
  const group = (sources: readonly Source[]): readonly (readonly Source[])[] => {
    try {
      return groupIntoPrograms(sources, catalog);
    } catch (error) {
      // Each alone would be called wrong for what it refers to: only the files at fault are left out.
      const sound = sources.filter((source) => {
        try {
          return checkProgram([source], { catalog, stability: 'experimental', community: true });
        } catch (own) {
          fault([source], 'checking', own);
          return false;
        }
      });
      if (sound.length < sources.length) return group(sound);
      fault(sources, 'finding programs', error);
      return [];
    }
  };
  if (each) for (const path of paths) for (const source of open(path)) yield [source];
  else for (const directory of byDirectory(paths, stdin)) yield* group(directory.flatMap(open));
}

/** What is said of a fault of ours in a program. */
export function faultOf(sources: readonly Source[], doing: string, error: unknown, environment: Environment): string {
  return faultMessage(`${sources.map(({ path }) => path).join(', ')}: internal fault while ${doing}`, error, environment);
}
