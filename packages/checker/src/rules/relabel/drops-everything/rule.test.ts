import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const rule = (body: string): string =>
  `prometheus.relabel "r" {\n\tforward_to = [prometheus.echo.e.receiver]\n\n\trule {\n\t\t${body}\n\t}\n}\n\nprometheus.echo "e" { }\n`;

describe('relabel/drops-everything', () => {
  test('speaks of drop without a regex, or with one that fits everything', () => {
    expect(lint(rule('source_labels = ["job"]\n\t\taction = "drop"'))).toEqual(['4:2 relabel/drops-everything']);
    expect(lint(rule('source_labels = ["job"]\n\t\tregex = ".*"\n\t\taction = "drop"'))).toEqual(['6:11 relabel/drops-everything']);
  });

  test('speaks of keep without labels to look at', () => {
    expect(lint(rule('regex = "api"\n\t\taction = "keep"'))).toEqual(['4:2 relabel/drops-everything']);
  });

  test('is quiet about rules that choose', () => {
    expect(lint(rule('regex = "api|"\n\t\taction = "keep"'))).toEqual([]);
    expect(lint(rule('source_labels = ["job"]\n\t\tregex = ".+"\n\t\taction = "drop"'))).toEqual([]);
    expect(lint(rule('source_labels = ["job"]\n\t\tregex = "api"\n\t\taction = "keep"'))).toEqual([]);
    expect(lint(rule('source_labels = ["job"]\n\t\tregex = sys.env("JOBS")\n\t\taction = "drop"'))).toEqual([]);
  });
});
