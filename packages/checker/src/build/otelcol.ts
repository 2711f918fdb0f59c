import type { Body } from '../model/body.ts';
import { base2Bytes } from '../values/text/bytes.ts';
import { hostPort } from '../values/text/host-port.ts';
import { distinctTexts } from './prometheus.ts';
import type { BuildCheck, BuildChecks, Refusals } from './refusals.ts';
import { isKafkaVersion } from './text-forms.ts';

/** `otelcol.auth.*`, `otelcol.exporter.*`, `otelcol.connector.*`, extensions and storage; see `otelcol-pipeline.ts` for the rest. */
const components: Readonly<Record<string, BuildCheck>> = {
  // internal/component/otelcol/auth/basic/basic.go (Validate, ConvertClient, ConvertServer). Both parts are built, whichever is used: the one
  // that authenticates callers takes the pair or a file of users, the other one "client_auth" where it is written.
  'otelcol.auth.basic': (body, refuse) => {
    const [client, htpasswd] = [body.child('client_auth'), body.child('htpasswd')];
    const isUnset = (from: Body | undefined, ...names: string[]): boolean => !from || names.every((name) => from.isSet(name) === false);
    if (body.isSet('username') === true) refuse.together(body, 'username', 'password');
    // Before v1.13 there is nothing but the pair, and it may be empty.
    if (!body.schema.byName.has('htpasswd') || (body.isSet('username') === true && body.isSet('password') === false)) return;
    if ((isUnset(body, 'username') || isUnset(body, 'password')) && isUnset(htpasswd, 'file', 'inline'))
      refuse.report('value/required', body, undefined, {
        name: '"username" and "password", or a block "htpasswd" with "file" or "inline"',
        block: body.name,
        reason: client ? 'beside "client_auth": Alloy builds the part that authenticates callers too' : '',
      });
    else if (client && (isUnset(client, 'username', 'username_file') || isUnset(client, 'password', 'password_file')))
      refuse.report('value/required', client, undefined, {
        name: '"username" or "username_file", and "password" or "password_file"',
        block: client.name,
        reason: '',
      });
  },
  'otelcol.auth.google': (body, refuse) => {
    const type = body.text('token_type');
    refuse.enumeration(body, 'token_type', ['access_token', 'id_token']);
    if (type === 'access_token' && !body.schema.byName.has('token_header'))
      refuse.component(
        body,
        '"otelcol.auth.google" cannot be built by this version of Alloy, whatever is written in it: it leaves out the header that the extension asks for',
      );
  },
  'otelcol.auth.oauth2': (body, refuse) => {
    const grant = body.text('grant_type');
    if (grant !== undefined && !['', 'client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'].includes(grant))
      refuse.enumeration(body, 'grant_type', ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer']);
  },
  'otelcol.connector.count': (body, refuse) => connects(body, refuse, 'metrics'),
  'otelcol.connector.host_info': (body, refuse) => {
    refuse.notEmpty(body, 'host_identifiers');
    refuse.durationRange(body, 'metrics_flush_interval', { above: 0 });
    connects(body, refuse, 'metrics');
  },
  'otelcol.connector.servicegraph': (body, refuse) => {
    refuse.durationRange(body, 'cache_loop', { above: 0 });
    refuse.durationRange(body, 'store_expiration_loop', { above: 0 });
    const store = body.child('store');
    if (store) {
      refuse.range(store, 'max_items', { above: 0 });
      refuse.durationRange(store, 'ttl', { above: 0 });
    }
    connects(body, refuse, 'metrics');
  },
  'otelcol.connector.signaltometrics': (body, refuse) => {
    const kinds = ['spans', 'datapoints', 'logs'];
    if (kinds.every((name) => !body.has(name))) refuse.atLeastOne(body, kinds);
    else connects(body, refuse, 'metrics');
  },
  'otelcol.connector.spanmetrics': (body, refuse) => {
    refuse.durationRange(body, 'metrics_flush_interval', { above: 0 });
    refuse.enumeration(body, 'aggregation_temporality', ['CUMULATIVE', 'DELTA']);
    for (const name of ['metrics_expiration', 'series_expiration']) refuse.durationRange(body, name, { min: 0 });
    refuse.range(body, 'aggregation_cardinality_limit', { min: 0 });
    dimensions(body.blocks('dimension'), refuse);
    dimensions(body.blocks('calls_dimension'), refuse);
    dimensions(body.child('histogram')?.blocks('dimension') ?? [], refuse);
    const events = body.child('events');
    if (events?.bool('enabled') === true) {
      if (!events.has('dimension'))
        refuse.report('value/required', events, undefined, {
          name: 'at least one block "dimension"',
          block: events.name,
          reason: 'where it is enabled',
        });
      dimensions(events.blocks('dimension'), refuse);
    }
    connects(body, refuse, 'metrics');
  },
  'otelcol.exporter.datadog': (body, refuse) => {
    const api = body.child('api');
    if (api) refuse.required(api, 'api_key');
  },
  'otelcol.exporter.debug': (body, refuse) => {
    if (!['basic', 'normal', 'detailed'].includes(body.text('verbosity')?.toLowerCase() ?? 'basic'))
      refuse.enumeration(body, 'verbosity', ['basic', 'normal', 'detailed']);
  },
  'otelcol.exporter.file': (body, refuse) => {
    refuse.required(body, 'path');
    if (body.bool('append') === true && body.has('rotation'))
      refuse.relation(body, 'rotation', '"append" and "rotation" exclude each other: a file is appended to or rotated');
    refuse.enumeration(body, 'format', ['json', 'proto']);
    refuse.enumeration(body, 'compression', ['', 'zstd']);
    refuse.durationRange(body, 'flush_interval', { min: 0 });
    const encoding = body.text('encoding');
    if (encoding) refuse.format(body, 'encoding', 'is not supported yet, and must be left out');
    const group = body.child('group_by');
    const path = body.text('path');
    if (group?.bool('enabled') !== true || path === undefined) return;
    if (path.split('*').length !== 2) refuse.format(body, 'path', 'must hold exactly one "*" where "group_by" is enabled');
    else if (path.startsWith('*')) refuse.format(body, 'path', 'must not begin with "*" where "group_by" is enabled');
    refuse.required(group, 'resource_attribute', 'where it is enabled');
  },
  'otelcol.exporter.googlecloudpubsub': (body, refuse) => {
    const topic = body.text('topic');
    if (topic !== undefined && !/^projects\/[a-z][a-z\d-]*\/topics\//.test(topic))
      refuse.format(body, 'topic', 'must be of the form "projects/PROJECT/topics/NAME"');
    refuse.enumeration(body, 'compression', ['', 'gzip']);
  },
  'otelcol.exporter.kafka': (body, refuse) => {
    for (const [a, b] of [['partition_logs_by_resource_attributes', 'partition_logs_by_trace_id']] as const)
      if (body.bool(a) === true && body.bool(b) === true) refuse.atMostOne(body, [a, b]);
    const version = body.text('protocol_version');
    refuse.durationRange(body, 'timeout', { min: 0 });
    if (version && !isKafkaVersion(version)) refuse.format(body, 'protocol_version', 'is no version of Kafka, such as "3.7.0"');
  },
  'otelcol.exporter.loadbalancing': (body, refuse) => {
    refuse.enumeration(body, 'routing_key', ['service', 'traceID', 'resource', 'metric', 'streamID']);
    const resolver = body.child('resolver');
    if (!resolver) return;
    const [first, second] = resolver.blocks();
    if (!first)
      refuse.report('value/required', resolver, undefined, {
        name: 'a resolver: "static", "dns", "kubernetes" or "aws_cloud_map"',
        block: resolver.name,
        reason: '',
      });
    else if (second)
      refuse.report('exclusive/one-of', resolver, second.header, { name: second.name, other: first.name, block: resolver.name });
    else if (first.name === 'static') refuse.notEmpty(first, 'hostnames');
    else if (first.name === 'aws_cloud_map')
      refuse.enumeration(first, 'health_status', ['HEALTHY', 'UNHEALTHY', 'ALL', 'HEALTHY_OR_ELSE_ALL']);
  },
  'otelcol.exporter.otlphttp': (body, refuse) => {
    const endpoints = ['traces_endpoint', 'metrics_endpoint', 'logs_endpoint'];
    const client = body.child('client');
    const without = endpoints.find((name) => body.isSet(name) === false);
    if (client?.isSet('endpoint') === false && endpoints.every((name) => body.isSet(name) === false)) refuse.atLeastOne(body, endpoints);
    // One exporter is made for each signal, whether anything is sent to it or not.
    else if (client?.isSet('endpoint') === false && without !== undefined)
      refuse.required(body, without, 'because "endpoint" of its client is empty, and an exporter is made for each signal');
    if (client) refuse.url(client, 'endpoint');
    for (const name of endpoints) refuse.url(body, name);
    refuse.enumeration(body, 'encoding', ['proto', 'json']);
  },
  'otelcol.exporter.faro': (body, refuse) => {
    const client = body.child('client');
    if (!client) return;
    refuse.required(client, 'endpoint');
    refuse.url(client, 'endpoint');
  },
  'otelcol.exporter.prometheus': (body, refuse) => {
    if (body.duration('gc_frequency') === 0) refuse.durationRange(body, 'gc_frequency', { above: 0 });
  },
  'otelcol.exporter.splunkhec': (body, refuse) => {
    const [client, splunk] = [body.child('client'), body.child('splunk')];
    // Whether it is a URL is looked at when it starts.
    if (client) refuse.required(client, 'endpoint');
    if (!splunk) return;
    refuse.required(splunk, 'token');
    if (splunk.bool('log_data_enabled') === false && splunk.bool('profiling_data_enabled') === false)
      refuse.relation(splunk, 'log_data_enabled', 'one of "log_data_enabled" and "profiling_data_enabled" must be true');
    for (const signal of ['logs', 'metrics', 'traces']) refuse.range(splunk, `max_content_length_${signal}`, { max: 838_860_800 });
  },
  'otelcol.extension.jaeger_remote_sampling': (body, refuse) => {
    if (!body.has('grpc') && !body.has('http')) refuse.atLeastOne(body, ['grpc', 'http']);
  },
  'otelcol.storage.file': (body, refuse) => {
    const compaction = body.child('compaction');
    if (compaction) {
      refuse.range(compaction, 'max_transaction_size', { min: 0 });
      if (compaction.bool('on_rebound') === true) refuse.durationRange(compaction, 'check_interval', { above: 0 });
    }
    const permissions = body.text('directory_permissions');
    if (body.bool('create_directory') === true && permissions !== undefined && !/^(?:\+?0*[0-7]{1,3}|-0+)$/.test(permissions))
      refuse.format(body, 'directory_permissions', 'must be permissions in octal, such as "0750"');
  },
};

/** A connector makes nothing of what it reads where the one signal that it writes goes nowhere: Alloy refuses to build it. */
function connects(body: Body, refuse: Refusals, signal: string): void {
  const output = body.child('output');
  if (output?.list(signal)?.length !== 0) return;
  refuse.report('value/required', output, output.has(signal) ? signal : undefined, {
    name: `somebody to give its ${signal} to: "${signal}"`,
    block: `${body.name} > output`,
    reason: `because it turns what it is given into ${signal}`,
  });
}

/** Whether something is certainly given on of a signal: only then is there a pipeline for it, and what it needs is built. */
export function givesOn(body: Body, signal: string): boolean {
  // One that is null counts too (`otelcol/processor/processor.go`, `Update`).
  return (body.child('output')?.list(signal)?.length ?? 0) > 0;
}

/** An address to listen on. */
export function listenAddress(body: Body, refuse: Refusals, name: string): void {
  const text = body.text(name);
  if (text === undefined) return;
  const problem = text === '' ? undefined : hostPort(text);
  if (text === '') refuse.required(body, name);
  else if (problem !== undefined) refuse.format(body, name, problem);
}

/** A size in bytes; `undefined` where it is not known. */
export function size(body: Body, name: string): number | undefined {
  const text = body.text(name);
  const result = text === undefined ? undefined : base2Bytes(text === '' ? '0B' : text);
  return result && !('error' in result) ? Number(result.bytes) : undefined;
}

/** A URL that must have a scheme of the web. */
export function webUrl(body: Body, refuse: Refusals, name: string): void {
  const parts = refuse.url(body, name);
  if (parts && parts.scheme !== 'http' && parts.scheme !== 'https') refuse.format(body, name, 'must begin with http:// or https://');
}

/** What is queued for sending, and how much of it at once (`otelcol/config_queue.go`). */
function queue(body: Body, refuse: Refusals): void {
  if (body.bool('enabled') !== true) return;
  refuse.range(body, 'queue_size', { above: 0 });
  refuse.enumeration(body, 'sizer', ['requests', 'items', 'bytes']);
  const batch = body.child('batch');
  const [most, least] = [body.number('queue_size'), batch?.number('min_size')];
  const sizer = body.text('sizer');
  if (batch && sizer !== undefined && batch.text('sizer') === sizer && most !== undefined && least !== undefined && least > most)
    refuse.relation(
      batch,
      'min_size',
      '"min_size" (2000 where it is not set) must not be more than "queue_size": the queue would hold nothing',
    );
}

function queueBatch(body: Body, refuse: Refusals): void {
  refuse.enumeration(body, 'sizer', ['items', 'bytes']);
  refuse.durationRange(body, 'flush_timeout', { above: 0 });
  for (const name of ['min_size', 'max_size']) refuse.range(body, name, { min: 0 });
  const [min, max] = [body.number('min_size'), body.number('max_size')];
  if (min !== undefined && max !== undefined && max > 0 && max < min)
    refuse.relation(body, 'max_size', '"max_size" must not be less than "min_size"');
}

function dimension(body: Body, refuse: Refusals): void {
  refuse.exactlyOne(body, ['name', 'glob']);
  if (body.isSet('glob') === true && body.has('default') && body.value('default').type === 'string')
    refuse.relation(body, 'default', '"default" has no meaning for a "glob"');
}

/** What each span has as a dimension already (`validateDimensions` of the Collector's span metrics connector). */
const SPAN_DIMENSIONS: ReadonlySet<string> = new Set(['service.name', 'span.kind', 'status.code', 'span.name']);

function dimensions(blocks: readonly Body[], refuse: Refusals): void {
  distinctTexts(blocks, refuse, 'name');
  for (const block of blocks) {
    const name = block.text('name');
    if (name !== undefined && SPAN_DIMENSIONS.has(name))
      refuse.format(block, 'name', `must not be "${name}", which is a dimension already`);
  }
}

/** What is made of a signal: exactly one kind of metric. */
function metricInfo(body: Body, refuse: Refusals): void {
  const kinds = ['histogram', 'exponential_histogram', 'sum', 'gauge'];
  const [first, second] = body.blocks().filter(({ name }) => kinds.includes(name));
  if (!first) refuse.report('exclusive/required', body, undefined, { block: body.name, names: kinds, exactly: true });
  else if (second && second.name !== first.name)
    refuse.report('exclusive/one-of', second, undefined, { name: second.name, other: first.name, block: body.name });
  refuse.required(body, 'name');
  for (const block of ['attributes', 'include_resource_attributes']) distinctTexts(body.blocks(block), refuse, 'key');
}

export const otelcolChecks: BuildChecks = {
  components,
  schemas: {
    'otelcol.QueueArguments': queue,
    'otelcol.BatchConfig': queueBatch,
    'otelcol.RetryArguments': (body, refuse) => {
      refuse.range(body, 'multiplier', { above: 1 });
      refuse.range(body, 'randomization_factor', { min: 0 });
    },
    'otelcol.MultilineConfig': (body, refuse) => refuse.exactlyOne(body, ['line_start_pattern', 'line_end_pattern']),
    'otelcol.ScraperControllerArguments': (body, refuse) => {
      refuse.durationRange(body, 'collection_interval', { above: 0 });
      refuse.durationRange(body, 'timeout', { min: 0 });
    },
    'otelcol/auth/headers.Header': (body, refuse) => {
      refuse.required(body, 'key');
      const sources = ['value', 'from_context', 'from_attribute'];
      const given = sources.filter((name) => body.has(name) && body.value(name).type !== 'null');
      if (given.length === 0) refuse.report('exclusive/required', body, undefined, { block: body.name, names: sources, exactly: true });
      else if (given[0] !== undefined && given[1] !== undefined)
        refuse.report('exclusive/one-of', body, given[1], { name: given[1], other: given[0], block: body.name });
    },
    'otelcol/connector/spanmetrics.Dimension': dimension,
    'otelcol/connector/spanmetrics.HistogramConfig': (body, refuse) => {
      refuse.enumeration(body, 'unit', ['ms', 's']);
      refuse.exactlyOne(body, ['exponential', 'explicit']);
    },
    'otelcol/connector/spanmetrics.ExponentialHistogramConfig': (body, refuse) => refuse.range(body, 'max_size', { above: 0 }),
    'otelcol/connector/signaltometrics.MetricInfo': metricInfo,
    'otelcol/exporter/kafka.StickyKeyPartitionerConfig': (body, refuse) => refuse.enumeration(body, 'hasher', ['sarama_compat', 'murmur2']),
    'otelcol/extension/jaeger_remote_sampling.ArgumentsSource': (body, refuse) => refuse.exactlyOne(body, ['content', 'file', 'remote']),
    'otelcol/exporter/awss3.S3Uploader': (body, refuse) => {
      refuse.required(body, 'region');
      if (body.isSet('endpoint') === false) refuse.required(body, 's3_bucket');
      refuse.enumeration(body, 'compression', ['', 'none', 'gzip', 'zstd']);
      refuse.enumeration(body, 'retry_mode', ['standard', 'adaptive', 'nop']);
      refuse.enumeration(body, 'unique_key_func_name', ['', 'uuidv7']);
      refuse.enumeration(body, 'storage_class', [
        '',
        'STANDARD',
        'REDUCED_REDUNDANCY',
        'STANDARD_IA',
        'ONEZONE_IA',
        'INTELLIGENT_TIERING',
        'GLACIER',
        'DEEP_ARCHIVE',
        'GLACIER_IR',
        'OUTPOSTS',
        'SNOW',
        'EXPRESS_ONEZONE',
        'FSX_OPENZFS',
        'FSX_ONTAP',
      ]);
      refuse.enumeration(body, 'acl', [
        '',
        'private',
        'public-read',
        'public-read-write',
        'authenticated-read',
        'aws-exec-read',
        'bucket-owner-read',
        'bucket-owner-full-control',
      ]);
    },
    'otelcol.KubernetesAPIConfig': (body, refuse) => refuse.enumeration(body, 'auth_type', ['none', 'serviceAccount', 'kubeConfig', 'tls']),
  },
};
