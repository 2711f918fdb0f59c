import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const CODE = 'relabel/anchored';
const rule = (body: string): string => `
discovery.relabel "d" {
	targets = [{"__address__" = "a:1"}]

	rule {
		${body}
	}
}
`;
const of = (body: string): string[] => lint(rule(body)).filter((each) => each.endsWith(CODE));

describe('relabel/anchored', () => {
  test('speaks of a beginning and of an end', () => {
    expect(of('source_labels = ["a"]\n\t\taction = "keep"\n\t\tregex = "^ip-10-"')).toEqual(['8:11 relabel/anchored']);
    expect(of('source_labels = ["a"]\n\t\taction = "keep"\n\t\tregex = "-exporter$"')).toEqual(['8:11 relabel/anchored']);
    expect(of('action = "labeldrop"\n\t\tregex = "^pod_template_"')).toEqual(['7:11 relabel/anchored']);
  });

  test('writes what has to match the whole', () => {
    const text = (regex: string): string => rule(`source_labels = ["a"]\n\t\taction = "keep"\n\t\tregex = "${regex}"`);
    expect(fixed('relabel/anchored', text('^ip-10-'))).toContain('regex = "ip-10-.*"');
    expect(fixed('relabel/anchored', text('-exporter$'))).toContain('regex = ".*-exporter"');
  });

  test.each(['^prod$', '^prod.*', 'prod', '^(a|b)', 'a.*b$', '(.+)$', '^a|b$'])('is quiet about %s', (regex) => {
    expect(of(`source_labels = ["a"]\n\t\taction = "keep"\n\t\tregex = "${regex}"`)).toEqual([]);
  });
});
