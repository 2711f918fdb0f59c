import type { Body } from '../model/body.ts';
import { textOf } from '../values/static.ts';
import { exposition } from '../values/text/exposition.ts';
import { hostPort } from '../values/text/host-port.ts';
import { type MysqlDsn, mysqlDsn } from '../values/text/mysql-dsn.ts';
import { postgresInstance } from '../values/text/postgres-url.ts';
import { regex } from '../values/text/regex.ts';
import { urlParts } from '../values/text/url.ts';
import { distinctTexts, oneOfEach } from './prometheus.ts';
import type { BuildCheck, BuildChecks, Refusals } from './refusals.ts';

/** `prometheus.exporter.*` (Alloy's `internal/component/prometheus/exporter` and `internal/static/integrations`). */
const components: Readonly<Record<string, BuildCheck>> = {
  'prometheus.exporter.apache': (body, refuse) => {
    const uri = body.text('scrape_uri');
    const parts = refuse.url(body, 'scrape_uri');
    // `url.ParseRequestURI`: an address or a path, nothing that is relative.
    if (parts && uri !== '*' && parts.scheme === '' && !uri?.startsWith('/'))
      refuse.format(body, 'scrape_uri', 'must be a URL such as "http://localhost/server-status?auto"');
  },
  'prometheus.exporter.azure': (body, refuse) => {
    for (const name of ['subscriptions', 'metrics']) refuse.notEmpty(body, name);
    refuse.required(body, 'resource_type');
    if (body.isSet('regions') === true && body.isSet('resource_graph_query_filter') === true)
      refuse.atMostOne(body, ['regions', 'resource_graph_query_filter']);
    const aggregations = body.texts('metric_aggregations');
    const wrong = aggregations?.find((each) => !AGGREGATIONS.includes(each.toLowerCase()));
    if (wrong !== undefined)
      refuse.report('value/enum', body, 'metric_aggregations', { name: '"metric_aggregations"', value: wrong, accepted: AGGREGATIONS });
    const cloud = body.text('azure_cloud_environment');
    if (cloud !== undefined && !AZURE_CLOUDS.includes(cloud.toLowerCase()))
      refuse.enumeration(body, 'azure_cloud_environment', AZURE_CLOUDS);
    for (const name of ['timespan', 'interval']) {
      const text = body.text(name);
      if (text !== undefined && !/^P/.test(text)) refuse.format(body, name, 'must be a duration of ISO 8601, such as "PT5M"');
    }
  },
  'prometheus.exporter.blackbox': (body, refuse) => {
    refuse.exactlyOne(body, ['config', 'config_file']);
    refuse.atMostOne(body, ['target', 'targets']);
    for (const target of body.list('targets') ?? []) {
      if (target.type !== 'object') continue;
      if (!target.fields.has('name')) refuse.format(body, 'targets', 'must give each target a "name"');
      else if (!target.fields.has('address') && !target.fields.has('__address__'))
        refuse.format(body, 'targets', 'must give each target an "address"');
    }
    notScalarYaml(body, refuse, 'config');
  },
  'prometheus.exporter.cadvisor': (body, refuse) => {
    for (const name of ['disabled_metrics', 'enabled_metrics']) oneOfEach(body, refuse, name, CADVISOR_METRICS);
  },
  'prometheus.exporter.cloudwatch': (body, refuse) => {
    const jobs = ['discovery', 'static', 'custom_namespace'];
    if (jobs.every((name) => !body.has(name))) refuse.atLeastOne(body, jobs);
    for (const name of jobs) for (const job of body.blocks(name)) cloudwatchJob(job, refuse);
  },
  'prometheus.exporter.consul': (body, refuse) => {
    const server = body.text('server');
    const parts = refuse.url(body, 'server');
    // What has no scheme is asked for with HTTP (`NewExporter` of prometheus/consul_exporter).
    const completed = parts && server !== undefined && (server.includes('://') ? parts : urlParts(`http://${server}`));
    if (parts && (!completed || completed.host === '' || !['http', 'https'].includes(completed.scheme)))
      refuse.format(body, 'server', 'must be the address of a Consul server, such as "http://localhost:8500"');
    refuse.together(body, 'cert_file', 'key_file');
    refuse.together(body, 'key_file', 'cert_file');
  },
  'prometheus.exporter.databricks': (body, refuse) => {
    for (const name of ['server_hostname', 'warehouse_http_path', 'client_id', 'client_secret']) refuse.required(body, name);
  },
  'prometheus.exporter.gcp': (body, refuse) => {
    refuse.notEmpty(body, 'project_ids');
    refuse.notEmpty(body, 'metrics_prefixes');
    const prefixes = body.texts('metrics_prefixes');
    for (const filter of body.texts('extra_filters') ?? []) {
      const [prefix = '', expression] = filter.split(/:(.*)/s);
      if (expression === undefined) refuse.format(body, 'extra_filters', 'must be of the form "metric_type:filter_expression"');
      else if (prefixes && !prefixes.some((each) => each.startsWith(prefix)))
        refuse.format(body, 'extra_filters', `has a filter for "${prefix}", with which none of "metrics_prefixes" begins`);
    }
  },
  'prometheus.exporter.elasticsearch': (body, refuse) => {
    refuse.required(body, 'address');
    refuse.url(body, 'address');
  },
  'prometheus.exporter.github': (body, refuse) => {
    refuse.url(body, 'api_url');
    const token = ['api_token', 'api_token_file'].find((name) => body.isSet(name) === true);
    if (
      token !== undefined &&
      ['github_app_key_path', 'github_app_id', 'github_app_installation_id'].every((name) => body.isSet(name) === true)
    )
      refuse.atMostOne(body, [token, 'github_app_key_path']);
  },
  'prometheus.exporter.kafka': (body, refuse) => {
    refuse.notEmpty(body, 'kafka_uris');
    const uris = body.texts('kafka_uris');
    if ((body.list('kafka_uris')?.length ?? 0) > 1) refuse.required(body, 'instance', 'where "kafka_uris" has more than one address');
    if (uris?.length === 1 && uris[0] === '') refuse.notEmpty(body, 'kafka_uris');
    if (body.bool('use_sasl') === true)
      for (const name of ['sasl_password', 'sasl_username']) refuse.required(body, name, 'because "use_sasl" is true');
    if (body.bool('use_zookeeper_lag') === true) refuse.notEmpty(body, 'zookeeper_uris');
  },
  'prometheus.exporter.mssql': (body, refuse) => {
    refuse.range(body, 'max_open_connections', { min: 1 });
    refuse.range(body, 'max_idle_connections', { min: 1 });
    refuse.durationRange(body, 'timeout', { above: 0 });
    refuse.durationRange(body, 'max_connection_lifetime', { min: 0 });
    const parts = refuse.url(body, 'connection_string');
    if (parts && parts.scheme !== 'sqlserver') refuse.format(body, 'connection_string', 'must be a URL that begins with sqlserver://');
    notScalarYaml(body, refuse, 'query_config');
  },
  'prometheus.exporter.mysql': (body, refuse) => {
    const name = body.text('data_source_name');
    if (name === '')
      refuse.report('value/required', body, 'data_source_name', {
        name: '"data_source_name"',
        block: body.name,
        reason: 'unless the environment variable MYSQLD_EXPORTER_DATA_SOURCE_NAME is set',
      });
    else mysqlSource(body, refuse);
  },
  'prometheus.exporter.mongodb': (body, refuse) => void refuse.url(body, 'mongodb_uri'),
  'prometheus.exporter.oracledb': (body, refuse) => {
    refuse.exactlyOne(body, ['connection_string', 'database']);
    if (!body.has('database')) oracleSource(body, refuse);
    distinctTexts(body.blocks('database'), refuse, 'name');
    for (const database of body.blocks('database')) {
      if (database.text('name')?.trim() === '') refuse.required(database, 'name');
      refuse.required(database, 'connection_string');
      oracleSource(database, refuse);
    }
  },
  'prometheus.exporter.postgres': (body, refuse) => {
    if (body.bool('disable_default_metrics') === true) {
      refuse.required(body, 'custom_queries_config_path', 'because "disable_default_metrics" is true');
      if (body.isSet('enabled_collectors') === true)
        refuse.relation(body, 'enabled_collectors', '"enabled_collectors" has no meaning where "disable_default_metrics" is true');
    }
    const names = body.list('data_source_names');
    if (names?.length === 0)
      refuse.report('value/required', body, 'data_source_names', {
        name: '"data_source_names"',
        block: body.name,
        reason: 'unless the environment variable POSTGRES_EXPORTER_DATA_SOURCE_NAME is set',
      });
    if (body.bool('disable_default_metrics') === false) oneOfEach(body, refuse, 'enabled_collectors', POSTGRES_COLLECTORS);
    // Of one address Alloy makes the label `instance`; of several none is read before there is a connection.
    const [only, second] = names ?? [];
    const text = only && !second ? textOf(only) : undefined;
    const problem = text === undefined ? undefined : postgresInstance(text);
    if (problem !== undefined) refuse.format(body, 'data_source_names', problem);
    else if (only && second && textOf(only) === '' && body.bool('disable_default_metrics') === false)
      refuse.format(body, 'data_source_names', 'must not begin with an empty text');
  },
  'prometheus.exporter.process': (body, refuse) => {
    if (!body.has('matcher')) return;
    for (const matcher of body.blocks('matcher')) {
      if (['comm', 'exe', 'cmdline'].every((name) => matcher.isSet(name) === false)) refuse.atLeastOne(matcher, ['comm', 'exe', 'cmdline']);
    }
  },
  'prometheus.exporter.redis': (body, refuse) => {
    refuse.atMostOne(body, ['script_path', 'script_paths']);
    refuse.required(body, 'redis_addr');
    refuse.together(body, 'tls_client_key_file', 'tls_client_cert_file');
    refuse.together(body, 'tls_client_cert_file', 'tls_client_key_file');
    refuse.atMostOne(body, ['redis_password_file', 'redis_password_map_file']);
  },
  'prometheus.exporter.snmp': (body, refuse) => {
    const strategy = body.text('config_merge_strategy');
    if (strategy !== undefined) refuse.enumeration(body, 'config_merge_strategy', ['replace', 'merge']);
    notScalarYaml(body, refuse, 'config');
  },
  'prometheus.exporter.snowflake': (body, refuse) => {
    for (const name of ['account_name', 'username', 'role', 'warehouse']) refuse.required(body, name);
    refuse.atLeastOne(body, ['password', 'private_key_path']);
  },
  'prometheus.exporter.squid': (body, refuse) => {
    const text = body.text('address');
    if (text === undefined) return;
    const problem = text === '' ? 'must not be empty' : hostPort(text);
    if (problem !== undefined) refuse.format(body, 'address', problem);
    else if (text.startsWith(':')) refuse.format(body, 'address', 'needs a host: "host:port"');
    else if (text.endsWith(':')) refuse.format(body, 'address', 'needs a port: "host:port"');
    else if (!/:[+-]?\d+$/.test(text)) refuse.format(body, 'address', 'needs a number as its port');
  },
  'prometheus.exporter.static': (body, refuse) => {
    const text = body.text('text');
    const mistake = text === undefined ? undefined : exposition(text);
    if (mistake) refuse.format(body, 'text', `is no text of metrics: line ${mistake.line}: ${mistake.problem}`);
  },
  'prometheus.exporter.statsd': (body, refuse) => {
    if (['listen_udp', 'listen_tcp', 'listen_unixgram'].every((name) => body.isSet(name) === false))
      refuse.atLeastOne(body, ['listen_udp', 'listen_tcp', 'listen_unixgram']);
    const path = body.text('mapping_config_path');
    const type = body.text('cache_type');
    if (path !== undefined && type !== undefined && path === '') refuse.enumeration(body, 'cache_type', ['lru', 'random']);
  },
};

