import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const write = (attributes: string): string => `
remote.kubernetes.secret "s" {
	namespace = "n"
	name      = "s"
}

loki.write "w" {
	endpoint {
		url = "http://loki:3100/push"

		${attributes}
	}
}
`;
const of = (attributes: string): string[] => lint(write(attributes)).filter((each) => each.endsWith('secret/nonsensitive'));
const SECRET = 'remote.kubernetes.secret.s.data';

describe('secret/nonsensitive', () => {
  test('speaks of a secret that is taken as it is, whatever it is called', () => {
    expect(of(`bearer_token = convert.nonsensitive(${SECRET}["auth"])`)).toEqual(['11:18 secret/nonsensitive']);
  });

  test('gives the secret itself', () => {
    expect(fixed('secret/nonsensitive', write(`bearer_token = convert.nonsensitive(${SECRET}["auth"])`))).toContain(
      `bearer_token = ${SECRET}["auth"]`,
    );
  });

  test('speaks of what is called a token and ends in a string', () => {
    expect(of(`headers = {"x" = "y"}\n\t\tremote_timeout = "5s"\n\t\tname = "a" + convert.nonsensitive(${SECRET}["api-token"])`)).toEqual([
      '13:16 secret/nonsensitive',
    ]);
  });

  test('is quiet about names and addresses', () => {
    expect(of(`tenant_id = convert.nonsensitive(${SECRET}["tenant"])`)).toEqual([]);
  });

  test('is quiet where a secret is put together of several', () => {
    const text = `
remote.kubernetes.secret "s" {
	namespace = "n"
	name      = "s"
}

prometheus.exporter.postgres "p" {
	data_source_names = ["postgresql://u:" + convert.nonsensitive(${SECRET}["password"]) + "@db/x"]
}
`;
    expect(lint(text).filter((each) => each.endsWith('secret/nonsensitive'))).toEqual([]);
  });
});
