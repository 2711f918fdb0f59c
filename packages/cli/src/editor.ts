import type { CheckOptions, FixResult, Source } from '@assay/checker';
import type { Edit } from './checking/job.ts';
import { line, type Shown, shown, verbatim } from './harmless.ts';
import { complaint, type Environment } from './output.ts';
import { count } from './text.ts';
import { printDiff } from './unified.ts';
import { FileWriter } from './write.ts';

/** How many fixes that were left out are told: who wants to mend a thousand places reads no thousand lines. */
const MOST_TOLD = 20;

/** Changes programs, and remembers what was changed. */
export class Editor {
  readonly changed: { readonly before: Source; readonly after: Source }[] = [];
  /** A line for each fix that would have done harm, with its place in what there is now. */
  readonly leftOut: string[] = [];
  readonly #edit: Edit;
  readonly #summary: (applied: number) => Shown;
  #applied = 0;

  /** @param summary what is said of a number of changes, without the files */
  constructor(edit: Edit, summary: (applied: number) => Shown) {
    this.#edit = edit;
    this.#summary = summary;
  }

  get summary(): Shown {
    return this.#summary(this.#applied);
  }

  edit(program: readonly Source[], options: CheckOptions): FixResult {
    const result = this.#edit(program, options);
    this.#applied += result.applied;
    for (const [index, after] of result.sources.entries()) {
      const before = program[index];
      if (before && before !== after) this.changed.push({ before, after });
    }
    for (const { fix, finding, reason } of result.dropped) {
      const { line = 1, column = 1 } = result.sources.find(({ path }) => path === finding.file)?.lines.position(finding.start) ?? {};
      this.leftOut.push(`${finding.file}:${line}:${column}: the fix of ${finding.code} was left out (${fix.title}): ${reason}`);
    }
    return result;
  }
}

/** Writes what was changed, or prints it. @returns whether all of it could be written */
export async function deliver(editor: Editor | undefined, diff: boolean, environment: Environment): Promise<boolean> {
  if (!editor) return true;
  const writer = new FileWriter();
  let failed = false;
  let written = 0;
  for (const { before, after } of editor.changed) {
    if (diff) await printDiff(before.path, before.text, after.text, environment);
    else {
      try {
        writer.edit(before.path, verbatim(after.text));
        written++;
      } catch (error) {
        failed = true;
        environment.err.write(complaint((error as Error).message));
      }
    }
  }
  if (!diff && written > 0) environment.err.write(shown`${editor.summary} in ${count(written, 'file')}\n`);
  for (const each of editor.leftOut.slice(0, MOST_TOLD)) environment.err.write(shown`${line(each)}\n`);
  const rest = editor.leftOut.length - MOST_TOLD;
  if (rest > 0) environment.err.write(shown`${count(rest, 'more fix', 'more fixes')} left out\n`);
  return !failed;
}
