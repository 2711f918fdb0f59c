import { describe, expect, test } from 'vitest';
import type { DataCatalog } from './catalog.ts';
import { type BlockField, loadCatalog, UnknownVersionError } from './index.ts';

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
    expect(catalog.component('prometheus.write.queue')?.stability).toBe('experimental');
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

  test('every schema can be read, and everything it refers to', () => {
    const seen = new Set<string>();
    const open = (id: string): void => {
      if (seen.has(id)) return;
      seen.add(id);
      for (const field of catalog.schema(id).fields) {
        if (field.kind === 'block' && field.body.kind === 'schema') open(field.body.schema);
        else if (field.kind === 'attribute')
          for (const [, inner] of JSON.stringify(field.type).matchAll(/"schema":"([^"]+)"/g)) open(inner!);
      }
    };
    for (const name of catalog.componentNames) open(catalog.component(name)!.arguments);
    for (const name of catalog.configBlockNames) open(catalog.configBlock(name)!.arguments);
    expect(seen.size).toBeGreaterThan(600);
  });
});

test('schemas are parsed when they are asked for, and once', async () => {
  const fresh = new DataCatalog(
    'x',
    'x',
    { components: [], configBlocks: [], schemas: ['a\t[]', 'b\t[["c","","int"]]'], stdlib: [] },
    {
      textTypes: {},
      summary: () => undefined,
      history: () => undefined,
    },
  );
  expect(fresh.parsedSchemas).toBe(0);
  expect(fresh.schema('b').fields).toHaveLength(1);
  expect(fresh.schema('b')).toBe(fresh.schema('b'));
  expect(fresh.parsedSchemas).toBe(1);
  expect(() => fresh.schema('d')).toThrow('no schema d');
});

test('an unknown version is refused, and the known ones are named', async () => {
  await expect(loadCatalog('v0.9.0')).rejects.toThrow(UnknownVersionError);
  await expect(loadCatalog('v0.9.0')).rejects.toThrow(/main/);
});
