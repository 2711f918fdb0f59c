import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const profile = { kind: 'daemonset' } as const;
const pods = (rest = '', scrape = ''): string => `discovery.kubernetes "pods" {
	role = "pod"
${rest}}

prometheus.scrape "pods" {
	targets    = discovery.kubernetes.pods.targets
	forward_to = [prometheus.echo.e.receiver]
${scrape}}

prometheus.echo "e" { }
`;

describe('kubernetes/node-selector', () => {
  test('speaks of a daemonset that watches all pods, once', () => {
    expect(lint(pods(), { profile })).toEqual(['1:1 kubernetes/node-selector']);
    expect(lint(pods('\n\tnamespaces {\n\t\tnames = ["shop"]\n\t}\n'), { profile })).toEqual(['1:1 kubernetes/node-selector']);
  });

  test('is quiet with a selector, with clustering, about other roles and in other deployments', () => {
    expect(
      lint(pods('\n\tselectors {\n\t\trole  = "pod"\n\t\tfield = "spec.nodeName=" + sys.env("NODE_NAME")\n\t}\n'), { profile }),
    ).toEqual([]);
    expect(lint(pods('', '\n\tclustering {\n\t\tenabled = true\n\t}\n'), { profile })).toEqual([]);
    expect(lint(pods().replace('"pod"', '"node"'), { profile }).join()).not.toContain('node-selector');
    expect(lint(pods(), { profile: { kind: 'deployment', replicas: 1 } })).toEqual([]);
    expect(lint(pods())).toEqual([]);
  });

  test('is quiet about what is looked up, since data may come from any node', () => {
    const enrich =
      'discovery.kubernetes "pods" {\n\trole = "pod"\n}\n\nprometheus.receive_http "in" {\n\thttp { }\n\tforward_to = [prometheus.enrich.pods.receiver]\n}\n\nprometheus.enrich "pods" {\n\ttargets = discovery.kubernetes.pods.targets\n\ttarget_match_label = "pod"\n\tforward_to = [prometheus.echo.e.receiver]\n}\n\nprometheus.echo "e" { }\n';
    expect(lint(enrich, { profile }).filter((each) => each.endsWith('node-selector'))).toEqual([]);
  });
});
