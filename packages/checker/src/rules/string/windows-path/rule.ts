import { escapesOf, isBrokenWindowsPath, quotedStrings } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** A path of Windows in double quotes, where a backslash and the letter behind it have become a tab or the like. */
export const rule = defineRule<{ sequence: string; what: string }>({
  code: 'string/windows-path',
  severity: 'warning',
  perBlock: true,
  message: ({ sequence, what }) => `this looks like a path, but in double quotes "${sequence}" is ${what}: write it in backticks`,
  check(context, report) {
    for (const { literal, source } of quotedStrings(context, '\\')) {
      if (!isBrokenWindowsPath(literal)) continue;
      const inside = literal.raw.slice(1, -1);
      const broken = escapesOf(literal).find(({ letter }) => letter in MEANING);
      if (!broken) continue;
      const plain = inside.replaceAll('\\\\', '\\').replaceAll('\\"', '"');
      const edit = { file: source.path, start: literal.start, end: literal.end, text: `\`${plain}\`` };
      const fixes = plain.includes('`') ? [] : [{ title: 'write it in backticks', safety: 'safe' as const, edits: [edit] }];
      report(
        source,
        { start: broken.offset, end: broken.offset + 2 },
        { sequence: `\\${broken.letter}`, what: MEANING[broken.letter] ?? '' },
        { fixes },
      );
    }
  },
});

const MEANING: Readonly<Record<string, string>> = {
  a: 'a bell',
  b: 'a backspace',
  f: 'a form feed',
  n: 'a new line',
  r: 'a carriage return',
  t: 'a tab',
  v: 'a vertical tab',
};
