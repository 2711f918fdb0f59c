import { existsSync } from 'node:fs';
import {
  allCodes,
  applyFixes,
  type CheckOptions,
  type Diagnostic,
  type Level,
  openSource,
  type Source,
  writeSuppressions,
} from '@assay/checker';
import { canBeOff, type Located } from '@assay/checker/configuration';
import { formatRange } from '@assay/formatter';
import { type Arguments, alternatives } from '../arguments.ts';
import { applyBaselines, type BaselineMode } from '../baseline/apply.ts';
import { type Changes, readChanges } from '../changes/changes.ts';
import { Cache } from '../checking/cache.ts';
import { checkGroups } from '../checking/checking.ts';
import type { Lost } from '../checking/job.ts';
import { shownPath } from '../configured.ts';
import { deliver, Editor } from '../editor.ts';
import { isGlob, isOfRepository } from '../files.ts';
import { shown } from '../harmless.ts';
import { complaint, type Environment, ExitStatus, UsageError } from '../output.ts';
import { gather, type InputGroup, type Inputs, STDIN } from '../programs.ts';
import { Progress } from '../progress.ts';
import { formats } from '../report/formats.ts';
import { type FindingContext, failsAt, type Report, SEVERITIES, type Suppressed } from '../report/reporter.ts';
import { deliverReport, keepFromInputs, readOutputs } from '../reports.ts';
import { count } from '../text.ts';
import { watchFiles } from '../watch.ts';
import { openCatalog } from './catalog.ts';
import { command } from './command.ts';
import { programOptions, readRequest, stdinOption } from './program-options.ts';

const DEFAULT_REASON = 'present when Assay was introduced';

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
  'suppress-all': { help: 'write a comment above everything that is found and may stay, or the baseline' },
  reason: { value: 'TEXT', help: `what these comments say (${DEFAULT_REASON})` },
  baseline: { value: 'FILE', help: 'report only what this file does not know' },
  changed: {
    value: 'REF',
    optional: (text: string): boolean => !existsSync(text) && !isGlob(text) && text !== STDIN,
    help: 'report only what is new since REF (HEAD), or on lines changed',
  },
  'frozen-baseline': { help: 'fail where the baseline would shrink' },
  'fail-on': { value: 'SEVERITY', choices: SEVERITIES, help: 'exit with 1 from error (default), warning or info on' },
  cache: { value: 'DIR', help: 'keep what is found in a directory, for the next run' },
  watch: { help: 'check again whenever files change, until Ctrl-C' },
  threads: { value: 'N', help: 'how many threads check; as many as pay, where not given' },
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

async function run(args: Arguments<typeof options>, environment: Environment): Promise<ExitStatus> {
  const { values, positionals } = args;
  const note = (message: string): void => environment.err.write(complaint(message));
  const cache = values.cache === undefined && values.watch !== true ? undefined : new Cache(values.cache, environment.variables, note);
  if (values.watch !== true) return checkOnce(args, environment, cache);
  const writing = (['fix', 'fix-suggested', 'diff', 'suppress-all', 'changed'] as const).find((name) => values[name] !== undefined);
  if (writing) throw new UsageError(`--watch only looks: leave --${writing} out`);
  if (positionals.includes(STDIN)) throw new UsageError('standard input cannot be watched');
  await watchFiles(
    positionals.length > 0 ? positionals : ['.'],
    async () => {
      await checkOnce(args, environment, cache);
    },
    environment,
  );
  return ExitStatus.Ok;
}

