import type { Body } from '../model/body.ts';
import { textOf } from '../values/static.ts';
import { regex } from '../values/text/regex.ts';
import { givesOn, listenAddress, size, webUrl } from './otelcol.ts';
import { oneOfEach } from './prometheus.ts';
import type { BuildCheck, BuildChecks, Refusals } from './refusals.ts';

const DETECTORS = [
  'env',
  'ec2',
  'ecs',
  'eks',
  'elasticbeanstalk',
  'lambda',
  'akamai',
  'azure',
  'aks',
  'consul',
  'digitalocean',
  'docker',
  'gcp',
  'heroku',
  'hetzner',
  'system',
  'openshift',
  'kubernetes_node',
  'kubeadm',
  'dynatrace',
  'nova',
  'oraclecloud',
  'scaleway',
  'upcloud',
  'vultr',
  'tencent_cvm',
  'alibaba_ecs',
];
/** What `otelcol.processor.k8sattributes` can add to telemetry, and whose labels and annotations it reads (its `config.go`). */
const K8S_METADATA = [
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.pod.uid',
  'k8s.pod.hostname',
  'k8s.pod.start_time',
  'k8s.pod.ip',
  'k8s.deployment.name',
  'k8s.deployment.uid',
  'k8s.replicaset.name',
  'k8s.replicaset.uid',
  'k8s.daemonset.name',
  'k8s.daemonset.uid',
  'k8s.statefulset.name',
  'k8s.statefulset.uid',
  'k8s.job.name',
  'k8s.job.uid',
  'k8s.cronjob.name',
  'k8s.cronjob.uid',
  'k8s.node.name',
  'k8s.node.uid',
  'k8s.container.name',
  'container.id',
  'container.image.name',
  'container.image.tag',
  'container.image.tags',
  'service.namespace',
  'service.name',
  'service.version',
  'service.instance.id',
  'container.image.repo_digests',
  'k8s.cluster.uid',
];
const K8S_OBJECTS = ['pod', 'namespace', 'node', 'deployment', 'statefulset', 'daemonset', 'job'];
const REBALANCING = ['range', 'roundrobin', 'sticky', 'cooperative-sticky'];

