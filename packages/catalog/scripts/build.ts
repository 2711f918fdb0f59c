import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RELEASES } from '../src/versions.ts';
import { encodeModule, FieldPool } from './encode.ts';
import { encodeHistory } from './history.ts';
import { encodeMain } from './main.ts';
import { encodeMetaLabels, type RawExtra } from './meta-labels.ts';
import { encodeOttl, type RawOttl } from './ottl.ts';
import type { RawChanges, RawMain, RawRelease, RawReleaseComponent } from './raw.ts';
import { encodeReleases } from './releases.ts';

/** Where the facts come from, beside the checkout. */
export const SHARED_CATALOG = fileURLToPath(new URL('../../../../shared/catalog', import.meta.url));
/** Where they go. */
export const DATA = fileURLToPath(new URL('../data', import.meta.url));

function read<Value>(path: string): Value {
  return JSON.parse(readFileSync(`${SHARED_CATALOG}/${path}`, 'utf8')) as Value;
}

/**
 * Attributes that Alloy's documentation calls deprecated, and that cannot be done without. `otelcol.auth.basic` builds the part that
 * authenticates callers whether it is used or not, and that part knows the pair or `htpasswd`, never `client_auth`
 * (internal/component/otelcol/auth/basic/basic.go, `ConvertServer`; internal/component/otelcol/auth/auth.go, `Update`).
 */
const NEEDED: Readonly<Record<string, readonly string[]>> = { 'otelcol.auth.basic': ['username', 'password'] };

/** The same facts, without the deprecation of attributes that are needed. */
function keepNeeded<F extends { components: Readonly<Record<string, object>> }>(facts: F, attributesOf: (component: object) => object): F {
  for (const [component, names] of Object.entries(NEEDED)) {
    const attributes = attributesOf(facts.components[component] ?? {}) as Record<string, Record<string, unknown> | undefined>;
    for (const name of names) {
      const attribute = attributes[name];
      for (const mark of ['deprecated', 'deprecatedSince', 'replacement']) delete attribute?.[mark];
    }
  }
  return facts;
}

export function readMain(): RawMain {
  return read('main.json');
}

export function readRelease(version: string): RawRelease {
  return keepNeeded(
    read<RawRelease>(`versions/${version}.json`),
    (component) => (component as Partial<RawReleaseComponent>).body?.attrs ?? {},
  );
}

function readChanges(name: string): RawChanges {
  const attributesOf = (component: object): object => (component as { attrs?: object }).attrs ?? {};
  return keepNeeded(read<RawChanges>(name), attributesOf);
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
    ['history.ts', encodeModule({ history: encodeHistory(readChanges('CHANGES.json'), readChanges('CHANGES-preview.json')) }, true)],
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
