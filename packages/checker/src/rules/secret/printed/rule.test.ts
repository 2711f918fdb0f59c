import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const write = (line: string, kind = 'secret'): string =>
  `remote.kubernetes.${kind} "s" {\n\tnamespace = "a"\n\tname      = "b"\n}\n\nloki.write "w" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t\t${line}\n\t}\n}\n`;
const found = (text: string): string[] => lint(text).filter((each) => each.endsWith('printed'));
const SECRET = 'remote.kubernetes.secret.s.data["tenant"]';
const VALUE = 'remote.kubernetes.configmap.s.data["tenant"]';

describe('secret/printed', () => {
  test('speaks of a secret that becomes a plain string', () => {
    expect(found(write(`tenant_id = string.format("a-%s", ${SECRET})`))).toEqual(['9:37 secret/printed']);
    expect(found(write(`tenant_id = format("a", ${SECRET})`))).toEqual(['9:27 secret/printed']);
    expect(found(write(`tenant_id = encoding.to_json({a = ${SECRET}})`))).toEqual(['9:32 secret/printed']);
    expect(found(write(`headers = {"a" = "b" + string.format("%v", [${SECRET}])}`))).toEqual(['9:46 secret/printed']);
  });

  test('is quiet where it becomes a secret again', () => {
    expect(found(write(`bearer_token = string.format("a-%s", ${SECRET})`))).toEqual([]);
    expect(found(write(`tenant_id = string.format("a-%s", convert.nonsensitive(${SECRET}))`))).toEqual([]);
    expect(found(write(`bearer_token = "a-" + ${SECRET}`))).toEqual([]);
  });

  test('speaks of what may be a secret wherever it stands, and gives its text', () => {
    const text = write(`bearer_token = string.format("a-%s", ${VALUE})`, 'configmap');
    expect(found(text)).toEqual(['9:40 secret/printed']);
    expect(fixed('secret/printed', text)).toContain(`string.format("a-%s", convert.nonsensitive(${VALUE}))`);
  });

  test('is quiet about values that are none', () => {
    expect(found(write('tenant_id = string.format("%s", sys.env("A"))'))).toEqual([]);
    expect(found(write(`tenant_id = string.trim_space(${VALUE})`, 'configmap'))).toEqual([]);
  });
});