/** `otelcol.processor.*` (Alloy's `internal/component/otelcol/processor`, and the Collector's behind it). */
const processors: Readonly<Record<string, BuildCheck>> = {
  'otelcol.processor.attributes': (body, refuse) => {
    for (const action of body.blocks('action')) {
      const kind = action.text('action')?.toLowerCase();
      if (kind === undefined || action.isSet('key') !== false) continue;
      if (kind !== 'delete' && kind !== 'hash')
        refuse.report('value/required', action, undefined, {
          name: '"key"',
          block: action.name,
          reason: `for the action "${action.text('action')}"`,
        });
      else if (action.isSet('pattern') === false) refuse.atLeastOne(action, ['key', 'pattern']);
    }
    for (const block of ['include', 'exclude']) {
      const match = body.child(block);
      if (match) for (const signal of ['traces', 'logs', 'metrics']) matching(body, match, signal, refuse);
    }
  },
  'otelcol.processor.batch': (body, refuse) => {
    const [most, atOnce] = [body.number('send_batch_max_size'), body.number('send_batch_size')];
    if (most !== undefined && atOnce !== undefined && most > 0 && most < atOnce) {
      const place = body.has('send_batch_max_size') ? 'send_batch_max_size' : 'send_batch_size';
      refuse.relation(
        body,
        place,
        `"send_batch_max_size" (${most}) must not be less than "send_batch_size" (${atOnce}${body.has('send_batch_size') ? '' : ' where it is not set'})`,
      );
    }
  },
  'otelcol.processor.cumulativetodelta': (body, refuse) => {
    refuse.durationRange(body, 'max_staleness', { min: 0 });
    refuse.enumeration(body, 'initial_value', ['auto', 'keep', 'drop']);
    for (const match of [body.child('include'), body.child('exclude')]) {
      if (!match) continue;
      refuse.together(match, 'metrics', 'match_type');
      refuse.together(match, 'match_type', 'metrics');
      refuse.enumeration(match, 'match_type', ['', 'strict', 'regexp']);
      oneOfEach(match, refuse, 'metric_types', ['sum', 'histogram']);
    }
  },
  'otelcol.processor.deltatocumulative': (body, refuse) => {
    refuse.durationRange(body, 'max_stale', { above: 0 });
    refuse.range(body, 'max_streams', { min: 0 });
  },
  'otelcol.processor.discovery': (body, refuse) => {
    refuse.enumeration(body, 'operation_type', ['upsert', 'insert', 'update']);
    oneOfEach(body, refuse, 'pod_associations', ['ip', 'net.host.ip', 'k8s.pod.ip', 'hostname', 'connection']);
  },
  'otelcol.processor.interval': (body, refuse) => refuse.durationRange(body, 'interval', { above: 0 }),
  'otelcol.processor.k8sattributes': (body, refuse) => {
    refuse.enumeration(body, 'auth_type', ['', 'none', 'serviceAccount', 'kubeConfig', 'tls']);
    refuse.durationRange(body, 'watch_sync_period', { min: 0 });
    refuse.durationRange(body, 'pod_delete_grace_period', { min: 0 });
    for (const association of body.blocks('pod_association')) {
      const fifth = association.blocks('source')[4];
      if (fifth) refuse.relation(fifth, undefined, 'a "pod_association" has at most four sources');
    }
    const [extract, filter] = [body.child('extract'), body.child('filter')];
    if (extract) oneOfEach(extract, refuse, 'metadata', K8S_METADATA);
    for (const field of extract?.blocks().filter(({ name }) => name === 'label' || name === 'annotation') ?? []) {
      refuse.atMostOne(field, ['key', 'key_regex']);
      refuse.enumeration(field, 'from', ['', ...K8S_OBJECTS]);
      const text = field.text('key_regex');
      const problem = text ? regex(`^(?:${text})$`, field.catalog.version) : undefined;
      if (problem !== undefined) refuse.format(field, 'key_regex', `is no regular expression of RE2: ${problem}`);
    }
    for (const label of filter?.blocks('label') ?? [])
      refuse.enumeration(label, 'op', ['', 'equals', 'not-equals', 'exists', 'does-not-exist']);
    for (const field of filter?.blocks('field') ?? []) refuse.enumeration(field, 'op', ['', 'equals', 'not-equals']);
  },
  'otelcol.processor.memory_limiter': memoryLimiter,
  'otelcol.processor.metric_start_time': (body, refuse) => {
    refuse.enumeration(body, 'strategy', ['true_reset_point', 'subtract_initial_point', 'start_time_metric']);
    refuse.durationRange(body, 'gc_interval', { above: 0 });
  },
  'otelcol.processor.probabilistic_sampler': (body, refuse) => {
    refuse.range(body, 'sampling_percentage', { min: 0 });
    refuse.enumeration(body, 'attribute_source', ['', 'traceID', 'record']);
    if (body.number('sampling_precision') === 0) refuse.range(body, 'sampling_precision', { min: 1 });
    refuse.range(body, 'sampling_precision', { max: 14 });
  },
  'otelcol.processor.redaction': (body, refuse) => {
    const hash = body.text('hash_function')?.toLowerCase();
    if (hash !== undefined && !['', 'md5', 'sha1', 'sha3', 'hmac-sha256', 'hmac-sha512'].includes(hash))
      refuse.enumeration(body, 'hash_function', ['', 'md5', 'sha1', 'sha3', 'hmac-sha256', 'hmac-sha512']);
    const least = hash === 'hmac-sha256' ? 32 : hash === 'hmac-sha512' ? 64 : 0;
    const key = body.text('hmac_key');
    if (key !== undefined && new TextEncoder().encode(key).length < least)
      refuse.report('value/required', body, 'hmac_key', {
        name: `an "hmac_key" of at least ${least} bytes`,
        block: body.name,
        reason: `for the hash function "${hash}"`,
      });
  },
  'otelcol.processor.resourcedetection': (body, refuse) => {
    if (body.has('detectors')) refuse.notEmpty(body, 'detectors');
    oneOfEach(body, refuse, 'detectors', DETECTORS);
  },
  'otelcol.processor.span': (body, refuse) => {
    const status = body.child('status');
    if (status) {
      refuse.enumeration(status, 'code', ['Ok', 'Error', 'Unset']);
      if (status.isSet('description') === true && ['Ok', 'Unset'].includes(status.text('code') ?? ''))
        refuse.relation(status, 'description', '"description" has a meaning for the code "Error" only');
    }
    const name = body.child('name');
    if (!givesOn(body, 'traces')) return;
    const names = name?.isSet('from_attributes') === false && !name.has('to_attributes');
    if (!status && (!name || names))
      refuse.report('value/required', name ?? body, undefined, {
        name: name ? '"from_attributes" or "to_attributes"' : 'a block "name" or "status"',
        block: (name ?? body).name,
        reason: 'to have something to do',
      });
    for (const block of ['include', 'exclude']) {
      const match = body.child(block);
      if (match) matching(body, match, 'traces', refuse);
    }
  },
  'otelcol.processor.tail_sampling': (body, refuse) => {
    refuse.durationRange(body, 'decision_wait', { min: 1_000_000 });
    refuse.range(body, 'num_traces', { above: 0 });
  },
};