/** @param cache what was found before */
async function checkOnce(
  { values, positionals }: Arguments<typeof options>,
  environment: Environment,
  cache: Cache | undefined,
): Promise<ExitStatus> {
  if (values['stdin-path'] !== undefined && !positionals.includes(STDIN)) {
    throw new UsageError('--stdin-path names standard input, but there is no PATH -');
  }
  const { authority } = values;
  const asked = (diagnostic: Diagnostic): boolean => !authority || authority.includes(diagnostic.authority);
  const editor = readEditor(values, asked);
  if (editor && values.diff !== true && positionals.includes(STDIN))
    throw new UsageError('standard input cannot be mended: add --diff to see what would change');
  const threads = readThreads(values.threads);
  const outputs = readOutputs(values.output ?? []);
  const request = await readRequest(values, readLevels(values.rule ?? []));
  const inputs = await gather(positionals.length > 0 ? positionals : ['.'], values['stdin-path'] ?? '<stdin>', environment, request);
  const changes = await changesOf(values, inputs, environment);
  const baselines = baselinesOf(inputs.groups, values.baseline);
  const configurations = new Set(inputs.groups.flatMap(({ configuration }) => [...(configuration?.sources.keys() ?? [])]));
  keepFromInputs(outputs, [...inputs.paths, ...baselines.keys(), ...configurations]);
  if (values['frozen-baseline'] === true && baselines.size === 0)
    throw new UsageError('--frozen-baseline needs a baseline: name it with --baseline');
  // What a repository has a baseline for goes into it.
  const grows = values['suppress-all'] === true && baselines.size > 0;
  if (grows && values.reason !== undefined) throw new UsageError('--reason is what comments say: a baseline gives no reasons');
  if (grows && values.diff === true) throw new UsageError('--diff shows what would change in configuration, not in a baseline');
  const checked = await checkAll(changes?.inputs ?? inputs, environment, { threads, cache }, grows ? undefined : editor);
  cache?.save();
  const mended = await deliver(checked.edited, values.diff === true, environment);
  const mode: BaselineMode = grows
    ? 'grow'
    : values['frozen-baseline'] === true
      ? 'frozen'
      : values.diff === true || values.watch === true || inCi(environment)
        ? 'keep'
        : 'shrink';
  const judged = applyBaselines(baselines, { ...checked, isOnDisk: (path) => !inputs.stdin.has(path) }, mode, asked, environment);
  const fresh = changes ? await changes.filter(judged.fresh, checked.sources) : judged.fresh;
  const diagnostics = fresh.filter(asked);
  const known = judged.known.map((diagnostic) => ({ diagnostic, by: 'baseline' as const, reason: '' }));
  const failOn = new Map(inputs.groups.flatMap(({ paths, configuration }) => paths.map((path) => [path, configuration?.failOn?.value])));
  const fails = ({ severity, file }: Diagnostic): boolean => failsAt(severity, values['fail-on'] ?? failOn.get(file) ?? 'error');
  const report: Report = {
    diagnostics,
    suppressed: [...checked.suppressed, ...known]
      .filter(({ diagnostic }) => asked(diagnostic))
      .sort((a, b) => checked.byPlace(a.diagnostic, b.diagnostic)),
    contexts: checked.contexts,
    sources: checked.sources,
    checked: checked.files,
    unchecked: inputs.unchecked + checked.unchecked,
    faults: [...inputs.faults, ...checked.faults, ...judged.faults],
    fails,
    alloy: await versionsOf(inputs.groups, values['alloy-version']),
  };
  const delivered = values.diff === true || deliverReport(report, values.format ?? 'human', outputs, environment);

  if (report.faults.length > 0 || !mended || !delivered) return ExitStatus.Fault;
  // The files are as they were: what would be mended is still wrong.
  if (values.diff === true && (checked.edited?.changed.length ?? 0) > 0) return ExitStatus.Findings;
  if (mode === 'frozen' && judged.stale > 0) return ExitStatus.Findings;
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
    if (level === 'off' && !canBeOff(code))
      throw new UsageError(`"${code}" cannot be switched off: nobody would know what was not checked`);
    levels.set(code, level as Level);
  }
  return levels;
}

const LEVELS: readonly Level[] = ['off', 'info', 'warning', 'error'];

/** What files are to be changed, if any. */
function readEditor(values: Arguments<typeof options>['values'], accepts: (diagnostic: Diagnostic) => boolean): Editor | undefined {
  const { fix, diff, reason } = values;
  const suggested = values['fix-suggested'] === true;
  const suppressing = values['suppress-all'] === true;
  if (suppressing && (fix === true || suggested)) throw new UsageError('--suppress-all and --fix go one after the other');
  if (reason !== undefined && !suppressing) throw new UsageError('--reason is what the comments of --suppress-all say');
  if (reason !== undefined && /[\n\r]/.test(reason)) throw new UsageError('--reason takes one line');
  if (suppressing) {
    const writing = { reason: reason?.trim() || DEFAULT_REASON, accepts, formatRange };
    return new Editor(
      (program, checkOptions) => writeSuppressions(program, checkOptions, writing),
      (applied) => shown`${count(applied, 'finding')} suppressed`,
    );
  }
  if (fix !== true && !suggested && diff !== true) return undefined;
  return new Editor(
    (program, checkOptions) => applyFixes(program, checkOptions, { suggested, formatRange }),
    (applied) => shown`${count(applied, 'fix', 'fixes')} applied`,
  );
}

