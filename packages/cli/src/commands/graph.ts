import { bind, checkProgram, type Diagnostic, groupIntoPrograms, openSource, PipelineGraph, type Source } from '@assay/checker';
import type { Arguments } from '../arguments.ts';
import { byDirectory, findFiles, readSource } from '../files.ts';
import type { Drawing } from '../graph/drawing.ts';
import { graphFormats } from '../graph/formats.ts';
import { type Environment, ExitStatus, faultMessage, UsageError, withSuggestion } from '../output.ts';
import { openCatalog } from './catalog.ts';
import { command } from './command.ts';

const STDIN = '-';

const options = {
  format: { value: 'FORMAT', choices: Object.keys(graphFormats) as (keyof typeof graphFormats)[], help: 'mermaid (default), dot or json' },
  view: { value: 'VIEW', choices: ['components', 'systems'], help: 'components (default), or systems: with what is outside of Alloy' },
  each: { help: 'take every file as a program of its own' },
  'alloy-version': { value: 'V', help: 'main (default) or a release, such as v1.18.1' },
  stability: {
    value: 'LEVEL',
    choices: ['experimental', 'public-preview', 'generally-available'],
    help: 'generally-available (default), public-preview or experimental',
  },
  community: { help: 'allow community components' },
  'stdin-path': { value: 'NAME', help: 'what to call standard input' },
} as const;

/** `assay graph`. */
export const graph = command({
  usage: 'assay graph PATH… [OPTION…]',
  description:
    'Prints the pipeline: which component gives what to which. What `assay check` finds in a component marks it. Files of one directory are one program where one refers to what another defines.',
  options,
  notes: ['Exit status: 0, or 2 for wrong usage, input that cannot be read, or an internal fault.'],
  run,
});

async function run({ values, positionals }: Arguments<typeof options>, environment: Environment): Promise<ExitStatus> {
  if (positionals.length === 0) throw new UsageError('assay graph needs a PATH');
  const catalog = await openCatalog(values['alloy-version']);
  const checkOptions = { catalog, stability: values.stability ?? 'generally-available', community: values.community === true } as const;
  const { files, problems } = await findFiles(positionals.filter((path) => path !== STDIN));
  for (const { message, misspelling } of problems) environment.err.write(`assay: ${withSuggestion(message, misspelling)}\n`);
  let failed = problems.some(({ fatal }) => fatal);
  const sources: Source[] = [];
  if (positionals.includes(STDIN)) sources.push(openSource(values['stdin-path'] ?? '<stdin>', await environment.readInput()));
  const stdin = new Set(sources.map(({ path }) => path));
  for (const path of files) {
    try {
      sources.push(openSource(path, readSource(path)));
    } catch (error) {
      failed = true;
      environment.err.write(`assay: ${(error as Error).message}\n`);
    }
  }
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const programs = values.each
    ? sources.map((source) => [source])
    : byDirectory([...byPath.keys()], stdin).flatMap((paths) =>
        groupIntoPrograms(
          paths.flatMap((path) => byPath.get(path) ?? []),
          catalog,
        ),
      );
  const drawings: Drawing[] = [];
  for (const program of programs) {
    try {
      const diagnostics: Diagnostic[] = checkProgram(program, checkOptions);
      drawings.push({
        sources: program,
        graph: new PipelineGraph(bind(program, catalog), catalog),
        diagnostics,
        view: values.view ?? 'components',
      });
    } catch (error) {
      failed = true;
      environment.err.write(
        faultMessage(`${program.map(({ path }) => path).join(', ')}: internal fault while drawing`, error, environment),
      );
    }
  }
  environment.out.write(graphFormats[values.format ?? 'mermaid'](drawings));
  return failed ? ExitStatus.Fault : ExitStatus.Ok;
}
