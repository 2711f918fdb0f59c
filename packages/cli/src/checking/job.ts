import { loadCatalog } from '@assay/catalog';
import {
  type CheckOptions,
  type Diagnostic,
  type FileInterface,
  type FixResult,
  fileInterface,
  findAll,
  fingerprints,
  openSource,
  type Source,
  type SuppressedDiagnostic,
} from '@assay/checker';
import { readSource } from '../files.ts';
import type { Shown } from '../harmless.ts';
import { complaint, faultMessage } from '../output.ts';
import { enclosingBlock } from '../report/enclosing.ts';
import type { FindingContext } from '../report/reporter.ts';
import { repositoryPaths } from '../repository.ts';
import { type ContentKey, contentKey, programKey } from './keys.ts';

/** What the threads of a run are told, once. All of it can be sent from one to another. */
export interface Job {
  readonly groups: readonly GroupOptions[];
  /** What standard input held, by the name it goes by. */
  readonly stdin: ReadonlyMap<string, Uint8Array>;
  /** Whether results are kept for another run, and need a key. */
  readonly keyed: boolean;
  /** Whether a fault of ours is told with its stack. */
  readonly debug: boolean;
}

/** What the checker is told of a group of files. */
export interface GroupOptions {
  readonly options: Omit<CheckOptions, 'catalog'>;
  readonly alloyVersion: string;
}

/** Files that were not looked at, and a message for the user why. */
export interface Lost {
  readonly files: number;
  readonly message: Shown;
}

/** A file of a group, to be looked at for what it offers to others and wants of them. */
export interface FileTask {
  readonly group: number;
  readonly path: string;
}

/** `content` is absent where results are not kept. */
export type Survey = { readonly lost: Lost } | { readonly interface: FileInterface; readonly content?: ContentKey };

/** A program of a group, to be checked. */
export interface ProgramTask {
  readonly group: number;
  readonly paths: readonly string[];
}

/** What was found in a program. */
export interface ProgramResult {
  readonly lost: readonly Lost[];
  /** The files that were checked. */
  readonly paths: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** Of the findings, then of those that are suppressed. */
  readonly contexts: readonly FindingContext[];
  /** Where something was found: the texts of all files, as they are after what was changed. */
  readonly texts: readonly string[];
  /** What the result depends on; absent where results are not kept. */
  readonly key?: string;
}

/** Changes a program, as fixes do. */
export type Edit = (program: readonly Source[], options: CheckOptions) => FixResult;

/** How many tokens of files that are not checked yet are kept: some hundred megabytes. Beyond it, a file is read once more to be checked. */
const MOST_TOKENS = 2_000_000;

/** When a thread has kept so many findings, it keeps few of each further file: each takes a kilobyte until the report is written. */
const MANY_FINDINGS = 100_000;
const FEW_FINDINGS = 100;

/** Does the tasks of a job, one at a time. What it has read it keeps until the program of the file was checked, or {@link forget}. */
export class Checker {
  readonly #job: Job;
  readonly #options: readonly CheckOptions[];
  readonly #edit: Edit | undefined;
  readonly #nameOf = repositoryPaths(process.cwd());
  readonly #contents = new Map<string, { readonly source: Source; readonly bytes: Uint8Array }>();
  /** Of what is kept. */
  #tokens = 0;
  #findings = 0;

  /** @param edit what is done to each program before it is said what is found in it; it stays in this thread */
  static async open(job: Job, edit?: Edit): Promise<Checker> {
    const options = job.groups.map(async ({ options, alloyVersion }) => ({ ...options, catalog: await loadCatalog(alloyVersion) }));
    return new Checker(job, await Promise.all(options), edit);
  }

  private constructor(job: Job, options: readonly CheckOptions[], edit: Edit | undefined) {
    this.#job = job;
    this.#edit = edit;
    this.#options = options;
  }

