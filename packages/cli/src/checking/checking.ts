import { type FileInterface, groupInterfaces } from '@assay/checker';
import type { Environment } from '../output.ts';
import type { InputGroup, Inputs } from '../programs.ts';
import type { Edit, Lost, ProgramResult, ProgramTask } from './job.ts';
import { Threads, threadsFor } from './threads.ts';

/** How many files are held at once, where they are not all of one directory. */
const BATCH = 512;

/** How a run checks. */
export interface CheckingOptions {
  /** What is done to each program before it is said what is found in it. */
  readonly edit?: Edit | undefined;
  /** Called for each program, in the order of the groups, with the group it is of. */
  readonly onResult: (result: ProgramResult, group: InputGroup) => void;
  /** Called now and then with how many files are done. */
  readonly onProgress: (files: number) => void;
}

/** Checks all groups, with several threads where there is enough to do. What is found does not depend on how many there are. */
export async function checkGroups(
  { groups, stdin, paths }: Inputs,
  { program, debug }: Environment,
  { edit, onResult, onProgress }: CheckingOptions,
): Promise<void> {
  const told = groups.map(({ options: { catalog, ...options } }) => ({ options, alloyVersion: catalog.version }));
  const threads = await Threads.open({ groups: told, stdin, keyed: false, debug }, program, threadsFor(paths.length), edit);
  try {
    let done = 0;
    for (const batch of batches(groups)) {
      const files = batch.reduce((sum, index) => sum + groups[index]!.paths.length, 0);
      await new Batch(batch, groups, threads).check(onResult, (part) => onProgress(done + Math.floor(part * files)));
      done += files;
    }
  } finally {
    threads.close();
  }
}

/** The numbers of groups that are held together. */
function* batches(groups: readonly InputGroup[]): Generator<number[]> {
  let batch: number[] = [];
  let files = 0;
  for (const [index, { paths }] of groups.entries()) {
    if (files > 0 && files + paths.length > BATCH) {
      yield batch;
      batch = [];
      files = 0;
    }
    batch.push(index);
    files += paths.length;
  }
  if (batch.length > 0) yield batch;
}

/** Groups that are checked together: first it is found out which files are programs, then these are checked. */
class Batch {
  readonly #numbers: readonly number[];
  readonly #groups: readonly InputGroup[];
  readonly #threads: Threads;
  /** The thread that has read a file. */
  readonly #readBy = new Map<string, number>();

  constructor(numbers: readonly number[], groups: readonly InputGroup[], threads: Threads) {
    this.#numbers = numbers;
    this.#groups = groups;
    this.#threads = threads;
  }

  async check(onResult: CheckingOptions['onResult'], onProgress: (part: number) => void): Promise<void> {
    const { programs, lost } = await this.#programs();
    const readBy = programs.map(({ paths }) => this.#readBy.get(paths[0]!));
    const results = await this.#threads.run('check', programs, readBy, onProgress);
    this.#threads.forget();
    let next = 0;
    for (const number of this.#numbers) {
      for (const each of lost.get(number) ?? [])
        onResult({ lost: [each], paths: [], diagnostics: [], suppressed: [], contexts: [], texts: [] }, this.#groups[number]!);
      for (; programs[next]?.group === number; next++) onResult(results[next]!.result, this.#groups[number]!);
    }
  }

  async #programs(): Promise<{ readonly programs: ProgramTask[]; readonly lost: ReadonlyMap<number, Lost[]> }> {
    const isKnown = (number: number): boolean => this.#groups[number]!.together === 'program' || this.#groups[number]!.paths.length === 1;
    const files = this.#numbers.flatMap((group) => (isKnown(group) ? [] : this.#groups[group]!.paths.map((path) => ({ group, path }))));
    const surveys = await this.#threads.run('survey', files, [], () => {});
    const lost = new Map<number, Lost[]>();
    const interfaces = new Map<number, { readonly path: string; readonly interface: FileInterface }[]>();
    for (const [index, { result, thread }] of surveys.entries()) {
      const { group, path } = files[index]!;
      if ('lost' in result) lost.set(group, [...(lost.get(group) ?? []), result.lost]);
      else interfaces.set(group, [...(interfaces.get(group) ?? []), { path, interface: result.interface }]);
      this.#readBy.set(path, thread);
    }
    const programs = this.#numbers.flatMap((group): ProgramTask[] => {
      if (isKnown(group)) return [{ group, paths: this.#groups[group]!.paths }];
      const known = interfaces.get(group) ?? [];
      return groupInterfaces(known.map((each) => each.interface)).map((members) => ({
        group,
        paths: members.map((member) => known[member]!.path),
      }));
    });
    return { programs, lost };
  }
}
