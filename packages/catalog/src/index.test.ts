import { describe, expect, test, vi } from 'vitest';
import { DataCatalog } from './catalog.ts';
import { type BlockField, knownVersions, loadCatalog, UnknownVersionError } from './index.ts';

const catalog = await loadCatalog();

function fieldsOf(component: string) {
  return catalog.schema(catalog.component(component)!.arguments);
}

function block(component: string, ...path: string[]): BlockField {
  let schema = fieldsOf(component);
  for (const [index, name] of path.entries()) {
    const field = schema.byName.get(name);
    if (field?.kind !== 'block') throw new Error(`${name} is no block`);
    if (index === path.length - 1) return field;
    if (field.body.kind !== 'schema') throw new Error(`${name} has no fields`);
    schema = catalog.schema(field.body.schema);
  }
  throw new Error('no path');
}

describe('main', () => {
  test('is the default, and is loaded once', async () => {
    expect(catalog.version).toBe('main');
    expect(await loadCatalog('main')).toBe(catalog);
  });

  test('knows its components, and no others', () => {
    expect(catalog.componentNames).toHaveLength(184);
    expect(catalog.component('loki.write')).toMatchObject({
      stability: 'generally-available',
      community: false,
      arguments: 'loki/write.Arguments',
    });
    expect(catalog.component('otelcol.exporter.datadog')?.community).toBe(true);
    expect(catalog.component('loki.enrich')?.stability).toBe('experimental');
    expect(catalog.component('loki.writes')).toBeUndefined();
    expect(catalog.component('toString')).toBeUndefined();
  });

  test('keeps the order of Alloy’s struct', () => {
    expect(fieldsOf('loki.write').fields.map((f) => f.name)).toEqual(['endpoint', 'external_labels', 'max_streams', 'wal']);
    expect(
      fieldsOf('remote.vault')
        .fields.map((f) => f.name)
        .slice(0, 3),
    ).toEqual(['server', 'namespace', 'path']);
  });

  test('types attributes', () => {
    expect(fieldsOf('loki.write').byName.get('external_labels')).toMatchObject({ type: { kind: 'map', of: { kind: 'string' } } });
    expect(fieldsOf('prometheus.scrape').byName.get('forward_to')).toMatchObject({
      kind: 'attribute',
      required: true,
      type: { kind: 'list', of: { kind: 'capsule', name: 'prometheus.Appendable' } },
    });
    expect(fieldsOf('prometheus.scrape').byName.get('targets')).toMatchObject({
      type: { kind: 'list', of: { kind: 'capsule', name: 'discovery.Target', convertFrom: true, convertInto: true } },
    });
    expect(fieldsOf('prometheus.scrape').byName.get('scrape_interval')).toMatchObject({ type: { kind: 'duration' }, default: '1m0s' });
    expect(fieldsOf('prometheus.scrape').byName.get('sample_limit')).toMatchObject({ type: { kind: 'number', number: 'uint' } });
  });

  test('types exports', () => {
    expect(catalog.component('discovery.relabel')?.exports).toEqual(
      new Map<string, unknown>([
        ['output', { kind: 'list', of: { kind: 'capsule', name: 'discovery.Target', convertFrom: true, convertInto: true } }],
        ['rules', { kind: 'capsule', name: 'relabel.Rules' }],
      ]),
    );
    expect(catalog.component('faro.receiver')?.exports.size).toBe(0);
  });

  test('opens nested blocks', () => {
    expect(block('loki.write', 'endpoint')).toMatchObject({ repeated: true, required: false, labelled: false, enum: false });
    expect(block('otelcol.exporter.otlp', 'client')).toMatchObject({ required: true, repeated: false });
    expect(block('otelcol.exporter.otlp', 'client', 'tls').body).toEqual({ kind: 'schema', schema: 'otelcol.TLSClientArguments' });
    expect(block('discovery.relabel', 'rule')).toMatchObject({ repeated: true });
  });

  test('has the alternatives of an enum as blocks with dotted names', () => {
    expect(block('loki.process', 'stage.json')).toMatchObject({ enum: true, repeated: true, required: false });
    expect(block('loki.process', 'stage.metrics', 'metric.counter')).toMatchObject({ enum: true });
    expect(block('remote.vault', 'auth.approle')).toMatchObject({ enum: true });
    expect(fieldsOf('loki.process').byName.has('stage')).toBe(false);
  });

  test('is recursive where Alloy is', () => {
    const match = block('loki.process', 'stage.match');
    expect(block('loki.process', 'stage.match', 'stage.match', 'stage.match').body).toEqual(match.body);
  });

  test('knows which blocks have labels', () => {
    expect(block('prometheus.exporter.snmp', 'target').labelled).toBe(true);
    expect(block('prometheus.exporter.snmp', 'walk_param').labelled).toBe(true);
    expect(block('prometheus.exporter.cloudwatch', 'static').labelled).toBe(true);
    expect(block('prometheus.exporter.cloudwatch', 'discovery').labelled).toBe(false);
  });

  test('knows the values of text types', () => {
    expect(catalog.textType('common/relabel.Action').values).toContain('labelmap');
    expect(catalog.textType('common/config.URL')).toEqual({});
    expect(catalog.textType('of nowhere')).toEqual({});
  });

  test('knows config blocks and services', () => {
    expect(catalog.configBlock('foreach')?.stability).toBe('experimental');
    expect(catalog.configBlock('declare')?.statements).toBe(true);
    expect(catalog.configBlock('loki.write')).toBeUndefined();
    expect(catalog.schema(catalog.configBlock('logging')!.arguments).byName.get('write_to')).toMatchObject({ required: false });
    expect(catalog.service('ui')).toEqual({ name: 'ui', configurable: false });
    expect(catalog.service('labelstore')).toMatchObject({ configurable: true });
    expect(catalog.service('http')).toMatchObject({ configurable: true, arguments: 'service/http.Arguments' });
    expect(catalog.service('logging')).toBeUndefined();
  });

  test('knows the standard library', () => {
    const { identifiers, deprecated, experimental } = catalog.stdlib;
    expect(identifiers.get('string')).toMatchObject({ kind: 'namespace' });
    expect(identifiers.get('constants')).toMatchObject({ kind: 'constants', names: ['arch', 'hostname', 'os', 'version'] });
    expect(identifiers.get('env')).toMatchObject({ kind: 'function', parameters: [{ kind: 'string' }], returns: { kind: 'string' } });
    expect(deprecated.has('env')).toBe(true);
    expect(experimental).toEqual(new Set(['array.combine_maps', 'array.group_by']));
  });
});

