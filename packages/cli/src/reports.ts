import { appendFileSync } from 'node:fs';
import { alternatives } from './arguments.ts';
import { type Environment, UsageError } from './output.ts';
import { type Format, formats, reporters } from './report/formats.ts';
import { jobSummary } from './report/github.ts';
import type { Page, Report } from './report/reporter.ts';
import { repositoryPaths } from './repository.ts';
import { FileWriter } from './write.ts';

/** A report that goes to a file. */
export interface Output {
  readonly format: Format;
  readonly path: string;
}

/** The reports of `--output FORMAT=FILE`. @throws UsageError */
export function readOutputs(values: readonly string[]): Output[] {
  return values.map((value) => {
    const [, format, path] = /^([^=]*)=(.+)$/s.exec(value) ?? [];
    if (format === undefined || path === undefined)
      throw new UsageError(`--output takes FORMAT=FILE, as in --output sarif=assay.sarif, not "${value}"`);
    if (!Object.hasOwn(reporters, format))
      throw new UsageError(`--output takes the formats ${alternatives(formats)}, not "${format}"`, { given: format, known: formats });
    return { format: format as Format, path };
  });
}

/**
 * Writes a report to standard output and to files. Where GitHub collects summaries of jobs (GITHUB_STEP_SUMMARY) and one of the formats is
 * its own, a summary is added.
 *
 * @returns whether all of it could be written; what could not is said
 */
export function deliverReport(report: Report, format: Format, outputs: readonly Output[], environment: Environment): boolean {
  const { out, err, variables } = environment;
  const inRepository = repositoryPaths(process.cwd());
  const file: Page = { colour: false, columns: undefined, inRepository };
  let complete = true;
  const attempt = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      complete = false;
      err.write(`assay: ${(error as Error).message}\n`);
    }
  };
  const writer = new FileWriter();
  for (const output of outputs) attempt(() => writer.write(output.path, reporters[output.format](report, file)));
  const summary = variables.GITHUB_STEP_SUMMARY;
  if (summary && [format, ...outputs.map((output) => output.format)].includes('github'))
    attempt(() => appendFileSync(summary, jobSummary(report, file, variables)));
  out.write(reporters[format](report, { ...file, colour: out.colour, columns: out.columns }));
  return complete;
}