/** Which fields select from which signal (the Collector's `filterconfig`); a processor is built for each signal that it gives on. */
function matching(body: Body, match: Body, signal: string, refuse: Refusals): void {
  if (!givesOn(body, signal)) return;
  const [allowed, needed] = MATCHING[signal] ?? [[], []];
  const foreign = ALL_FIELDS.find((name) => !allowed.includes(name) && match.isSet(name) === true);
  if (foreign !== undefined)
    refuse.relation(match, foreign, `"${foreign}" has no meaning for ${signal}, and this processor gives on ${signal}`);
  else if (needed.every((name) => match.isSet(name) === false))
    refuse.report('value/required', match, undefined, {
      name: `at least one of ${needed.map((name) => `"${name}"`).join(', ')}`,
      block: match.name,
      reason: `to select from ${signal}`,
    });
}

const ALL_FIELDS = [
  'services',
  'span_names',
  'span_kinds',
  'attribute',
  'library',
  'resource',
  'log_bodies',
  'log_severity_texts',
  'log_severity',
  'metric_names',
];
/** By signal: what may be set, and of what one must be. */
const MATCHING: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  traces: [
    ['services', 'span_names', 'span_kinds', 'attribute', 'library', 'resource'],
    ['services', 'span_names', 'span_kinds', 'attribute', 'library', 'resource'],
  ],
  logs: [
    ['attribute', 'library', 'resource', 'log_bodies', 'log_severity_texts', 'log_severity'],
    ['attribute', 'library', 'resource', 'log_bodies', 'log_severity_texts', 'log_severity'],
  ],
  metrics: [
    ['metric_names', 'resource'],
    ['metric_names', 'resource'],
  ],
};

