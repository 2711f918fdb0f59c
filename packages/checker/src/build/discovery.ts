import type { Body } from '../model/body.ts';
import { textOf } from '../values/static.ts';
import { urlParts } from '../values/text/url.ts';
import type { BuildCheck, Refusals } from './refusals.ts';

/** Durations of `discovery.*` that must be greater than zero. */
const POSITIVE: Readonly<Record<string, readonly string[]>> = {
  'discovery.consul': ['refresh_interval'],
  'discovery.consulagent': ['refresh_interval'],
  'discovery.docker': ['refresh_interval'],
  'discovery.dockerswarm': ['refresh_interval'],
  'discovery.ionos': ['refresh_interval'],
  'discovery.kuma': ['refresh_interval', 'fetch_timeout'],
  'discovery.linode': ['refresh_interval'],
  'discovery.marathon': ['refresh_interval'],
  'discovery.nerve': ['timeout'],
  'discovery.triton': ['refresh_interval'],
};

/** Words that an attribute takes. */
const WORDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'discovery.aws': { role: ['ec2', 'ecs', 'elasticache', 'lightsail', 'msk', 'rds'] },
  'discovery.dockerswarm': { role: ['services', 'nodes', 'tasks'] },
  'discovery.hetzner': { role: ['robot', 'hcloud'] },
  'discovery.openstack': { availability: ['public', 'internal', 'admin'], role: ['instance', 'hypervisor'] },
  'discovery.ovhcloud': { service: ['dedicated_server', 'vps'] },
};

