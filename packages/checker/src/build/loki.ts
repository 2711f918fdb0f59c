import type { Body } from '../model/body.ts';
import { hostPort } from '../values/text/host-port.ts';
import { postgresInstance } from '../values/text/postgres-url.ts';
import { dockerHost } from './discovery.ts';
import { mysqlSource } from './exporters.ts';
import { distinctEndpoints } from './prometheus.ts';
import type { BuildCheck, BuildChecks, Refusals } from './refusals.ts';

/** `loki.*` but the stages of `loki.process`, `pyroscope.*` and `database_observability.*`. */
const components: Readonly<Record<string, BuildCheck>> = {
  'loki.write': (body, refuse) => {
    if (!body.has('endpoint'))
      refuse.report('value/required', body, undefined, { name: 'at least one block "endpoint"', block: body.name, reason: '' });
    else distinctEndpoints(body, refuse, true);
  },
  'loki.secretfilter': (body, refuse) => refuse.range(body, 'rate', { min: 0, max: 1 }),
  'loki.source.azure_event_hubs': (body, refuse) => {
    refuse.enumeration(body, 'assignor', ASSIGNORS);
    const authentication = body.child('authentication');
    if (!authentication) return;
    const mechanism = authentication.text('mechanism');
    if (mechanism === 'connection_string') refuse.required(authentication, 'connection_string', 'for this mechanism');
    else if (mechanism !== 'oauth') refuse.enumeration(authentication, 'mechanism', ['connection_string', 'oauth']);
    // Without scopes the one of the host is asked for, and what has no port has no host (`Convert`).
    else if (authentication.value('scopes').type === 'null') {
      const namespace = body.text('fully_qualified_namespace');
      const problem = namespace === undefined ? undefined : hostPort(namespace);
      if (problem !== undefined) refuse.format(body, 'fully_qualified_namespace', problem);
    }
  },
  'loki.source.cloudflare': (body, refuse) => refuse.durationRange(body, 'pull_range', { min: 0 }),
  'loki.source.docker': (body, refuse) => {
    if (dockerHost(body, refuse)) return;
    if (body.has('http_client_config')) refuse.durationRange(body, 'refresh_interval', { above: 0 });
  },
  'loki.source.gcplog': (body, refuse) => refuse.exactlyOne(body, ['pull', 'push']),
  'loki.source.gelf': (body, refuse) => {
    const text = body.text('listen_address');
    const problem = text ? hostPort(text) : undefined;
    if (problem !== undefined) refuse.format(body, 'listen_address', problem);
  },
  'loki.source.kafka': (body, refuse) => {
    refuse.notEmpty(body, 'brokers');
    if (body.list('brokers')?.length === 0) return;
    refuse.notEmpty(body, 'topics');
    const version = body.text('version');
    if (version !== undefined && !/^\d+\.\d+\.\d+(?:\.\d+)?$/.test(version))
      refuse.format(body, 'version', 'must be a version of Kafka, such as "2.2.1"');
    else refuse.enumeration(body, 'assignor', ASSIGNORS);
  },
  'loki.source.kubernetes_events': (body, refuse) => {
    refuse.required(body, 'job_name');
    refuse.enumeration(body, 'log_format', ['logfmt', 'json']);
  },
  'pyroscope.ebpf': (body, refuse) => refuse.enumeration(body, 'comm', ['', 'none', 'label', 'stackframe', 'both']),
  'pyroscope.java': (body, refuse) => {
    const profiling = body.child('profiling_config');
    if (profiling?.bool('tlab') === true && profiling.list('custom_arguments')?.length === 0)
      refuse.required(profiling, 'alloc', 'where "tlab" is true');
  },
  'pyroscope.scrape': profiles,
  'database_observability.mysql': (body, refuse) => {
    if (!body.has('database_instance')) {
      mysqlSource(body, refuse);
      cloudProvider(body, refuse);
      if (body.has('prometheus_exporter') && body.isSet('targets') === true) refuse.atMostOne(body, ['prometheus_exporter', 'targets']);
      return;
    }
    for (const name of ['data_source_name', 'targets', 'cloud_provider']) refuse.atMostOne(body, ['database_instance', name]);
    const servers = new Map<string, Body>();
    const labels = new Set<string>();
    for (const instance of body.blocks('database_instance')) {
      const label = instance.block.label?.text ?? '';
      if (labels.has(label)) refuse.relation(instance, undefined, `two "database_instance" blocks have the label ${JSON.stringify(label)}`);
      labels.add(label);
      cloudProvider(instance, refuse);
      const source = mysqlSource(instance, refuse);
      if (!source) continue;
      const server = `${source.network}(${source.address})/${source.database}`;
      if (servers.has(server))
        refuse.relation(instance, 'data_source_name', `two "database_instance" blocks are about the same server, ${server}`);
      else servers.set(server, instance);
    }
  },
  'database_observability.postgres': (body, refuse) => {
    const source = body.text('data_source_name');
    const problem = source === undefined ? undefined : postgresInstance(source);
    if (problem !== undefined) refuse.format(body, 'data_source_name', problem);
    if (body.has('prometheus_exporter') && body.isSet('targets') === true) refuse.atMostOne(body, ['prometheus_exporter', 'targets']);
    cloudProvider(body, refuse);
  },
  'database_observability.sql_server': (body, refuse) => {
    for (const [block, names] of [
      ['query_metrics', ['collect_interval']],
      ['query_details', ['collect_interval']],
    ] as const) {
      const child = body.child(block);
      for (const name of child ? names : []) if (child) refuse.durationRange(child, name, { above: 0 });
    }
    cloudProvider(body, refuse);
    const metrics = body.child('query_metrics');
    if (!metrics) return;
    refuse.range(metrics, 'statements_limit', { above: 0 });
    refuse.durationRange(metrics, 'statements_lookback', { min: 1_000_000_000, max: 2_147_483_647_000_000_000 });
  },
};

