import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { encodeModule } from './encode.ts';
import { encodeMain } from './main.ts';
import type { RawMain, RawRelease } from './raw.ts';

/** Where the facts come from, beside the checkout. */
export const SHARED_CATALOG = fileURLToPath(new URL('../../../../shared/catalog', import.meta.url));
/** Where they go. */
export const DATA = fileURLToPath(new URL('../data', import.meta.url));

function read<Value>(path: string): Value {
  return JSON.parse(readFileSync(`${SHARED_CATALOG}/${path}`, 'utf8')) as Value;
}

/** The data modules by file name. */
export function buildData(): Map<string, string> {
  const main = read<RawMain>('main.json');
  const latest = read<RawRelease>('versions/v1.18.1.json');
  return new Map([['main.ts', encodeModule({ ...encodeMain(main, latest) })]]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(DATA, { recursive: true });
  for (const [name, text] of buildData()) {
    writeFileSync(`${DATA}/${name}`, text);
    console.log(`${name}: ${text.length} bytes`);
  }
}
