import { describe, expect, test } from 'vitest';
import { type SyntaxCode, syntaxMessages } from './messages.ts';
import { parse } from './parse.ts';
import { applyFix } from './testing.ts';

/** What a page describes in words, because it is long. */
const IN_WORDS: Partial<Record<SyntaxCode, { bad: string; good: string }>> = {
  'syntax/too-many-errors': { bad: 'a == 1\n'.repeat(1001), good: 'a = 1\n'.repeat(1001) },
  'syntax/too-large': { bad: 'a = 1\n'.repeat(143_000), good: 'a = 1\n'.repeat(142_000) },
  'syntax/nesting-too-deep': { bad: `a = ${'['.repeat(500)}${']'.repeat(500)}`, good: `a = ${'['.repeat(200)}${']'.repeat(200)}` },
};

describe.each(Object.entries(syntaxMessages))('%s', (code, { page }) => {
  const { bad, good } = IN_WORDS[code as SyntaxCode] ?? page;
  const { errors } = parse(bad);
  const error = errors.at(-1);

  test('its bad example is that mistake, and no other', () => {
    expect(error?.code).toBe(code);
    expect(errors).toHaveLength(code === 'syntax/too-many-errors' ? 1001 : 1);
  });

  test('its good example is fine', () => expect(parse(good).errors).toEqual([]));

  test('its page is written', () => {
    expect(page.title).toMatch(/^[A-Z].*[^.]$/);
    expect(page.why).toMatch(/\.$/);
  });

  test('the message is a sentence about what is there', () => {
    expect(error?.message).not.toMatch(/undefined|\.$|Identifier|Terminator|EOF/);
    for (const note of error?.notes ?? []) expect(note).not.toMatch(/undefined|\.$/);
  });

  test('its fix, if there is one, gives a text that parses', () => {
    if (!error?.fix) return;
    expect(error.fix.title).not.toBe('');
    expect(parse(applyFix(bad, error)).errors).toEqual([]);
  });
});

describe('fixes', () => {
  test.each([
    ['a = 1 # x', 'a = 1 // x'],
    ['a = 1;', 'a = 1'],
    ["a = 'x'", 'a = "x"'],
    ['a = {x: 1}', 'a = {x = 1}'],
    ['a = {x : 1}', 'a = {x = 1}'],
    ['a: 1', 'a = 1'],
    ['a == 1', 'a = 1'],
    ['a = {x == 1}', 'a = {x = 1}'],
    ['a 1', 'a = 1'],
    ['a "x"', 'a = "x"'],
    ['a = {"x" 1}', 'a = {"x" = 1}'],
    ['b {\n\tx = 1,\n}', 'b {\n\tx = 1\n}'],
    ['a = [1 2]', 'a = [1, 2]'],
    ['a = [\n\t1\n]', 'a = [\n\t1,\n]'],
    ['a = [\n\t1 // one\n]', 'a = [\n\t1, // one\n]'],
    ['a = {\n\tx = 1\n}', 'a = {\n\tx = 1,\n}'],
    // One finding for a list.
    ['a = {\n\tx = 1\n\ty = [2]\n\tz = 3\n}', 'a = {\n\tx = 1,\n\ty = [2],\n\tz = 3,\n}'],
    ['a = {\n\tx = 1\n\ty = 2,\n}', 'a = {\n\tx = 1,\n\ty = 2,\n}'],
    ['a = f(\n\t1\n)', 'a = f(\n\t1,\n)'],
    ['a b {}', 'a "b" {}'],
    ['a `b` {}', 'a "b" {}'],
    ['prometheus scrape "x" {}', 'prometheus.scrape "x" {}'],
    ['a = b | c', 'a = b || c'],
    ['a = 1; b = 2', 'a = 1\nb = 2'],
    ['b { a = 1; }', 'b { a = 1 }'],
    ['a = 10s', 'a = "10s"'],
    ['a = 0x10', 'a = 16'],
    ['a = 1_000_000', 'a = 1000000'],
    ['"a" = 1', 'a = 1'],
    ['a = 1 b = 2', 'a = 1\nb = 2'],
    ['a = [1,,2]', 'a = [1,2]'],
    ['b "c"\n{\n}', 'b "c" {\n}'],
    ['a = 1\n\t+ 2', 'a = 1 +\n\t2'],
    ['a = b\n\t.c', 'a = b.\n\tc'],
    ['a = (\n\t1\n)', 'a = (\n\t1)'],
    ['a = "\\d+\\\\d\\."', 'a = `\\d+\\d\\.`'],
    ['a = "\\d`"', 'a = "\\\\d`"'],
    ['a = "\\d\\n"', 'a = "\\\\d\\n"'],
    ['a = b & c', 'a = b && c'],
  ])('%j becomes %j', (text, mended) => {
    const { errors } = parse(text);
    expect(errors).toHaveLength(1);
    const [error] = errors;
    expect(error && applyFix(text, error)).toBe(mended);
    expect(parse(mended).errors).toEqual([]);
  });

  test('what would change the meaning of a text is no fix', () => {
    for (const text of ['a = \'it is "x"\'', "a = 'x\\ny'", "a = 'x"]) expect(parse(text).errors[0]?.fix).toBeUndefined();
  });
});
