import { type FileInterface, groupInterfaces, openSource } from '@assay/checker';
import { readSource } from '../files.ts';
import type { Environment } from '../output.ts';
import type { InputGroup, Inputs } from '../programs.ts';
import { repositoryPaths } from '../repository.ts';
import type { Cache } from './cache.ts';
import { type Edit, type Job, type Lost, nothing, type ProgramResult, type ProgramTask } from './job.ts';
import { type ContentKey, contentKey, groupingKey, programKey } from './keys.ts';
import { Threads, threadsFor } from './threads.ts';

/** How many files are held at once, where they are not all of one directory. */
const BATCH = 512;

/** How a run checks. */
export interface CheckingOptions {
  /** How many threads; as many as pay, where not given. */
  readonly threads?: number | undefined;
  /** What was found before; not where programs are changed. */
  readonly cache?: Cache | undefined;
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
  { threads: count, cache, edit, onResult, onProgress }: CheckingOptions,
): Promise<void> {
  const told = groups.map(({ options: { catalog, ...options } }) => ({ options, alloyVersion: catalog.version }));
  const job = { groups: told, stdin, keyed: cache !== undefined, debug };
  const threads = await Threads.open(job, program, count ?? threadsFor(paths.length), edit);
  try {
    let done = 0;
    for (const batch of batches(groups)) {
      const files = batch.reduce((sum, index) => sum + groups[index]!.paths.length, 0);
      await new Batch(batch, groups, threads, cache && new Remembered(cache, job)).check(onResult, (part) =>
        onProgress(done + Math.floor(part * files)),
      );
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
  readonly #remembered: Remembered | undefined;
  /** The thread that has read a file. */
  readonly #readBy = new Map<string, number>();

  constructor(numbers: readonly number[], groups: readonly InputGroup[], threads: Threads, remembered: Remembered | undefined) {
    this.#numbers = numbers;
    this.#groups = groups;
    this.#threads = threads;
    this.#remembered = remembered;
  }

  async check(onResult: CheckingOptions['onResult'], onProgress: (part: number) => void): Promise<void> {
    for (const number of this.#numbers) for (const path of this.#groups[number]!.paths) this.#remembered?.read(path);
    const { programs, lost } = await this.#programs();
    const results = programs.map((program) => this.#remembered?.result(program));
    const missing = [...programs.keys()].filter((index) => !results[index]);
    const tasks = missing.map((index) => programs[index]!);
    const readBy = tasks.map(({ paths }) => this.#readBy.get(paths[0]!));
    const made = await this.#threads.run('check', tasks, readBy, onProgress);
    for (const [index, { result }] of made.entries()) {
      results[missing[index]!] = result;
      this.#remembered?.keep(result);
    }
    this.#threads.forget();
    let next = 0;
    for (const number of this.#numbers) {
      const group = this.#groups[number]!;
      for (const each of lost.get(number) ?? []) onResult(nothing([each]), group);
      for (; programs[next]?.group === number; next++) onResult(results[next]!, group);
    }
  }

  async #programs(): Promise<{ readonly programs: ProgramTask[]; readonly lost: ReadonlyMap<number, Lost[]> }> {
    const members = new Map<number, readonly (readonly string[])[]>();
    for (const number of this.#numbers) {
      const { together, paths } = this.#groups[number]!;
      const known = together === 'program' || paths.length === 1 ? [paths] : this.#remembered?.grouping({ group: number, paths });
      if (known) members.set(number, known);
    }
    const files = this.#numbers.flatMap((group) => (members.has(group) ? [] : this.#groups[group]!.paths.map((path) => ({ group, path }))));
    const surveys = await this.#threads.run('survey', files, [], () => {});
    const lost = new Map<number, Lost[]>();
    const found = new Map<number, { readonly path: string; readonly interface: FileInterface; readonly content?: ContentKey }[]>();
    for (const [index, { result, thread }] of surveys.entries()) {
      const { group, path } = files[index]!;
      if ('lost' in result) lost.set(group, [...(lost.get(group) ?? []), result.lost]);
      else found.set(group, [...(found.get(group) ?? []), { path, ...result }]);
      this.#readBy.set(path, thread);
    }
    for (const [group, known] of found) {
      const numbers = groupInterfaces(known.map((each) => each.interface));
      this.#remembered?.keepGrouping(group, known, numbers);
      members.set(
        group,
        numbers.map((each) => each.map((member) => known[member]!.path)),
      );
    }
    const programs = this.#numbers.flatMap((group) => (members.get(group) ?? []).map((paths) => ({ group, paths })));
    return { programs, lost };
  }
}

/** Whether each of so many files is in one of the programs that a cache has: what it says otherwise is found out anew. */
function isGrouping(value: unknown, files: number): value is readonly (readonly number[])[] {
  if (!Array.isArray(value) || !value.every(Array.isArray)) return false;
  const members: unknown[] = value.flat();
  return members.length === files && [...members].sort((a, b) => Number(a) - Number(b)).every((member, index) => member === index);
}

/** Whether what a cache has is the result of a program of these files. */
function isResult(value: unknown, paths: readonly string[]): value is Omit<ProgramResult, 'texts'> {
  const { lost, paths: own, diagnostics, suppressed, contexts } = (value ?? {}) as Partial<ProgramResult>;
  return (
    [lost, diagnostics, suppressed, contexts].every(Array.isArray) &&
    Array.isArray(own) &&
    own.length === paths.length &&
    own.every((path, index) => path === paths[index]) &&
    contexts!.length === diagnostics!.length + suppressed!.length &&
    [...diagnostics!, ...suppressed!.map((each) => each?.diagnostic)].every((each) => each !== undefined && paths.includes(each?.file))
  );
}

/** What a cache knows of a batch of files, as they are now. */
class Remembered {
  readonly #cache: Cache;
  readonly #job: Job;
  readonly #nameOf = repositoryPaths(process.cwd());
  readonly #files = new Map<string, { readonly bytes: Uint8Array; readonly content: ContentKey }>();

  constructor(cache: Cache, job: Job) {
    this.#cache = cache;
    this.#job = job;
  }

  read(path: string): void {
    try {
      const bytes = this.#job.stdin.get(path) ?? readSource(path);
      this.#files.set(path, { bytes, content: contentKey(bytes) });
    } catch {
      // It is said when it is to be checked.
    }
  }

  /** Which files of a directory are programs. */
  grouping({ group, paths }: ProgramTask): string[][] | undefined {
    const contents = this.#contents(paths);
    const known = contents && this.#cache.get(groupingKey(contents, this.#job.groups[group]!.alloyVersion));
    return isGrouping(known, paths.length) ? known.map((members) => members.map((member) => paths[member]!)) : undefined;
  }

  keepGrouping(group: number, files: readonly { readonly content?: ContentKey }[], members: readonly (readonly number[])[]): void {
    const contents = files.flatMap(({ content }) => content ?? []);
    this.#cache.set(groupingKey(contents, this.#job.groups[group]!.alloyVersion), members);
  }

  result({ group, paths }: ProgramTask): ProgramResult | undefined {
    const contents = this.#contents(paths);
    const known = contents && this.#cache.get(programKey(paths, contents, this.#job.groups[group]!, this.#nameOf));
    if (!isResult(known, paths)) return undefined;
    const { contexts, ...result } = known;
    const texts = contexts.length > 0 ? paths.map((path) => openSource(path, this.#files.get(path)!.bytes).text) : [];
    return { ...result, contexts, texts };
  }

  keep({ key, texts, ...result }: ProgramResult): void {
    if (key !== undefined) this.#cache.set(key, result);
  }

  #contents(paths: readonly string[]): ContentKey[] | undefined {
    const contents = paths.flatMap((path) => this.#files.get(path)?.content ?? []);
    return contents.length === paths.length ? contents : undefined;
  }
}
