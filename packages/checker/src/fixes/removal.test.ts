import { expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/edits.ts';
import { openSource } from '../project/source.ts';
import { removal } from './removal.ts';

/** The text without the statement that `what` begins. */
function without(text: string, what: string): string {
  const start = text.indexOf(what);
  return applyEdits(text, [removal(openSource('a.alloy', text), { start, end: start + what.length })]);
}

test.each([
  ['a = 1\nb = 2\nc = 3\n', 'b = 2', 'a = 1\nc = 3\n'],
  ['x {\n\ta = 1\n\n\tb = 2\n}\n', 'a = 1', 'x {\n\tb = 2\n}\n'],
  ['x {\n\ta = 1\n\n\tb { }\n\n\tc = 1\n}\n', 'b { }', 'x {\n\ta = 1\n\n\tc = 1\n}\n'],
  ['a { }\n\nb { }\n', 'a { }', 'b { }\n'],
  ['x { a = 1 }\n', 'a = 1', 'x {  }\n'],
  ['a = 1 // why\n', 'a = 1', ' // why\n'],
])('%j without %j', (text, what, left) => {
  expect(without(text, what)).toBe(left);
});
