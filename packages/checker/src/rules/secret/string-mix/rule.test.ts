import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const write = (tenant: string, kind = 'remote.kubernetes.secret'): string =>
  `${kind} "s" {\n\tnamespace = "a"\n\tname      = "b"\n}\n\nloki.write "w" {\n\tendpoint {\n\t\turl       = "http://loki:3100/loki/api/v1/push"\n\t\ttenant_id = ${tenant}\n\t}\n}\n`;
const found = (text: string): string[] => lint(text).filter((each) => each.endsWith('string-mix'));

describe('secret/string-mix', () => {
  test('speaks of a key, alone or put together, and makes a string of it', () => {
    const text = write('remote.kubernetes.secret.s.data["tenant"]');
    expect(found(text)).toEqual(['9:15 secret/string-mix']);
    expect(fixed('secret/string-mix', text)).toContain('tenant_id = convert.nonsensitive(remote.kubernetes.secret.s.data["tenant"])');
    expect(found(write('"t-" + remote.kubernetes.secret.s.data["tenant"]'))).toEqual(['9:15 secret/string-mix']);
  });

  test('is quiet about what is no secret, and about what functions make of one', () => {
    expect(found(write('remote.kubernetes.configmap.s.data["tenant"]', 'remote.kubernetes.configmap'))).toEqual([]);
    expect(found(write('convert.nonsensitive(remote.kubernetes.secret.s.data["tenant"])'))).toEqual([]);
    expect(found(write('string.format("%s", remote.kubernetes.secret.s.data["tenant"])'))).toEqual([]);
  });
});
