import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const process = (kind: string, value: string): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n\tstage.json {\n\t\texpressions = {level = ""}\n\t}\n\n\tstage.${kind} {\n\t\tvalues = {severity = ${value}, app = "level"}\n\t}\n}\n\nloki.echo "e" { }\n`;
const of = (text: string): string[] => lint(text).filter((each) => each.endsWith('template-in-labels'));

describe('stage/template-in-labels', () => {
  test('speaks of templates, in labels and in structured metadata', () => {
    expect(of(process('labels', '"{{ .level }}"'))).toEqual(['9:24 stage/template-in-labels']);
    expect(of(process('structured_metadata', '"{{ ToUpper .level }}"'))).toEqual(['9:24 stage/template-in-labels']);
  });

  test('takes the name out of a plain one', () => {
    expect(fixed('stage/template-in-labels', process('labels', '"{{ .level }}"'))).toContain('{severity = "level", app = "level"}');
  });

  test('is quiet about names, and about labels that are given as they are', () => {
    expect(of(process('labels', '"level"'))).toEqual([]);
    expect(of(process('static_labels', '"{{ .level }}"'))).toEqual([]);
  });
});