function memoryLimiter(body: Body, refuse: Refusals): void {
  const interval = body.duration('check_interval');
  const [limit, spike, percentage, spikePercentage] = [
    size(body, 'limit'),
    size(body, 'spike_limit'),
    body.number('limit_percentage'),
    body.number('spike_limit_percentage'),
  ];
  if (interval !== undefined && interval <= 0) refuse.durationRange(body, 'check_interval', { above: 0 });
  else if (limit === undefined || percentage === undefined) return;
  else if (limit > 0 && percentage > 0) refuse.atMostOne(body, ['limit', 'limit_percentage']);
  else if (limit > 0) {
    if (spike !== undefined && spike >= limit) refuse.relation(body, 'spike_limit', '"spike_limit" must be less than "limit"');
  } else if (percentage > 0) {
    refuse.range(body, 'limit_percentage', { max: 100 });
    if (percentage <= 100 && spikePercentage !== undefined && (spikePercentage <= 0 || spikePercentage > 100))
      refuse.report('value/range', body, 'spike_limit_percentage', {
        name: '"spike_limit_percentage"',
        problem: 'must be from 1 to 100 where "limit_percentage" is set',
      });
  } else refuse.report('exclusive/required', body, undefined, { block: body.name, names: ['limit', 'limit_percentage'], exactly: true });
}

