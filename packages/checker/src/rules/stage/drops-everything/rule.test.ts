import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const process = (stage: string): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n\t${stage}\n}\n\nloki.echo "e" { }\n`;

describe('stage/drops-everything', () => {
  test.each(['.*', '^.*$', '(.+)'])('speaks of an expression such as %s, where it is all there is', (expression) => {
    expect(lint(process(`stage.drop {\n\t\texpression = "${expression}"\n\t}`))).toEqual(['5:16 stage/drops-everything']);
  });

  test('speaks of a sample of nothing', () => {
    expect(lint(process('stage.sampling {\n\t\trate = 0\n\t}'))).toEqual(['5:10 stage/drops-everything']);
    expect(lint(process('stage.sampling {\n\t\trate = 0.1\n\t}'))).toEqual([]);
  });

  test('is quiet where something else is asked for too, and about the lines of a match', () => {
    expect(lint(process('stage.drop {\n\t\texpression = ".*debug.*"\n\t}'))).toEqual([]);
    expect(lint(process('stage.drop {\n\t\texpression = ".*"\n\t\tlonger_than = "8KB"\n\t}'))).toEqual([]);
    expect(lint(process('stage.drop {\n\t\tsource = "app"\n\t\texpression = ".+"\n\t}'))).toEqual([]);
    expect(lint(process('stage.match {\n\t\tselector = "{a=\\"b\\"}"\n\n\t\tstage.drop {\n\t\t\texpression = ".*"\n\t\t}\n\t}'))).toEqual(
      [],
    );
  });
});
