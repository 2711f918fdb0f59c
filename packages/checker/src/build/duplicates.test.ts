import { expect, test } from 'vitest';
import { check } from '../testing.ts';

const endpoints = (component: string, ...bodies: string[]): string =>
  `${component} "x" {\n${bodies.map((body) => `\tendpoint {\n\t\t${body.replaceAll('; ', '\n\t\t')}\n\t}\n`).join('')}}`;

const MAP = 'remote.kubernetes.configmap "s" {\n\tnamespace = "n"\n\tname = "n"\n}\n';

test.each([
  ['what is written', 'url = "http://a"', 'url = "http://a"'],
  ['what is known', 'url = "http://a"', 'url = "http://" + "a"'],
  ['what is only known when Alloy runs', 'url = sys.env("URL")', 'url = sys.env( /* the same */ "URL")'],
  ['all but the order', 'url = "http://a"; remote_timeout = "5s"', 'remote_timeout = "5s"; url = "http://a"'],
  ['all but a secret', 'url = "http://a"; bearer_token = "x"', 'url = "http://a"; bearer_token = "y"'],
])('two endpoints are the same where they have the same in %s', (_, first, second) => {
  for (const component of ['loki.write', 'prometheus.remote_write']) {
    expect(check(endpoints(component, first, second)).map((found) => found.slice(found.indexOf(' ') + 1))).toEqual(['value/relation']);
  }
});

test.each([
  ['a name', 'url = "http://a"; name = "a"', 'url = "http://a"; name = "b"'],
  ['a header', 'url = "http://a"', 'url = "http://a"; headers = {"X-Scope-OrgID" = "b"}'],
  ['a header', 'url = "http://a"; headers = {"a" = sys.env("A")}', 'url = "http://a"; headers = {"a" = sys.env("B")}'],
  ['a nested block', 'url = "http://a"', 'url = "http://a"; queue_config { }'],
  ['a user', 'url = "http://a"; basic_auth { username = "a" }', 'url = "http://a"; basic_auth { username = "b" }'],
])('two endpoints differ by %s', (_, first, second) => {
  for (const component of ['loki.write', 'prometheus.remote_write']) expect(check(endpoints(component, first, second))).toEqual([]);
});

test('a name counts for loki.write alone', () => {
  expect(check(endpoints('loki.write', 'url = "http://a"; name = "a"', 'url = "http://b"; name = "a"'))).toEqual(['8:10 value/relation']);
  expect(check(endpoints('prometheus.remote_write', 'url = "http://a"; name = "a"', 'url = "http://b"; name = "a"'))).toEqual([]);
  const same = 'url = remote.kubernetes.configmap.s.data["a"]; name = "a"';
  expect(check(MAP + endpoints('prometheus.remote_write', same, same))).toEqual(['10:2 value/relation']);
});

test.each([
  [
    'database_observability.mysql "x" {\n\ttargets = []\n\tforward_to = []\n\tdatabase_instance "a" {\n\t\tdata_source_name = "u:p@tcp(h)/"\n\t}\n\tdatabase_instance "b" {\n\t\tdata_source_name = "v:q@tcp(h:3306)/"\n\t}\n}',
    '8:22 value/relation',
  ],
  [
    'prometheus.exporter.oracledb "x" {\n\tdatabase {\n\t\tname = "a"\n\t\tconnection_string = "h/x"\n\t}\n\tdatabase {\n\t\tname = "a"\n\t\tconnection_string = "i/x"\n\t}\n}',
    '7:10 value/relation',
  ],
  [
    'otelcol.connector.spanmetrics "x" {\n\thistogram {\n\t\texplicit { }\n\t\tdimension {\n\t\t\tname = "span.kind"\n\t\t}\n\t}\n\n\toutput {\n\t\tmetrics = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }',
    '5:11 value/format',
  ],
  [
    'otelcol.connector.spanmetrics "x" {\n\thistogram {\n\t\texplicit { }\n\t}\n\tdimension {\n\t\tname = "a"\n\t}\n\tdimension {\n\t\tname = "a"\n\t}\n\n\toutput {\n\t\tmetrics = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }',
    '9:10 value/relation',
  ],
])('other blocks that must differ: %#', (text, found) => {
  expect(check(text)).toEqual([found]);
});
