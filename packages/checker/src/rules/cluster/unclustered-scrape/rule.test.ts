import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const profile = { kind: 'statefulset', replicas: 3 } as const;
const ECHO = '\nprometheus.echo "e" { }\n';
const scrape = (targets: string, rest = ''): string =>
  `prometheus.scrape "s" {\n\ttargets    = ${targets}\n\tforward_to = [prometheus.echo.e.receiver]\n${rest}}\n${ECHO}`;
const SERVICES = '\ndiscovery.kubernetes "s" {\n\trole = "service"\n}\n';

describe('cluster/unclustered-scrape', () => {
  test('speaks of what is discovered, through relabelling too, and of operators', () => {
    expect(lint(scrape('discovery.kubernetes.s.targets') + SERVICES, { profile })).toEqual(['1:1 cluster/unclustered-scrape']);
    const relabel =
      '\ndiscovery.relabel "r" {\n\ttargets = discovery.kubernetes.s.targets\n\n\trule {\n\t\ttarget_label = "a"\n\t\treplacement  = "b"\n\t}\n}\n';
    expect(lint(scrape('discovery.relabel.r.output') + relabel + SERVICES, { profile })).toEqual(['1:1 cluster/unclustered-scrape']);
    expect(lint(`prometheus.operator.podmonitors "p" {\n\tforward_to = [prometheus.echo.e.receiver]\n}\n${ECHO}`, { profile })).toEqual([
      '1:1 cluster/unclustered-scrape',
    ]);
  });

  test('names the fact, and says what else is to be done', () => {
    const [found] = checkAll({ a: scrape('discovery.kubernetes.s.targets') + SERVICES }, { profile });
    expect(found?.message).toContain('there are 3 replicas');
    expect(found?.notes.join()).toContain('--cluster.enabled');
    expect(found?.fixes).toMatchObject([{ safety: 'suggested' }]);
  });

  test('is quiet about what belongs to the machine, to the node, or is not known', () => {
    expect(
      lint(`${scrape('prometheus.exporter.unix.u.targets')}\nprometheus.exporter.unix "u" {\n\trootfs_path = "/host"\n}\n`, { profile }),
    ).toEqual([]);
    const keep =
      '\ndiscovery.relabel "r" {\n\ttargets = discovery.kubernetes.s.targets\n\n\trule {\n\t\tsource_labels = ["__meta_kubernetes_pod_node_name"]\n\t\taction        = "keep"\n\t\tregex         = sys.env("NODE_NAME")\n\t}\n}\n';
    expect(lint(scrape('discovery.relabel.r.output') + keep + SERVICES, { profile })).toEqual([]);
    expect(lint(scrape('[{"__address__" = "localhost:1"}]'), { profile })).toEqual([]);
  });

  test('is quiet with clustering, on hosts, and where nothing is known', () => {
    const text = scrape('discovery.kubernetes.s.targets', '\n\tclustering {\n\t\tenabled = true\n\t}\n') + SERVICES;
    expect(lint(text, { profile })).toEqual([]);
    expect(lint(scrape('discovery.kubernetes.s.targets') + SERVICES, { profile: { kind: 'host', replicas: 3 } })).toEqual([]);
    expect(lint(scrape('discovery.kubernetes.s.targets') + SERVICES)).toEqual([]);
  });
});
