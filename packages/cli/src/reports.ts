import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { CONFIGURATION_NAME } from '@assay/checker/configuration';
import { alternatives } from './arguments.ts';
import { isConfiguration } from './files.ts';
import type { Output as Text } from './harmless.ts';
import { complaint, type Environment, UsageError, writeAll } from './output.ts';
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
  const taken = new Map<string, string>();
  return values.map((value) => {
    const [, format, path] = /^([^=]*)=(.+)$/s.exec(value) ?? [];
    if (format === undefined || path === undefined)
      throw new UsageError(`--output takes FORMAT=FILE, as in --output sarif=assay.sarif, not "${value}"`);
    if (!Object.hasOwn(reporters, format))
      throw new UsageError(`--output takes the formats ${alternatives(formats)}, not "${format}"`, { given: format, known: formats });
    if (path === '-') throw new UsageError(`--output writes files: to standard output goes the report of --format ${format}`);
    const place = placeOf(path);
    if (taken.has(place)) throw new UsageError(`--output: two reports cannot go to one file: "${taken.get(place)}" and "${value}"`);
    taken.set(place, value);
    return { format: format as Format, path };
  });
}

/** What tells a file from others, whatever it is called. */
function placeOf(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    // It is not there, or is said when it is written.
    return resolve(path);
  }
}

/**
 * A report takes the place of what stands there: no configuration, and none of the files that a run reads.
 *
 * @throws UsageError
 */
export function keepFromInputs(outputs: readonly Output[], inputs: readonly string[]): void {
  if (outputs.length === 0) return;
  const read = new Set(inputs.map(placeOf));
  for (const { format, path } of outputs) {
    if (read.has(placeOf(path)) || isConfiguration(path) || basename(path) === CONFIGURATION_NAME)
      throw new UsageError(`--output ${format}=${path}: would replace what is checked, or what says how: give the report another name`);
  }
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
      err.write(complaint((error as Error).message));
    }
  };
  const writer = new FileWriter();
  for (const output of outputs) attempt(() => write(writer, output.path, reporters[output.format](report, file)));
  const summary = variables.GITHUB_STEP_SUMMARY;
  if (summary && [format, ...outputs.map((output) => output.format)].includes('github'))
    attempt(() => writer.append(summary, jobSummary(report, file, variables)));
  out.write(reporters[format](report, { ...file, colour: out.colour, columns: out.columns }));
  return complete;
}

/** What has a descriptor is written to through it: its path would lead to the file behind it, which is more than ours (`2>log`). */
function write(writer: FileWriter, path: string, text: Text): void {
  const descriptor = descriptorOf(path);
  if (descriptor !== undefined) writeAll(descriptor, Buffer.from(text));
  else if (path !== '/dev/null') writer.replace(path, text);
}

function descriptorOf(path: string): number | undefined {
  if (path === '/dev/stdout') return 1;
  if (path === '/dev/stderr') return 2;
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path)?.[1];
  return number === undefined ? undefined : Number(number);
}
