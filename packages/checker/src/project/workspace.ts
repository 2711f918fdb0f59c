import { findAll } from '../check.ts';
import type { CheckOptions } from '../checks/context.ts';
import type { Diagnostic, TextEdit } from '../diagnostics/diagnostic.ts';
import { bind } from '../model/binder.ts';
import { PipelineGraph } from '../model/graph.ts';
import { Memory } from '../model/memory.ts';
import type { Program } from '../model/program.ts';
import { groupIntoPrograms } from './programs.ts';
import { editSource, openSource, type Source } from './source.ts';

/** Files that belong together, and what is known of them. Everything is made when it is first asked for. */
export interface CheckedProgram {
  readonly sources: readonly Source[];
  readonly program: Program;
  /** In the order of the files and of their places in them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly graph: PipelineGraph;
}

/** The files that somebody works on. What is known of them is kept until an edit makes it doubtful. */
export class Workspace {
  readonly #options: CheckOptions;
  readonly #group: (files: readonly Source[]) => readonly (readonly Source[])[];
  readonly #sources = new Map<string, Source>();
  #programs = new Map<string, CheckedProgram>();
  /** What is remembered of each program, by the paths of its files. */
  #memories: ReadonlyMap<string, Memory> = new Map();

  /** @param group which files are one program; without it, those that refer to each other */
  constructor(options: CheckOptions, group: (files: readonly Source[]) => readonly (readonly Source[])[] = byReference(options)) {
    this.#options = options;
    this.#group = group;
  }

  /** The paths of all files, in the order in which they came. */
  get paths(): readonly string[] {
    return [...this.#sources.keys()];
  }

  /** A file as it is now. */
  source(path: string): Source | undefined {
    return this.#sources.get(path);
  }

  /** Adds a file, or puts another text in its place. */
  open(path: string, content: string | Uint8Array): void {
    this.#sources.set(path, openSource(path, content));
    this.#programs = new Map();
  }

  /**
   * Changes a file that is open. Trees and programs of before are used up: they may not be looked at any more.
   *
   * @param edits places in the text as it is before all of them, not touching each other
   */
  edit(path: string, edits: readonly Pick<TextEdit, 'start' | 'end' | 'text'>[]): void {
    const source = this.#sources.get(path);
    if (!source) throw new Error(`no file ${path} is open`);
    this.#sources.set(path, editSource(source, edits));
    this.#programs = new Map();
  }

  /** Forgets a file. */
  close(path: string): void {
    if (this.#sources.delete(path)) this.#programs = new Map();
  }

  /** The program that a file is part of, as the files are now; `undefined` for a file that is not open. */
  programOf(path: string): CheckedProgram | undefined {
    if (!this.#sources.has(path)) return undefined;
    if (this.#programs.size === 0) {
      const memories = new Map<string, Memory>();
      for (const sources of this.#group([...this.#sources.values()])) {
        // Files that come or go may change anything.
        const name = sources.map((source) => source.path).join('\n');
        const memory = this.#memories.get(name) ?? new Memory();
        memories.set(name, memory);
        const program = new LazyProgram(sources, this.#options, memory);
        for (const source of sources) this.#programs.set(source.path, program);
      }
      this.#memories = memories;
    }
    return this.#programs.get(path);
  }
}

function byReference({ catalog }: CheckOptions): (files: readonly Source[]) => Source[][] {
  return (files) => groupIntoPrograms(files, catalog);
}

class LazyProgram implements CheckedProgram {
  readonly sources: readonly Source[];
  readonly #options: CheckOptions;
  readonly #memory: Memory;
  #program: Program | undefined;
  #diagnostics: readonly Diagnostic[] | undefined;
  #graph: PipelineGraph | undefined;

  constructor(sources: readonly Source[], options: CheckOptions, memory: Memory) {
    this.sources = sources;
    this.#options = options;
    this.#memory = memory;
  }

  get program(): Program {
    this.#program ??= bind(this.sources, this.#options.catalog, this.#memory);
    return this.#program;
  }

  get diagnostics(): readonly Diagnostic[] {
    this.#diagnostics ??= findAll(this.sources, this.#options, this.program).diagnostics;
    return this.#diagnostics;
  }

  get graph(): PipelineGraph {
    this.#graph ??= new PipelineGraph(this.program, this.#options.catalog);
    return this.#graph;
  }
}
