import type { Body } from '../model/body.ts';
import { textOf } from '../values/static.ts';
import { type BuildCheck, type BuildChecks, durationText, type Refusals } from './refusals.ts';
import { settingsText } from './settings.ts';

const SCRAPE_PROTOCOLS = ['PrometheusProto', 'PrometheusText0.0.4', 'PrometheusText1.0.0', 'OpenMetricsText0.0.1', 'OpenMetricsText1.0.0'];
/** Those of `prometheus.scrape` where none are set. */
const DEFAULT_PROTOCOLS = ['OpenMetricsText1.0.0', 'OpenMetricsText0.0.1', 'PrometheusText1.0.0', 'PrometheusText0.0.4'];
const REMOTE_WRITE_MESSAGES = ['prometheus.WriteRequest', 'io.prometheus.write.v2.Request'];
const ESCAPING = ['', 'allow-utf-8', 'underscores', 'dots', 'values'];

/** `prometheus.*` but the exporters (Alloy's `internal/component/prometheus`). */
const components: Readonly<Record<string, BuildCheck>> = {
  'prometheus.scrape': scrape,
  'prometheus.relabel': (body, refuse) => {
    refuse.range(body, 'max_cache_size', { min: 0 });
    refuse.durationRange(body, 'cache_ttl', { min: 0 });
    const [size, ttl] = [body.number('max_cache_size'), body.duration('cache_ttl')];
    if (size === undefined || ttl === undefined || size < 0 || ttl < 0) return;
    if (size > 0 && ttl > 0)
      refuse.relation(body, 'cache_ttl', '"cache_ttl" needs "max_cache_size" to be 0: the cache is limited by time or by size');
    else if (size === 0 && ttl === 0)
      refuse.relation(body, 'max_cache_size', '"max_cache_size" and "cache_ttl" cannot both be 0: one of them has to limit the cache');
    else if (ttl > 0) refuse.durationRange(body, 'cache_ttl', { min: 1_000_000_000 });
  },
  'loki.relabel': (body, refuse) => refuse.range(body, 'max_cache_size', { above: 0 }),
  'pyroscope.relabel': (body, refuse) => refuse.range(body, 'max_cache_size', { above: 0 }),
  'prometheus.enrich': (body, refuse) => {
    const pairs = body.isSet('target_to_metric_match');
    if (pairs !== false || body.isSet('target_match_label') !== false) return;
    if (body.isSet('metrics_match_label') === false) refuse.atLeastOne(body, ['target_match_label', 'target_to_metric_match']);
    else if (body.isSet('metrics_match_label') === true) refuse.together(body, 'metrics_match_label', 'target_match_label');
  },
  'prometheus.receive_http': (body, refuse) => {
    const messages = body.list('accepted_remote_write_protobuf_messages');
    if (messages?.length === 0) refuse.notEmpty(body, 'accepted_remote_write_protobuf_messages');
    oneOfEach(body, refuse, 'accepted_remote_write_protobuf_messages', REMOTE_WRITE_MESSAGES);
  },
  'prometheus.remote_write': (body, refuse) => distinctEndpoints(body, refuse),
  'prometheus.operator.podmonitors': operator,
  'prometheus.operator.probes': operator,
  'prometheus.operator.scrapeconfigs': operator,
  'prometheus.operator.servicemonitors': operator,
};

function scrape(body: Body, refuse: Refusals): void {
  const [timeout, interval] = [body.duration('scrape_timeout'), body.duration('scrape_interval')];
  if (timeout !== undefined && interval !== undefined && timeout > interval) {
    const place = body.has('scrape_timeout') ? 'scrape_timeout' : 'scrape_interval';
    const byDefault = body.has('scrape_timeout') ? '' : ', which is 10s where it is not set,';
    const limit = body.attribute('scrape_interval')?.value;
    const written = body.attribute('scrape_timeout')?.value ?? limit;
    const text = limit ? body.source.text.slice(limit.start, limit.end) : durationText(interval);
    // Where the timeout is not written, a line for it goes in front of the interval.
    const edit = body.attribute('scrape_timeout')
      ? written && { file: body.source.path, start: written.start, end: written.end, text }
      : limit && { file: body.source.path, start: limit.end, end: limit.end, text: `\n\tscrape_timeout = ${text}` };
    const fixes = edit ? [{ title: 'make "scrape_timeout" as long as "scrape_interval"', safety: 'safe' as const, edits: [edit] }] : [];
    refuse.relation(body, place, `"scrape_timeout"${byDefault} must not be longer than "scrape_interval"`, { fixes });
  }
  const protocols = body.texts('scrape_protocols');
  if (body.bool('enable_protobuf_negotiation') === true && protocols && protocols.join() !== DEFAULT_PROTOCOLS.join())
    refuse.relation(
      body,
      'scrape_protocols',
      '"scrape_protocols" and "enable_protobuf_negotiation" say the same in two ways: leave the second out',
    );
  else if (body.has('scrape_protocols') && protocols) {
    oneOfEach(body, refuse, 'scrape_protocols', SCRAPE_PROTOCOLS);
    if (new Set(protocols).size < protocols.length) refuse.format(body, 'scrape_protocols', 'must not name a protocol twice');
    else if (body.bool('scrape_native_histograms') === true && !protocols.includes('PrometheusProto'))
      refuse.relation(
        body,
        'scrape_protocols',
        '"scrape_native_histograms" needs "PrometheusProto" among "scrape_protocols": no other protocol carries them',
      );
  }
  refuse.enumeration(body, 'scrape_fallback_protocol', ['', ...SCRAPE_PROTOCOLS]);
  refuse.enumeration(body, 'metric_name_validation_scheme', ['utf8', 'legacy']);
  refuse.enumeration(body, 'metric_name_escaping_scheme', ESCAPING);
  if (body.text('metric_name_escaping_scheme') === 'allow-utf-8' && body.text('metric_name_validation_scheme') === 'legacy')
    refuse.relation(body, 'metric_name_escaping_scheme', '"allow-utf-8" needs "metric_name_validation_scheme" to be "utf8"');
}