/** A database runs in one cloud. */
function cloudProvider(body: Body, refuse: Refusals): void {
  const provider = body.child('cloud_provider');
  if (provider) refuse.atMostOne(provider, ['aws', 'azure', 'gcp']);
}

const ASSIGNORS = ['sticky', 'roundrobin', 'range'];

/** Profiles that are differences take their time out of the interval (`pyroscope/scrape/scrape.go`). */
function profiles(body: Body, refuse: Refusals): void {
  const interval = body.duration('scrape_interval');
  const duration = body.duration('delta_profiling_duration');
  refuse.durationRange(body, 'scrape_timeout', { above: 0 });
  // The CPU profile is one of them unless it is switched off.
  const cpu = body.child('profiling_config')?.child('profile.process_cpu');
  if (interval === undefined || duration === undefined || (cpu && (cpu.has('enabled') || cpu.has('delta')))) return;
  if (interval < 2_000_000_000) refuse.durationRange(body, 'scrape_interval', { min: 2_000_000_000 });
  else if (duration <= 1_000_000_000) refuse.durationRange(body, 'delta_profiling_duration', { above: 1_000_000_000 });
  else if (duration > interval - 1_000_000_000) {
    const place = body.has('delta_profiling_duration') ? 'delta_profiling_duration' : 'scrape_interval';
    refuse.relation(
      body,
      place,
      '"delta_profiling_duration" (14s where it is not set) must be at least one second shorter than "scrape_interval"',
    );
  }
}

/** One listener for syslog: some settings have a meaning for one format only (`loki/source/syslog/types.go`). */
function syslogListener(body: Body, refuse: Refusals): void {
  refuse.enumeration(body, 'protocol', ['tcp', 'udp']);
  const format = body.text('syslog_format');
  if (format === undefined) return;
  const without = (name: string, wanted: string): void => {
    if (body.isSet(name) === true)
      refuse.relation(body, name, `"${name}" has a meaning for the format "${wanted}" only, and the format is "${format}"`);
  };
  if (format !== 'rfc3164') without('rfc3164_cisco_components', 'rfc3164');
  if (format !== 'rfc5424') without('rfc5424_allow_empty_msg', 'rfc5424');
  if (format === 'raw') {
    for (const name of ['use_rfc5424_message', 'rfc3164_default_to_current_year', 'use_incoming_timestamp'])
      if (body.bool(name) === true) refuse.relation(body, name, `"${name}" has no meaning for the format "raw"`);
  } else without('raw_format_options', 'raw');
}

export const lokiChecks: BuildChecks = {
  components,
  schemas: {
    'loki/write.EndpointOptions': (body, refuse) => refuse.url(body, 'url'),
    'loki/source/syslog.ListenerConfig': syslogListener,
    'loki/source/syslog.RFC3164CiscoComponents': (body, refuse) => {
      const names = ['enable_all', 'message_counter', 'sequence_number', 'hostname', 'second_fractions'];
      if (names.every((name) => body.bool(name) === false)) refuse.atLeastOne(body, names);
    },
    'loki/source/gcplog/gcptypes.PushConfig': (body, refuse) => refuse.durationRange(body, 'push_timeout', { min: 0 }),
    'loki/source/file.FileMatch': (body, refuse) => refuse.durationRange(body, 'sync_period', { above: 0 }),
    'loki/write.WalArguments': (body, refuse) => {
      const [min, max] = [body.duration('min_read_frequency'), body.duration('max_read_frequency')];
      if (min !== undefined && max !== undefined && min >= max)
        refuse.relation(
          body,
          body.has('min_read_frequency') ? 'min_read_frequency' : 'max_read_frequency',
          '"min_read_frequency" must be shorter than "max_read_frequency"',
        );
    },
  },
};
