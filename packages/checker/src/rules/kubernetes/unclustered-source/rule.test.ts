import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const profile = { kind: 'deployment', replicas: 2 } as const;
const ECHO = '\nloki.echo "e" { }\n';
const events = (rest = ''): string => `loki.source.kubernetes_events "all" {\n\tforward_to = [loki.echo.e.receiver]\n${rest}}\n${ECHO}`;
const logs = (selector = ''): string =>
  `discovery.kubernetes "pods" {\n\trole = "pod"\n${selector}}\n\nloki.source.kubernetes "pods" {\n\ttargets    = discovery.kubernetes.pods.targets\n\tforward_to = [loki.echo.e.receiver]\n}\n${ECHO}`;

describe('kubernetes/unclustered-source', () => {
  test('speaks of events and logs of all pods, and names the fact', () => {
    expect(lint(events(), { profile })).toEqual(['1:1 kubernetes/unclustered-source']);
    expect(lint(logs(), { profile })).toEqual(['5:1 kubernetes/unclustered-source']);
    expect(checkAll({ a: events() }, { profile })[0]?.message).toContain('there are 2 replicas');
  });

  test('has a safe fix only where the cluster is there', () => {
    expect(checkAll({ a: events() }, { profile })[0]?.fixes[0]?.safety).toBe('suggested');
    expect(checkAll({ a: events() }, { profile: { ...profile, clustering: true } })[0]?.fixes[0]?.safety).toBe('safe');
    expect(checkAll({ a: events('\n\tclustering {\n\t\tenabled = false\n\t}\n') }, { profile })[0]?.fixes[0]?.edits[0]?.text).toBe('true');
  });

  test('is quiet with clustering, with one instance, and about the pods of the own node', () => {
    expect(lint(events('\n\tclustering {\n\t\tenabled = true\n\t}\n'), { profile })).toEqual([]);
    expect(lint(events(), { profile: { kind: 'statefulset', replicas: 1 } })).toEqual([]);
    expect(lint(events())).toEqual([]);
    const own = '\n\tselectors {\n\t\trole  = "pod"\n\t\tfield = "spec.nodeName=" + sys.env("NODE_NAME")\n\t}\n';
    expect(lint(logs(own), { profile: { kind: 'daemonset' } })).toEqual([]);
  });

  test('is quiet about pods that are filtered by their node', () => {
    const podlogs = (rest: string): string => `loki.source.podlogs "p" {\n\tforward_to = [loki.echo.e.receiver]\n${rest}}\n${ECHO}`;
    const filter = (enabled: string): string => `\n\tnode_filter {\n\t\tenabled = ${enabled}\n\t}\n`;
    expect(lint(podlogs(''), { profile: { kind: 'daemonset' } })).toEqual(['1:1 kubernetes/unclustered-source']);
    expect(lint(podlogs(filter('true')), { profile: { kind: 'daemonset' } })).toEqual([]);
    expect(lint(podlogs(filter('false')), { profile: { kind: 'daemonset' } })).toEqual(['1:1 kubernetes/unclustered-source']);
  });
});
