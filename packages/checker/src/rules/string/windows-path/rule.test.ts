import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const file = (path: string): string =>
  `loki.source.file "f" {\n\ttargets    = [{"__path__" = ${path}}]\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n`;

describe('string/windows-path', () => {
  test('speaks of the escape that a folder has become', () => {
    expect(lint(file('"C:\\\\inetpub\\new\\app.log"'))).toEqual(['2:42 string/windows-path']);
    expect(lint(file('"D:/logs\\nginx.log"'))).toEqual(['2:38 string/windows-path']);
  });

  test('writes the path in backticks, with its backslashes single', () => {
    expect(fixed('string/windows-path', file('"C:\\\\inetpub\\new\\app.log"'))).toContain('"__path__" = `C:\\inetpub\\new\\app.log`');
  });

  test('is quiet where backslashes are written twice, and where no drive begins the text', () => {
    expect(lint(file('"C:\\\\temp\\\\app.log"'))).toEqual([]);
    expect(lint(file('`C:\\temp\\app.log`'))).toEqual([]);
    expect(lint(file('"name:\\tvalue"'))).toEqual([]);
    expect(lint(file('"C:\\t"'))).toEqual([]);
  });
});
