import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const two = (first: string, second: string): string => `
discovery.kubernetes "nodes" {
	role = "node"
}

prometheus.scrape "a" {
	targets    = discovery.kubernetes.nodes.targets
	${first}
}

prometheus.scrape "b" {
	targets    = discovery.kubernetes.nodes.targets
	${second}
}

prometheus.remote_write "w" { }

prometheus.remote_write "v" { }
`;
const of = (first: string, second: string): string[] => lint(two(first, second)).filter((each) => each.endsWith('duplicate-targets'));
const W = 'forward_to = [prometheus.remote_write.w.receiver]';

describe('scrape/duplicate-targets', () => {
  test('speaks of the second one', () => {
    expect(of(W, `forward_to = [\n\t\tprometheus.remote_write.v.receiver,\n\t\tprometheus.remote_write.w.receiver,\n\t]`)).toEqual([
      '12:15 scrape/duplicate-targets',
    ]);
  });

  test('is quiet where something else is asked for, or it goes elsewhere', () => {
    expect(of(W, `${W}\n\tmetrics_path = "/metrics/cadvisor"`)).toEqual([]);
    expect(of(`${W}\n\tparams = {"module" = ["a"]}`, `${W}\n\tparams = {"module" = ["b"]}`)).toEqual([]);
    expect(of(`${W}\n\tjob_name = "a"`, `${W}\n\tjob_name = "b"`)).toEqual([]);
    expect(of(W, 'forward_to = [prometheus.remote_write.v.receiver]')).toEqual([]);
  });

  test('finds them however they are written', () => {
    const text = `
prometheus.scrape "a" {
	targets = [
		{"__address__" = "db:9187"},
	]
	forward_to = [prometheus.remote_write.w.receiver]
}

prometheus.scrape "b" {
	targets    = [{"__address__" = "db:9187"}] // again
	forward_to = [prometheus.remote_write.w.receiver]
}

prometheus.remote_write "w" { }
`;
    expect(lint(text).filter((each) => each.endsWith('duplicate-targets'))).toEqual(['10:16 scrape/duplicate-targets']);
  });

  test('compares single targets, and lists that are put together', () => {
    const scrapes = (first: string, second: string): string[] =>
      lint(
        `prometheus.scrape "a" {\n\ttargets    = ${first}\n\t${W}\n}\n\nprometheus.scrape "b" {\n\ttargets    = ${second}\n\t${W}\n}\n\nprometheus.remote_write "w" { }\n\ndiscovery.kubernetes "n" {\n\trole = "node"\n}\n`,
      ).filter((each) => each.endsWith('duplicate-targets'));
    const [db, app] = ['{"__address__" = "db:1"}', '{"__address__" = "app:1"}'];
    expect(scrapes(`[${db}]`, `[${app}, ${db}]`)).toEqual(['7:43 scrape/duplicate-targets']);
    expect(scrapes('discovery.kubernetes.n.targets', `array.concat([${db}], discovery.kubernetes.n.targets)`)).toHaveLength(1);
    expect(scrapes(`[${db}]`, `[${app}]`)).toEqual([]);
    // Prometheus scrapes a target once, however often a list names it.
    expect(scrapes(`[${db}, ${db}]`, `[${app}]`)).toEqual([]);
  });
});
