import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

/** `${NAME}`, which this language would take for its own. */
const variable = (name: string): string => `\${${name}}`;
const labelled = (value: string): string =>
  `loki.source.journal "j" {\n\tforward_to = [loki.echo.e.receiver]\n\tlabels     = {"host" = ${value}}\n}\n\nloki.echo "e" { }\n`;

describe('string/shell-variable', () => {
  test('speaks of variables of a shell, and of those of the Collector', () => {
    expect(lint(labelled(`"${variable('NODE_NAME')}"`))).toEqual(['3:26 string/shell-variable']);
    expect(lint(labelled(`"node-${variable('env:NODE_NAME')}"`))).toEqual(['3:31 string/shell-variable']);
  });

  test('reads them with sys.env', () => {
    expect(fixed('string/shell-variable', labelled(`"${variable('NODE_NAME')}"`))).toContain('{"host" = sys.env("NODE_NAME")}');
    expect(fixed('string/shell-variable', labelled(`"${variable('REGION')}-node-${variable('env:NODE_NAME')}.local"`))).toContain(
      '{"host" = sys.env("REGION") + "-node-" + sys.env("NODE_NAME") + ".local"}',
    );
  });

  test('is quiet about captures, and about raw strings', () => {
    expect(lint(labelled(`"${variable('1')}"`))).toEqual([]);
    expect(lint(labelled(`"${variable('host')}"`))).toEqual([]);
    expect(lint(labelled(`\`${variable('NODE_NAME')}\``))).toEqual([]);
  });

  test('is quiet where a relabel rule names its captures so', () => {
    const text = `
discovery.relabel "d" {
	targets = [{"__address__" = "a:1"}]

	rule {
		source_labels = ["__address__"]
		regex         = "(?P<HOST>[^:]+):.*"
		target_label  = "host"
		replacement   = "\${HOST}"
	}
}
`;
    expect(lint(text).filter((each) => each.endsWith('string/shell-variable'))).toEqual([]);
  });
});
