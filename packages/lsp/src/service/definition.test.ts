import { expect, test } from 'vitest';
import { marked, place } from '../testing.ts';
import { definition } from './definition.ts';

function at(files: Parameters<typeof marked>[0]): string | null {
  const { site, position } = marked(files);
  const found = definition(site, position);
  return found && place(found);
}

test('a component in another file', () => {
  const files = { 'a.alloy': 'loki.relabel "r" {\n\tforward_to = [loki.echo.|x.receiver]\n}\n', 'b.alloy': '\nloki.echo "x" { }\n' };
  expect(at(files)).toBe('b.alloy:2:12');
});

test('arguments, exports, declares, variables', () => {
  const declare = 'declare "d" {\n\targument "a" { }\n\texport "e" {\n\t\tvalue = argument.a.value\n\t}\n}\n';
  expect(at(declare.replace('= argument.a', '= argument.|a'))).toBe('main.alloy:2:12');
  expect(at(`${declare}d "x" {\n\t|a = 1\n}\n`)).toBe('main.alloy:2:12');
  expect(at(`${declare}|d "x" {\n\ta = 1\n}\n`)).toBe('main.alloy:1:10');
  expect(at(`${declare}d "x" {\n\ta = 1\n}\nd "y" {\n\ta = d.x.|e\n}\n`)).toBe('main.alloy:3:10');
  expect(
    at('foreach "f" {\n\tcollection = [1]\n\tvar        = "v"\n\ttemplate {\n\t\tloki.echo "x" {\n\t\t\ty = |v\n\t\t}\n\t}\n}\n'),
  ).toBe('main.alloy:3:16');
});
