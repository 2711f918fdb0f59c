import { expect, test } from 'vitest';
import { check } from '../testing.ts';

const AZURE = (inner: string): string =>
  `prometheus.remote_write "x" {\n\tendpoint {\n\t\turl = "http://a"\n\t\tazuread {\n\t\t\t${inner}\n\t\t}\n\t}\n}`;
const ID = '11111111-1111-1111-1111-111111111111';
const STAGE = (inner: string): string => `loki.process "p" {\n\tforward_to = []\n\t${inner}\n}`;
const QUEUE = (inner: string): string =>
  `otelcol.exporter.otlp "x" {\n\tclient {\n\t\tendpoint = "a:1"\n\t}\n\tsending_queue {\n\t\t${inner}\n\t}\n}`;

test.each([
  ['http {\n\ttls {\n\t\tcert_file = "a"\n\t}\n}', '2:2 value/required'],
  ['http {\n\ttls {\n\t\tkey_pem = "a"\n\t}\n}', '2:2 value/required'],
  ['http {\n\ttls {\n\t\tcert_file = "a"\n\t\tkey_file = "b"\n\t\tclient_ca_file = "c"\n\t}\n}', '5:20 value/relation'],
  [
    'http {\n\ttls {\n\t\tcert_file = "a"\n\t\twindows_certificate_filter {\n\t\t\tserver { }\n\t\t\tclient { }\n\t\t}\n\t}\n}',
    '3:15 value/relation',
  ],
  [QUEUE('queue_size = 10\n\t\tsizer = "items"\n\t\tbatch { }'), '8:3 value/relation'],
  [STAGE('stage.cri {\n\t\tmax_partial_lines = 0\n\t}'), '4:23 value/range'],
  [STAGE('stage.eventlogmessage {\n\t\tsource = "a-b"\n\t}'), '4:12 value/format'],
  [STAGE('stage.windowsevent {\n\t\tsource = ""\n\t}'), '4:12 value/required'],
  [STAGE('stage.truncate {\n\t\trule {\n\t\t\tlimit = "0B"\n\t\t}\n\t}'), '5:12 value/format'],
  [STAGE('stage.truncate {\n\t\trule {\n\t\t\tlimit = "3B"\n\t\t\tsuffix = "..."\n\t\t}\n\t}'), '6:13 value/relation'],
  [STAGE('stage.truncate {\n\t\trule {\n\t\t\tlimit = "3B"\n\t\t\tsources = ["a"]\n\t\t}\n\t}'), '6:14 value/relation'],
  [AZURE(`oauth {\n\t\t\t\tclient_id = "${ID}"\n\t\t\t\tclient_secret = "a"\n\t\t\t\ttenant_id = ""\n\t\t\t}`), '8:17 value/required'],
  [AZURE(`scope = "a;b"\n\t\t\tsdk {\n\t\t\t\ttenant_id = "a"\n\t\t\t}`), '5:12 value/format'],
  [
    'pyroscope.java "x" {\n\ttargets = []\n\tforward_to = []\n\tprofiling_config {\n\t\talloc = ""\n\t\ttlab = true\n\t}\n}',
    '5:11 value/required',
  ],
  ['otelcol.storage.file "x" {\n\tcreate_directory = true\n\tdirectory_permissions = "01777"\n}', '3:26 value/format'],
  ['otelcol.exporter.datadog "x" {\n\tapi {\n\t\tapi_key = ""\n\t}\n}', '3:13 value/required'],
  [
    'otelcol.receiver.syslog "x" {\n\ttcp {\n\t\tlisten_address = "a:1"\n\t\tmax_log_size = "1KiB"\n\t}\n\toutput { }\n}',
    '4:18 value/format',
  ],
  [
    'prometheus.scrape "x" {\n\ttargets = []\n\tforward_to = []\n\tenable_protobuf_negotiation = true\n\tscrape_protocols = ["PrometheusText0.0.4"]\n}',
    '5:21 value/relation',
  ],
  [
    'prometheus.exporter.postgres "x" {\n\tdata_source_names = ["postgresql://a/b"]\n\tenabled_collectors = ["tables"]\n}',
    '3:23 value/enum',
  ],
  ['prometheus.exporter.kafka "x" {\n\tkafka_uris = ["a:1", "b:1"]\n}', '1:1 value/required'],
])('is refused: %s', (text, found) => {
  expect(check(text)).toEqual([found]);
});

