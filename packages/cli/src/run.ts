import { knownVersions, loadCatalog } from '@assay/catalog';
import { helpText, parseArguments } from './arguments.ts';
import { verbs } from './commands/verbs.ts';
import { line, ours, type Shown, shown } from './harmless.ts';
import { complaint, type Environment, ExitStatus, faultMessage, UsageError, withSuggestion } from './output.ts';
import { wrap } from './text.ts';
import { version } from './version.ts';

/**
 * Runs one command line (without `node` and the program's name).
 *
 * Never throws: wrong usage and internal faults are reported on `err`.
 */
export async function run(argv: readonly string[], environment: Environment): Promise<ExitStatus> {
  try {
    return await dispatch(argv, environment);
  } catch (error) {
    if (error instanceof UsageError) {
      const verb = argv[0] !== undefined && Object.hasOwn(verbs, argv[0]) ? ` ${argv[0]}` : '';
      const message = withSuggestion(error.message, error.misspelling);
      environment.err.write(shown`${complaint(message)}See: assay${line(verb)} --help\n`);
    } else {
      environment.err.write(faultMessage('internal fault', error, environment));
    }
    return ExitStatus.Fault;
  }
}

async function dispatch(argv: readonly string[], environment: Environment): Promise<ExitStatus> {
  const [name, ...rest] = argv;
  if (name === undefined) {
    environment.err.write(overview());
    return ExitStatus.Fault;
  }
  if (name === '--help' || name === '-h') {
    environment.out.write(overview());
    return ExitStatus.Ok;
  }
  if (name === '--version') {
    environment.out.write(await versions());
    return ExitStatus.Ok;
  }
  if (!Object.hasOwn(verbs, name)) {
    if (name.startsWith('-')) throw new UsageError(`there is no option ${name} before a command`);
    throw new UsageError(`there is no command "${name}"`, { given: name, known: Object.keys(verbs) });
  }
  const { command } = verbs[name]!;
  const parsed = parseArguments(rest, command.options);
  if (parsed === 'help') {
    environment.out.write(ours(helpText(command)));
    return ExitStatus.Ok;
  }
  return command.run(parsed, environment);
}

function overview(): Shown {
  const width = Math.max(...Object.keys(verbs).map((name) => name.length));
  const rows = [
    'Assay checks Grafana Alloy configuration. It needs no Alloy and no network.',
    '',
    'Usage: assay COMMAND …',
    '',
    ...Object.entries(verbs).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'assay COMMAND --help says more; assay --version lists the Alloy versions known.',
    '',
  ];
  return ours(rows.join('\n'));
}

async function versions(): Promise<Shown> {
  const { displayVersion } = await loadCatalog();
  const names = knownVersions.map((name) => (name === 'main' ? `main (${displayVersion}, the default)` : name));
  return ours([`assay ${version}`, ...wrap(`Alloy versions known: ${names.join(', ')}`, 80), ''].join('\n'));
}
