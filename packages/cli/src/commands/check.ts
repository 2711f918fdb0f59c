import { allCodes, applyFixes, type CheckOptions, type Diagnostic, type FixResult, findAll, type Level, type Source } from '@assay/checker';
import { canBeOff } from '@assay/checker/configuration';
import { formatRange } from '@assay/formatter';
import { type Arguments, alternatives } from '../arguments.ts';
import { type Environment, ExitStatus, UsageError } from '../output.ts';
import { faultOf, gather, type InputGroup, type Inputs, readPrograms, STDIN } from '../programs.ts';
import { Progress } from '../progress.ts';
import { formats } from '../report/formats.ts';
import { failsAt, type Report, SEVERITIES, type Suppressed } from '../report/reporter.ts';
import { deliverReport, readOutputs } from '../reports.ts';
import { count } from '../text.ts';
import { printDiff } from '../unified.ts';
import { FileWriter } from '../write.ts';
import { openCatalog } from './catalog.ts';
import { command } from './command.ts';
import { programOptions, readRequest, stdinOption } from './program-options.ts';

const options = {
  format: { value: 'FORMAT', choices: formats, help: alternatives(formats).replace('human', 'human (default)') },
  output: { value: 'FORMAT=FILE', list: 'repeated', help: 'also write a report to a file; may be given again' },
  ...programOptions,
  authority: {
    value: 'LIST',
    choices: ['validate', 'load', 'lint'],
    list: true,
    help: 'only what validate, load or lint finds, as in load,lint',
  },
  rule: { value: 'CODE=LEVEL', list: true, help: 'off, info, warning or error, for findings of a code' },
  fix: { help: 'mend what has a safe fix, and write the files' },
  'fix-suggested': { help: 'apply suggested fixes too' },
  diff: { help: 'with a fix: write nothing, print what would change' },
  'fail-on': { value: 'SEVERITY', choices: SEVERITIES, help: 'exit with 1 from error (default), warning or info on' },
  ...stdinOption,
} as const;

/** `assay check`. */
export const check = command({
  usage: 'assay check [PATH…] [OPTION…]',
  description:
    'Finds what Alloy would refuse, and what is probably a mistake. A PATH is a file, a directory (all *.alloy and *.river below it), a quoted glob, or - for standard input; files of a directory that refer to each other are one program.',
  options,
  notes: ['Exit status: 0 nothing to fail on, 1 findings, 2 wrong usage or a fault.'],
  run,
});

async function run({ values, positionals }: Arguments<typeof options>, environment: Environment): Promise<ExitStatus> {
  if (values['stdin-path'] !== undefined && !positionals.includes(STDIN)) {
    throw new UsageError('--stdin-path names standard input, but there is no PATH -');
  }
  const fixing = values.fix === true || values['fix-suggested'] === true || values.diff === true;
  if (fixing && values.diff !== true && positionals.includes(STDIN))
    throw new UsageError('standard input cannot be mended: add --diff to see what would change');
  const outputs = readOutputs(values.output ?? []);
  const request = await readRequest(values, readLevels(values.rule ?? []));
  const inputs = await gather(positionals.length > 0 ? positionals : ['.'], values['stdin-path'] ?? '<stdin>', environment, request);
  const checked = checkAll(inputs, environment, fixing ? new Mender(values['fix-suggested'] === true) : undefined);
  const mended = await deliver(checked.mended, values.diff === true, environment);
  const { authority } = values;
  const asked = (diagnostic: Diagnostic): boolean => !authority || authority.includes(diagnostic.authority);
  const diagnostics = checked.diagnostics.filter(asked);
  const failOn = new Map(inputs.groups.flatMap(({ paths, configuration }) => paths.map((path) => [path, configuration?.failOn?.value])));
  const fails = ({ severity, file }: Diagnostic): boolean => failsAt(severity, values['fail-on'] ?? failOn.get(file) ?? 'error');
  const report: Report = {
    diagnostics,
    suppressed: checked.suppressed.filter(({ diagnostic }) => asked(diagnostic)),
    sources: checked.sources,
    checked: checked.files,
    unchecked: inputs.unchecked + checked.unchecked,
    faults: [...inputs.faults, ...checked.faults],
    fails,
    alloy: await versionsOf(inputs.groups, values['alloy-version']),
  };
  const delivered = values.diff === true || deliverReport(report, values.format ?? 'human', outputs, environment);

  if (report.faults.length > 0 || !mended || !delivered) return ExitStatus.Fault;
  // The files are as they were: what would be mended is still wrong.
  if (values.diff === true && (checked.mended?.changed.length ?? 0) > 0) return ExitStatus.Findings;
  return diagnostics.some(fails) ? ExitStatus.Findings : ExitStatus.Ok;
}

