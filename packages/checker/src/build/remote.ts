import type { Body } from '../model/body.ts';
import type { BuildCheck, BuildChecks, Refusals } from './refusals.ts';

/** `remote.*`, `local.*`, `mimir.*` and `loki.rules.kubernetes` (Alloy's `internal/component/{remote,local,mimir,loki/rules}`). */
const components: Readonly<Record<string, BuildCheck>> = {
  'local.file': (body, refuse) => refuse.durationRange(body, 'poll_frequency', { above: 0 }),
  'remote.http': (body, refuse) => {
    refuse.durationRange(body, 'poll_frequency', { above: 0 });
    refuse.durationRange(body, 'poll_timeout', { above: 0 });
    shorter(body, refuse, 'poll_timeout', 'poll_frequency');
    request(body, refuse);
  },
  'remote.s3': (body, refuse) => {
    refuse.durationRange(body, 'poll_frequency', { above: 30_000_000_000 });
    const path = body.text('path');
    if (path !== undefined && path.split('/').length < 3) refuse.format(body, 'path', 'must be "s3://bucket/file"');
  },
  'remote.vault': (body, refuse) => {
    const auth = body.blocks().filter(({ name }) => name.startsWith('auth.'));
    const [, second] = auth;
    if (auth.length === 0)
      refuse.report('value/required', body, undefined, {
        name: 'a block that says how to log in, such as "auth.token"',
        block: body.name,
        reason: '',
      });
    else if (second)
      refuse.report('exclusive/one-of', second, undefined, { name: second.name, other: auth[0]?.name ?? '', block: body.name });
    else if (auth[0]?.name === 'auth.token') {
      httpUrl(body, refuse, 'server');
      if (body.text('key') === '' && body.text('path')?.includes('/') === false)
        refuse.format(body, 'path', 'must have the mount path in front, as in "secret/path" (or give the rest with "key")');
    }
  },
  'remote.kubernetes.secret': kubernetesObject,
  'remote.kubernetes.configmap': kubernetesObject,
  'mimir.alerts.kubernetes': (body, refuse) => void refuse.url(body, 'address'),
  'mimir.rules.kubernetes': (body, refuse) => rules(body, refuse, 'mimir'),
  'loki.rules.kubernetes': (body, refuse) => rules(body, refuse, 'loki'),
};

function kubernetesObject(body: Body, refuse: Refusals): void {
  refuse.durationRange(body, 'poll_frequency', { above: 0 });
  refuse.durationRange(body, 'poll_timeout', { above: 0 });
}

function rules(body: Body, refuse: Refusals, kind: string): void {
  refuse.durationRange(body, 'sync_interval', { above: 0 });
  refuse.required(body, `${kind}_namespace_prefix`);
  refuse.required(body, `${kind}_namespace_separator`);
  refuse.url(body, 'address');
}

/** One duration must be shorter than another. */
export function shorter(body: Body, refuse: Refusals, name: string, limit: string): void {
  const [value, most] = [body.duration(name), body.duration(limit)];
  if (value !== undefined && most !== undefined && value >= most)
    refuse.relation(body, body.has(name) ? name : limit, `"${name}" must be shorter than "${limit}"`);
}

/** What is asked for when the component is built (`remote/http/http.go`). */
export function request(body: Body, refuse: Refusals): void {
  const method = body.text('method');
  if (method !== undefined && !/^[!#$%&'*+.^`|~\w-]*$/.test(method)) refuse.format(body, 'method', 'is no HTTP method');
  httpUrl(body, refuse, 'url');
}

/** A URL that something is asked for when the component is built: of `http` or `https` and with a host, or it fails at once. */
function httpUrl(body: Body, refuse: Refusals, name: string): void {
  const parts = refuse.url(body, name);
  if (!parts) return;
  if (parts.scheme !== 'http' && parts.scheme !== 'https') refuse.format(body, name, 'must begin with http:// or https://');
  else if (parts.host === '') refuse.format(body, name, 'has no host');
}

/** Matchers that are added to the queries of rules. */
function matcher(body: Body, refuse: Refusals): void {
  refuse.enumeration(body, 'match_type', ['=', '!=', '=~', '!~']);
}

export const remoteChecks: BuildChecks = {
  components,
  schemas: {
    'remote/vault.AuthAWS': (body, refuse) => {
      refuse.enumeration(body, 'type', ['ec2', 'iam']);
      refuse.enumeration(body, 'ec2_signature_type', ['pkcs7', 'identity']);
    },
    'remote/vault.AuthGCP': (body, refuse) => {
      refuse.enumeration(body, 'type', ['gce', 'iam']);
      if (body.text('type') === 'iam') refuse.required(body, 'iam_service_account', 'for the type "iam"');
    },
    'remote/vault.ClientOptions': (body, refuse) => {
      if (body.duration('timeout') === 0) refuse.durationRange(body, 'timeout', { above: 0 });
    },
    'remote/s3.Client': (body, refuse) => {
      refuse.together(body, 'key', 'secret');
      refuse.together(body, 'secret', 'key');
    },
    'mimir/rules/kubernetes.Matcher': (body, refuse) => {
      matcher(body, refuse);
      refuse.exactlyOne(body, ['value', 'value_from_label']);
    },
    'loki/rules/kubernetes.Matcher': matcher,
    // `mimir/alerts/kubernetes/alerts.go`, `init`
    'mimir/alerts/kubernetes.AlertmanagerConfigMatcher': (body, refuse) => {
      const except = 'OnNamespaceExceptForAlertmanagerNamespace';
      refuse.enumeration(body, 'strategy', ['OnNamespace', except, 'None']);
      if (body.text('strategy') === except) refuse.required(body, 'alertmanager_namespace', `for the strategy "${except}"`);
    },
  },
};
