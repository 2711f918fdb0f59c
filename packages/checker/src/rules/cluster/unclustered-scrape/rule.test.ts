import { describe, expect, test } from 'vitest';
import type { Profile } from '../../../configuration/profile.ts';
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

  const FOUND = ['1:1 cluster/unclustered-scrape'];
  const of = (text: string, deployment: Profile = profile): string[] =>
    lint(text, { profile: deployment }).filter((each) => each.endsWith('unclustered-scrape'));
  const relabel = (targets: string, rule: string): string =>
    `\ndiscovery.relabel "r" {\n\ttargets = ${targets}\n\n\trule {\n\t\t${rule}\n\t}\n}\n`;

  test.each(['metrics.shop.svc.cluster.local:8080', 'metrics.shop.svc:8080', 'metrics:8080', 'db.example.com:9100', '10.0.0.7:9100'])(
    'speaks of a target that is written out: %s',
    (address) => {
      expect(of(scrape(`[{"__address__" = "${address}"}]`))).toEqual(FOUND);
      expect(of(scrape(`[{"__address__" = "${address}"}]`), { kind: 'daemonset' })).toEqual(FOUND);
      expect(of(scrape(`[{"__address__" = "${address}"}]`), { kind: 'host' })).toEqual([]);
      expect(of(scrape(`[{"__address__" = "${address}"}]`), {})).toEqual([]);
      expect(of(scrape(`[{"__address__" = "${address}"}]`, '\n\tclustering {\n\t\tenabled = true\n\t}\n'))).toEqual([]);
    },
  );

  test.each([
    '"localhost:12345"',
    '"127.0.0.1:12345"',
    '"[::1]:12345"',
    '"host.docker.internal:9100"',
    '"169.254.20.10:9253"',
    'constants.hostname + ":9100"',
    'sys.env("HOSTNAME") + ":9100"',
    'sys.env("NODE_IP") + ":10250"',
  ])('is quiet about an address that is another one on each node, or is not known: %s', (address) => {
    expect(of(scrape(`[{"__address__" = ${address}}]`))).toEqual([]);
  });

  test('speaks of a list that holds one shared target at least, and says where it is', () => {
    const service = '{"__address__" = "shop:8080"}';
    expect(of(scrape(`[{"__address__" = "localhost:1"}, ${service}]`))).toEqual(FOUND);
    expect(
      of(
        `${scrape(`array.concat(prometheus.exporter.unix.u.targets, [${service}])`)}\nprometheus.exporter.unix "u" {\n\trootfs_path = "/host"\n}\n`,
      ),
    ).toEqual(FOUND);
    const through = scrape('discovery.relabel.r.output') + relabel(`[${service}]`, 'target_label = "a"\n\t\treplacement  = "b"');
    expect(of(through)).toEqual(FOUND);
    const [found] = checkAll({ a: through }, { profile });
    expect(found?.related.map(({ message }) => message)).toEqual(['they come from here']);
  });

  test('is quiet where relabelling leaves what belongs to the node, or asks it there', () => {
    const to = (rule: string): string[] =>
      of(scrape('discovery.relabel.r.output') + relabel('discovery.kubernetes.s.targets', rule) + SERVICES);
    expect(to('target_label = "__address__"\n\t\treplacement  = "localhost:9100"')).toEqual([]);
    expect(to('target_label = "__address__"\n\t\treplacement  = sys.env("HOST_IP") + ":9100"')).toEqual([]);
    expect(to('target_label = "__address__"\n\t\treplacement  = "kubernetes.default.svc:443"')).toEqual(FOUND);
    expect(to('source_labels = ["__meta_kubernetes_pod_host_ip"]\n\t\taction = "keep"\n\t\tregex = "10.0.0.1"')).toEqual([]);
    expect(to('source_labels = ["__meta_kubernetes_namespace"]\n\t\taction = "keep"\n\t\tregex = sys.env("POD_NAMESPACE")')).toEqual([]);
    expect(to('source_labels = ["__meta_kubernetes_namespace"]\n\t\taction = "keep"\n\t\tregex = "shop"')).toEqual(FOUND);
  });

  test('is quiet about a node that is asked for by its name', () => {
    const nodes = (field: string): string =>
      `\ndiscovery.kubernetes "s" {\n\trole = "node"\n\n\tselectors {\n\t\trole  = "node"\n\t\tfield = ${field}\n\t}\n}\n`;
    expect(of(scrape('discovery.kubernetes.s.targets') + nodes('"metadata.name=" + sys.env("NODE_NAME")'), { kind: 'daemonset' })).toEqual(
      [],
    );
    expect(of(scrape('discovery.kubernetes.s.targets') + nodes('"spec.unschedulable=false"'), { kind: 'daemonset' })).toEqual(FOUND);
  });

  test('tells exporters of remote systems from those of what runs beside', () => {
    const redis = (address: string): string[] =>
      of(`${scrape('prometheus.exporter.redis.r.targets')}\nprometheus.exporter.redis "r" {\n\tredis_addr = ${address}\n}\n`);
    expect(redis('"redis.cache.svc:6379"')).toEqual(FOUND);
    expect(redis('"localhost:6379"')).toEqual([]);
    const other = (name: string, rest = ''): string[] =>
      of(`${scrape(`prometheus.exporter.${name}.r.targets`)}\nprometheus.exporter.${name} "r" {\n${rest}}\n`);
    expect(other('memcached')).toEqual([]);
    expect(other('memcached', '\taddress = "cache:11211"\n')).toEqual(FOUND);
    expect(other('postgres', '\tdata_source_names = ["postgresql://u:" + sys.env("P") + "@db:5432/x"]\n')).toEqual(FOUND);
    expect(other('mongodb', '\tmongodb_uri = "mongodb://127.0.0.1:27017"\n')).toEqual([]);
    // What is sent to this instance is known to no other.
    expect(other('statsd')).toEqual([]);
  });

  test('tells an agent that knows the whole cluster from one that knows its node', () => {
    const consul = (name: string, rest = ''): string[] =>
      of(`${scrape(`discovery.${name}.c.targets`)}\ndiscovery.${name} "c" {\n${rest}}\n`);
    expect(consul('consul')).toEqual(FOUND);
    expect(consul('consulagent')).toEqual([]);
    expect(consul('consulagent', '\tserver = "consul.service:8500"\n')).toEqual(FOUND);
  });

  test('says the same of all scrapes behind the same relabelling', () => {
    const second = scrape('discovery.relabel.r.output').replace('"s"', '"t"').replace(ECHO, '\n');
    const both = (targets: string): string[] =>
      of(scrape('discovery.relabel.r.output') + second + relabel(targets, 'target_label = "a"\n\t\treplacement  = "b"') + SERVICES);
    expect(both('discovery.kubernetes.s.targets')).toEqual([...FOUND, '7:1 cluster/unclustered-scrape']);
    expect(both('[{"__address__" = "localhost:1"}]')).toEqual([]);
  });
});
