import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { Checker, type Edit, type FileTask, type Job, type ProgramResult, type ProgramTask, type Survey } from './job.ts';

/** What a thread's command line begins with. No shell can pass it on. */
export const THREAD = '\0thread';

/** A thread pays for that many files: it has to compile for itself what the others compile too, which takes longer than fewer files do. */
const FILES_FOR_A_THREAD = 500;
/** More than this wait for the disk and for each other. */
const MOST_THREADS = 8;

/** Fewer tasks are done sooner than a thread has started. */
const TASKS_FOR_WORKERS = 50;

/** How many threads are worth it. */
export function threadsFor(files: number): number {
  return Math.max(1, Math.min(availableParallelism(), MOST_THREADS, Math.floor(files / FILES_FOR_A_THREAD)));
}

type Kind = 'survey' | 'check';
type Task<K extends Kind> = K extends 'survey' ? FileTask : ProgramTask;
type Result<K extends Kind> = K extends 'survey' ? Survey : ProgramResult;

/** Tasks that all threads take from, until none is left. */
interface Round {
  readonly kind: Kind;
  readonly tasks: readonly (FileTask | ProgramTask)[];
  /** For each task the thread that has read its files; -1 where none has. */
  readonly readBy: Int32Array;
  /** For each task whether a thread has taken it. */
  readonly taken: Int32Array;
}

interface Answer {
  /** By the number of the task. */
  readonly results: readonly (readonly [number, Survey | ProgramResult])[];
}

/** Takes tasks and does them: first those whose files this thread has read, then what is left. */
function work(
  { kind, tasks, readBy, taken }: Round,
  thread: number,
  checker: Checker,
  onDone: (part: number) => void,
): [number, Survey | ProgramResult][] {
  const results: [number, Survey | ProgramResult][] = [];
  for (const own of [true, false]) {
    for (const [index, task] of tasks.entries()) {
      if (own && readBy[index] !== thread && readBy[index] !== -1) continue;
      if (Atomics.compareExchange(taken, index, 0, 1) !== 0) continue;
      results.push([index, kind === 'survey' ? checker.survey(task as FileTask) : checker.check(task as ProgramTask)]);
      onDone(index / tasks.length);
    }
  }
  return results;
}

/** The threads of a run: this one, and workers beside it. */
export class Threads {
  readonly #job: Job;
  readonly #program: string | undefined;
  readonly #count: number;
  readonly #checker: Checker;
  #workers: readonly Worker[] = [];

  /**
   * @param program the URL of the module that a worker runs, which calls {@link serve}; without one there are no workers
   * @param count how many threads, this one included
   * @param edit what is done to each program first; then there are no workers either
   */
  static async open(job: Job, program: string | undefined, count: number, edit?: Edit): Promise<Threads> {
    return new Threads(job, edit ? undefined : program, count, await Checker.open(job, edit));
  }

  private constructor(job: Job, program: string | undefined, count: number, checker: Checker) {
    this.#job = job;
    this.#program = program;
    this.#count = count;
    this.#checker = checker;
  }

  /**
   * Does all tasks of a kind.
   *
   * @param readBy for each task the thread that has read its files, if one has
   * @param onDone called after each task that this thread has done, with the part of all that is about done
   * @returns the results in the order of the tasks, each with the thread that did it
   */
  async run<K extends Kind>(
    kind: K,
    tasks: readonly Task<K>[],
    readBy: readonly (number | undefined)[],
    onDone: (part: number) => void,
  ): Promise<{ readonly result: Result<K>; readonly thread: number }[]> {
    // Not before there is enough to do: with a cache, there often is not.
    if (this.#workers.length === 0 && tasks.length >= TASKS_FOR_WORKERS) await this.#start();
    const round: Round = {
      kind,
      tasks,
      readBy: Int32Array.from(readBy, (thread) => thread ?? -1),
      taken: new Int32Array(new SharedArrayBuffer(4 * tasks.length)),
    };
    const answers = this.#workers.map((worker) => answerOf(worker, round));
    const results: { result: Result<K>; thread: number }[] = [];
    const put = (all: Answer['results'], thread: number): void => {
      for (const [index, result] of all) results[index] = { result: result as Result<K>, thread };
    };
    put(work(round, 0, this.#checker, onDone), 0);
    for (const [index, answer] of answers.entries()) put((await answer).results, index + 1);
    // What a worker had taken that came to its end: it is done here.
    for (const index of tasks.keys()) if (!results[index]) round.taken[index] = 0;
    put(work(round, 0, this.#checker, onDone), 0);
    return results;
  }

  async #start(): Promise<void> {
    if (this.#program === undefined || this.#count < 2) return;
    const url = new URL(this.#program);
    const { Worker } = await import('node:worker_threads');
    this.#workers = Array.from(
      { length: this.#count - 1 },
      (_, index) => new Worker(url, { argv: [THREAD], workerData: { job: this.#job, thread: index + 1 } }),
    );
  }

  /** Forgets what was read and not checked. */
  forget(): void {
    this.#checker.forget();
  }

  close(): void {
    for (const worker of this.#workers) worker.terminate();
  }
}

/** What a worker has done of a round; nothing where it ended, whatever ended it. */
function answerOf(worker: Worker, round: Round): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      // An error without a listener would end the process.
      worker.on('error', () => {});
      resolve(answer);
    };
    worker.removeAllListeners('error');
    worker.on('message', settle);
    worker.on('error', () => settle({ results: [] }));
    worker.on('exit', () => settle({ results: [] }));
    worker.postMessage(round);
  });
}

/** What a worker does: waits for rounds, and answers each. */
export async function serve(): Promise<void> {
  const { parentPort, workerData } = await import('node:worker_threads');
  const { job, thread } = workerData as { readonly job: Job; readonly thread: number };
  const checker = await Checker.open(job);
  parentPort!.on('message', (round: Round) => {
    parentPort!.postMessage({ results: work(round, thread, checker, () => {}) } satisfies Answer);
    if (round.kind === 'check') checker.forget();
  });
}