/** The collectors of Alloy's postgres_exporter (`collector/*.go`). */
const POSTGRES_COLLECTORS = [
  'buffercache_summary',
  'database',
  'database_wraparound',
  'locks',
  'long_running_transactions',
  'postmaster',
  'process_idle',
  'replication',
  'replication_slot',
  'roles',
  'stat_activity_autovacuum',
  'stat_bgwriter',
  'stat_checkpointer',
  'stat_database',
  'stat_progress_vacuum',
  'stat_statements',
  'stat_user_tables',
  'stat_wal_receiver',
  'statio_user_indexes',
  'statio_user_tables',
  'wal',
  'xlog_location',
];
const AGGREGATIONS = ['minimum', 'maximum', 'average', 'total', 'count'];
const AZURE_CLOUDS = [
  'azurecloud',
  'azurepublic',
  'azurepubliccloud',
  'azurechina',
  'azurechinacloud',
  'usgov',
  'azuregovernment',
  'azuregovernmentcloud',
  'azureusgovernmentcloud',
  'ussec',
  'azuresecret',
  'azurepsecretcloud',
  'azureprivate',
  'azurepprivatecloud',
];
const CADVISOR_METRICS = [
  'cpu',
  'cpu_topology',
  'cpuLoad',
  'cpuset',
  'disk',
  'diskIO',
  'hugetlb',
  'memory',
  'memory_numa',
  'network',
  'oom_event',
  'percpu',
  'perf_event',
  'pressure',
  'process',
  'referenced_memory',
  'resctrl',
  'sched',
  'tcp',
  'udp',
  'advtcp',
  'app',
];

