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
    // Names of fields that need quotes.
    ['a = {\n\tX-Scope-OrgID = "a",\n}', 'a = {\n\t"X-Scope-OrgID" = "a",\n}'],
    ['a = {X-Scope-OrgID: "a"}', 'a = {"X-Scope-OrgID" = "a"}'],
    ['a = { app.kubernetes.io/name = "x" }', 'a = { "app.kubernetes.io/name" = "x" }'],
    ['a = { /api = 1 }', 'a = { "/api" = 1 }'],
    ['a = { 1a = 2 }', 'a = { "1a" = 2 }'],
    ['a = { true = 1 }', 'a = { "true" = 1 }'],
    // Text without quotes.
    ['a = 0.0.0.0:4317', 'a = "0.0.0.0:4317"'],
    ['a = localhost:4317', 'a = "localhost:4317"'],
    ['a = { b = http://c:90/d, }', 'a = { b = "http://c:90/d", }'],
    ['a = f(http://c)', 'a = f("http://c")'],
    ['a = [http://c, https://d/e]', 'a = ["http://c", "https://d/e"]'],
    ['a = 2024-01-01T00:00:00Z', 'a = "2024-01-01T00:00:00Z"'],
    ['a = /var/log/x.log', 'a = "/var/log/x.log"'],
    ['a = [/var/log/*.log]', 'a = ["/var/log/*.log"]'],
    ['a = 10.0.0.0/8', 'a = "10.0.0.0/8"'],
    ['a = -5s', 'a = "-5s"'],
    ['a = 5s * 2', 'a = "5s" * 2'],
    ['a = 0o17', 'a = 15'],
    ['a = 0b11', 'a = 3'],
    // Quotes that do not match.
    ['a = ""up|b|c|d"', 'a = "up|b|c|d"'],
    ['a = b"', 'a = "b"'],
    ['a = http://b"', 'a = "http://b"'],
    ['a = [b", "c", "d"]', 'a = ["b", "c", "d"]'],
    ['a b" {\n}', 'a "b" {\n}'],
    ['a "b {\n}', 'a "b" {\n}'],
    ['a ""b" {\n}', 'a "b" {\n}'],
    ['a { b = "c }', 'a { b = "c" }'],
    ['a = [\n\t"b,\n\t"c",\n]', 'a = [\n\t"b",\n\t"c",\n]'],
    ['a = "http://b/{c}', 'a = "http://b/{c}"'],
    ['a = f(g("b))', 'a = f(g("b"))'],
    // Signs of other languages, by what they stand in.
    ['a := 1', 'a = 1'],
    ['"a": 1', 'a = 1'],
    ['b {\n\tc: 1\n}', 'b {\n\tc = 1\n}'],
    ['a = { b => 1 }', 'a = { b = 1 }'],
    ['a = { b = 1; c = 2 }', 'a = { b = 1, c = 2 }'],
    ['a = [1; 2]', 'a = [1, 2]'],
    ['; x = 1', '// x = 1'],
    ['a = {,b = 1}', 'a = {b = 1}'],
    ['a = {b = 1,,c = 2}', 'a = {b = 1,c = 2}'],
    ['a = b | c | d', 'a = b || c || d'],
    ["a = 'it\\'s'", 'a = "it\'s"'],
    ['a = "C:\\Users\\new"', 'a = `C:\\Users\\new`'],
    ['a.b "x" = {\n\tc = 1\n\td = 2\n}', 'a.b "x" {\n\tc = 1\n\td = 2\n}'],
    ['a { "b" = 1, "c" = 2 }', 'a = { "b" = 1, "c" = 2 }'],
    ['a {\n\t"b" = 1,\n}', 'a = {\n\t"b" = 1,\n}'],
    ['a:b "x" {\n}', 'a.b "x" {\n}'],
    ['a = [1;, 2]', 'a = [1, 2]'],
    ['a.b = {\n\tc = 1\n\td = 2\n}', 'a.b {\n\tc = 1\n\td = 2\n}'],
    ['a.b "x": {\n\tc = 1\n\td = 2\n}', 'a.b "x" {\n\tc = 1\n\td = 2\n}'],
    ['a: {\n\tc = 1\n\td {\n\t}\n}', 'a {\n\tc = 1\n\td {\n\t}\n}'],
    // All of one kind at once.
    ['a = 1 b = 2 c = 3', 'a = 1\nb = 2\nc = 3'],
    ['a = b\n\t+ c\n\t+ d', 'a = b +\n\tc +\n\td'],
    ['a = b\n\t.c\n\t.d', 'a = b.\n\tc.\n\td'],
  ])('%j becomes %j', (text, mended) => {
    const { errors } = parse(text);
    expect(errors).toHaveLength(1);
    const [error] = errors;
    expect(error && applyFix(text, error)).toBe(mended);
    expect(parse(mended).errors).toEqual([]);
  });

  test.each([
    'a = {{ .Values.url | quote }}',
    'a = {{ .Values.url }}',
    'a = [{{ .x | toJson }}]',
    'a = { b = {{ .x | y }} }',
    '{{- if .x }}',
    'a = {% x %}',
    'a = <%= x | y %>',
    'a = $\u007bX | y}',
  ])('a template stays what it is: %j', (text) => {
    const { errors } = parse(text);
    expect(errors.map(({ code, fix }) => [code, fix])).toEqual([['syntax/template', undefined]]);
  });

  test('where it is not plain what was meant there is none', () => {
    const texts = [
      'a = { b c = 1 }',
      'a = [b: 1]',
      'a = || | b',
      'a -> b',
      'b {\n\t"c.d": 1\n}',
      'b {\n\tc-d: 1\n}',
      'a = $HOME',
      'a:\n',
      'a# = 1',
      'a = #[1]',
      'b|c = 1',
      'a = [b{.c]',
      'a[.b "c" {\n}',
      'a "\\d" {\n}',
      'a "b", {\n}',
    ];
    for (const text of texts) expect([text, parse(text).errors.length, parse(text).errors[0]?.fix]).toEqual([text, 1, undefined]);
  });

  test('what would change the meaning of a text is no fix', () => {
    for (const text of ['a = \'it is "x"\'', "a = 'x\\ny'", "a = 'x"]) expect(parse(text).errors[0]?.fix).toBeUndefined();
  });
});
