import type { CheckOptions } from '@assay/checker';
import type { Arguments } from '../arguments.ts';
import { openCatalog } from './catalog.ts';

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
} as const;

export const stdinOption = { 'stdin-path': { value: 'NAME', help: 'what to call standard input' } } as const;

/** What Alloy the programs are for. @throws UsageError where no such version is known */
export async function readCheckOptions(values: Arguments<typeof programOptions>['values']): Promise<CheckOptions> {
  return {
    catalog: await openCatalog(values['alloy-version']),
    stability: values.stability ?? 'generally-available',
    community: values.community === true,
    today: new Date().toISOString().slice(0, 10),
  };
}
