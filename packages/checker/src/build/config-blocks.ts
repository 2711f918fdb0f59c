import type { Body } from '../model/body.ts';
import { isEmpty, type StaticValue } from '../values/static.ts';
import type { BuildChecks, Refusals } from './refusals.ts';
import { request } from './remote.ts';

/** Names of commits that stand for something else each time (`nodeconf/importsource/import_git.go`). */
const SPECIAL_REFERENCES: ReadonlySet<string> = new Set(['HEAD', 'FETCH_HEAD', 'ORIG_HEAD', 'MERGE_HEAD', 'CHERRY_PICK_HEAD']);

/** Certificates of the HTTP service (`service/http/tls.go`): in files or as text, and key and certificate together. */
function serverTls(body: Body, refuse: Refusals): void {
  if (body.has('windows_certificate_filter')) return;
  for (const name of ['client_ca', 'cert', 'key']) refuse.atMostOne(body, [`${name}_pem`, `${name}_file`]);
  const set = (name: string): boolean | undefined => {
    const both = [body.isSet(`${name}_pem`), body.isSet(`${name}_file`)];
    return both.includes(true) ? true : both.includes(undefined) ? undefined : false;
  };
  const [certificate, key] = [set('cert'), set('key')];
  if (certificate === true && key === false)
    refuse.report('value/required', body, undefined, { name: '"key_pem" or "key_file"', block: body.name, reason: 'for its certificate' });
  if (key === true && certificate === false)
    refuse.report('value/required', body, undefined, { name: '"cert_pem" or "cert_file"', block: body.name, reason: 'for its key' });
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
