import { bind, checkProgram, PipelineGraph } from '@assay/checker';
import type { Arguments } from '../arguments.ts';
import type { Drawing } from '../graph/drawing.ts';
import { graphFormats } from '../graph/formats.ts';
import { line, type Shown, shown } from '../harmless.ts';
import { type Environment, ExitStatus, UsageError } from '../output.ts';
import { faultOf, gather, readPrograms } from '../programs.ts';
import { command } from './command.ts';
import { programOptions, readRequest, stdinOption } from './program-options.ts';

const options = {
  format: { value: 'FORMAT', choices: Object.keys(graphFormats) as (keyof typeof graphFormats)[], help: 'mermaid (default), dot or json' },
  view: { value: 'VIEW', choices: ['components', 'systems'], help: 'components (default), or systems: with what is outside of Alloy' },
  ...programOptions,
  ...stdinOption,
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
  const inputs = await gather(positionals, values['stdin-path'] ?? '<stdin>', environment, await readRequest(values));
  let failed = inputs.faults.length > 0;
  const onLost = (_files: number, message: Shown): void => {
    failed = true;
    environment.err.write(message);
  };
  const drawings: Drawing[] = [];
  for (const { sources, group } of readPrograms(inputs, { environment, onLost })) {
    try {
      const { catalog } = group.options;
      const diagnostics = checkProgram(sources, group.options);
      const graph = new PipelineGraph(bind(sources, catalog), catalog);
      if (!graph.isComplete)
        environment.err.write(
          shown`assay: ${line(sources[0]?.path ?? '')}: instances in instances are too many to be drawn: some are left out\n`,
        );
      drawings.push({ sources, graph, diagnostics, view: values.view ?? 'components' });
    } catch (error) {
      onLost(sources.length, faultOf(sources, 'drawing', error, environment));
    }
  }
  environment.out.write(graphFormats[values.format ?? 'mermaid'](drawings));
  return failed ? ExitStatus.Fault : ExitStatus.Ok;
}
