import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const process = (expression: string): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n\tstage.regex {\n\t\texpression = ${expression}\n\t}\n\n\tstage.labels {\n\t\tvalues = {level = ""}\n\t}\n}\n\nloki.echo "e" { }\n`;
const of = (text: string): string[] => lint(text).filter((each) => each.endsWith('regex-without-names'));

describe('stage/regex-without-names', () => {
  test('speaks of patterns without groups, and of groups without names', () => {
    expect(of(process('`^\\d+ (\\w+)`'))).toEqual(['5:16 stage/regex-without-names']);
    expect(of(process('"(?:info|warn)"'))).toEqual(['5:16 stage/regex-without-names']);
    expect(of(process('`\\(?P<level>x\\)`'))).toEqual(['5:16 stage/regex-without-names']);
    expect(of(process('`[(?P<level>)]`'))).toEqual(['5:16 stage/regex-without-names']);
  });

  test('is quiet where a group has a name, and where the pattern is not known', () => {
    expect(of(process('`^\\d+ (?P<level>\\w+)`'))).toEqual([]);
    expect(of(process('`[]()](?<level>\\w+)`'))).toEqual([]);
    expect(of(process('sys.env("PATTERN")'))).toEqual([]);
  });
});