function operator(body: Body, refuse: Refusals): void {
  refuse.enumeration(body, 'kubernetes_role', ['endpointslice', 'endpoints']);
}

/** Each text of a list is one of some words. */
export function oneOfEach(body: Body, refuse: Refusals, name: string, accepted: readonly string[]): void {
  for (const element of body.list(name) ?? []) {
    const text = textOf(element);
    if (text !== undefined && !accepted.includes(text))
      refuse.report('value/enum', body, name, { name: `"${name}"`, value: text, accepted });
  }
}

/** No two of these blocks have the same text, as far as it is known; the empty text is none. */
export function distinctTexts(blocks: readonly Body[], refuse: Refusals, name: string): void {
  const seen = new Set<string>();
  for (const block of blocks) {
    const text = block.text(name);
    if (!text) continue;
    if (seen.has(text)) refuse.relation(block, name, `two "${block.name}" blocks have the "${name}" ${JSON.stringify(text)}`);
    seen.add(text);
  }
}

/**
 * Of two endpoints with the same settings, a component would have one for itself only: Alloy tells them apart by all of what they set
 * (`ApplyConfig` in Prometheus' `storage/remote/write.go`, `getEndpointName` in `common/loki/client/endpoint.go`). Secrets do not count.
 *
 * @param byName whether a name that is given is all that counts
 */
export function distinctEndpoints(body: Body, refuse: Refusals, byName = false): void {
  const seen = new Set<string>();
  for (const endpoint of body.blocks('endpoint')) {
    const name = byName ? endpoint.text('name') : undefined;
    const identity = name ? `name ${name}` : settingsText(endpoint);
    if (!seen.has(identity)) seen.add(identity);
    else if (name)
      refuse.relation(
        endpoint,
        'name',
        `two "endpoint" blocks have the name ${JSON.stringify(name)}: give them a name of their own, or leave one out`,
      );
    else refuse.relation(endpoint, undefined, 'two "endpoint" blocks set the same: give each a "name" of its own, or leave one out');
  }
}

/** Ways to authenticate at an endpoint beside those of the HTTP client. */
const SIGNATURES = ['sigv4', 'azuread', 'google_iam'];
const AZURE_IDENTITIES = ['managed_identity', 'workload_identity', 'oauth', 'sdk'];
const UUID = /^(?:urn:uuid:)?\{?[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}\}?$/i;

export const prometheusChecks: BuildChecks = {
  components,
  schemas: {
    'prometheus/remotewrite.EndpointOptions': (body, refuse) => {
      refuse.url(body, 'url');
      refuse.atMostOne(body, SIGNATURES);
      for (const signature of SIGNATURES)
        for (const other of ['basic_auth', 'authorization', 'oauth2', 'bearer_token', 'bearer_token_file'])
          refuse.atMostOne(body, [other, signature]);
      refuse.enumeration(body, 'protobuf_message', REMOTE_WRITE_MESSAGES);
    },
    'prometheus/remotewrite.WALOptions': (body, refuse) => {
      if (body.duration('truncate_frequency') === 0) refuse.durationRange(body, 'truncate_frequency', { above: 0 });
      const [min, max] = [body.duration('min_keepalive_time'), body.duration('max_keepalive_time')];
      if (min !== undefined && max !== undefined && max <= min)
        refuse.relation(
          body,
          body.has('min_keepalive_time') ? 'min_keepalive_time' : 'max_keepalive_time',
          '"min_keepalive_time" must be shorter than "max_keepalive_time"',
        );
    },
    'prometheus/remotewrite.AzureADConfig': (body, refuse) => {
      refuse.enumeration(body, 'cloud', ['AzureChina', 'AzureGovernment', 'AzurePublic']);
      refuse.exactlyOne(body, AZURE_IDENTITIES);
      const oauth = body.child('oauth');
      if (oauth) for (const name of ['client_secret', 'tenant_id']) refuse.required(oauth, name);
      const scope = body.text('scope');
      if (scope && !/^[\w\t\n\f\r :/.-]+$/.test(scope)) refuse.format(body, 'scope', 'has a character that no scope has');
      for (const [block, ids] of Object.entries({
        managed_identity: ['client_id'],
        workload_identity: ['client_id', 'tenant_id'],
        oauth: ['client_id'],
      })) {
        const identity = body.child(block);
        for (const id of identity ? ids : []) {
          const text = identity?.text(id);
          if (identity && text !== undefined && !UUID.test(text)) refuse.format(identity, id, 'must be a UUID');
        }
      }
    },
    'prometheus/remotewrite.SigV4Config': (body, refuse) => {
      refuse.together(body, 'access_key', 'secret_key');
      refuse.together(body, 'secret_key', 'access_key');
      refuse.together(body, 'external_id', 'role_arn');
    },
  },
};
