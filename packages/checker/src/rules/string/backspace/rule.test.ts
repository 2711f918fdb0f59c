import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const drop = (expression: string): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n\tstage.drop {\n\t\texpression = ${expression}\n\t}\n}\n\nloki.echo "e" { }\n`;

describe('string/backspace', () => {
  test('speaks of the first one in a string', () => {
    expect(lint(drop('"(?i)\\b(debug|trace)\\b"'))).toEqual(['5:21 string/backspace']);
  });

  test('writes all of its backslashes twice', () => {
    expect(fixed('string/backspace', drop('"(?i)\\b(debug|trace)\\b"'))).toContain('"(?i)\\\\b(debug|trace)\\\\b"');
  });

  test('is quiet about two backslashes, backticks, and paths, of which another rule speaks', () => {
    expect(lint(drop('"\\\\bdebug"'))).toEqual([]);
    expect(lint(drop('`\\bdebug`'))).toEqual([]);
    expect(lint(drop('"C:\\\\apps\\backup"'))).toEqual(['5:25 string/windows-path']);
  });
});
