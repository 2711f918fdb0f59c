import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const relabel = (rule: string, rest = ''): string => `
prometheus.receive_http "in" {
	forward_to = [prometheus.relabel.r.receiver]

	http {
		listen_address = "127.0.0.1"
	}
}

prometheus.relabel "r" {
	forward_to = []

	${rule}
}
${rest}`;
const of = (text: string): string[] => lint(text).filter((each) => each.endsWith('meta-label'));
const meta = 'rule {\n\t\tsource_labels = ["namespace", "__meta_kubernetes_pod_name"]\n\t\ttarget_label  = "pod"\n\t}';

describe('relabel/meta-label', () => {
  test('speaks of labels that only targets have', () => {
    expect(of(relabel(meta))).toEqual(['14:19 relabel/meta-label']);
    expect(of(relabel('rule {\n\t\tsource_labels = ["__address__"]\n\t\ttarget_label  = "instance"\n\t}'))).toEqual([
      '14:19 relabel/meta-label',
    ]);
  });

  test('is quiet about the name of a metric, and about labels that a rule before has set', () => {
    expect(of(relabel('rule {\n\t\tsource_labels = ["__name__", "__tmp_x"]\n\t\ttarget_label  = "m"\n\t}'))).toEqual([]);
    const set = 'rule {\n\t\treplacement  = "x"\n\t\ttarget_label = "__param_target"\n\t}\n\n\t';
    expect(of(relabel(`${set}rule {\n\t\tsource_labels = ["__param_target"]\n\t\ttarget_label  = "m"\n\t}`))).toEqual([]);
  });

  test('is quiet where the rules are exported, and about targets', () => {
    const user = 'prometheus.operator.podmonitors "p" {\n\tforward_to = [prometheus.relabel.r.receiver]\n}\n';
    expect(of(relabel(meta, user))).toHaveLength(1);
    const exported = 'loki.source.journal "j" {\n\tforward_to    = []\n\trelabel_rules = prometheus.relabel.r.rules\n}\n';
    expect(of(relabel(meta, exported))).toEqual([]);
    expect(of(`discovery.relabel "d" {\n\ttargets = []\n\n\t${meta}\n}\n`)).toEqual([]);
  });
});
