import { expect, test } from 'vitest';
import { check } from '../testing.ts';

/** What a template or a shell was to fill in. */
const HOLE = ['$', '{p}'].join('');

const ID = '11111111-1111-1111-1111-111111111111';

const block = (name: string, ...lines: string[]): string => `${name} "x" {\n${lines.map((line) => `\t${line}\n`).join('')}}`;

test.each([
  // URLs that `net/url` cannot parse, wherever a component parses one before it runs.
  ['a placeholder as the port', 'loki.write', `endpoint { url = "http://h:${HOLE}/x" }`, '2:19'],
  ['a template as the host', 'loki.write', 'endpoint { url = "http://{{ .N }}-m/x" }', '2:19'],
  ['a placeholder as the port', 'prometheus.remote_write', `endpoint { url = "http://h:${HOLE}/x" }`, '2:19'],
  ['what is known of a call', 'prometheus.remote_write', 'endpoint { url = string.format("http://%s:x", "h") }', '2:19'],
  ['a port that is none', 'discovery.uyuni', 'server = "http://h:p"\n\tusername = "a"\n\tpassword = "b"', '2:11'],
  ['a port that is none', 'discovery.docker', 'host = "tcp://h:p"', '2:9'],
  ['a port that is none', 'discovery.dockerswarm', 'role = "nodes"\n\thost = "tcp://h:p"', '3:9'],
  ['a port that is none', 'loki.source.docker', 'host = "tcp://h:p"\n\ttargets = []\n\tforward_to = []', '2:9'],
  ['a port that is none', 'mimir.rules.kubernetes', 'address = "http://h:p"', '2:12'],
  ['a port that is none', 'mimir.alerts.kubernetes', 'address = "http://h:p"\n\tglobal_config = ""', '2:12'],
  ['a port that is none', 'loki.rules.kubernetes', 'address = "http://h:p"', '2:12'],
  ['a port that is none', 'prometheus.exporter.mongodb', 'mongodb_uri = "mongodb://h:p"', '2:16'],
  ['a port that is none', 'prometheus.exporter.elasticsearch', 'address = "http://h:p"', '2:12'],
  ['a port that is none', 'prometheus.exporter.github', 'api_url = "http://h:p"', '2:12'],
  ['a port that is none', 'prometheus.exporter.apache', 'scrape_uri = "http://h:p"', '2:15'],
  ['an address without a scheme', 'prometheus.exporter.consul', 'server = "10.0.0.1:8500"', '2:11'],
  ['a scheme that is not of the web', 'prometheus.exporter.consul', 'server = "tcp://h:8500"', '2:11'],
  ['a port that is none', 'prometheus.exporter.mssql', 'connection_string = "sqlserver://u:p@h:p"', '2:22'],
  ['a port that is none', 'prometheus.exporter.oracledb', 'connection_string = "oracle://u:p@h:p/x"', '2:22'],
  ['a port that is none', 'otelcol.exporter.otlphttp', 'client { endpoint = "http://h:p" }', '2:22'],
  ['a port that is none', 'otelcol.exporter.otlphttp', 'client { endpoint = "http://h" }\n\tlogs_endpoint = "http://h:p"', '3:18'],
  ['a port that is none', 'otelcol.exporter.faro', 'client { endpoint = "http://h:p" }', '2:22'],
  ['a path that is none', 'otelcol.receiver.otlp', 'http { logs_url_path = "1:b" }\n\toutput { }', '2:25'],
  ['no host', 'remote.http', 'url = "http://"', '2:8'],
  ['an address without a scheme', 'discovery.nomad', 'server = "10.0.0.1:4646"', '2:11'],
  ['a scheme that Consul has not', 'discovery.consul', 'server = "tcp://consul:8500"', '2:11'],
  ['a scheme that Consul has not', 'discovery.consulagent', 'server = "tcp://consul:8500"', '2:11'],
  ['no number as the port', 'prometheus.exporter.squid', 'address = "squid:proxy"', '2:12'],
  [
    'a secret key of another form',
    'discovery.scaleway',
    `project_id = "${ID}"\n\trole = "instance"\n\taccess_key = "SCWAAAAAAAAAAAAAAAAA"\n\tsecret_key = "a"`,
    '5:15',
  ],
  [
    'a slash at the end',
    'discovery.scaleway',
    `project_id = "${ID}"\n\trole = "instance"\n\taccess_key = "SCWAAAAAAAAAAAAAAAAA"\n\tsecret_key = "${ID}"\n\tapi_url = "https://a/"`,
    '6:12',
  ],
  // Data source names.
  ['braces in a password', 'prometheus.exporter.postgres', 'data_source_names = ["postgresql://u:pa{ss}@h/db"]', '2:22'],
  ['a blank in a password', 'prometheus.exporter.postgres', 'data_source_names = ["postgresql://u:pa%20ss@h/db"]', '2:22'],
  ['an address that says nothing', 'prometheus.exporter.postgres', 'data_source_names = ["postgresql:///"]', '2:22'],
  [
    'braces in a password',
    'database_observability.postgres',
    'data_source_name = "postgresql://u:pa{ss}@h/db"\n\ttargets = []\n\tforward_to = []',
    '2:21',
  ],
  ['a parameter of another driver', 'prometheus.exporter.mysql', 'data_source_name = "u:p@tcp(h:3306)/?tls=custom"', '2:21'],
  ['an address that is not closed', 'prometheus.exporter.mysql', 'data_source_name = "u:p@tcp(h:3306/"', '2:21'],
  ['no slash', 'database_observability.mysql', 'data_source_name = "u:p@tcp(h:3306)"\n\ttargets = []\n\tforward_to = []', '2:21'],
  // Addresses.
  [
    'a namespace without a port',
    'loki.source.azure_event_hubs',
    'fully_qualified_namespace = { a = 1 }.a\n\tevent_hubs = ["a"]\n\tforward_to = []\n\tauthentication { mechanism = "oauth" }',
    '2:30',
  ],
  // Metrics.
  ['a value without its line break', 'prometheus.exporter.static', 'text = "a 1"', '2:9'],
  ['a value that is no number', 'prometheus.exporter.static', 'text = "a x\\n"', '2:9'],
])('refused: %s in %s', (_, component, text, place) => {
  expect(check(block(component, text))).toEqual([`${place} value/format`]);
});

