import { knownVersions, loadCatalog } from '@assay/catalog';
import { describe, expect, test } from 'vitest';
import { isThere, programs, tryFixes } from './harm.ts';

if (!isThere) console.warn('SKIPPED: the fixes are not tried on real configuration, because ../shared is not there');

/** One program of so many is tried, for main and for each other version; `FIXES_STEP=1` tries all. `node test/fixes/harm.ts` prints counts. */
const STEP = Number(process.env.FIXES_STEP ?? 0);

const all = isThere ? programs() : [];

describe.skipIf(!isThere)('what is applied', () => {
  test.each(knownVersions)('brings no error in %s, and a second time there is nothing to do', { timeout: 900_000 }, async (version) => {
    const catalog = await loadCatalog(version);
    const step = STEP || (version === 'main' ? 80 : 480);
    const harmed: string[] = [];
    let applied = 0;
    for (const [index, { name, files }] of all.entries()) {
      // Not the same ones for each version.
      if ((index + knownVersions.indexOf(version)) % step !== 0) continue;
      for (const suggested of [false, true]) {
        const outcome = tryFixes(files, catalog, suggested);
        applied += outcome.applied;
        if (outcome.harm.length > 0) harmed.push(`${name}: ${outcome.harm.join('; ')}`);
      }
    }
    expect(applied).toBeGreaterThan(0);
    expect(harmed).toEqual([]);
  });
});
