import { loadCatalog } from '@assay/catalog';
import { expect, test } from 'vitest';
import { checkProgram } from '../check.ts';
import { openSource } from '../project/source.ts';
import { checkFiles } from '../testing.ts';

/** What is said of an `otelcol.auth.basic`: where, and what. */
function basic(body: string): string[] {
  const text = `otelcol.auth.basic "a" {${body}}\n`;
  return checkFiles({ a: text }).map(({ code, start, end, message }) => `${text.slice(start, end)}: ${code}: ${message}`);
}

const PAIR = '"username" and "password", or a block "htpasswd" with "file" or "inline"';

test.each([
  'username = "u"\npassword = "p"',
  'username = sys.env("U")\npassword = sys.env("P")',
  'htpasswd {\nfile = "/etc/htpasswd"\n}',
  'htpasswd {\ninline = sys.env("USERS")\n}',
  'client_auth {\nusername = "u"\npassword = "p"\n}\nhtpasswd {\ninline = "u:p"\n}',
  'client_auth {\nusername_file = "u"\npassword = sys.env("P")\n}\nusername = "u"\npassword = "p"',
  'client_auth {\nusername = "u"\npassword = "p"\n}\nusername = sys.env("U")\npassword = "p"',
])('otelcol.auth.basic is built with %j', (body) => {
  expect(basic(`\n${body}\n`)).toEqual([]);
});

test('otelcol.auth.basic builds the part that authenticates callers too', () => {
  const needs = (rest = ''): string => `otelcol.auth.basic "a": value/required: "otelcol.auth.basic" needs ${PAIR}${rest}`;
  expect(basic(' ')).toEqual([needs()]);
  expect(basic('\nhtpasswd { }\n')).toEqual([needs()]);
  expect(basic('\npassword = "p"\n')).toEqual([needs()]);
  expect(basic('\nclient_auth {\nusername = "u"\npassword = "p"\n}\n')).toEqual([
    needs(' beside "client_auth": Alloy builds the part that authenticates callers too'),
  ]);
  expect(basic('\nclient_auth {\nusername = "u"\n}\nhtpasswd {\ninline = "u:p"\n}\n')).toEqual([
    'client_auth: value/required: "client_auth" needs "username" or "username_file", and "password" or "password_file"',
  ]);
  expect(basic('\nusername = "u"\n')).toEqual(['"u": exclusive/together: "username" of "otelcol.auth.basic" needs "password" as well']);
});

test('otelcol.auth.basic took an empty pair before v1.13', async () => {
  const options = { catalog: await loadCatalog('v1.11'), stability: 'experimental', community: true } as const;
  const text = 'otelcol.auth.basic "a" {\n\tusername = ""\n\tpassword = ""\n}\n';
  expect(checkProgram([openSource('a', text)], options).filter(({ severity }) => severity === 'error')).toEqual([]);
});
