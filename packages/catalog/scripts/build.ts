import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RELEASES } from '../src/versions.ts';
import { encodeModule, FieldPool } from './encode.ts';
import { encodeHistory } from './history.ts';
import { encodeMain } from './main.ts';
import { encodeMetaLabels, type RawExtra } from './meta-labels.ts';
import { encodeOttl, type RawOttl } from './ottl.ts';
import type { RawChanges, RawMain, RawRelease } from './raw.ts';
import { encodeReleases } from './releases.ts';

/** Where the facts come from, beside the checkout. */
export const SHARED_CATALOG = fileURLToPath(new URL('../../../../shared/catalog', import.meta.url));
/** Where they go. */
export const DATA = fileURLToPath(new URL('../data', import.meta.url));

function read<Value>(path: string): Value {
  return JSON.parse(readFileSync(`${SHARED_CATALOG}/${path}`, 'utf8')) as Value;
}

export function readMain(): RawMain {
  return read('main.json');
}

export function readRelease(version: string): RawRelease {
  return read(`versions/${version}.json`);
}

/** The data modules by file name. */
export function buildData(): Map<string, string> {
  const main = readMain();
  // The preview was made a few days after main, and has the same fields.
  const near = readRelease('v1.19.0-rc.3');
  const releases = RELEASES.map(readRelease);
  const pool = new FieldPool();
  return new Map([
    ['main.ts', encodeModule({ ...encodeMain(main, near, pool) })],
    [
      'history.ts',
      encodeModule({ history: encodeHistory(read<RawChanges>('CHANGES.json'), read<RawChanges>('CHANGES-preview.json')) }, true),
    ],
    ['meta-labels.ts', encodeModule({ ...encodeMetaLabels(read<RawExtra>('extra.json')) })],
    ['ottl.ts', encodeModule({ ...encodeOttl(read<RawOttl>('ottl.json')) })],
    ['releases.ts', encodeModule({ ...encodeReleases(main, releases, pool) })],
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(DATA, { recursive: true });
  for (const [name, text] of buildData()) {
    writeFileSync(`${DATA}/${name}`, text);
    console.log(`${name}: ${text.length} bytes`);
  }
}
