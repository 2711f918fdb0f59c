import { expect, test } from 'vitest';
import { marked, place } from '../testing.ts';
import { typeDefinition } from './type-definition.ts';

test('the declare of an instance, from the instance and from a reference to it', () => {
  for (const text of ['declare "d" { }\nd "|x" { }\n', 'declare "d" { }\nd "x" { }\nlogging {\n\tlevel = d.|x.y\n}\n']) {
    const { site, position } = marked(text);
    const found = typeDefinition(site, position);
    expect(found && place(found)).toBe('main.alloy:1:10');
  }
  const { site, position } = marked('loki.echo "|x" { }\n');
  expect(typeDefinition(site, position)).toBeNull();
});