test('schemas are parsed when they are asked for, and once', async () => {
  const fresh = new DataCatalog(
    'x',
    'x',
    { components: [], configBlocks: [], schemas: ['a\t[]', 'b\t[1,0]'], fields: ['["d","","bool"]', '["c","","int"]'], stdlib: [] },
    {
      textType: () => ({}),
      summary: () => undefined,
      history: () => undefined,
    },
  );
  expect(fresh.parsedSchemas).toBe(0);
  expect(fresh.schema('b').fields.map((f) => f.name)).toEqual(['c', 'd']);
  expect(fresh.schema('b')).toBe(fresh.schema('b'));
  expect(fresh.parsedSchemas).toBe(1);
  expect(() => fresh.schema('d')).toThrow('no schema d');
});

test('loading a version parses no schema, and a look-up only what it needs', async () => {
  vi.resetModules();
  const { loadCatalog: load } = await import('./index.ts');
  for (const version of ['main', 'v1.18.1']) {
    const fresh = (await load(version)) as DataCatalog;
    const component = fresh.component('loki.process')!;
    expect(fresh.componentNames.length).toBeGreaterThan(150);
    expect(fresh.parsedSchemas).toBe(0);
    fresh.schema(component.arguments);
    expect(fresh.parsedSchemas).toBe(1);
  }
});

