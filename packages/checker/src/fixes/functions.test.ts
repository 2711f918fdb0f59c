import { knownVersions, loadCatalog } from '@assay/catalog';
import { expect, test } from 'vitest';
import { checkProgram } from '../check.ts';
import { openSource } from '../project/source.ts';
import { functionName, newName } from './functions.ts';

const TEXT = `local.file "a" {
	filename = "$\{DIR}/a"
}

loki.write "b" {
	endpoint {
		url       = "http://loki:3100/loki/api/v1/push"
		tenant_id = remote.vault.s.data["tenant"]
		name      = format("%s", remote.kubernetes.configmap.c.data["name"])

		basic_auth {
			username = "u"
			password = "hunter2"
		}
	}
}

remote.kubernetes.configmap "c" {
	namespace = "n"
	name      = "c"
}

remote.vault "s" {
	server = "https://vault"
	path   = "secret/x"

	auth.token {
		token = env("TOKEN")
	}
}
`;

test.each(knownVersions)('what fixes write is there in %s', async (version) => {
  const catalog = await loadCatalog(version);
  const isOld = /^v1\.[0-3]\./.test(version);
  expect(functionName(catalog, 'sys.env')).toBe(isOld ? 'env' : 'sys.env');
  expect(functionName(catalog, 'convert.nonsensitive')).toBe(isOld ? 'nonsensitive' : 'convert.nonsensitive');
  expect(newName(catalog, 'env')).toBe(isOld ? undefined : 'sys.env');
  const found = checkProgram([openSource('a', TEXT)], { catalog, stability: 'experimental', community: true });
  const written = found.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits.map(({ text }) => /^[\w.]+(?=$|\()/.exec(text)?.[0])));
  const expected = isOld
    ? ['env', 'nonsensitive', 'nonsensitive', 'env']
    : ['sys.env', 'convert.nonsensitive', 'string.format', 'convert.nonsensitive', 'sys.env', 'sys.env'];
  expect(written).toEqual(expected);
});