/** Strings that must not be empty. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'discovery.ionos': ['datacenter_id'],
  'discovery.ovhcloud': ['endpoint', 'application_key', 'application_secret', 'consumer_key'],
  'discovery.scaleway': ['project_id', 'access_key'],
};

/** The checks of Alloy's `internal/component/discovery/*`, and of the service discoveries of Prometheus behind them. */
const own: Readonly<Record<string, BuildCheck>> = {
  'discovery.aws': (body, refuse) => {
    const role = body.text('role');
    if (role === undefined) return;
    if (body.blocks('filter').length > 0 && role !== 'ec2' && role !== 'rds')
      refuse.relation(body, 'filter', `the role "${role}" takes no "filter": only "ec2" and "rds" do`);
    for (const filter of body.blocks('filter')) refuse.notEmpty(filter, 'values');
    if (['ecs', 'elasticache', 'msk', 'rds'].includes(role)) return;
    for (const name of ['clusters', 'request_concurrency']) {
      if (body.has(name) && body.isSet(name) === true)
        refuse.relation(body, name, `the role "${role}" takes no "${name}": only "ecs", "elasticache", "msk" and "rds" do`);
    }
  },
  'discovery.azure': (body, refuse) => refuse.exactlyOne(body, ['oauth', 'managed_identity', 'sdk_auth', 'workload_identity']),
  'discovery.digitalocean': (body, refuse) => {
    const tokens = ['bearer_token', 'bearer_token_file'];
    if (tokens.some((name) => body.isSet(name) === true) && !tokens.every((name) => body.isSet(name) === true))
      refuse.component(
        body,
        '"discovery.digitalocean" cannot be built by this version of Alloy, whatever is written in it: it leaves out the role that Prometheus asks for',
      );
    else refuse.exactlyOne(body, tokens);
  },
  'discovery.dns': (body, refuse) => {
    const type = body.text('type');
    if (type === undefined) return;
    const upper = type.toUpperCase();
    if (['A', 'AAAA', 'MX', 'NS'].includes(upper)) {
      if (body.number('port') === 0)
        refuse.report('value/required', body, 'port', { name: '"port"', block: body.name, reason: `for records of type "${type}"` });
    } else if (upper !== 'SRV') refuse.enumeration(body, 'type', ['SRV', 'A', 'AAAA', 'MX', 'NS']);
  },
  'discovery.docker': (body, refuse) => void dockerHost(body, refuse),
  'discovery.dockerswarm': (body, refuse) => void dockerHost(body, refuse),
  'discovery.ec2': (body, refuse) => {
    for (const filter of body.blocks('filter')) refuse.notEmpty(filter, 'values');
  },
  'discovery.eureka': (body, refuse) => {
    const text = body.text('server');
    const parts = text === undefined ? undefined : urlParts(text);
    if (text !== undefined && (!parts || parts.scheme === '' || parts.host === ''))
      refuse.format(body, 'server', 'must be a URL with scheme and host, such as "http://eureka:8761/eureka"');
  },
  'discovery.kuma': (body, refuse) => {
    const text = body.text('server');
    const parts = text === undefined ? undefined : urlParts(text);
    if (text === '') refuse.required(body, 'server');
    else if (text !== undefined && (!parts || parts.scheme === '' || parts.host === ''))
      refuse.format(body, 'server', 'must be a URL with scheme and host, such as "http://kuma-control-plane:5676"');
  },
  'discovery.marathon': (body, refuse) => {
    refuse.notEmpty(body, 'servers');
    refuse.atMostOne(body, ['auth_token', 'auth_token_file']);
    for (const token of ['auth_token', 'auth_token_file'])
      for (const other of ['basic_auth', 'bearer_token', 'bearer_token_file', 'authorization']) refuse.atMostOne(body, [token, other]);
  },
  'discovery.openstack': (body, refuse) => {
    const tls = body.child('tls_config');
    const ca = tls?.text('ca_pem');
    if (tls && ca && !ca.includes('-----BEGIN'))
      refuse.format(tls, 'ca_pem', 'holds no certificate: it begins with -----BEGIN CERTIFICATE-----');
  },
  'discovery.nerve': (body, refuse) => refuse.notEmpty(body, 'servers'),
  'discovery.nomad': (body, refuse) => {
    if (body.text('server')?.trim() === '') refuse.format(body, 'server', 'must not be empty');
    else refuse.url(body, 'server');
  },
  'discovery.consul': consulServer,
  'discovery.consulagent': consulServer,
  'discovery.puppetdb': (body, refuse) => {
    const text = body.text('url');
    const parts = text === undefined ? undefined : urlParts(text);
    if (text === undefined) return;
    if (!parts || (parts.scheme !== 'http' && parts.scheme !== 'https'))
      refuse.format(body, 'url', 'must be a URL that begins with http:// or https://');
    else if (parts.host === '') refuse.format(body, 'url', 'has no host');
  },
  'discovery.scaleway': (body, refuse) => {
    refuse.exactlyOne(body, ['secret_key', 'secret_key_file']);
    const key = body.text('access_key');
    if (key && !/^SCW[A-Z\d]{17}$/.test(key))
      refuse.format(body, 'access_key', 'has not the form of an access key: "SCW" and 17 capital letters or digits');
    // The client of Scaleway's SDK looks at the form of all it is given (`scw/settings.go`).
    for (const name of ['project_id', 'secret_key']) {
      const text = body.text(name);
      if (text && !UUID.test(text)) refuse.format(body, name, 'must be a UUID');
    }
    const zone = body.text('zone');
    if (zone !== undefined && !/^[a-z]{2}-[a-z]{3,7}-\d{1,2}$/.test(zone))
      refuse.format(body, 'zone', 'must be a zone, such as "fr-par-1"');
    refuse.required(body, 'api_url');
    if (refuse.url(body, 'api_url') && body.text('api_url')?.endsWith('/')) refuse.format(body, 'api_url', 'must not end with a slash');
  },
  'discovery.uyuni': (body, refuse) => void refuse.url(body, 'server'),
  'discovery.serverset': (body, refuse) => {
    refuse.notEmpty(body, 'servers');
    refuse.notEmpty(body, 'paths');
    const relative = body
      .list('paths')
      ?.map(textOf)
      .find((path) => path !== undefined && !path.startsWith('/'));
    if (relative !== undefined) refuse.format(body, 'paths', `must begin with "/", and "${relative}" does not`);
  },
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A Consul server, with one of three protocols or with none (`NewClient` of hashicorp/consul/api). */
function consulServer(body: Body, refuse: Refusals): void {
  const [protocol, address] = body.text('server')?.split('://', 2) ?? [];
  if (address !== undefined && protocol !== undefined && !['http', 'https', 'unix'].includes(protocol))
    refuse.format(body, 'server', `has the protocol "${protocol}", and Consul has http, https and unix`);
}

/** The address of a Docker daemon, `protocol://address` (`client.ParseHostURL`, and `url.Parse` before it). Whether something was refused. */
export function dockerHost(body: Body, refuse: Refusals): boolean {
  const host = body.text('host');
  const parts = refuse.url(body, 'host');
  if (host === undefined) return false;
  if (!parts) return true;
  if (host.split('://').slice(1).join('://') !== '') return false;
  refuse.format(
    body,
    'host',
    'must be the address of a Docker daemon with its protocol, such as "unix:///var/run/docker.sock" or "tcp://docker:2375"',
  );
  return true;
}

function tables(name: string): BuildCheck {
  return (body, refuse) => {
    for (const each of REQUIRED[name] ?? []) refuse.required(body, each);
    for (const each of POSITIVE[name] ?? []) refuse.durationRange(body, each, { above: 0 });
    for (const [attribute, words] of Object.entries(WORDS[name] ?? {})) refuse.enumeration(body, attribute, words);
    own[name]?.(body, refuse);
  };
}

export const discoveryChecks = {
  components: Object.fromEntries(
    [...new Set([POSITIVE, WORDS, REQUIRED, own].flatMap((table) => Object.keys(table)))].map((name) => [name, tables(name)]),
  ),
};
