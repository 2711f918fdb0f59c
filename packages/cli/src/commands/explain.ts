import type { Arguments } from '../arguments.ts';
import { topicPage } from '../explain/page.ts';
import { findTopic } from '../explain/topic.ts';
import { ours } from '../harmless.ts';
import { type Environment, ExitStatus, UsageError } from '../output.ts';
import { style } from '../style.ts';
import { openCatalog } from './catalog.ts';
import { command } from './command.ts';

const options = {
  'alloy-version': { value: 'V', help: 'main (default) or a release, such as v1.18.1' },
} as const;

/** `assay explain`. */
export const explain = command({
  usage: 'assay explain NAME [OPTION…]',
  description:
    'Prints what there is to know of a component (loki.write), of a block or an attribute in it (loki.write.endpoint, loki.write/endpoint/url), of a top-level block (logging), of a function (string.format), or of the code of a finding (reference/cycle).',
  options,
  notes: ['Exit status: 0, or 2 if there is nothing of that name.'],
  run,
});

async function run({ values, positionals }: Arguments<typeof options>, { out }: Environment): Promise<ExitStatus> {
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('explain takes one NAME');
  const catalog = await openCatalog(values['alloy-version']);
  out.write(ours(topicPage(findTopic(name, catalog), catalog, style(out.colour))));
  return ExitStatus.Ok;
}