describe('versions', () => {
  test('are known without being loaded, newest first', () => {
    expect(knownVersions.slice(0, 3)).toEqual(['main', 'v1.18.1', 'v1.17.1']);
    expect(knownVersions.at(-1)).toBe('v1.0.0');
    expect(knownVersions[1]).toBe('v1.18.1');
  });

  test('may be written without the v and without the patch', async () => {
    const release = await loadCatalog('v1.9.2');
    expect(release.version).toBe('v1.9.2');
    expect(release.displayVersion).toBe('v1.9.2');
    for (const text of ['1.9.2', 'v1.9', '1.9']) expect(await loadCatalog(text)).toBe(release);
    expect(catalog.displayVersion).toBe('v1.19 preview');
  });

  test.each(['v0.9.0', '1', 'v1.9.1', '', 'v1.19.0-rc.3', 'toString'])('%j is refused, and the known ones are named', async (version) => {
    await expect(loadCatalog(version)).rejects.toThrow(UnknownVersionError);
    await expect(loadCatalog(version)).rejects.toThrow(/known are main, v1\.18\.1, /);
  });
});

describe('releases', () => {
  test('have their own components', async () => {
    const [first, last] = [await loadCatalog('v1.0.0'), await loadCatalog('v1.18.1')];
    expect(first.component('otelcol.exporter.logging')).toBeDefined();
    expect(first.component('otelcol.exporter.debug')).toBeUndefined();
    expect(last.component('otelcol.exporter.logging')).toBeUndefined();
    expect(last.component('otelcol.exporter.debug')?.stability).toBe('experimental');
    expect(last.component('prometheus.write.queue')).toMatchObject({ deprecated: true, stability: 'experimental' });
    expect(catalog.component('prometheus.write.queue')).toBeUndefined();
  });

  test('have their own fields and types, named as in main', async () => {
    const [old, last] = [await loadCatalog('v1.6'), await loadCatalog('v1.18')];
    const targets = (version: typeof old) => version.schema(version.component('prometheus.scrape')!.arguments).byName.get('targets');
    expect(targets(old)).toMatchObject({ type: { kind: 'list', of: { kind: 'map', of: { kind: 'string' } } } });
    expect(targets(last)).toMatchObject(fieldsOf('prometheus.scrape').byName.get('targets')!);
    const receiver = last.component('prometheus.remote_write')?.exports.get('receiver');
    expect(receiver).toEqual({ kind: 'capsule', name: 'prometheus.Appendable' });
    const rule = last.schema(last.component('discovery.relabel')!.arguments).byName.get('rule') as BlockField;
    const action = last.schema((rule.body as { schema: string }).schema).byName.get('action');
    expect(action).toMatchObject({ type: { kind: 'text', text: 'common/relabel.Action' }, default: 'replace' });
    expect(last.textType('common/relabel.Action').values).toContain('keepequal');
  });

  test('are recursive too', async () => {
    const old = await loadCatalog('v1.0.0');
    const stages = old.schema(old.component('loki.process')!.arguments);
    const match = old.schema((stages.byName.get('stage.match') as BlockField & { body: { schema: string } }).body.schema);
    const inner = (match.byName.get('stage.match') as BlockField & { body: { schema: string } }).body.schema;
    expect(old.schema(inner)).toBe(match);
  });

  test('have their own config blocks and standard library', async () => {
    const [first, v13, v14] = [await loadCatalog('v1.0'), await loadCatalog('v1.3'), await loadCatalog('v1.4')];
    expect(first.configBlock('foreach')).toBeUndefined();
    expect(first.service('livedebugging')).toBeUndefined();
    expect(first.service('ui')).toEqual({ name: 'ui', configurable: false });
    expect(first.configBlock('remotecfg')?.stability).toBe('public-preview');
    expect((await loadCatalog('v1.7')).configBlock('foreach')?.stability).toBe('experimental');
    expect(v13.stdlib.deprecated.size).toBe(0);
    expect(v13.stdlib.identifiers.has('sys')).toBe(false);
    expect(v14.stdlib.deprecated.has('env')).toBe(true);
    expect(v14.stdlib.identifiers.get('string')).toMatchObject({ kind: 'namespace' });
    expect(v14.stdlib.identifiers.get('env')).toMatchObject({ parameters: [{ kind: 'string' }] });
  });
});

