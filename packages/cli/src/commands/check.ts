import {
  type CheckOptions,
  checkProgram,
  type Diagnostic,
  groupIntoPrograms,
  openSource,
  type Severity,
  type Source,
} from '@assay/checker';
import type { Arguments } from '../arguments.ts';
import { byDirectory, findFiles, readSource } from '../files.ts';
import { type Environment, ExitStatus, faultMessage, UsageError, withSuggestion } from '../output.ts';
import { Progress } from '../progress.ts';
import { type Format, formats, reporters } from '../report/formats.ts';
import type { Report } from '../report/reporter.ts';
import { openCatalog } from './catalog.ts';
import { command } from './command.ts';

const STDIN = '-';
const SEVERITIES = ['error', 'warning', 'info'] as const;

const options = {
  format: { value: 'FORMAT', choices: formats, help: 'human (default), concise or json' },
  each: { help: 'take every file as a program of its own' },
  'alloy-version': { value: 'V', help: 'main (default) or a release, such as v1.18.1' },
  stability: {
    value: 'LEVEL',
    choices: ['experimental', 'public-preview', 'generally-available'],
    help: 'generally-available (default), public-preview or experimental',
  },
  community: { help: 'allow community components' },
  authority: {
    value: 'LIST',
    choices: ['validate', 'load', 'lint'],
    list: true,
    help: 'only what validate, load or lint finds, as in load,lint',
  },
  'fail-on': { value: 'SEVERITY', choices: SEVERITIES, help: 'exit with 1 from error (default), warning or info on' },
  'stdin-path': { value: 'NAME', help: 'what to call standard input' },
} as const;

/** `assay check`. */
export const check = command({
  usage: 'assay check [PATH…] [OPTION…]',
  description:
    'Finds what Alloy would refuse in configuration, and shows where. A PATH is a file, a directory (all *.alloy and *.river below it), a quoted glob, or - for standard input; without one, the current directory. Files of one directory are one program where one refers to what another defines.',
  options,
  notes: ['Exit status: 0 nothing to fail on, 1 findings, 2 wrong usage, input that cannot be read, or an internal fault.'],
  run,
});

async function run({ values, positionals }: Arguments<typeof options>, environment: Environment): Promise<ExitStatus> {
  if (values['stdin-path'] !== undefined && !positionals.includes(STDIN)) {
    throw new UsageError('--stdin-path names standard input, but there is no PATH -');
  }
  const catalog = await openCatalog(values['alloy-version']);
  const inputs = await gather(positionals.length > 0 ? positionals : ['.'], values['stdin-path'] ?? '<stdin>', environment);
  const checked = checkAll(
    inputs,
    { catalog, stability: values.stability ?? 'generally-available', community: values.community === true },
    values.each === true,
    environment,
  );
  const { authority } = values;
  const diagnostics = authority
    ? checked.diagnostics.filter((diagnostic) => authority.includes(diagnostic.authority))
    : checked.diagnostics;
  const report: Report = {
    diagnostics,
    sources: checked.sources,
    files: checked.files,
    unchecked: checked.unchecked,
    alloy: catalog.displayVersion,
  };
  write(report, values.format ?? 'human', environment);

  if (inputs.failed || checked.unchecked > 0) return ExitStatus.Fault;
  return diagnostics.some(({ severity }) => failsAt(severity, values['fail-on'] ?? 'error')) ? ExitStatus.Findings : ExitStatus.Ok;
}

function failsAt(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

function write(report: Report, format: Format, { out }: Environment): void {
  out.write(reporters[format](report, { colour: out.colour, columns: out.columns }));
}

interface Inputs {
  readonly paths: readonly string[];
  /** What standard input held, by the name it goes by. */
  readonly stdin: ReadonlyMap<string, Uint8Array>;
  /** Something that was given was not there or could not be searched. */
  readonly failed: boolean;
}

async function gather(positionals: readonly string[], stdinPath: string, environment: Environment): Promise<Inputs> {
  const stdin = new Map<string, Uint8Array>();
  const paths = [...new Set(positionals)].filter((path) => path !== STDIN);
  if (positionals.includes(STDIN)) stdin.set(stdinPath, await environment.readInput());
  const { files, problems } = await findFiles(paths);
  for (const { message, misspelling } of problems) environment.err.write(`assay: ${withSuggestion(message, misspelling)}\n`);
  return { paths: [...stdin.keys(), ...files.filter((path) => !stdin.has(path))], stdin, failed: problems.some(({ fatal }) => fatal) };
}

interface Checked {
  readonly diagnostics: Diagnostic[];
  /** Of the programs that have findings. */
  readonly sources: Map<string, Source>;
  readonly files: number;
  /** Files that could not be read, and those of programs in which a fault of ours came up. */
  readonly unchecked: number;
}

/** Checks directory by directory: what has no findings is forgotten at once. A fault in one program does not stop the others. */
function checkAll({ paths, stdin }: Inputs, checkOptions: CheckOptions, each: boolean, environment: Environment): Checked {
  const { err } = environment;
  const result = { diagnostics: [] as Diagnostic[], sources: new Map<string, Source>(), files: 0, unchecked: 0 };
  const progress = new Progress(paths.length, err);
  const unreadable = (message: string): void => {
    result.unchecked++;
    progress.clear();
    err.write(message);
  };
  const fault = (sources: readonly Source[], doing: string, error: unknown): void => {
    result.unchecked += sources.length;
    progress.clear();
    err.write(faultMessage(`${sources.map(({ path }) => path).join(', ')}: internal fault while ${doing}`, error, environment));
  };
  const open = (path: string): Source[] => {
    let content: Uint8Array;
    try {
      content = stdin.get(path) ?? readSource(path);
    } catch (error) {
      unreadable(`assay: ${(error as Error).message}\n`);
      return [];
    }
    try {
      return [openSource(path, content)];
    } catch (error) {
      unreadable(faultMessage(`${path}: internal fault while reading`, error, environment));
      return [];
    }
  };
  const check = (program: readonly Source[]): void => {
    progress.advance(program.length);
    try {
      const found = checkProgram(program, checkOptions);
      result.files += program.length;
      if (found.length === 0) return;
      for (const diagnostic of found) result.diagnostics.push(diagnostic);
      for (const source of program) result.sources.set(source.path, source);
    } catch (error) {
      fault(program, 'checking', error);
    }
  };
  const group = (sources: readonly Source[]): readonly (readonly Source[])[] => {
    try {
      return groupIntoPrograms(sources, checkOptions.catalog);
    } catch (error) {
      // Each alone would be called wrong for what it refers to: only the files at fault are left out.
      const sound = sources.filter((source) => {
        try {
          return checkProgram([source], checkOptions);
        } catch (own) {
          fault([source], 'checking', own);
          return false;
        }
      });
      if (sound.length < sources.length) return group(sound);
      fault(sources, 'finding programs', error);
      return [];
    }
  };
  if (each) {
    for (const path of paths) for (const source of open(path)) check([source]);
  } else {
    for (const directory of byDirectory(paths, stdin)) group(directory.flatMap(open)).forEach(check);
  }
  progress.clear();
  const order = new Map(paths.map((path, index) => [path, index]));
  // Stable: within a file the order stays.
  result.diagnostics.sort((a, b) => order.get(a.file)! - order.get(b.file)!);
  return result;
}
