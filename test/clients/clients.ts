import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.env.ASSAY_CLIENTS ?? fileURLToPath(new URL('../../node_modules/.cache/assay-clients', import.meta.url));

/**
 * The folder in which a real client was installed by `npm run clients`; `undefined` where it was not, which is said loudly.
 *
 * @throws in CI, where no client may be left out
 */
export function client(name: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(join(path, '.complete'))) return path;
  const problem = `${name} is not there: npm run clients ${name}`;
  if (process.env.CI) throw new Error(problem);
  console.warn(`SKIPPED: nothing is tried in the real ${name}. ${problem}`);
  return undefined;
}
