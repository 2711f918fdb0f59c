import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const count = (condition: string): string =>
  `otelcol.connector.count "c" {\n\tspans {\n\t\tname        = "slow"\n\t\tdescription = "d"\n\t\tconditions  = [\`name == "a"\`, ${condition}]\n\t}\n\n\toutput {\n\t\tmetrics = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n`;
const found = (text: string): string[] => lint(text).filter((each) => each.endsWith('unreadable-condition'));

describe('otel/unreadable-condition', () => {
  test('speaks of each condition that cannot be read', () => {
    expect(found(count('`name = "b"`'))).toEqual(['5:33 otel/unreadable-condition']);
    expect(found(count('"attributes[\\"a\\"] =="'))).toEqual(['5:33 otel/unreadable-condition']);
  });

  test('is quiet about functions and paths, and about what is only known when Alloy runs', () => {
    expect(found(count('`IsFoo(attributes["a"])`'))).toEqual([]);
    expect(found(count('sys.env("CONDITION")'))).toEqual([]);
  });
});
