import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const CODE = 'relabel/missing-group';
const rule = (body: string): string => `
discovery.relabel "d" {
	targets = [{"__address__" = "a:1"}]

	rule {
		${body}
	}
}
`;
const of = (body: string): string[] => lint(rule(body)).filter((each) => each.endsWith(CODE));

/** `${NAME}`, which this language would take for its own. */
const group = (name: string): string => `\${${name}}`;

describe('relabel/missing-group', () => {
  test('speaks of the default that needs a group', () => {
    expect(of('source_labels = ["pod"]\n\t\tregex = "api|web"\n\t\ttarget_label = "app"')).toEqual(['7:11 relabel/missing-group']);
    expect(of('source_labels = ["pod"]\n\t\tregex = "(?:api|web)-\\\\(x\\\\)"\n\t\ttarget_label = "app"')).toEqual([
      '7:11 relabel/missing-group',
    ]);
  });

  test('speaks of numbers and names that are not there', () => {
    expect(of('regex = "(.+):(.+)"\n\t\ttarget_label = "a"\n\t\treplacement = "$1:$3"')).toEqual(['8:17 relabel/missing-group']);
    expect(of(`regex = "(?P<host>.+)"\n\t\ttarget_label = "a"\n\t\treplacement = "${group('host')} ${group('port')}"`)).toEqual([
      '8:17 relabel/missing-group',
    ]);
    expect(of('action = "labelmap"\n\t\tregex = "__meta_.+"')).toEqual(['7:11 relabel/missing-group']);
  });

  test('puts braces around a number that runs into a word', () => {
    const text = rule('source_labels = ["pod"]\n\t\tregex = "(.+)-[0-9]+"\n\t\ttarget_label = "app"\n\t\treplacement = "$1_set"');
    expect(fixed('relabel/missing-group', text)).toContain(`replacement = "${group('1')}_set"`);
  });

  test('is quiet where the groups are there, where nothing is referred to, and where the label is removed plainly', () => {
    expect(of('source_labels = ["pod"]\n\t\tregex = "(.+)-[^-]+"\n\t\ttarget_label = "app"')).toEqual([]);
    expect(of('source_labels = ["pod"]\n\t\ttarget_label = "app"')).toEqual([]);
    expect(of(`regex = "(?P<host>[^:]+):.*"\n\t\ttarget_label = "a"\n\t\treplacement = "${group('host')}:$1:$$2"`)).toEqual([]);
    expect(of('source_labels = ["pod"]\n\t\tregex = "x"\n\t\ttarget_label = "app"\n\t\treplacement = ""')).toEqual([]);
    expect(of('action = "labelmap"\n\t\tregex = "__meta_(.+)"')).toEqual([]);
  });
});