/** What has changed, where that was asked for. */
async function changesOf(
  values: Arguments<typeof options>['values'],
  inputs: Inputs,
  environment: Environment,
): Promise<Changes | undefined> {
  const { changed, each, fix, diff } = values;
  if (changed === undefined) return undefined;
  if (fix === true || diff === true || values['fix-suggested'] === true || values['suppress-all'] === true)
    throw new UsageError('--changed is about what is reported, not about what is written: leave it out');
  return readChanges(changed === true ? 'HEAD' : changed, inputs, each === true, environment);
}

/** The baselines, by their paths, each with the files that go by it: the one that was asked for, or those that assay.json names. */
function baselinesOf(groups: readonly InputGroup[], asked: string | undefined): Map<string, Set<string>> {
  const baselines = new Map<string, Set<string>>();
  for (const { paths, configuration } of groups) {
    const written = configuration?.baseline;
    const path = asked ?? (written === undefined ? undefined : baselineOf(written));
    if (path === undefined) continue;
    const files = baselines.get(path) ?? new Set();
    baselines.set(path, files);
    for (const each of paths) files.add(each);
  }
  return baselines;
}

/** A baseline that assay.json names: what stands there is read and written, so it is a file of the repository. */
function baselineOf({ value, place }: Located<string>): string {
  const path = shownPath(value);
  if (isOfRepository(value, place.file)) return path;
  throw new UsageError(`${path}: is outside of the repository, where no baseline of an assay.json is (--baseline names one)`);
}

/** Whether this runs where nobody commits what it writes: services of CI say so. */
function inCi({ variables: { CI } }: Environment): boolean {
  return CI !== undefined && CI !== '' && CI !== 'false' && CI !== '0';
}

function readThreads(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new UsageError(`--threads takes a number from 1 on, not "${value}"`);
  return Number(value);
}

interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
  readonly contexts: ReadonlyMap<Diagnostic, FindingContext>;
  /** Of the programs that have findings. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly files: readonly string[];
  readonly programs: readonly { readonly paths: readonly string[]; readonly options: CheckOptions }[];
  /** Files that could not be read, and those of programs in which a fault of ours came up. */
  readonly unchecked: number;
  /** Why not: a sentence each. */
  readonly faults: readonly string[];
  readonly edited: Editor | undefined;
  readonly byPlace: (a: Diagnostic, b: Diagnostic) => number;
}

/** Checks program by program: of what has no findings nothing is kept. A fault in one program does not stop the others. */
async function checkAll(
  inputs: Inputs,
  environment: Environment,
  { threads, cache }: { threads: number | undefined; cache: Cache | undefined },
  editor?: Editor,
): Promise<Checked> {
  const { err } = environment;
  const diagnostics: Diagnostic[] = [];
  const suppressed: Suppressed[] = [];
  const contexts = new Map<Diagnostic, FindingContext>();
  const sources = new Map<string, Source>();
  const files: string[] = [];
  const programs: { paths: readonly string[]; options: CheckOptions }[] = [];
  const lost: Lost[] = [];
  const progress = new Progress(inputs.paths.length, err);
  await checkGroups(inputs, environment, {
    threads,
    cache: editor ? undefined : cache,
    edit: editor && ((program, options) => editor.edit(program, options)),
    onProgress: (done) => progress.at(done),
    onResult: (result, { options }) => {
      for (const each of result.lost) {
        lost.push(each);
        progress.clear();
        err.write(each.message);
      }
      const { paths } = result;
      if (paths.length > 0) programs.push({ paths, options });
      for (const path of paths) files.push(path);
      for (const diagnostic of result.diagnostics) diagnostics.push(diagnostic);
      for (const { diagnostic, reason } of result.suppressed) suppressed.push({ diagnostic, reason, by: 'comment' });
      const found = [...result.diagnostics, ...result.suppressed.map(({ diagnostic }) => diagnostic)];
      for (const [index, diagnostic] of found.entries()) contexts.set(diagnostic, result.contexts[index]!);
      for (const [index, text] of result.texts.entries()) sources.set(paths[index]!, openSource(paths[index]!, text));
    },
  });
  progress.clear();
  const order = new Map(inputs.paths.map((path, index) => [path, index]));
  const byPlace = (a: Diagnostic, b: Diagnostic): number => order.get(a.file)! - order.get(b.file)! || a.start - b.start || a.end - b.end;
  return {
    diagnostics: diagnostics.sort(byPlace),
    suppressed,
    contexts,
    sources,
    files: files.sort((a, b) => order.get(a)! - order.get(b)!),
    programs,
    unchecked: lost.reduce((sum, each) => sum + each.files, 0),
    faults: lost.map(({ message }) => message.replace(/^assay: /, '').trimEnd()),
    edited: editor,
    byPlace,
  };
}
