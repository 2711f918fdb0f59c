import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const source = (path: string, rest = ''): string =>
  `loki.source.file "f" {\n\ttargets = [\n\t\t{__path__ = "/var/log/syslog"},\n\t\t{__path__ = "${path}", job = "x"},\n\t]\n\tforward_to = [loki.echo.e.receiver]\n${rest}}\n\nloki.echo "e" { }\n`;

describe('loki/glob-without-match', () => {
  test('speaks of stars', () => {
    expect(lint(source('/var/log/pods/*/*.log'))).toEqual(['2:12 loki/glob-without-match']);
    expect(lint(source('/srv/**/app.log', '\n\tfile_match {\n\t\tenabled = false\n\t}\n'))).toEqual(['2:12 loki/glob-without-match']);
  });

  test('switches the search on', () => {
    expect(fixed('loki/glob-without-match', source('/var/log/*.log'))).toContain('file_match {\n\t\tenabled = true\n\t}');
  });

  test('is quiet where files are looked for, and where there is no pattern', () => {
    expect(lint(source('/var/log/*.log', '\n\tfile_match {\n\t\tenabled = true\n\t}\n'))).toEqual([]);
    expect(lint(source('/var/log/auth.log'))).toEqual([]);
  });

  test('is quiet about targets of another component', () => {
    const text = `
local.file_match "f" {
	path_targets = [{"__path__" = "/var/log/*.log"}]
}

loki.source.file "f" {
	targets    = local.file_match.f.targets
	forward_to = [loki.echo.e.receiver]
}

loki.echo "e" { }
`;
    expect(lint(text)).toEqual([]);
  });
});