/** What is asked of CloudWatch (`validateDiscoveryJob` and others of YACE's `pkg/config/config.go`). Which services there are it knows better. */
function cloudwatchJob(job: Body, refuse: Refusals): void {
  refuse.required(job, job.name === 'discovery' ? 'type' : 'namespace');
  refuse.notEmpty(job, 'regions');
  for (const [, pattern] of job.name === 'discovery' ? (job.fields('search_tags') ?? []) : []) {
    const text = textOf(pattern);
    const problem = text === undefined ? undefined : regex(text, job.catalog.version);
    if (problem !== undefined) refuse.format(job, 'search_tags', `has no regular expression of RE2: ${problem}`);
  }
  for (const metric of job.blocks('metric')) {
    refuse.required(metric, 'name');
    if (job.name !== 'static') refuse.notEmpty(metric, 'statistics');
    const [period, length] = [wholeSeconds(job, metric, 'period'), wholeSeconds(job, metric, 'length')];
    if (period === undefined || length === undefined) continue;
    // Without a period it is five minutes, and without a length that of the period.
    if (length > 0 && length < (period || 300))
      refuse.relation(
        metric,
        metric.has('length') ? 'length' : undefined,
        '"length" must not be shorter than "period" ("5m" where it is not set)',
      );
  }
}

