import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const process = (...stages: string[]): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n${stages.map((stage) => `\tstage.${stage}\n`).join('\n')}}\n\nloki.echo "e" { }\n`;
const of = (...stages: string[]): string[] => lint(process(...stages)).filter((each) => each.endsWith('label-undefined'));
const labels = (values: string): string => `labels {\n\t\tvalues = {${values}}\n\t}`;
const json = (names: string): string => `json {\n\t\texpressions = {${names}}\n\t}`;

describe('stage/label-undefined', () => {
  test('speaks of what is extracted further down', () => {
    expect(of(labels('severity = "level"'), json('level = ""'))).toEqual(['5:13 stage/label-undefined']);
  });

  test('speaks of what nothing extracts, under its own name', () => {
    expect(of(json('lvl = "level"'), labels('level = "", lvl = ""'))).toEqual(['9:13 stage/label-undefined']);
  });

  test('knows what a regular expression, a template and a pattern extract', () => {
    expect(of('regex {\n\t\texpression = "(?P<level>[a-z]+)"\n\t}', labels('level = null'))).toEqual([]);
    expect(of('template {\n\t\tsource   = "level"\n\t\ttemplate = "info"\n\t}', labels('level = ""'))).toEqual([]);
    expect(of('pattern {\n\t\tpattern = "<ip> <_> <level>"\n\t}', labels('level = "", ip = ""'))).toEqual([]);
    expect(of('cri { }', labels('stream = ""'))).toEqual([]);
  });

  test('is quiet about what may come in as a label, or be extracted by a stage that cannot be told', () => {
    expect(of(labels('app = "container"'))).toEqual([]);
    expect(of(labels('level = ""'))).toEqual([]);
    expect(of(json('lvl = ""'), labels('namespace = "", lvl = ""'))).toEqual([]);
    expect(of('eventlogmessage { }', labels('EventID = ""'))).toEqual([]);
    expect(of('label_drop {\n\t\tvalues = ["pod"]\n\t}', labels('pod = ""'))).toEqual([]);
    expect(of('labels {\n\t\tvalues      = {level = ""}\n\t\tsource_type = "structured_metadata"\n\t}')).toEqual([]);
  });
});
