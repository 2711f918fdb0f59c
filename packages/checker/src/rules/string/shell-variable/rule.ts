import type { Literal } from '@assay/parser';
import { quotedStrings } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** `${NAME}` in a string, which Alloy leaves as it is. */
export const rule = defineRule<{ text: string; name: string }>({
  code: 'string/shell-variable',
  severity: 'info',
  message: ({ text, name }) => `Alloy does not replace "${text}": read the variable with sys.env("${name}")`,
  check(context, report) {
    for (const { literal, source } of quotedStrings(context, '${')) {
      const variable = VARIABLE.exec(literal.raw);
      const [text, name = ''] = variable ?? [];
      // A relabel rule may call its captures so.
      if (!variable || text === undefined || source.text.includes(`<${name}>`)) continue;
      const start = literal.start + variable.index;
      const fix = {
        title: 'read it with sys.env',
        safety: 'suggested' as const,
        edits: [{ file: source.path, start: literal.start, end: literal.end, text: concatenation(literal) }],
      };
      report(source, { start, end: start + text.length }, { text, name }, { fixes: [fix] });
    }
  },
});

const VARIABLE = /\$\{(?:env:)?([A-Z][A-Z0-9_]+)\}/;

/** The string cut at its variables: `"http://" + sys.env("HOST") + "/push"`. */
function concatenation({ raw }: Literal): string {
  const parts: string[] = [];
  let rest = raw.slice(1, -1);
  for (let found = VARIABLE.exec(rest); found; found = VARIABLE.exec(rest)) {
    if (found.index > 0) parts.push(`"${rest.slice(0, found.index)}"`);
    parts.push(`sys.env("${found[1] ?? ''}")`);
    rest = rest.slice(found.index + found[0].length);
  }
  return [...parts, ...(rest === '' ? [] : [`"${rest}"`])].join(' + ');
}
