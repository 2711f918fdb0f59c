import { type FormatException, format } from '@assay/formatter';
import { decodeSource, LineIndex, type ParseResult, parse } from '@assay/parser';
import type { Arguments } from '../arguments.ts';
import { Configured } from '../configured.ts';
import { readSource } from '../files.ts';
import { joined, line, shown, verbatim } from '../harmless.ts';
import { type Channel, complaint, type Environment, ExitStatus, faultMessage, forProgram, UsageError } from '../output.ts';
import { findInputs, STDIN } from '../programs.ts';
import { style } from '../style.ts';
import { count } from '../text.ts';
import { printDiff } from '../unified.ts';
import { FileWriter } from '../write.ts';
import { command } from './command.ts';
import { configurationOption, stdinOption } from './program-options.ts';

const options = {
  check: { help: 'write nothing; list what is not formatted, and exit with 1 if anything is' },
  diff: { help: 'write nothing; print what would change' },
  stdout: { help: 'write nothing; print the formatted text' },
  ...configurationOption,
  ...stdinOption,
} as const;

/** `assay fmt`. */
export const fmt = command({
  usage: 'assay fmt [PATH…] [OPTION…]',
  description:
    'Formats configuration as alloy fmt does, in place; it never changes what a file means. A PATH is a file, a directory (all *.alloy and *.river below it), a quoted glob, or - for standard input, which goes to standard output; without one, the current directory. A file with syntax errors is left as it is.',
  options,
  notes: [
    'Where alloy fmt would change a value or break the file, that part stays as it is; --check names it.',
    'Exit status: 0 all done, 1 syntax errors or, with --check, files that are not formatted, 2 wrong usage, a file that cannot be read or written, or an internal fault.',
  ],
  run,
});

async function run({ values, positionals }: Arguments<typeof options>, environment: Environment): Promise<ExitStatus> {
  if (values['stdin-path'] !== undefined && !positionals.includes(STDIN)) {
    throw new UsageError('--stdin-path names standard input, but there is no PATH -');
  }
  if (values.stdout && (values.check || values.diff)) {
    throw new UsageError(`--stdout and --${values.check ? 'check' : 'diff'} cannot go together: both print`);
  }
  const paths = positionals.length > 0 ? positionals : ['.'];
  const { found, stdin, faults } = await findInputs(paths, values['stdin-path'] ?? '<stdin>', environment);
  const configured = new Configured(environment);
  const all = { files: found.files.map((path) => ({ path })), unchecked: 0 };
  const { files } = values['no-config'] ? all : await configured.select(found.files, found.named);

  const job = new Job(values, environment);
  job.failed = faults.length > 0 || configured.faults.length > 0;
  for (const { path } of files) {
    const content = stdin.get(path);
    await job.format(path, () => content ?? readSource(path), content !== undefined);
  }
  const left = [...stdin].filter(([path]) => files.every((file) => file.path !== path));
  // An editor replaces its text by what it is given.
  for (const [, content] of left)
    if (!values.check && !values.diff)
      environment.out.write(forProgram(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content), environment.out));
  // A filter says nothing that was not asked for.
  if (values.check || files.length > stdin.size - left.length) job.summarize();
  return job.status();
}

class Job {
  readonly #check: boolean;
  readonly #diff: boolean;
  readonly #stdout: boolean;
  readonly #environment: Environment;
  readonly #writer = new FileWriter();
  #formatted = 0;
  #unchanged = 0;
  #broken = 0;
  #exceptions = 0;
  /** Whether something could not be read or written, or went wrong. */
  failed = false;

  constructor(values: Arguments<typeof options>['values'], environment: Environment) {
    this.#check = values.check === true;
    this.#diff = values.diff === true;
    this.#stdout = values.stdout === true;
    this.#environment = environment;
  }

  /** @param filter whether the result goes to standard output in any case */
  async format(path: string, read: () => Uint8Array, filter: boolean): Promise<void> {
    const { err } = this.#environment;
    let content: Uint8Array;
    try {
      content = read();
    } catch (error) {
      this.failed = true;
      err.write(complaint((error as Error).message));
      return;
    }
    try {
      const { text, problem } = decodeSource(content);
      const source = parse(text);
      const errors = problem ? [{ start: problem.offset, message: problem.message }] : source.errors;
      if (errors.length > 0) {
        this.#broken++;
        report(path, source, errors, err);
        return;
      }
      // There are no errors.
      const formatted = format(source)!;
      this.#exceptions += formatted.exceptions.length;
      await this.#deliver(path, source, formatted.text, formatted.exceptions, filter);
    } catch (error) {
      this.failed = true;
      err.write(faultMessage(`${path}: internal fault while formatting`, error, this.#environment));
    }
  }

  async #deliver(path: string, source: ParseResult, text: string, exceptions: readonly FormatException[], filter: boolean): Promise<void> {
    const { out, err } = this.#environment;
    const changed = text !== source.text;
    if (this.#check && changed) out.write(shown`${line(path)}\n`);
    if (this.#check) report(path, source, exceptions, out);
    if (this.#diff && changed) await printDiff(path, source.text, text, this.#environment);
    if (!this.#check && !this.#diff) {
      if (filter || this.#stdout) {
        out.write(forProgram(text, out));
      } else if (changed) {
        try {
          this.#writer.edit(path, verbatim(text));
        } catch (error) {
          this.failed = true;
          err.write(complaint((error as Error).message));
          return;
        }
      }
    }
    if (changed) this.#formatted++;
    else this.#unchanged++;
  }

  summarize(): void {
    const written = !this.#check && !this.#diff && !this.#stdout;
    const parts = [
      this.#formatted > 0 ? shown`${count(this.#formatted, 'file')} ${written ? shown`formatted` : shown`not formatted`}` : shown``,
      this.#unchanged > 0 ? shown`${count(this.#unchanged, 'file')} ${written ? shown`left unchanged` : shown`formatted`}` : shown``,
      this.#broken > 0 ? shown`${count(this.#broken, 'file')} with syntax errors` : shown``,
      this.#exceptions > 0
        ? shown`${count(this.#exceptions, 'part')} left as written${this.#check ? shown`` : shown` (--check names them)`}`
        : shown``,
    ].filter((part) => part !== '');
    if (parts.length > 0) this.#environment.err.write(shown`${joined(parts, shown`, `)}\n`);
  }

  status(): ExitStatus {
    if (this.failed) return ExitStatus.Fault;
    return this.#broken > 0 || (this.#check && this.#formatted > 0) ? ExitStatus.Findings : ExitStatus.Ok;
  }
}

/** One line for each: `file:line:column: message`. */
function report(path: string, { text }: ParseResult, findings: readonly { start: number; message: string }[], channel: Channel): void {
  if (findings.length === 0) return;
  const lines = new LineIndex(text);
  const paint = style(channel.colour);
  for (const { start, message } of findings) {
    const { line: number, column } = lines.position(start);
    channel.write(shown`${paint.bold(shown`${line(path)}:${number}:${column}:`)} ${line(message)}\n`);
  }
}
