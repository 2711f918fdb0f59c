import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const profile = { kind: 'daemonset' } as const;
const node = (rest = ''): string => `prometheus.exporter.unix "node" {\n${rest}}\n`;

describe('exporter/unix-rootfs', () => {
  test('speaks of an exporter that sees its container, and adds what is missing', () => {
    expect(lint(node(), { profile })).toEqual(['1:1 exporter/unix-rootfs']);
    const [found] = checkAll({ a: node('\tprocfs_path = "/host/proc"\n') }, { profile });
    expect(found?.message).toContain('a daemonset runs Alloy in a container');
    expect(found?.fixes[0]?.edits[0]?.text).toBe('\n\trootfs_path = "/host/root"\n\tsysfs_path = "/host/sys"\n');
  });

  test('is quiet with the path, about text files, on a host, and where nothing is known', () => {
    expect(lint(node('\trootfs_path = "/rootfs"\n'), { profile })).toEqual([]);
    expect(lint(node('\tset_collectors = ["textfile"]\n'), { profile })).toEqual([]);
    expect(lint(node(), { profile: { kind: 'host' } })).toEqual([]);
    expect(lint(node())).toEqual([]);
  });

  test('is quiet where file systems are not collected', () => {
    expect(lint(node('\tset_collectors = ["cpu", "diskstats"]\n'), { profile })).toEqual([]);
    expect(lint(node('\tdisable_collectors = ["filesystem"]\n'), { profile })).toEqual([]);
    expect(lint(node('\tset_collectors = ["cpu", "filesystem"]\n'), { profile })).toEqual(['1:1 exporter/unix-rootfs']);
    expect(lint(node('\tset_collectors = []\n'), { profile })).toEqual(['1:1 exporter/unix-rootfs']);
    expect(lint(node('\tdisable_collectors = ["mdadm"]\n'), { profile })).toEqual(['1:1 exporter/unix-rootfs']);
  });
});
