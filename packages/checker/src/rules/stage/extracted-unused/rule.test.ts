import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const process = (...stages: string[]): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n${stages.map((stage) => `\tstage.${stage}\n`).join('\n')}}\n\nloki.echo "e" { }\n`;
const of = (...stages: string[]): string[] => lint(process(...stages)).filter((each) => each.endsWith('extracted-unused'));
const logfmt = 'logfmt {\n\t\tmapping = {took = "duration", who = "user"}\n\t}';

describe('stage/extracted-unused', () => {
  test('speaks of a stage none of whose values are read', () => {
    expect(of(logfmt)).toEqual(['4:2 stage/extracted-unused']);
    expect(of('regex {\n\t\texpression = "(?P<code>[0-9]{3})"\n\t}', 'labels {\n\t\tvalues = {status = "status_code"}\n\t}')).toEqual([
      '4:2 stage/extracted-unused',
    ]);
  });

  test.each([
    ['labels', 'labels {\n\t\tvalues = {user = "who"}\n\t}'],
    ['a template', 'template {\n\t\tsource   = "line"\n\t\ttemplate = "{{ .who }}: {{ .Entry }}"\n\t}'],
    ['all in a template', 'template {\n\t\tsource   = "line"\n\t\ttemplate = "{{ . | toJson }}"\n\t}'],
    ['the line', 'output {\n\t\tsource = "who"\n\t}'],
    ['a tenant', 'tenant {\n\t\tsource = "who"\n\t}'],
    ['a drop', 'drop {\n\t\tsource = "who,took"\n\t\tvalue  = "root;1s"\n\t}'],
    [
      'a metric',
      'metrics {\n\t\tmetric.gauge {\n\t\t\tname        = "took"\n\t\t\tdescription = "x"\n\t\t\taction      = "set"\n\t\t}\n\t}',
    ],
    ['a pattern of names', 'structured_metadata {\n\t\tregex = "to.*"\n\t}'],
    ['what is not known', 'output {\n\t\tsource = sys.env("FIELD")\n\t}'],
    ['a match', 'match {\n\t\tselector = "{a=\\"b\\"}"\n\n\t\tstage.labels {\n\t\t\tvalues = {who = ""}\n\t\t}\n\t}'],
  ])('counts what is read by %s', (_, stage) => {
    expect(of(logfmt, stage)).toEqual([]);
  });

  test('is quiet about a stage that is there to drop lines', () => {
    expect(of('json {\n\t\texpressions    = {app = ""}\n\t\tdrop_malformed = true\n\t}')).toEqual([]);
  });

  test('is quiet where groups become labels', () => {
    expect(of('regex {\n\t\texpression         = "(?P<code>[0-9]{3})"\n\t\tlabels_from_groups = true\n\t}')).toEqual([]);
  });

  test('is one finding for a pipeline, and one stage keeps all values', () => {
    const regex = (name: string): string => `regex {\n\t\texpression = "${name}=(?P<${name}>[a-z]+)"\n\t}`;
    const inMatch = `match {\n\t\tselector = "{a=\\"b\\"}"\n\n\t\tstage.${regex('seven')}\n\t}`;
    const text = process(...['one', 'two', 'three', 'four', 'five', 'six', 'six'].map(regex), inMatch, 'decolorize { }');
    const [found, ...rest] = checkAll({ a: text });
    expect(rest).toEqual([]);
    expect(found?.message).toBe(
      'nothing reads what 8 stages extract ("one", "two", "three", "four", "five" and 2 more): extracted values are gone at the end of "loki.process"',
    );
    expect(found?.related).toHaveLength(5);
    const kept =
      '\n\n\tstage.structured_metadata {\n\t\tvalues = {one = "", two = "", three = "", four = "", five = "", six = "", seven = ""}\n\t}';
    expect(fixed('stage/extracted-unused', text)).toBe(text.replace('\n\n\tstage.decolorize', `${kept}\n\n\tstage.decolorize`));
  });

  test('names those stages only whose values are not read', () => {
    const found = checkAll({ a: process(logfmt, 'json {\n\t\texpressions = {a = ""}\n\t}', 'labels {\n\t\tvalues = {a = ""}\n\t}') });
    expect(found.map(({ message }) => message)).toEqual([
      'nothing reads what this stage extracts ("took", "who"): extracted values are gone at the end of "loki.process"',
    ]);
  });
});
