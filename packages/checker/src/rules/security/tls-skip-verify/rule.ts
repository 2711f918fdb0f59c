import type { Body } from '../../../model/body.ts';
import { type StaticValue, textOf } from '../../../values/static.ts';
import { filesWith } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** `insecure_skip_verify = true`, where the other side could have a certificate that can be checked. */
export const rule = defineRule<{ block: string }>({
  code: 'security/tls-skip-verify',
  severity: 'info',
  perBlock: true,
  message: ({ block }) => `"${block}" does not check whom it talks to: "insecure_skip_verify" is true`,
  check(context, report) {
    const files = filesWith(context, 'insecure_skip_verify');
    if (files.size === 0) return;
    for (const { body: whole } of context.components()) {
      if (!files.has(whole.source)) continue;
      const { api, uncheckable } = partnerOf(whole);
      for (const [body, around] of withOuter(whole, [])) {
        if (!body.attribute('insecure_skip_verify') || body.bool('insecure_skip_verify') !== true) continue;
        const own = !around.some(({ name }) => name === 'oauth2');
        if ((own && uncheckable) || [body, ...around].some((each) => isPlain(each) || isNear(each) || LISTENERS.has(each.name))) continue;
        report(body.source, body.place('insecure_skip_verify'), { block: body.name }, { notes: [advice(body, own && api)] });
      }
    }
  },
});

/** A body and all that are nested in it, each with those around it, the nearest first. */
function* withOuter(body: Body, around: readonly Body[]): Generator<[Body, readonly Body[]]> {
  yield [body, around];
  for (const child of body.blocks()) yield* withOuter(child, [body, ...around]);
}

/** Here Alloy is the server, and a server in Go takes no notice of the setting. */
const LISTENERS: ReadonlySet<string> = new Set(['listener']);

/** What talks to the API server of Kubernetes, whose certificate every pod can check. */
const API_CLIENTS =
  /^(?:discovery\.kubernetes|loki\.source\.(?:kubernetes|kubernetes_events|podlogs)|prometheus\.operator\.\w+|remote\.kubernetes\.\w+)$/;

/**
 * Whom a component talks to: the API server, or somebody whose certificate cannot be checked with what can be written down. What is
 * discovered is asked by an address that no certificate names; the kubelet (with cAdvisor), the scheduler and the controller manager sign
 * their own on each start, unless the cluster was set up otherwise.
 */
function partnerOf(body: Body): { api: boolean; uncheckable: boolean } {
  if (body.name === 'discovery.kubelet') return { api: false, uncheckable: true };
  if (!body.schema.byName.has('targets')) return { api: API_CLIENTS.test(body.name), uncheckable: false };
  const addresses = (body.list('targets') ?? []).flatMap((target) => checkableAddress(target, body) ?? []);
  return { api: addresses.every((address) => API_SERVER.test(address)), uncheckable: addresses.length === 0 };
}

const API_SERVER = /^kubernetes(?:\.default(?:\.svc(?:\.[\w.-]+)?)?)?(?::443)?$/;

/** The address of a target that is asked with TLS, where it is written down and a certificate may name it. */
function checkableAddress(target: StaticValue, body: Body): string | undefined {
  if (target.type !== 'object') return undefined;
  const [address, scheme, path] = ['__address__', '__scheme__', '__metrics_path__'].map((label) => {
    const value = target.fields.get(label);
    return value && textOf(value);
  });
  if ((scheme ?? body.text('scheme')) !== 'https' || address === undefined || SELF_SIGNED_PORT.test(address) || LOOPBACK.test(address))
    return undefined;
  return KUBELET_PATH.test(path ?? body.text('metrics_path') ?? '') ? undefined : address;
}

/** Kubelet, controller manager, scheduler. */
const SELF_SIGNED_PORT = /:102(?:50|57|59)$/;
const KUBELET_PATH = /^\/metrics\/(?:cadvisor|probes|resource)\/?$/;
const LOOPBACK = /^(?:https:\/\/)?(?:localhost|127(?:\.\d+){3}|\[::1\])(?=[:/]|$)/i;

/** Whether no TLS is spoken, as it is written down or by default, so that no certificate is there to be checked. */
function isPlain(body: Body): boolean {
  if (body.attribute('insecure') && body.bool('insecure') === true) return true;
  // Of targets each may have a scheme of its own.
  if (body.schema.byName.has('scheme') && !body.schema.byName.has('targets') && body.text('scheme') === 'http') return true;
  return addressesOf(body).some((address) => /^(?:http|unix):\/\//.test(address));
}

/** Whether the other side is on this very machine, where nobody stands between. */
function isNear(body: Body): boolean {
  return addressesOf(body).some((address) => LOOPBACK.test(address));
}

function addressesOf(body: Body): string[] {
  return ADDRESSES.flatMap((name) => (body.schema.byName.has(name) ? (body.text(name) ?? []) : []));
}

const ADDRESSES = ['url', 'endpoint', 'address', 'server', 'host', 'api_server', 'token_url'];

/** What to write instead, with the attributes that the block has. */
function advice(body: Body, api: boolean): string {
  const names = ['ca_file', 'ca_pem'].filter((name) => body.schema.byName.has(name));
  const unread = names.find((name) => body.attribute(name) && body.isSet(name) === true);
  if (unread) return `"${unread}" is given, but nothing is compared with it as long as this is true`;
  if (api) return `the API server can be checked: ca_file = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt"`;
  if (names.length === 0) return 'let the system trust the authority instead: SSL_CERT_FILE names a file with its certificate';
  const given = names.map((name) => `"${name}"`).join(' or ');
  const name = body.schema.byName.has('server_name') ? ', and "server_name" where the certificate names another host' : '';
  return `give the certificate of the authority with ${given} instead (a self-signed one is its own)${name}`;
}
