import type { Body } from '../model/body.ts';
import { isEmpty, type StaticValue } from '../values/static.ts';
import type { BuildChecks, Refusals } from './refusals.ts';
import { request } from './remote.ts';

/** Names of commits that stand for something else each time (`nodeconf/importsource/import_git.go`). */
const SPECIAL_REFERENCES: ReadonlySet<string> = new Set(['HEAD', 'FETCH_HEAD', 'ORIG_HEAD', 'MERGE_HEAD', 'CHERRY_PICK_HEAD']);

/** Certificates of the HTTP service (`service/http/tls.go`): in files or as text, and always with a key, or from the store of Windows. */
function serverTls(body: Body, refuse: Refusals): void {
  const names = ['client_ca', 'cert', 'key'].flatMap((name) => [`${name}_pem`, `${name}_file`]);
  if (body.has('windows_certificate_filter')) {
    const beside = names.find((name) => body.isSet(name) === true);
    if (beside !== undefined)
      refuse.relation(body, beside, `"${beside}" has no place beside "windows_certificate_filter", which says where the certificates are`);
    return;
  }
  for (const name of ['client_ca', 'cert', 'key']) refuse.atMostOne(body, [`${name}_pem`, `${name}_file`]);
  for (const name of ['cert', 'key']) {
    if ([`${name}_pem`, `${name}_file`].every((each) => body.isSet(each) === false))
      refuse.report('value/required', body, undefined, { name: `"${name}_pem" or "${name}_file"`, block: body.name, reason: '' });
  }
  const authority = ['client_ca_pem', 'client_ca_file'].find((name) => body.isSet(name) === true);
  if (authority !== undefined && ['', 'NoClientCert'].includes(body.text('client_auth_type') ?? 'unknown'))
    refuse.relation(
      body,
      authority,
      `"${authority}" needs a "client_auth_type" that asks clients for a certificate, which it does not by default`,
    );
}

/** Items become parts of the ids of what is made for them, and a minus cannot stand in one (LANGUAGE.md 6.6). */
function foreachItems(body: Body, refuse: Refusals): void {
  const key = body.text('id');
  if (key === undefined) return;
  const negative = body.list('collection')?.find((item) => isNegative(key === '' ? item : partOf(item, key)));
  if (negative) refuse.format(body, 'collection', "has a negative number among its items, which cannot be part of a component's id");
}

function partOf(item: StaticValue, key: string): StaticValue {
  return (item.type === 'object' ? item.fields.get(key) : undefined) ?? item;
}

function isNegative(value: StaticValue): boolean {
  return value.type === 'number' && isEmpty(value) === false && Number(value.value) < 0;
}

/** Config blocks and services. */
export const configBlockChecks: BuildChecks = {
  components: {
    remotecfg: (body, refuse) => {
      refuse.durationRange(body, 'poll_frequency', { min: 10_000_000_000 });
      for (const name of body.fields('attributes')?.keys() ?? []) {
        if (name.startsWith('collector.'))
          refuse.format(body, 'attributes', `must not hold "${name}": names that begin with "collector." are Alloy's own`);
      }
      const parts = body.text('url') ? refuse.url(body, 'url') : undefined;
      if (parts && parts.scheme !== 'http' && parts.scheme !== 'https') refuse.format(body, 'url', 'must begin with http:// or https://');
    },
    'import.http': request,
    'import.git': (body, refuse) => {
      const revision = body.text('revision');
      if (revision !== undefined && SPECIAL_REFERENCES.has(revision))
        refuse.format(body, 'revision', `must name a branch, a tag or a commit, and "${revision}" stands for another one each time`);
    },
    foreach: foreachItems,
  },
  schemas: { 'service/http.TLSArguments': serverTls },
};