test.each([
  [
    'http {\n\ttls {\n\t\tcert_file = "a"\n\t\tkey_file = "b"\n\t\tclient_ca_file = "c"\n\t\tclient_auth_type = "RequestClientCert"\n\t}\n}',
  ],
  ['http {\n\ttls {\n\t\tcert_pem = sys.env("C")\n\t\tkey_pem = sys.env("K")\n\t}\n}'],
  [QUEUE('queue_size = 10\n\t\tbatch { }')],
  [QUEUE('enabled = false\n\t\tqueue_size = 10\n\t\tsizer = "items"\n\t\tbatch { }')],
  [STAGE('stage.cri { }\n\tstage.eventlogmessage { }\n\tstage.windowsevent { }')],
  [STAGE('stage.truncate {\n\t\trule {\n\t\t\tlimit = "4B"\n\t\t\tsuffix = "..."\n\t\t}\n\t}')],
  [AZURE(`scope = "https://a.b/.default"\n\t\t\tsdk {\n\t\t\t\ttenant_id = ""\n\t\t\t}`)],
  ['otelcol.storage.file "x" {\n\tcreate_directory = true\n\tdirectory_permissions = "0750"\n}'],
  // The settings of TLS of the Collector are read when it starts.
  ['otelcol.exporter.otlp "x" {\n\tclient {\n\t\tendpoint = "a:1"\n\t\ttls {\n\t\t\tcert_pem = "a"\n\t\t}\n\t}\n}'],
  ['prometheus.exporter.kafka "x" {\n\tkafka_uris = ["a:1", "b:1"]\n\tinstance = "a"\n}'],
])('is taken: %s', (text) => {
  expect(check(text)).toEqual([]);
});

const OUTPUT = '\toutput { }\n}';
const K8S = (inner: string): string => `otelcol.processor.k8sattributes "k" {\n\t${inner}\n${OUTPUT}`;
const S3 = (inner: string): string =>
  `otelcol.exporter.awss3 "s" {\n\ts3_uploader {\n\t\ts3_bucket = "b"\n\t\ts3_prefix = "p"\n\t\t${inner}\n\t}\n}`;

test.each([
  [K8S('extract {\n\t\tmetadata = ["k8s.pod.name", "k8s.pod.nmae"]\n\t}'), '3:14 value/enum'],
  [K8S('extract {\n\t\tlabel {\n\t\t\tfrom = "pods"\n\t\t}\n\t}'), '4:11 value/enum'],
  [K8S('extract {\n\t\tannotation {\n\t\t\tkey_regex = "("\n\t\t}\n\t}'), '4:16 value/format'],
  [K8S('extract {\n\t\tlabel {\n\t\t\tkey = "a"\n\t\t\tkey_regex = "b"\n\t\t}\n\t}'), '5:16 exclusive/one-of'],
  [K8S('filter {\n\t\tfield {\n\t\t\tkey = "a"\n\t\t\tvalue = "b"\n\t\t\top = "exists"\n\t\t}\n\t}'), '6:9 value/enum'],
  [K8S(`pod_association {\n${'\t\tsource {\n\t\t\tfrom = "connection"\n\t\t}\n'.repeat(5)}\t}`), '15:3 value/relation'],
  [S3('compression = "snappy"'), '5:17 value/enum'],
  [S3('retry_mode = "never"'), '5:16 value/enum'],
  [S3('region = ""'), '5:12 value/required'],
  [
    `otelcol.receiver.awscloudwatch "c" {\n\tregion = "eu-west-1"\n\tlogs {\n\t\tpoll_interval = "500ms"\n\t}\n${OUTPUT}`,
    '4:19 value/range',
  ],
])('what the Collector looks at is refused: %s', (text, found) => {
  expect(check(text)).toEqual([found]);
});

test.each([
  [K8S('extract {\n\t\tmetadata = ["k8s.pod.name", sys.env("M")]\n\t\tlabel {\n\t\t\tkey_regex = "(.*)"\n\t\t\tfrom = "node"\n\t\t}\n\t}')],
  [K8S(`pod_association {\n${'\t\tsource {\n\t\t\tfrom = "connection"\n\t\t}\n'.repeat(4)}\t}`)],
  [S3('compression = "none"')],
  [`otelcol.receiver.awscloudwatch "c" {\n\tregion = "eu-west-1"\n\tlogs {\n\t\tinitial_lookback = "1h"\n\t}\n${OUTPUT}`],
])('what the Collector takes is taken: %s', (text) => {
  expect(check(text)).toEqual([]);
});