/** `otelcol.receiver.*`. */
const receivers: Readonly<Record<string, BuildCheck>> = {
  'otelcol.receiver.awss3': (body, refuse) => {
    const [from, to] = [body.isSet('start_time'), body.isSet('end_time')];
    const sqs = body.child('sqs');
    if (from === false && to === false && !sqs)
      refuse.report('value/required', body, undefined, {
        name: '"start_time" and "end_time", or a block "sqs"',
        block: body.name,
        reason: '',
      });
    if (to === false) refuse.together(body, 'start_time', 'end_time');
    if (from === false) refuse.together(body, 'end_time', 'start_time');
    if (from === true && sqs) refuse.atMostOne(body, ['start_time', 'sqs']);
    for (const name of ['start_time', 'end_time']) {
      const text = body.text(name);
      if (text && !/^\d{4}-\d\d-\d\d/.test(text))
        refuse.format(body, name, 'must be a time such as "2024-01-31", "2024-01-31 15:00" or "2024-01-31T15:00:00Z"');
    }
    if (!sqs) return;
    for (const name of ['queue_url', 'region']) refuse.required(sqs, name);
    if (sqs.has('wait_time_seconds')) refuse.range(sqs, 'wait_time_seconds', { min: 0, max: 20 });
    if (sqs.has('max_number_of_messages')) refuse.range(sqs, 'max_number_of_messages', { min: 1, max: 10 });
  },
  'otelcol.receiver.awscloudwatch': (body, refuse) => {
    refuse.required(body, 'region');
    const logs = body.child('logs');
    const from = logs?.text('start_from');
    if (!logs) return;
    if (from && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(from))
      refuse.format(logs, 'start_from', 'must be a time such as "2024-01-31T15:00:00Z"');
    if (logs.has('start_from') && logs.has('initial_lookback')) refuse.atMostOne(logs, ['start_from', 'initial_lookback']);
    refuse.durationRange(logs, 'initial_lookback', { min: 0 });
    if (logs.has('max_events_per_request')) refuse.range(logs, 'max_events_per_request', { above: 0 });
    if (logs.has('poll_interval')) refuse.durationRange(logs, 'poll_interval', { min: 1_000_000_000 });
  },
  'otelcol.receiver.cloudflare': (body, refuse) => {
    refuse.enumeration(body, 'timestamp_format', ['', 'unix', 'unixnano', 'rfc3339']);
    const tls = body.child('tls');
    if (tls) for (const name of ['cert_file', 'key_file']) refuse.required(tls, name);
    listenAddress(body, refuse, 'endpoint');
  },
  'otelcol.receiver.datadog': (body, refuse) => {
    if (['traces', 'metrics', 'logs'].some((signal) => givesOn(body, signal)) && body.number('trace_id_cache_size') === 0)
      refuse.range(body, 'trace_id_cache_size', { above: 0 });
    const intake = body.child('intake');
    if (!intake) return;
    refuse.enumeration(intake, 'behavior', ['', 'disable', 'proxy']);
    if (intake.text('behavior') === 'proxy' && !intake.has('proxy')) refuse.required(intake, 'proxy', 'for the behavior "proxy"');
  },
  'otelcol.receiver.filelog': (body, refuse) => {
    if (givesOn(body, 'logs')) refuse.notEmpty(body, 'include');
    operators(body, refuse, 'operators');
    const header = body.child('header');
    if (header) {
      refuse.notEmpty(header, 'metadata_operators');
      operators(header, refuse, 'metadata_operators');
    }
    refuse.range(body, 'max_concurrent_files', { min: 1 });
    refuse.range(body, 'max_batches', { min: 0 });
    if (body.text('start_at') === 'end' && body.bool('delete_after_read') === true)
      refuse.relation(
        body,
        'delete_after_read',
        '"delete_after_read" needs "start_at" to be "beginning": a file is not deleted of which only the end was read',
      );
    encoding(body, refuse, 'encoding');
    refuse.enumeration(body, 'compression', ['', 'gzip', 'auto']);
    for (const name of ['poll_interval', 'force_flush_period', 'exclude_older_than']) refuse.durationRange(body, name, { min: 0 });
    for (const sort of body.child('ordering_criteria')?.blocks('sort_by') ?? [])
      refuse.enumeration(sort, 'sort_type', ['timestamp', 'numeric', 'lexicographic', 'mtime']);
    const ordering = body.child('ordering_criteria');
    if (ordering) refuse.range(ordering, 'top_n', { min: 0 });
  },
  'otelcol.receiver.file_stats': (body, refuse) => refuse.required(body, 'include'),
  'otelcol.receiver.fluentforward': (body, refuse) => refuse.required(body, 'endpoint'),
  'otelcol.receiver.googlecloudpubsub': (body, refuse) => {
    const subscription = body.text('subscription');
    if (subscription !== undefined && !/^projects\/[a-z][a-z\d-]*\/subscriptions\//.test(subscription))
      refuse.format(body, 'subscription', 'must be of the form "projects/PROJECT/subscriptions/NAME"');
    refuse.enumeration(body, 'compression', ['', 'gzip']);
  },
  'otelcol.receiver.influxdb': (body, refuse) => refuse.required(body, 'endpoint'),
  'otelcol.receiver.jaeger': (body, refuse) => {
    const protocols = body.child('protocols');
    if (protocols && protocols.blocks().length === 0)
      refuse.atLeastOne(protocols, ['grpc', 'thrift_http', 'thrift_binary', 'thrift_compact']);
  },
  'otelcol.receiver.kafka': (body, refuse) => {
    refuse.atMostOne(body, ['group_rebalance_strategy', 'group_rebalance_strategies']);
    refuse.enumeration(body, 'group_rebalance_strategy', ['', ...REBALANCING]);
    oneOfEach(body, refuse, 'group_rebalance_strategies', REBALANCING);
    const backoff = body.child('error_backoff');
    if (backoff?.bool('enabled') === true) {
      refuse.range(backoff, 'multiplier', { above: 1 });
      refuse.range(backoff, 'randomization_factor', { min: 0 });
    }
    for (const signal of ['logs', 'metrics', 'traces']) {
      const topics = body.child(signal);
      if (topics?.isSet('exclude_topics') === true && topics.texts('topics')?.every((topic) => !topic.startsWith('^')) === true)
        refuse.relation(
          topics,
          'exclude_topics',
          '"exclude_topics" has a meaning only where one of "topics" is a pattern, which begins with "^"',
        );
    }
  },
  'otelcol.receiver.otlp': (body, refuse) => {
    const http = body.child('http');
    for (const name of ['traces_url_path', 'logs_url_path', 'metrics_url_path']) {
      if (http?.text(name) === '') refuse.required(http, name);
      else if (http) refuse.url(http, name);
    }
  },
  'otelcol.receiver.solace': (body, refuse) => {
    const auth = body.child('auth');
    if (auth) refuse.exactlyOne(auth, ['sasl_plain', 'sasl_xauth2', 'sasl_external']);
    if (body.text('queue')?.trim() === '') refuse.format(body, 'queue', 'must not be empty: "queue://NAME"');
    const retry = body.child('flow_control')?.child('delayed_retry');
    if (retry) refuse.durationRange(retry, 'delay', { above: 0 });
  },
  'otelcol.receiver.syslog': (body, refuse) => {
    if (!body.has('tcp') && !body.has('udp')) refuse.atLeastOne(body, ['tcp', 'udp']);
    refuse.enumeration(body, 'protocol', ['rfc3164', 'rfc5424']);
    refuse.enumeration(body, 'on_error', ['drop', 'drop_quiet', 'send', 'send_quiet']);
    for (const transport of [body.child('tcp'), body.child('udp')]) {
      if (!transport) continue;
      listenAddress(transport, refuse, 'listen_address');
      encoding(transport, refuse, 'encoding');
    }
    const tcp = body.child('tcp');
    const bytes = tcp && size(tcp, 'max_log_size');
    if (tcp && bytes !== undefined && bytes !== 0 && bytes < 65_536) refuse.format(tcp, 'max_log_size', 'must be at least "64KiB"');
  },
  'otelcol.receiver.tcplog': (body, refuse) => {
    listenAddress(body, refuse, 'listen_address');
    encoding(body, refuse, 'encoding');
    const bytes = size(body, 'max_log_size');
    if (bytes !== undefined && bytes < 65_536) refuse.format(body, 'max_log_size', 'must be at least "64KiB"');
  },
  'otelcol.receiver.vcenter': (body, refuse) => webUrl(body, refuse, 'endpoint'),
};

/** Operators of the Collector's log agent: each needs to say which one it is. */
function operators(body: Body, refuse: Refusals, name: string): void {
  const without = body
    .list(name)
    ?.some((operator) => operator.type === 'object' && textOf(operator.fields.get('type') ?? { type: 'null' }) === '');
  if (without) refuse.format(body, name, 'must give each operator its "type"');
}

/** The names of encodings without a digit, in lower case; all others have one (IANA's names, as `x/text/encoding/ianaindex` knows them). */
const ENCODINGS: ReadonlySet<string> = new Set(
  `nop ascii us-ascii euc-jp euc-kr extended_unix_code_packed_format_for_japanese gbk ms_kanji macintosh mac shift_jis arabic cyrillic greek hebrew us
  csascii cseuckr cseucpkdfmtjapanese csgbk csisolatinarabic csisolatincyrillic csisolatingreek csisolatinhebrew csmacintosh csshiftjis
  ebcdic-cp-ca ebcdic-cp-nl ebcdic-cp-us ebcdic-cp-wt iso-celtic`.split(/\s+/),
);

/** An encoding of text. Of names with a digit only those that are nothing else are certainly none. */
function encoding(body: Body, refuse: Refusals, name: string): void {
  const text = body.text(name);
  if (!text || (/[a-z]/i.test(text) && /\d/.test(text)) || ENCODINGS.has(text.toLowerCase())) return;
  refuse.format(body, name, 'is no encoding of text: it takes names such as "utf-8", "utf-16le" or "ascii"');
}

export const otelcolPipelineChecks: BuildChecks = {
  components: { ...processors, ...receivers },
  schemas: {
    'otelcol/processor/resourcedetection/internal/system.Config': (body, refuse) =>
      oneOfEach(body, refuse, 'hostname_sources', ['os', 'dns', 'cname', 'lookup']),
    'otelcol/receiver/file_stats.FilterArguments': (body, refuse) => {
      refuse.exactlyOne(body, ['strict', 'regexp']);
      const text = body.text('regexp');
      const problem = text ? regex(text, body.catalog.version) : undefined;
      if (problem !== undefined) refuse.format(body, 'regexp', `is no regular expression of RE2: ${problem}`);
    },
  },
};
