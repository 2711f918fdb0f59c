import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildData, DATA, readMain, readRelease, SHARED_CATALOG } from '../scripts/build.ts';
import { differences } from '../scripts/differences.ts';
import { FieldPool } from '../scripts/encode.ts';
import { encodeReleases } from '../scripts/releases.ts';
import { DataCatalog } from './catalog.ts';
import { loadCatalog } from './index.ts';
import { RELEASES } from './versions.ts';

const isShared = existsSync(SHARED_CATALOG);
if (!isShared) console.warn(`SKIPPED: ${SHARED_CATALOG} is not there, so the committed data cannot be compared with what it is made from`);

test('the data is small, and ASCII', () => {
  let total = 0;
  for (const name of readdirSync(DATA)) {
    const bytes = readFileSync(`${DATA}/${name}`);
    expect(bytes.every((byte) => byte < 0x80)).toBe(true);
    total += bytes.length;
  }
  expect(total).toBeLessThan(650_000);
});

describe.skipIf(!isShared)('beside the facts', () => {
  test('the committed data is what the script makes of them', () => {
    const built = buildData();
    expect(readdirSync(DATA).sort()).toEqual([...built.keys()].sort());
    for (const [name, text] of built) expect(readFileSync(`${DATA}/${name}`, 'utf8') === text, `${name} is not up to date`).toBe(true);
  });

  test('all releases are there, and no previews', () => {
    const releases = readdirSync(`${SHARED_CATALOG}/versions`).flatMap((name) => /^(v\d+\.\d+\.\d+)\.json$/.exec(name)?.[1] ?? []);
    expect([...RELEASES].sort()).toEqual(releases.sort());
  });

  // Main was asked of the running program, the preview read from the source: two ways to the same facts.
  test('main agrees with the source of the preview, path by path', async () => {
    const main = await loadCatalog();
    const { components, configBlocks, schemas, fields, stdlib } = encodeReleases(
      readMain(),
      [readRelease('v1.19.0-rc.3')],
      new FieldPool(),
    );
    const lines = (text: string) => text.split('\n').map((line) => line.slice(line.indexOf('\t') + 1));
    const preview = new DataCatalog(
      'preview',
      'preview',
      {
        components: lines(components),
        configBlocks: lines(configBlocks),
        schemas: schemas.split('\n'),
        fields: fields.split('\n'),
        stdlib: lines(stdlib),
      },
      { textType: () => ({}), summary: () => undefined, history: () => undefined },
    );
    // One schema of main stands at all three paths, so it cannot say what each has instead.
    const ambiguous = new Set(['logs', 'metrics', 'traces'].map((signal) => `otelcol.receiver.kafka/${signal}/topic`));
    expect(differences(main, preview).filter(({ path }) => !ambiguous.has(path))).toEqual([]);
  });

  test('pages are where the documentation has them', async () => {
    const { documentation } = JSON.parse(readFileSync(`${SHARED_CATALOG}/extra.json`, 'utf8')) as { documentation: Record<string, string> };
    for (const version of ['main', ...RELEASES]) {
      const catalog = await loadCatalog(version);
      for (const name of catalog.componentNames) {
        const path = documentation[name];
        expect(catalog.documentation(name)).toBe(path && `https://grafana.com/docs/alloy/latest/${path}`);
      }
    }
  });
});

test('what main changes after the newest release', async () => {
  const changes = differences(await loadCatalog('v1.18.1'), await loadCatalog());
  const others = changes.filter(({ what }) => what !== 'new' && what !== 'gone');
  expect(others.map(({ path, what }) => `${path} ${what}`).sort()).toMatchInlineSnapshot(`
    [
      "beyla.ebpf/ebpf/instrument_cuda string, now number",
      "database_observability.mysql/data_source_name required: true, now false",
      "loki.secretfilter stability: experimental, now public-preview",
      "otelcol.connector.spanmetrics/calls_dimension/name required: true, now false",
      "otelcol.connector.spanmetrics/dimension/name required: true, now false",
      "otelcol.connector.spanmetrics/events/dimension/name required: true, now false",
      "otelcol.connector.spanmetrics/histogram/dimension/name required: true, now false",
      "otelcol.receiver.kafka/group_rebalance_strategy deprecated: undefined, now true",
      "otelcol.receiver.kafka/group_rebalance_strategy replacement: undefined, now group_rebalance_strategies",
      "otelcol.receiver.kafka/logs/topic replacement: logs/topics, now undefined",
      "otelcol.receiver.kafka/metrics/topic replacement: metrics/topics, now undefined",
      "otelcol.receiver.kafka/traces/topic replacement: traces/topics, now undefined",
      "pyroscope.ebpf/u_probe_links deprecated: undefined, now true",
      "pyroscope.ebpf/u_probe_links replacement: undefined, now probe_links",
    ]
  `);
});
