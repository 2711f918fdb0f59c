import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const profile = { kind: 'daemonset' } as const;
const pods = (field: string): string =>
  `discovery.kubernetes "pods" {\n\trole = "pod"\n\n\tselectors {\n\t\trole  = "pod"\n\t\tfield = ${field}\n\t}\n}\n`;

describe('kubernetes/hostname-is-not-node', () => {
  test('speaks of the hostname, and takes the variable of the node', () => {
    const text = pods('"spec.nodeName=" + constants.hostname');
    expect(lint(text, { profile })).toEqual(['6:30 kubernetes/hostname-is-not-node']);
    expect(checkAll({ a: text }, { profile })[0]?.fixes[0]?.edits[0]?.text).toBe('sys.env("NODE_NAME")');
  });

  test('is quiet about HOSTNAME, which charts set to the node, and about what is taken where it is not set', () => {
    expect(lint(pods('"spec.nodeName=" + sys.env("HOSTNAME")'), { profile })).toEqual([]);
    expect(lint(pods('"spec.nodeName=" + coalesce(sys.env("HOSTNAME"), constants.hostname)'), { profile })).toEqual([]);
  });

  test('is quiet about other variables and fields, on a host, and where nothing is known', () => {
    expect(lint(pods('"spec.nodeName=" + sys.env("NODE_NAME")'), { profile })).toEqual([]);
    expect(lint(pods('"metadata.name=" + constants.hostname'), { profile }).join()).not.toContain('hostname-is-not-node');
    expect(lint(pods('"spec.nodeName=" + constants.hostname'), { profile: { kind: 'host' } })).toEqual([]);
    expect(lint(pods('"spec.nodeName=" + constants.hostname'))).toEqual([]);
  });
});
