import type { Body } from '../model/body.ts';
import type { Refusals } from './refusals.ts';

/** The names of HTTP headers that Prometheus' client sets itself (prometheus/common `config/headers.go`), in lower case. */
const RESERVED_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'host',
  'content-encoding',
  'content-length',
  'content-type',
  'user-agent',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'www-authenticate',
  'accept-encoding',
  'x-prometheus-remote-write-version',
  'x-prometheus-remote-read-version',
  'x-prometheus-scrape-timeout-seconds',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
]);

/** The ways to authenticate that an HTTP client has one of. */
const CREDENTIALS = ['basic_auth', 'authorization', 'oauth2', 'bearer_token', 'bearer_token_file'];

/** Components that have the settings of an HTTP client, and do not look at them before they are built. */
const UNCHECKED: ReadonlySet<string> = new Set([
  'discovery/aws.AWSArguments',
  'discovery/aws.EC2Arguments',
  'discovery/aws.LightsailArguments',
  'discovery/http.Arguments',
]);
/** Those that look at the proxy and the headers, but not at the credentials. */
const PROXY_ONLY: ReadonlySet<string> = new Set([
  'common/config.OAuth2Config',
  'discovery/azure.Arguments',
  'discovery/digitalocean.Arguments',
  'discovery/scaleway.Arguments',
  'discovery/uyuni.Arguments',
]);

/** The settings of an HTTP client, where they stand among those of a component (`common/config/types.go`). */
export function checkHttpClient(body: Body, refuse: Refusals): void {
  if (!body.schema.byName.has('proxy_connect_header') || UNCHECKED.has(body.schema.id)) return;
  if (!PROXY_ONLY.has(body.schema.id)) refuse.atMostOne(body, CREDENTIALS);
  for (const name of body.fields('http_headers')?.keys() ?? []) {
    if (RESERVED_HEADERS.has(name.toLowerCase()))
      refuse.format(body, 'http_headers', `must not set "${name}", which the client sets itself`);
  }
  proxy(body, refuse);
}

function proxy(body: Body, refuse: Refusals): void {
  const url = body.isSet('proxy_url');
  const environment = body.isSet('proxy_from_environment');
  if (environment === true && url === true) refuse.atMostOne(body, ['proxy_url', 'proxy_from_environment']);
  else if (environment === true && body.isSet('no_proxy') === true) refuse.atMostOne(body, ['no_proxy', 'proxy_from_environment']);
  else if (url === false) {
    if (environment === false && body.isSet('proxy_connect_header') === true)
      refuse.relation(
        body,
        'proxy_connect_header',
        '"proxy_connect_header" needs "proxy_url" or "proxy_from_environment": there is no proxy to send it to',
      );
    else refuse.together(body, 'no_proxy', 'proxy_url');
  }
}

/** A pair of a certificate and its key, each as text or as a file, and the authority (`TLSConfig.Validate`). */
function tls(body: Body, refuse: Refusals): void {
  for (const name of ['ca', 'cert', 'key']) refuse.atMostOne(body, [`${name}_pem`, `${name}_file`]);
  const certificate = anyOf(body, ['cert_pem', 'cert_file']);
  const key = anyOf(body, ['key_pem', 'key_file']);
  if (certificate === true && key === false)
    refuse.report('exclusive/together', body, given(body, ['cert_pem', 'cert_file']), {
      name: given(body, ['cert_pem', 'cert_file']),
      other: 'key_file',
      block: body.name,
    });
  if (key === true && certificate === false)
    refuse.report('exclusive/together', body, given(body, ['key_pem', 'key_file']), {
      name: given(body, ['key_pem', 'key_file']),
      other: 'cert_file',
      block: body.name,
    });
}

function anyOf(body: Body, names: readonly string[]): boolean | undefined {
  const set = names.map((name) => body.isSet(name));
  return set.includes(true) ? true : set.includes(undefined) ? undefined : false;
}

function given(body: Body, names: readonly string[]): string {
  return names.find((name) => body.isSet(name) === true) ?? '';
}

function oauth2(body: Body, refuse: Refusals): void {
  if (body.isSet('client_id') === false) refuse.required(body, 'client_id');
  else if (['client_secret', 'client_secret_file'].every((name) => body.isSet(name) === false))
    refuse.atLeastOne(body, ['client_secret', 'client_secret_file']);
  else if (body.isSet('token_url') === false) refuse.required(body, 'token_url');
  else refuse.atMostOne(body, ['client_secret', 'client_secret_file']);
}

function authorization(body: Body, refuse: Refusals): void {
  refuse.atMostOne(body, ['credentials', 'credentials_file']);
  if (body.text('type')?.trim().toLowerCase() === 'basic')
    refuse.format(body, 'type', 'cannot be "Basic": write a "basic_auth" block instead');
}

/**
 * How Alloy reaches the API of Kubernetes (`common/kubernetes/kubernetes.go`): from within the cluster, by a kubeconfig file, or by an
 * address, and only then with settings of its own.
 */
function kubernetesClient(body: Body, refuse: Refusals): void {
  refuse.atMostOne(body, ['api_server', 'kubeconfig_file']);
  const [custom] = [...CREDENTIALS, 'proxy_url', 'proxy_from_environment', 'no_proxy', 'proxy_connect_header', 'http_headers'].filter(
    (name) => body.isSet(name) === true,
  );
  const switched = ['follow_redirects', 'enable_http2'].find((name) => body.bool(name) === false);
  const setting = custom ?? switched;
  if (setting === undefined) return;
  if (body.isSet('kubeconfig_file') === true)
    refuse.relation(body, setting, `"${setting}" cannot be set together with "kubeconfig_file", which says how to connect`);
  else if (body.isSet('api_server') === false)
    refuse.relation(body, setting, `"${setting}" needs "api_server": without it Alloy connects from within the cluster, in its own way`);
}

export const httpClientChecks = {
  schemas: {
    'common/config.TLSConfig': tls,
    'common/config.OAuth2Config': oauth2,
    'common/config.Authorization': authorization,
    'common/config.BasicAuth': (body: Body, refuse: Refusals) => refuse.atMostOne(body, ['password', 'password_file']),
    'common/kubernetes.ClientArguments': kubernetesClient,
  },
};
