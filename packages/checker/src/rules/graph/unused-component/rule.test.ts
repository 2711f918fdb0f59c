import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const SOURCE = 'loki.source.api "in" {\n\thttp { }\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n';
const PROCESS = '\nloki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n}\n';

describe('graph/unused-component', () => {
  test('speaks of a processor that nothing is given to, and not of what comes after it', () => {
    expect(lint(SOURCE + PROCESS)).toEqual(['8:1 graph/unused-component']);
    const chain = `${SOURCE}\nloki.process "p" {\n\tforward_to = [loki.process.q.receiver]\n}\n\nloki.process "q" {\n\tforward_to = [loki.echo.f.receiver]\n}\n\nloki.echo "f" { }\n`;
    expect(lint(chain)).toEqual(['8:1 graph/unused-component']);
  });

  test('speaks of files, secrets and handlers', () => {
    expect(lint(`${SOURCE}\nlocal.file "token" {\n\tfilename = "/etc/token"\n}\n`)).toEqual(['8:1 graph/unused-component']);
    expect(lint(`${SOURCE}\nremote.kubernetes.secret "s" {\n\tnamespace = "a"\n\tname      = "b"\n}\n`)).toEqual([
      '8:1 graph/unused-component',
    ]);
    expect(lint(`${SOURCE}\notelcol.auth.bearer "b" {\n\ttoken = sys.env("T")\n}\n`)).toEqual(['8:1 graph/unused-component']);
  });

  test('counts rules, exports, config blocks and instances as uses', () => {
    expect(
      lint(
        `loki.source.api "in" {\n\thttp { }\n\tforward_to    = [loki.echo.e.receiver]\n\trelabel_rules = loki.relabel.r.rules\n}\n\nloki.relabel "r" {\n\tforward_to = []\n\n\trule {\n\t\ttarget_label = "a"\n\t\treplacement  = "b"\n\t}\n}\n\nloki.echo "e" { }\n`,
      ),
    ).toEqual([]);
    expect(lint(`${SOURCE}${PROCESS}\nlogging {\n\twrite_to = [loki.process.p.receiver]\n}\n`).join()).not.toContain('unused-component');
    expect(
      lint(
        `${SOURCE}${PROCESS}\nimport.file "m" {\n\tfilename = "m.alloy"\n}\n\nm.logs "x" {\n\tforward_to = [loki.process.p.receiver]\n}\n`,
      ),
    ).toEqual([]);
  });

  test('leaves a part of a configuration alone', () => {
    expect(lint(`loki.echo "e" { }\n${PROCESS}`)).toEqual([]);
  });
});
