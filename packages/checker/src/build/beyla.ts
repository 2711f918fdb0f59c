import type { Body } from '../model/body.ts';
import { isGoFloat } from '../values/go-float.ts';
import { oneOfEach } from './prometheus.ts';
import type { BuildChecks, Refusals } from './refusals.ts';

const TRACE_PRINTERS = ['counter', 'disabled', 'json', 'json_indent', 'text'];
const SAMPLERS = ['always_off', 'always_on', 'parentbased_always_off', 'parentbased_always_on', 'parentbased_traceidratio', 'traceidratio'];
const INSTRUMENTATIONS = [
  '*',
  'amqp',
  'couchbase',
  'dns',
  'genai',
  'gpu',
  'grpc',
  'http',
  'kafka',
  'memcached',
  'mongo',
  'mqtt',
  'nats',
  'redis',
  'sql',
  'sunrpc',
];
const FEATURES = [
  '*',
  'all',
  'application',
  'application_host',
  'application_jvm',
  'application_process',
  'application_runtime',
  'application_service_graph',
  'application_span',
  'application_span_otel',
  'application_span_sizes',
  'ebpf',
  'network',
  'network_flow_packets',
  'network_inter_zone',
  'stats',
  'stats_tcp_failed_connections',
  'stats_tcp_io',
  'stats_tcp_retransmits',
  'stats_tcp_rtt',
];
/** Features that are about processes, which have to be found. */
const OF_APPLICATIONS: ReadonlySet<string> = new Set([
  'application',
  'application_host',
  'application_span',
  'application_service_graph',
  'application_process',
  'application_span_otel',
  'application_span_sizes',
  '*',
  'all',
]);

/** `beyla.ebpf` (`beyla/ebpf/internal/config/validation.go`). */
function ebpf(body: Body, refuse: Refusals): void {
  refuse.enumeration(body, 'trace_printer', ['', ...TRACE_PRINTERS]);
  const [metrics, traces, discovery] = [body.child('metrics'), body.child('traces'), body.child('discovery')];
  if (metrics) {
    oneOfEach(metrics, refuse, 'instrumentations', INSTRUMENTATIONS);
    oneOfEach(metrics, refuse, 'features', FEATURES);
  }
  if (traces) {
    oneOfEach(traces, refuse, 'instrumentations', INSTRUMENTATIONS);
    if (!body.has('output') && ((traces.list('instrumentations')?.length ?? 0) > 0 || traces.child('sampler')?.isSet('name') === true))
      refuse.report('value/required', body, undefined, { name: 'a block "output"', block: body.name, reason: 'where "traces" is set' });
  }
  const ofApplications = metrics?.list('features')?.some((feature) => feature.type === 'string' && OF_APPLICATIONS.has(feature.value));
  const finding = ['services', 'instrument', 'survey'];
  if (ofApplications && !finding.some((name) => discovery?.has(name)))
    refuse.report('value/required', discovery ?? body, undefined, {
      name: 'a block "instrument" in "discovery"',
      block: body.name,
      reason: 'where "features" are about applications',
    });
  const checked = ['exclude_services', 'exclude_instrument', 'default_exclude_instrument', ...(ofApplications ? finding : [])];
  for (const name of checked) for (const service of discovery?.blocks(name) ?? []) selects(service, refuse);
  const internal = body.child('internal_metrics');
  if (internal?.text('exporter') === 'otel' && (!body.has('output') || body.child('output')?.list('metrics')?.length === 0))
    refuse.relation(internal, 'exporter', 'the exporter "otel" needs "metrics" in the block "output"');
}

const SELECTORS = ['open_ports', 'exe_path', 'cmd_args'];
const OF_KUBERNETES = [
  'namespace',
  'pod_name',
  'deployment_name',
  'replicaset_name',
  'statefulset_name',
  'daemonset_name',
  'owner_name',
  'pod_labels',
];

/** Whether a service says which processes it is about. */
function selects(service: Body, refuse: Refusals): void {
  const kubernetes = service.child('kubernetes');
  if (SELECTORS.some((name) => service.isSet(name) !== false)) return;
  if (kubernetes && OF_KUBERNETES.some((name) => kubernetes.isSet(name) !== false)) return;
  refuse.noneOf(service, [...SELECTORS, 'kubernetes']);
}

/** What part of the traces is kept; two samplers ask how much. */
function sampler(body: Body, refuse: Refusals): void {
  const name = body.text('name');
  refuse.enumeration(body, 'name', ['', ...SAMPLERS]);
  if (name !== 'traceidratio' && name !== 'parentbased_traceidratio') return;
  const text = body.text('arg');
  if (text === '') refuse.required(body, 'arg', `for the sampler "${name}": the part of all traces, from 0 to 1`);
  else if (text !== undefined && !/^[+-]?(?:inf|infinity)$|^nan$/i.test(text) && (!isGoFloat(text) || Number(text) < 0 || Number(text) > 1))
    refuse.format(body, 'arg', 'must be a number from 0 to 1');
}

export const beylaChecks: BuildChecks = {
  components: { 'beyla.ebpf': ebpf },
  schemas: { 'beyla/ebpf/internal/config.SamplerConfig': sampler },
};
