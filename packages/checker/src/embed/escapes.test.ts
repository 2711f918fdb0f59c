import { describe, expect, test } from 'vitest';
import { fixed } from '../rules/fixing.ts';
import { checkAll } from '../testing.ts';

const match = (selector: string): string =>
  `loki.process "p" {\n\tforward_to = []\n\n\tstage.match {\n\t\tselector = ${selector}\n\t\taction   = "drop"\n\t}\n}\n`;

describe('escapes that were meant for the language inside of a string', () => {
  test('are told of, and written twice, in selectors', () => {
    const text = match(String.raw`"{app=\"a\"} |= \"\x22level\x22\""`);
    const found = checkAll({ a: text }).find(({ code }) => code === 'value/format');
    expect(found?.notes.join()).toContain(String.raw`Alloy itself reads "\x22"`);
    expect(found?.fixes).toMatchObject([{ safety: 'safe' }]);
    expect(fixed('value/format', text)).toContain(String.raw`\"\\x22level\\x22\"`);
  });

  test('are told of in statements of OTTL', () => {
    const text = `otelcol.processor.transform "t" {\n\tlog_statements {\n\t\tcontext    = "log"\n\t\tstatements = [${String.raw`"set(attributes[\"a\"], \"\x22b\")"`}]\n\t}\n\n\toutput { }\n}\n`;
    expect(fixed('ottl/syntax', text)).toContain(String.raw`\"\\x22b\"`);
  });

  test('are not blamed for another mistake, and backticks have none', () => {
    const other = checkAll({ a: match(String.raw`"{app=\"a\x22\"} |= "`) }).find(({ code }) => code === 'value/format');
    expect(other?.fixes).toEqual([]);
    const raw = checkAll({ a: match('`{app="a"} |= "\\x22`') }).find(({ code }) => code === 'value/format');
    expect(raw?.fixes).toEqual([]);
  });
});
