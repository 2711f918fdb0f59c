import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const template = (block: string): string => `declare "readers" {
	argument "paths" { }

	foreach "path" {
		collection = argument.paths.value
		var        = "path"

		template {
			${block}
		}
	}
}

readers "all" {
	paths = ["/etc/hostname"]
}
`;

describe('foreach/illegal-block', () => {
  test('speaks of an argument and of an export in a template', () => {
    expect(lint(template('argument "level" {\n\t\t\t\toptional = true\n\t\t\t}'))).toContain('9:4 foreach/illegal-block');
    expect(lint(template('export "level" {\n\t\t\t\tvalue = 1\n\t\t\t}'))).toContain('9:4 foreach/illegal-block');
  });

  test('is quiet about those of the declare around it, and of one inside it', () => {
    expect(
      lint(
        template(
          'declare "d" {\n\t\t\t\targument "a" { }\n\n\t\t\t\tmimir.rules.kubernetes "f" {\n\t\t\t\t\taddress = argument.a.value\n\t\t\t\t}\n\t\t\t}\n\n\t\t\td "x" {\n\t\t\t\ta = path\n\t\t\t}',
        ),
      ),
    ).toEqual([]);
  });
});
