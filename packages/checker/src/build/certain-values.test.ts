import { describe, expect, test } from 'vitest';
import { check } from '../testing.ts';

describe('a constant expression is checked as a literal is', () => {
  test.each([
    ['logging {\n\tlevel = encoding.to_base64("a")\n}', '2:10 type/bad-value'],
    ['logging {\n\tlevel = string.to_lower("INFO")\n}', undefined],
    ['logging {\n\tlevel = encoding.url_decode("in%66o")\n}', undefined],
    ['logging {\n\tlevel = string.format("%s", "warn")\n}', undefined],
    // A number is no text to "%s": what comes out of it is not known here, and certainly not "5".
    ['loki.process "p" {\n\tforward_to = []\n\tstage.tenant {\n\t\tvalue = string.format("%s", 5)\n\t}\n}', undefined],
    ['discovery.marathon "m" {\n\tservers = array.group_by([], "a", true)\n}', '2:12 value/required'],
    ['discovery.marathon "m" {\n\tservers = array.combine_maps([], [{a = "b"}], ["a"])\n}', '2:12 value/required'],
    ['discovery.marathon "m" {\n\tservers = json_path("{}", ".a")\n}', undefined],
  ])('%s', (text, found) => {
    expect(check(text)).toEqual(found === undefined ? [] : [found]);
  });
});

test('a number that no float can hold is found wherever it is worked out', () => {
  expect(check('discovery.relabel "r" {\n\ttargets = [{a = 1e400}]\n}')).toEqual(['2:18 type/out-of-range']);
  expect(check('otelcol.processor.batch "b" {\n\ttimeout = coalesce(1e400, "1s")\n\toutput { }\n}')).toEqual(['2:21 type/out-of-range']);
  expect(check('import.git "g" {\n\trepository = "r"\n\tpath = "p"\n}\n\ng.x "y" {\n\ta = 1e400\n}')).toEqual(['7:6 type/out-of-range']);
});

describe('prometheus.exporter.cloudwatch', () => {
  const job = (metric: string, regions = '["eu-west-1"]', more = ''): string =>
    `prometheus.exporter.cloudwatch "c" {\n\tsts_region = "eu-west-1"\n\n\tdiscovery {\n\t\ttype    = "AWS/EC2"\n\t\tregions = ${regions}\n\n\t\tmetric {\n\t\t\tname       = "CPUUtilization"\n\t\t\tstatistics = ["Average"]\n\t\t\t${metric}\n\t\t}\n\t\t${more}\n\t}\n}`;

  test.each([
    ['', '[]', '', '6:13 value/required'],
    ['length = "1m"', undefined, '', '11:13 value/relation'],
    ['period = "10m"\n\t\t\tlength = "5m"', undefined, '', '12:13 value/relation'],
    ['length = "1m"', undefined, 'period = "2m"', '11:13 value/relation'],
    ['', undefined, 'search_tags = {a = "("}', '13:17 value/format'],
  ])('is refused: %s %s %s', (metric, regions, more, found) => {
    expect(check(job(metric, regions, more))).toEqual([found]);
  });

  test.each([
    ['', undefined, ''],
    ['length = "10m"', undefined, ''],
    ['period = "1m"', undefined, ''],
    ['length = "1m"', undefined, 'period = "1m"'],
    ['length = sys.env("L")', 'coalesce([], [sys.env("R")])', ''],
    ['period = sys.env("P")\n\t\t\tlength = "1m"', undefined, ''],
    ['length = "1m"', undefined, 'period = sys.env("P")'],
  ])('is taken: %s %s %s', (metric, regions, more) => {
    expect(check(job(metric, regions, more))).toEqual([]);
  });

  test.each([
    ['length = "5m"', 'period = "10m"', []],
    ['', 'period = "10m"\n\t\tlength = "1m"', []],
    ['period = "10m"\n\t\t\tlength = "5m"', '', ['13:13 value/relation']],
  ])('durations of a static job do not count for its metrics: %s %s', (metric, more, found) => {
    const text = `prometheus.exporter.cloudwatch "c" {\n\tsts_region = "eu-west-1"\n\n\tstatic "s" {\n\t\tnamespace  = "AWS/EC2"\n\t\tregions    = ["eu-west-1"]\n\t\tdimensions = {InstanceId = "i"}\n\n\t\tmetric {\n\t\t\tname       = "CPUUtilization"\n\t\t\tstatistics = ["Average"]\n\t\t\t${metric}\n\t\t}\n\t\t${more}\n\t}\n}`;
    expect(check(text)).toEqual(found);
  });
});

describe('beyla.ebpf', () => {
  const beyla = (...lines: string[]): string => `beyla.ebpf "b" {\n${lines.map((line) => `\t${line}\n`).join('')}}`;

  test.each([
    [beyla('trace_printer = "yes"'), '2:18 value/enum'],
    [beyla('discovery {', 'instrument {', 'open_ports = "80"', 'sampler {', 'name = "$2"', '}', '}', '}'), '6:9 value/enum'],
    [beyla('discovery {', 'survey {', 'open_ports = "80"', 'sampler {', 'name = "traceidratio"', '}', '}', '}'), '5:2 value/required'],
    [beyla('traces {', 'sampler {', 'name = "traceidratio"', 'arg = "2"', '}', '}', 'output { }'), '5:8 value/format'],
    [beyla('traces {', 'instrumentations = ["http"]', '}'), '1:1 value/required'],
    [beyla('metrics {', 'features = ["application"]', '}'), '1:1 value/required'],
    [beyla('metrics {', 'features = ["apps"]', '}'), '3:13 value/enum'],
    [beyla('discovery {', 'exclude_instrument {', 'kubernetes { }', '}', '}'), '3:2 exclusive/required'],
    [beyla('internal_metrics {', 'exporter = "otel"', '}'), '3:13 value/relation'],
  ])('is refused: %s', (text, found) => {
    expect(check(text)).toEqual([found]);
  });

  test.each([
    [beyla('metrics {', 'features = ["network"]', '}')],
    [beyla('metrics {', 'features = ["application"]', '}', 'discovery {', 'instrument {', 'open_ports = "80"', '}', '}')],
    [beyla('discovery {', 'instrument {', 'name = "x"', '}', '}')],
    [beyla('discovery {', 'exclude_instrument {', 'kubernetes {', 'namespace = "."', '}', '}', '}')],
    [beyla('traces {', 'sampler {', 'name = "traceidratio"', 'arg = "0.1"', '}', '}', 'output { }')],
  ])('is taken: %s', (text) => {
    expect(check(text)).toEqual([]);
  });
});

test.each([
  ['5', true],
  [' 5', true],
  ['"a"', true],
  ['- a', true],
  ['[a]', true],
  ['null', false],
  ['~', false],
  ['---', false],
  ['a: b', false],
  ['"a": b', false],
])('YAML that is to be an object: %j', (config, refused) => {
  const text = `prometheus.exporter.snmp "s" {\n\tconfig = ${JSON.stringify(config)}\n}`;
  expect(check(text)).toEqual(refused ? ['2:11 value/format'] : []);
});

test('a consumer that is null counts where a processor is built for a signal', () => {
  const text = (list: string): string =>
    `otelcol.processor.attributes "a" {\n\tinclude {\n\t\tmatch_type = "regexp"\n\t}\n\n\taction {\n\t\tkey = "k"\n\t\taction = "delete"\n\t}\n\n\toutput {\n\t\ttraces = ${list}\n\t}\n}`;
  expect(check(text('[null]'))).toEqual(['2:2 value/required']);
  expect(check(text('[]'))).toEqual([]);
});
