import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

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
});
