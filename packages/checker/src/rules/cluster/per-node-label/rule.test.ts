import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const profile = { kind: 'statefulset', replicas: 3, clustering: true } as const;
const pipeline = (replacement: string, enabled = 'true'): string => `discovery.kubernetes "all" {
	role = "service"
}

discovery.relabel "all" {
	targets = discovery.kubernetes.all.targets

	rule {
		target_label = "collector"
		replacement  = ${replacement}
	}
}

prometheus.scrape "all" {
	targets    = discovery.relabel.all.output
	forward_to = [prometheus.echo.e.receiver]

	clustering {
		enabled = ${enabled}
	}
}

prometheus.echo "e" { }
`;

describe('cluster/per-node-label', () => {
  test('speaks of the hostname and of variables of the pod', () => {
    expect(lint(pipeline('constants.hostname'), { profile })).toEqual(['10:18 cluster/per-node-label']);
    expect(lint(pipeline('sys.env("POD_NAME")'), { profile })).toEqual(['10:18 cluster/per-node-label']);
  });

  test('is quiet about what is the same everywhere, without clustering, and with one instance', () => {
    expect(lint(pipeline('"prod"'), { profile })).toEqual([]);
    expect(lint(pipeline('sys.env("CLUSTER")'), { profile })).toEqual([]);
    expect(lint(pipeline('constants.hostname', 'false'), { profile }).join()).not.toContain('per-node-label');
    expect(lint(pipeline('constants.hostname'), { profile: { kind: 'statefulset', replicas: 1 } })).toEqual([]);
    expect(lint(pipeline('constants.hostname'))).toEqual([]);
  });
});