describe('what is said of things', () => {
  test('history', () => {
    expect(catalog.history('loki.secretfilter')?.stability).toEqual([
      { version: 'v1.5.0', stability: 'experimental' },
      { version: 'v1.19 preview', stability: 'public-preview' },
    ]);
    expect(catalog.history('otelcol.exporter.logging')).toMatchObject({ removedIn: 'v1.5.0', replacement: 'otelcol.exporter.debug' });
    expect(catalog.history('loki.write')?.since).toBeUndefined();
    expect(catalog.history('loki.write')?.paths.get('endpoint/http_headers')).toEqual({ since: 'v1.8.0' });
    expect(catalog.history('prometheus.scrape')?.paths.get('enable_protobuf_negotiation')).toEqual({
      deprecatedSince: 'v1.2.0',
      replacement: 'scrape_protocols',
    });
    expect(catalog.history('foreach')?.since).toBe('v1.7.0');
    expect(catalog.history('nothing.such')).toBeUndefined();
  });

  test('deprecations and defaults by place', () => {
    expect(fieldsOf('prometheus.scrape').byName.get('enable_protobuf_negotiation')).toMatchObject({
      deprecated: true,
      replacement: 'scrape_protocols',
    });
    expect(block('loki.process', 'stage.eventlogmessage')).toMatchObject({ deprecated: true, replacement: 'stage.windowsevent' });
    // The same Go type in two places, switched on in one of them only.
    const [memory, godeltaprof] = ['profile.memory', 'profile.godeltaprof_memory'].map((n) =>
      block('pyroscope.scrape', 'profiling_config', n),
    );
    expect(memory).toMatchObject({ default: { enabled: true, path: '/debug/pprof/allocs' } });
    expect(godeltaprof).toMatchObject({ default: { path: '/debug/pprof/delta_heap' } });
  });

  test('every component and block of every version has a summary of its own', async () => {
    const summaries = new Map<string, string>();
    for (const version of knownVersions) {
      const { componentNames, configBlockNames, summary } = await loadCatalog(version).then((c) => ({
        componentNames: c.componentNames,
        configBlockNames: c.configBlockNames,
        summary: c.summary.bind(c),
      }));
      for (const name of [...componentNames, ...configBlockNames, 'cluster', 'otel', 'ui']) {
        const text = summary(name);
        expect(text, `${name} has no summary`).toMatch(/^[A-Z][ -~]{10,98}\.$/);
        expect(text, name).not.toContain(`${name} `);
        summaries.set(name, text!);
      }
    }
    const texts = [...summaries.values()].sort();
    for (const [index, text] of texts.entries()) {
      const next = texts[index + 1];
      expect(next === undefined || !next.startsWith(text.slice(0, -1)), `${text} begins ${next}`).toBe(true);
    }
    expect(catalog.summary('nothing.such')).toBeUndefined();
    expect(catalog.summary('toString')).toBeUndefined();
  });

  test('pages', () => {
    const base = 'https://grafana.com/docs/alloy/latest/reference';
    expect(catalog.documentation('loki.write')).toBe(`${base}/components/loki/loki.write/`);
    expect(catalog.documentation('import.file')).toBe(`${base}/config-blocks/import.file/`);
    expect(catalog.documentation('labelstore')).toBeUndefined();
    expect(catalog.documentation('string.join')).toBe(`${base}/stdlib/string/`);
    expect(catalog.documentation('coalesce')).toBe(`${base}/stdlib/coalesce/`);
    expect(catalog.documentation('env')).toBe(`${base}/stdlib/`);
    expect(catalog.documentation('nothing.such')).toBeUndefined();
  });
});

test('every body of every version can be read', async () => {
  for (const version of knownVersions) {
    const each = await loadCatalog(version);
    const seen = new Set<string>();
    const open = (id: string): void => {
      if (seen.has(id)) return;
      seen.add(id);
      for (const field of each.schema(id).fields) {
        if (field.kind === 'block' && field.body.kind === 'schema') open(field.body.schema);
        else if (field.kind === 'attribute')
          for (const [, inner] of JSON.stringify(field.type).matchAll(/"schema":"([^"]+)"/g)) open(inner!);
      }
    };
    for (const name of each.componentNames) open(each.component(name)!.arguments);
    for (const name of each.configBlockNames) open(each.configBlock(name)!.arguments);
    expect(seen.size).toBeGreaterThan(300);
  }
});
