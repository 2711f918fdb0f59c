import { describe, expect, test } from 'vitest';
import { lint as all } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const lint = (text: string, options: Readonly<Record<string, unknown>> = {}): string[] =>
  all(text, { settings: new Map([['test.alloy', new Map([['loki/high-cardinality-label', { options }]])]]) }).filter((each) =>
    each.endsWith('high-cardinality-label'),
  );

const process = (stage: string): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n\t${stage}\n}\n\nloki.echo "e" { }\n`;

describe('loki/high-cardinality-label', () => {
  test('speaks of ids and durations, at the key', () => {
    expect(lint(process('stage.labels {\n\t\tvalues = {level = "", traceId = "", duration = "took"}\n\t}'))).toEqual([
      '5:25 loki/high-cardinality-label',
      '5:39 loki/high-cardinality-label',
    ]);
  });

  test('is told of other labels, and of those that are meant', () => {
    const text = process('stage.labels {\n\t\tvalues = {order = "", pid = ""}\n\t}');
    expect(lint(text)).toEqual(['5:25 loki/high-cardinality-label']);
    expect(lint(text, { labels: ['order'] })).toHaveLength(2);
    expect(lint(text, { allow: ['pid'] })).toEqual([]);
  });

  test('looks into stages of matches', () => {
    expect(
      lint(process('stage.match {\n\t\tselector = "{a=\\"b\\"}"\n\n\t\tstage.labels {\n\t\t\tvalues = {span_id = ""}\n\t\t}\n\t}')),
    ).toEqual(['8:14 loki/high-cardinality-label']);
  });

  test('is quiet about other labels and about structured metadata', () => {
    expect(lint(process('stage.labels {\n\t\tvalues = {level = "", app = "", pid_namespace = ""}\n\t}'))).toEqual([]);
    expect(lint(process('stage.structured_metadata {\n\t\tvalues = {trace_id = ""}\n\t}'))).toEqual([]);
  });

  test('moves them to structured metadata', () => {
    const CODE = 'loki/high-cardinality-label';
    expect(fixed(CODE, process('stage.labels {\n\t\tvalues = {trace_id = "", spanId = "span"}\n\t}'))).toBe(
      process('stage.structured_metadata {\n\t\tvalues = {trace_id = "", spanId = "span"}\n\t}'),
    );
    expect(fixed(CODE, process('stage.labels {\n\t\tvalues = {level = "", trace_id = "tid"}\n\t}'))).toBe(
      process('stage.labels {\n\t\tvalues = {level = ""}\n\t}\n\n\tstage.structured_metadata {\n\t\tvalues = {trace_id = "tid"}\n\t}'),
    );
  });

  test('moves those of all stages of a pipeline to one, and keeps comments', () => {
    const labels = (values: string): string => `stage.labels {\n\t\tvalues = {${values}}\n\t}`;
    const before = [
      labels('pid = "", level = ""'),
      labels('uuid = ""'),
      labels('\n\t\t\tapp = "", // the app\n\t\t\tts  = "",\n\t\t'),
      'stage.cri { }',
    ];
    const metadata = 'stage.structured_metadata {\n\t\tvalues = {pid = "", uuid = "", ts  = ""}\n\t}';
    const after = [labels('level = ""'), labels('\n\t\t\tapp = "", // the app\n\t\t'), metadata, 'stage.cri { }'];
    expect(fixed('loki/high-cardinality-label', process(before.join('\n\n\t')))).toBe(process(after.join('\n\n\t')));
  });

  test('is quiet where they are taken away again', () => {
    const labels = 'stage.labels {\n\t\tvalues = {trace_id = ""}\n\t}\n\n\t';
    expect(lint(process(`${labels}stage.structured_metadata {\n\t\tvalues = {trace_id = ""}\n\t}`))).toEqual([]);
    expect(lint(process(`${labels}stage.label_drop {\n\t\tvalues = ["trace_id"]\n\t}`))).toEqual([]);
    expect(lint(process(`${labels}stage.label_keep {\n\t\tvalues = ["app"]\n\t}`))).toEqual([]);
    expect(lint(process(`${labels}stage.label_drop {\n\t\tvalues = ["app"]\n\t}`))).toHaveLength(1);
  });
});
