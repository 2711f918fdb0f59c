import type { Level } from '@assay/checker';
import type { Arguments } from '../arguments.ts';
import type { Request } from '../programs.ts';
import { openCatalog } from './catalog.ts';

export const configurationOption = { 'no-config': { help: 'take no notice of assay.json' } } as const;

/** What commands that look at programs are told of them. */
export const programOptions = {
  each: { help: 'take every file as a program of its own' },
  'alloy-version': { value: 'V', help: 'main (default) or a release, such as v1.18.1' },
  stability: {
    value: 'LEVEL',
    choices: ['experimental', 'public-preview', 'generally-available'],
    help: 'least stable that is allowed (generally-available)',
  },
  community: { help: 'allow community components' },
  ...configurationOption,
} as const;

export const stdinOption = { 'stdin-path': { value: 'NAME', help: 'what to call standard input' } } as const;

/** What was asked for. It wins over what assay.json says. @throws UsageError where no such version is known */
export async function readRequest(
  values: Arguments<typeof programOptions>['values'],
  levels: ReadonlyMap<string, Level> = new Map(),
): Promise<Request> {
  const alloyVersion = values['alloy-version'];
  // Only to hear of a mistake before anything is looked for.
  if (alloyVersion !== undefined) await openCatalog(alloyVersion);
  const asked = {
    alloyVersion,
    stability: values.stability,
    community: values.community,
    ...(levels.size > 0 && { levels }),
    today: new Date().toISOString().slice(0, 10),
  };
  return { asked, each: values.each === true, configured: values['no-config'] !== true };
}