/**
 * A duration of a metric in whole seconds, or of its job where the metric has none; `undefined` where it is not known. Those of a static job
 * count for nothing (`toYACEStaticJob` in `cloudwatch/config.go`).
 */
function wholeSeconds(job: Body, metric: Body, name: string): number | undefined {
  const own = metric.duration(name);
  const duration = own === 0 && job.name !== 'static' ? job.duration(name) : own;
  return duration === undefined ? undefined : Math.trunc(duration / 1_000_000_000);
}

/** A MySQL data source name. What it says of the server, where it is known and can be read. */
export function mysqlSource(body: Body, refuse: Refusals): Exclude<MysqlDsn, { problem: string }> | undefined {
  const text = body.text('data_source_name');
  const source = text === undefined ? undefined : mysqlDsn(text);
  if (!source || !('problem' in source)) return source;
  refuse.format(body, 'data_source_name', source.problem);
  return undefined;
}

/** An address of an Oracle database: a URL where it begins with `oracle://`, and then with the user in it (`oracledb.go`). */
function oracleSource(body: Body, refuse: Refusals): void {
  if (body.text('connection_string')?.startsWith('oracle://') !== true) return;
  const [user] = ['username', 'password'].filter((name) => body.isSet(name) === true);
  if (user === undefined) refuse.url(body, 'connection_string');
  else refuse.relation(body, user, `"${user}" has no place beside a "connection_string" that begins with oracle://: write it in there`);
}

/** YAML that is to be an object, and certainly is a word, a text or a list. */
function notScalarYaml(body: Body, refuse: Refusals, name: string): void {
  const text = body.text(name)?.trim();
  if (!text || /^(?:null|~)$/i.test(text)) return;
  if (/^\w[\w./-]*$/.test(text) || /^"[^"\\\n]*"$/.test(text) || /^'[^'\n]*'$/.test(text))
    refuse.format(body, name, 'must be the text of a YAML document, not a single word');
  else if (/^- |^-\n|^\[[^\]\n]*\]$/.test(text)) refuse.format(body, name, 'must be a YAML document of keys and values, not a list');
}

export const exporterChecks: BuildChecks = { components };