test.each([
  ['loki.write', `endpoint { url = "h:${HOLE}" }`],
  ['loki.write', 'endpoint { url = "" }'],
  ['loki.write', 'endpoint { url = "http://" + sys.env("HOST") + ":x" }'],
  ['prometheus.remote_write', 'endpoint { url = "$URL/api" }'],
  ['pyroscope.write', `endpoint { url = "http://h:${HOLE}" }`],
  ['otelcol.exporter.otlp', `client { endpoint = "http://h:${HOLE}" }`],
  ['otelcol.exporter.splunkhec', 'client { endpoint = "http://h:p" }\n\tsplunk { token = "a" }'],
  ['prometheus.exporter.mongodb', 'mongodb_uri = "mongodb://a:1,b:2/db"'],
  ['prometheus.exporter.consul', 'server = "consul:8500"'],
  ['prometheus.exporter.apache', 'scrape_uri = "/status"'],
  ['discovery.nomad', 'server = "nomad:4646"'],
  ['discovery.consul', 'server = "10.0.0.1:8500"'],
  ['discovery.consul', 'server = "unix:///run/consul.sock"'],
  ['discovery.ovhcloud', 'endpoint = 42\n\tservice = "vps"\n\tapplication_key = "a"\n\tapplication_secret = "b"\n\tconsumer_key = "c"'],
  ['discovery.scaleway', `project_id = "${ID}"\n\trole = "instance"\n\taccess_key = "SCWAAAAAAAAAAAAAAAAA"\n\tsecret_key = "${ID}"`],
  ['prometheus.exporter.squid', 'address = "[::1]:3128"'],
  // Of several addresses none is read, and of one that is not a URL any more than its form.
  ['prometheus.exporter.postgres', 'data_source_names = ["host=a user=b", "host=c"]'],
  ['prometheus.exporter.postgres', 'data_source_names = ["postgresql://"]'],
  ['prometheus.exporter.postgres', 'data_source_names = ["postgresql://u:p@h/db?options=a%20b=c"]'],
  ['prometheus.exporter.mysql', 'data_source_name = "u:p{a}ss@tcp(h:3306)/?tls=skip-verify"'],
  ['prometheus.exporter.mysql', 'data_source_name = "u:p@tcp(h:3306)/?loc=Europe%2FBerlin"'],
  ['prometheus.exporter.oracledb', 'connection_string = "h:p/x"\n\tusername = "a"'],
  [
    'loki.source.azure_event_hubs',
    'fully_qualified_namespace = "a"\n\tevent_hubs = ["a"]\n\tforward_to = []\n\tauthentication {\n\t\tmechanism = "oauth"\n\t\tscopes = ["a"]\n\t}',
  ],
  // The last line may be blank, and need not end.
  ['prometheus.exporter.static', 'text = "a 1\\n  "'],
  ['prometheus.exporter.static', 'text = `\n\t\t# HELP a x\n\t\ta{b="c"} 1 5\n\t`'],
])('taken: %s %s', (component, text) => {
  expect(check(block(component, text))).toEqual([]);
});

test('what an import asks for at once is a URL of the web', () => {
  expect(check('import.http "x" {\n\turl = ""\n}\nimport.http "y" {\n\turl = "http://h:p"\n}')).toEqual([
    '2:8 value/format',
    '5:8 value/format',
  ]);
});