  survey({ group, path }: FileTask): Survey {
    const file = this.#open(path);
    if ('message' in file) return { lost: file };
    try {
      const found = fileInterface(file.source, this.#options[group]!.catalog);
      this.#tokens += file.source.parse.tokens.length;
      if (this.#tokens > MOST_TOKENS) this.forget();
      return this.#job.keyed ? { interface: found, content: contentKey(file.bytes) } : { interface: found };
    } catch (error) {
      return { lost: this.#fault([path], 'checking', error) };
    }
  }

  check({ group, paths }: ProgramTask): ProgramResult {
    const opened = paths.map((path) => this.#open(path));
    for (const path of paths) this.#contents.delete(path);
    const lost = opened.filter((each) => 'message' in each);
    const files = opened.filter((each) => 'source' in each);
    if (lost.length > 0) {
      // Without one of its files nothing is known of a program: what refers to that file would be called wrong.
      const rest = files.map(({ source }) => source.path);
      const message = complaint(`${rest.join(', ')}: not checked without the rest of the program`);
      return nothing(rest.length > 0 ? [...lost, { files: rest.length, message }] : lost);
    }
    const isFull = this.#findings > MANY_FINDINGS;
    // What depends on other files is not kept for another run.
    const key =
      this.#job.keyed && !isFull
        ? programKey(
            paths,
            files.map(({ bytes }) => contentKey(bytes)),
            this.#job.groups[group]!,
            this.#nameOf,
          )
        : undefined;
    try {
      const result = this.#check(
        files.map(({ source }) => source),
        isFull ? { ...this.#options[group]!, mostFindings: FEW_FINDINGS } : this.#options[group]!,
      );
      return key === undefined ? result : { ...result, key };
    } catch (error) {
      return nothing([this.#fault(paths, 'checking', error)]);
    }
  }

  forget(): void {
    this.#contents.clear();
    this.#tokens = 0;
  }

  #check(given: readonly Source[], options: CheckOptions): ProgramResult {
    const edited = this.#edit?.(given, options);
    const sources = edited?.sources ?? given;
    const { diagnostics, suppressed } = edited ?? findAll(given, options);
    this.#findings += diagnostics.length + suppressed.length;
    const all = [...diagnostics, ...suppressed.map(({ diagnostic }) => diagnostic)];
    return {
      lost: [],
      paths: sources.map(({ path }) => path),
      diagnostics,
      suppressed,
      contexts: contextsOf(all, new Map(sources.map((source) => [source.path, source])), this.#nameOf),
      texts: all.length > 0 ? sources.map(({ text }) => text) : [],
    };
  }

  #open(path: string): { readonly source: Source; readonly bytes: Uint8Array } | Lost {
    const known = this.#contents.get(path);
    if (known) return known;
    let bytes: Uint8Array;
    try {
      bytes = this.#job.stdin.get(path) ?? readSource(path);
    } catch (error) {
      return { files: 1, message: complaint((error as Error).message) };
    }
    try {
      const file = { source: openSource(path, bytes), bytes };
      this.#contents.set(path, file);
      return file;
    } catch (error) {
      return this.#fault([path], 'reading', error);
    }
  }

  #fault(paths: readonly string[], doing: string, error: unknown): Lost {
    return { files: paths.length, message: faultMessage(`${paths.join(', ')}: internal fault while ${doing}`, error, this.#job) };
  }
}

/** What reports show of findings beside themselves, in their order. */
export function contextsOf(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, Source>,
  nameOf: (file: string) => string,
): FindingContext[] {
  const prints = fingerprints(diagnostics, sources, nameOf);
  return diagnostics.map(({ file, start }, index) => ({ block: enclosingBlock(sources.get(file)!, start), fingerprint: prints[index]! }));
}

/** The result of what was not checked. */
export function nothing(lost: readonly Lost[]): ProgramResult {
  return { lost, paths: [], diagnostics: [], suppressed: [], contexts: [], texts: [] };
}
