import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const CODE = 'relabel/contradiction';
const rule = (body: string): string => `
discovery.relabel "d" {
	targets = [{"__address__" = "a:1"}]

	rule {
		${body}
	}
}
`;
const of = (body: string): string[] => lint(rule(body)).filter((each) => each.endsWith(CODE));

describe('relabel/contradiction', () => {
  test.each([
    ['action = "drop"\n\t\tsource_labels = ["a"]\n\t\tregex = "x"\n\t\treplacement = "y"', 9],
    ['action = "hashmod"\n\t\tsource_labels = ["a"]\n\t\tmodulus = 3\n\t\ttarget_label = "b"\n\t\tregex = "x"', 10],
    ['action = "lowercase"\n\t\tsource_labels = ["a"]\n\t\tregex = "x.*"\n\t\ttarget_label = "b"', 8],
    ['action = "labelmap"\n\t\tregex = "x(.+)"\n\t\tsource_labels = ["a"]', 8],
    ['source_labels = ["a"]\n\t\tmodulus = 2\n\t\ttarget_label = "b"', 7],
  ])('speaks of what an action has no use for: %s', (body, line) => {
    expect(of(body)).toEqual([`${line}:3 relabel/contradiction`]);
  });

  test.each([
    'regex = "prod|dev"\n\t\ttarget_label = "b"\n\t\treplacement = "x"',
    'action = "drop"\n\t\tregex = "kube-system"',
    'action = "hashmod"\n\t\tmodulus = 3\n\t\ttarget_label = "b"',
    'action = "uppercase"\n\t\ttarget_label = "b"',
  ])('speaks of rules without a source: %s', (body) => {
    expect(of(body)).toEqual(['5:2 relabel/contradiction']);
  });

  test('is quiet about what is as it should be', () => {
    expect(of('target_label = "cluster"\n\t\treplacement = "prod"')).toEqual([]);
    expect(of('action = "hashmod"\n\t\tsource_labels = ["a"]\n\t\tmodulus = 3\n\t\ttarget_label = "b"')).toEqual([]);
    expect(of('action = "keep"\n\t\tsource_labels = ["a"]\n\t\tregex = "x"\n\t\tseparator = "/"')).toEqual([]);
    expect(of('action = "lowercase"\n\t\tsource_labels = ["a"]\n\t\tregex = "(.*)"\n\t\ttarget_label = "b"')).toEqual([]);
    expect(of('action = "drop"\n\t\tregex = ".*"')).toEqual([]);
    expect(of('regex = "prod|"\n\t\ttarget_label = "b"\n\t\treplacement = "x"')).toEqual([]);
  });
});
