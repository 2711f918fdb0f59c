import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURATION_NAME } from '@assay/checker/configuration';
import type { Arguments } from '../arguments.ts';
import { readSource } from '../files.ts';
import { joined, line, lines, type Shown, shown, verbatim } from '../harmless.ts';
import { HOOK_FILE, installedDigest, WORKFLOW_FILE, withHooks, workflow } from '../init/automation.ts';
import type { Fact } from '../init/facts.ts';
import { plan } from '../init/plan.ts';
import { type Survey, survey } from '../init/survey.ts';
import { configurationText } from '../init/text.ts';
import { complaint, type Environment, ExitStatus, UsageError } from '../output.ts';
import { type Style, style } from '../style.ts';
import { count } from '../text.ts';
import { version } from '../version.ts';
import { FileWriter } from '../write.ts';
import { command } from './command.ts';

const options = {
  hook: { help: `add the hooks to ${HOOK_FILE}` },
  workflow: { help: `write a workflow of GitHub, ${WORKFLOW_FILE}` },
  force: { help: 'replace files that are there already' },
  'dry-run': { help: 'write nothing; print what would be written' },
} as const;

/** `assay init`. */
export const init = command({
  usage: 'assay init [DIRECTORY] [OPTION…]',
  description:
    'Writes an assay.json of what it finds below a directory: configuration, manifests of Kubernetes, values of Helm charts, compose files, units of systemd. Prints what it found, and where. A file that is there already is left as it is.',
  options,
  notes: ['Exit status: 0, or 2 where something could not be written, or is there already.'],
  run,
});

async function run({ values, positionals }: Arguments<typeof options>, environment: Environment): Promise<ExitStatus> {
  const [root = '.', ...others] = positionals;
  if (others.length > 0) throw new UsageError('assay init takes one DIRECTORY');
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${root}: is no directory`);
  const { out, err } = environment;
  const found = await survey(root);
  const planned = await plan(found, (path) => readSource(join(root, path)));
  out.write(report(found, planned.notes, style(out.colour)));

  const writer = new Writer(root, values, environment);
  // Whoever asks for more later has an assay.json by then.
  const more = values.hook === true || values.workflow === true;
  if (more && !values.force && isThere(join(root, CONFIGURATION_NAME)))
    err.write(shown`${line(CONFIGURATION_NAME)}: is there already, and stays as it is\n`);
  else writer.put(CONFIGURATION_NAME, () => configurationText(planned));
  if (values.hook) await writer.add(HOOK_FILE, (before) => withHooks(before, version));
  if (values.workflow) writer.put(WORKFLOW_FILE, () => workflow(version, installedDigest(environment.program, version)));
  if (writer.failed) err.write(shown`See: assay init --help\n`);
  return writer.failed ? ExitStatus.Fault : ExitStatus.Ok;
}

/** Writes files, or prints them. */
class Writer {
  failed = false;
  readonly #root: string;
  readonly #force: boolean;
  readonly #dry: boolean;
  readonly #environment: Environment;
  readonly #files = new FileWriter();

  constructor(root: string, values: Arguments<typeof options>['values'], environment: Environment) {
    this.#root = root;
    this.#force = values.force === true;
    this.#dry = values['dry-run'] === true;
    this.#environment = environment;
  }

  /** Writes a file that is not there, or that may be replaced. */
  put(name: string, text: () => string): void {
    if (isThere(join(this.#root, name)) && !this.#force) this.#complain(`${name}: is there already (--force replaces it)`);
    else this.#write(name, text());
  }

  /** Adds to a file: nothing that is in it is lost. */
  async add(name: string, change: (before: string | undefined) => Promise<string | undefined>): Promise<void> {
    const path = join(this.#root, name);
    try {
      const after = await change(isThere(path) ? new TextDecoder().decode(readSource(path)) : undefined);
      if (after === undefined) this.#environment.err.write(shown`${line(name)}: has the hooks already\n`);
      else this.#write(name, after);
    } catch (error) {
      this.#complain((error as Error).message);
    }
  }

  #write(name: string, text: string): void {
    const { out, err } = this.#environment;
    if (this.#dry) {
      out.write(shown`\n${line(name)}:\n\n${lines(text.replace(/^(?=.)/gm, '    '))}`);
      return;
    }
    try {
      this.#files.replace(join(this.#root, name), verbatim(text));
      err.write(shown`${line(name)} written\n`);
    } catch (error) {
      this.#complain((error as Error).message);
    }
  }

  #complain(message: string): void {
    this.failed = true;
    this.#environment.err.write(complaint(message));
  }
}

/** Whether anything has this name, a link to nowhere too. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** What was found, and what says so. */
function report({ files, deployments }: Survey, notes: readonly string[], paint: Style): Shown {
  const rows = [shown`${files.length === 0 ? shown`No configuration` : count(files.length, 'file')} of Alloy found (*.alloy, *.river)`];
  for (const { what, file, line: number, facts } of deployments) {
    rows.push(shown``, shown`${paint.bold(line(what))} ${paint.dim(shown`${line(file)}:${number}`)}`);
    for (const [key, fact] of Object.entries(facts) as [string, Fact<unknown>][])
      rows.push(shown`  ${line(key)} ${line(String(fact.value))}  ${paint.dim(line(`${fact.because}: ${fact.file}:${fact.line}`))}`);
  }
  if (notes.length > 0) rows.push(shown``, ...notes.map((note) => shown`${paint.bold(shown`note:`)} ${line(note)}`));
  return shown`${joined(rows, shown`\n`)}\n`;
}
