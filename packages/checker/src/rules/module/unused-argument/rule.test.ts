import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const declare = (body: string): string => `declare "reader" {
	argument "path" { }

	${body}
}

reader "hosts" {
	path = "/etc/hosts"
}
`;

describe('module/unused-argument', () => {
  test('speaks of an argument that is not read', () => {
    expect(lint(declare('mimir.rules.kubernetes "one" {\n\t\taddress = "/etc/hosts"\n\t}'))).toContain('2:2 module/unused-argument');
  });

  test('counts what exports, templates and calls read', () => {
    expect(lint(declare('export "path" {\n\t\tvalue = string.to_upper(argument.path.value)\n\t}'))).toEqual([]);
    const template =
      'foreach "one" {\n\t\tcollection = [1]\n\t\tvar        = "n"\n\n\t\ttemplate {\n\t\t\tmimir.rules.kubernetes "f" {\n\t\t\t\taddress = argument.path.value\n\t\t\t}\n\t\t}\n\t}';
    expect(lint(declare(template))).toEqual([]);
  });

  test('is quiet where the arguments are read in another way', () => {
    expect(lint(declare('export "path" {\n\t\tvalue = argument["path"]\n\t}'))).toEqual([]);
  });

  test('is taken out where it is given, too', () => {
    const text =
      'declare "d" {\n\targument "unread" { }\n\n\tloki.echo "e" { }\n\n\texport "to" {\n\t\tvalue = loki.echo.e.receiver\n\t}\n}\n\nd "x" {\n\tunread = 1\n}\n';
    expect(fixed('module/unused-argument', text)).toBe(
      'declare "d" {\n\tloki.echo "e" { }\n\n\texport "to" {\n\t\tvalue = loki.echo.e.receiver\n\t}\n}\n\nd "x" {\n}\n',
    );
  });
});
