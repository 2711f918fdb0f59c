import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

describe('loki/self-loop', () => {
  test('speaks of the direct way and of one through other components', () => {
    expect(lint('logging {\n\twrite_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n')).toEqual(['2:14 loki/self-loop']);
    const through =
      'logging {\n\twrite_to = [loki.process.p.receiver]\n}\n\nloki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n';
    expect(lint(through)).toEqual(['2:14 loki/self-loop']);
  });

  test('is quiet where the log goes to a store', () => {
    expect(
      lint(
        'logging {\n\twrite_to = [loki.write.w.receiver]\n}\n\nloki.write "w" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}\n',
      ),
    ).toEqual([]);
  });

  test('speaks of a tail of its own log, in files and in the journal', () => {
    const file = (path: string): string =>
      `loki.source.file "f" {\n\ttargets    = [{"__path__" = "${path}"}]\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n`;
    expect(lint(file('/var/log/alloy.log'))).toEqual(['2:15 loki/self-loop']);
    expect(lint(file('/var/log/alloyed-steel.log'))).toEqual([]);
    expect(lint(file('/var/log/app.log'))).toEqual([]);
    const journal =
      'loki.source.journal "j" {\n\tmatches    = "_SYSTEMD_UNIT=alloy.service"\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n';
    expect(lint(journal)).toEqual(['2:15 loki/self-loop']);
  });
});