/** The versions of Alloy that the groups are for, as people know them. */
async function versionsOf(groups: readonly InputGroup[], asked: string | undefined): Promise<string> {
  const versions = new Set(groups.map(({ options }) => options.catalog.displayVersion));
  return versions.size > 0 ? [...versions].join(' and ') : (await openCatalog(asked)).displayVersion;
}

/** The levels of `--rule CODE=LEVEL`. */
function readLevels(rules: readonly string[]): Map<string, Level> {
  const levels = new Map<string, Level>();
  if (rules.length === 0) return levels;
  const codes = allCodes();
  for (const rule of rules) {
    const [code = '', level] = rule.split('=');
    if (!codes.includes(code)) throw new UsageError(`there is no code "${code}"`, { given: code, known: codes });
    if (!LEVELS.includes(level as Level))
      throw new UsageError(`--rule takes CODE=LEVEL, with the level off, info, warning or error, not "${rule}"`);
    if (level === 'off' && !canBeOff(code)) throw new UsageError(`"${code}" cannot be switched off: what cannot be read cannot be checked`);
    levels.set(code, level as Level);
  }
  return levels;
}

const LEVELS: readonly Level[] = ['off', 'info', 'warning', 'error'];

/** Applies fixes, and remembers what they changed. */
class Mender {
  readonly changed: { readonly before: Source; readonly after: Source }[] = [];
  applied = 0;
  readonly #suggested: boolean;

  constructor(suggested: boolean) {
    this.#suggested = suggested;
  }

  mend(program: readonly Source[], options: CheckOptions): FixResult {
    const result = applyFixes(program, options, { suggested: this.#suggested, formatRange });
    this.applied += result.applied;
    for (const [index, after] of result.sources.entries()) {
      const before = program[index];
      if (before && before !== after) this.changed.push({ before, after });
    }
    return result;
  }
}

/** Writes what was mended, or prints it. @returns whether all of it could be written */
async function deliver(mender: Mender | undefined, diff: boolean, environment: Environment): Promise<boolean> {
  if (!mender) return true;
  const writer = new FileWriter();
  let failed = false;
  let written = 0;
  for (const { before, after } of mender.changed) {
    if (diff) await printDiff(before.path, before.text, after.text, environment);
    else {
      try {
        writer.replace(before.path, after.text);
        written++;
      } catch (error) {
        failed = true;
        environment.err.write(`assay: ${(error as Error).message}\n`);
      }
    }
  }
  if (!diff && written > 0) environment.err.write(`${count(mender.applied, 'fix', 'fixes')} applied in ${count(written, 'file')}\n`);
  return !failed;
}

interface Checked {
  readonly diagnostics: Diagnostic[];
  readonly suppressed: Suppressed[];
  /** Of the programs that have findings. */
  readonly sources: Map<string, Source>;
  readonly files: string[];
  /** Files that could not be read, and those of programs in which a fault of ours came up. */
  readonly unchecked: number;
  /** Why not: a sentence each. */
  readonly faults: string[];
  readonly mended: Mender | undefined;
}

/** Checks program by program: what has no findings is forgotten at once. A fault in one program does not stop the others. */
function checkAll(inputs: Inputs, environment: Environment, mender?: Mender): Checked {
  const { err } = environment;
  const result = {
    diagnostics: [] as Diagnostic[],
    suppressed: [] as Suppressed[],
    sources: new Map<string, Source>(),
    files: [] as string[],
    unchecked: 0,
    faults: [] as string[],
    mended: mender,
  };
  const progress = new Progress(inputs.paths.length, err);
  const onLost = (files: number, message: string): void => {
    result.unchecked += files;
    result.faults.push(message.replace(/^assay: /, '').trimEnd());
    progress.clear();
    err.write(message);
  };
  for (const { sources: given, group } of readPrograms(inputs, { environment, onLost })) {
    progress.advance(given.length);
    try {
      const mended = mender?.mend(given, group.options);
      const program = mended?.sources ?? given;
      const { diagnostics, suppressed } = mended ?? findAll(program, group.options);
      for (const { path } of program) result.files.push(path);
      if (diagnostics.length === 0 && suppressed.length === 0) continue;
      for (const diagnostic of diagnostics) result.diagnostics.push(diagnostic);
      for (const { diagnostic, reason } of suppressed) result.suppressed.push({ diagnostic, reason, by: 'comment' });
      for (const source of program) result.sources.set(source.path, source);
    } catch (error) {
      onLost(given.length, faultOf(given, 'checking', error, environment));
    }
  }
  progress.clear();
  const order = new Map(inputs.paths.map((path, index) => [path, index]));
  const byFile = (a: Diagnostic, b: Diagnostic): number => order.get(a.file)! - order.get(b.file)!;
  // Stable: within a file the order stays.
  result.diagnostics.sort(byFile);
  result.suppressed.sort((a, b) => byFile(a.diagnostic, b.diagnostic));
  result.files.sort((a, b) => order.get(a)! - order.get(b)!);
  return result;
}
