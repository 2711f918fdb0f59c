import { escapesOf, isBrokenWindowsPath, quotedStrings } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** `\b` in double quotes: the character that nobody wants, where the border of a word was meant. */
export const rule = defineRule({
  code: 'string/backspace',
  severity: 'warning',
  perBlock: true,
  message: () => 'in double quotes "\\b" is the backspace character: for the border of a word write "\\\\b", or use backticks',
  check(context, report) {
    for (const { literal, source } of quotedStrings(context, '\\b')) {
      // The rule on paths says it better.
      if (isBrokenWindowsPath(literal)) continue;
      const found = escapesOf(literal).filter(({ letter }) => letter === 'b');
      const [first] = found;
      if (!first) continue;
      const edits = found.map(({ offset }) => ({ file: source.path, start: offset, end: offset, text: '\\' }));
      const fix = { title: 'write the backslash twice', safety: 'safe' as const, edits };
      report(source, { start: first.offset, end: first.offset + 2 }, {}, { fixes: [fix] });
    }
  },
});
