import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assay, inFolder, type Outcome, write } from '../testing.ts';

inFolder();

const FILE = 'assay-baseline.json';
/** One remark each. */
const variable = `$\{DIR}`;
const file = (label: string): string => `local.file "${label}" {\n\tfilename = "${variable}/${label}"\n}\n`;
const broken = 'loki.ehco "x" { }\n';

const check = (...argv: string[]): Promise<Outcome> => assay(['check', '--format', 'concise', '--fail-on', 'info', ...argv]);
const write_ = (...argv: string[]): Promise<Outcome> => check('--suppress-all', '--baseline', FILE, ...argv);
const use = (...argv: string[]): Promise<Outcome> => check('--baseline', FILE, ...argv);
const text = (): string => readFileSync(FILE, 'utf8');
const entries = (): string[] => JSON.parse(text()).findings.map((each: { file: string; code: string }) => `${each.file} ${each.code}`);

describe('a baseline', () => {
  test('knows what was there when it was written, and nothing else', async () => {
    write({ 'a.alloy': file('a'), 'b.alloy': broken });
    expect((await check()).status).toBe(1);
    expect(await write_()).toEqual({ status: 0, out: '', err: `2 findings added to ${FILE}\n` });
    expect(await use()).toMatchObject({ status: 0, out: '' });
    write({ 'a.alloy': `// Lines above.\n\n${file('a')}\n${file('new')}` });
    expect(await use()).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^a\.alloy:8:14: info\[string\/shell-variable\] [^\n]*\n$/),
    });
  });

  test('is a line for each finding, sorted, with paths from where it is', async () => {
    write({ 'b/x.alloy': file('x'), 'a/é.alloy': file('é') + file('z') });
    mkdirSync('base');
    await check('--suppress-all', '--baseline', 'base/line.json', 'b', './a');
    const lines = readFileSync('base/line.json', 'utf8').split('\n');
    expect(lines.slice(0, 3)).toEqual(['{', '  "version": 1,', '  "findings": [']);
    expect(lines[3]).toMatch(
      /^ {4}\{ "file": "\.\.\/a\/é\.alloy", "code": "string\/shell-variable", "message": "[^"]*(\\"[^"]*)*", "fingerprint": "[0-9a-f]{16}" \},$/,
    );
    expect(lines.slice(3, 6).map((line) => /"file": "(.*?)"/.exec(line)?.[1])).toEqual(['../a/é.alloy', '../a/é.alloy', '../b/x.alloy']);
    expect(lines.slice(6)).toEqual(['  ]', '}', '']);
    process.chdir('a');
    expect(await check('--baseline', '../base/line.json', '.')).toMatchObject({ status: 0, out: '' });
    process.chdir('..');
  });

  test('shrinks when something is mended, by that line only', async () => {
    write({ 'a.alloy': file('a') + file('b'), 'c.alloy': broken });
    await write_();
    const before = text().split('\n');
    write({ 'a.alloy': file('b') });
    expect(await use()).toMatchObject({ status: 0, err: expect.stringContaining(`1 finding gone, and taken out of ${FILE}\n`) });
    const after = text().split('\n');
    expect(after.length).toBe(before.length - 1);
    expect(before.filter((line) => !after.includes(line)).length).toBeLessThanOrEqual(2);
    write({ 'a.alloy': file('a') + file('b') });
    expect((await use()).status).toBe(1);
    rmSync('c.alloy');
    await use();
    expect(entries()).toEqual(['a.alloy string/shell-variable']);
    write({ 'a.alloy': 'logging { }\n' });
    await use();
    expect(text()).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
  });

  test('stays as it is in CI and where it is frozen, which fails then', async () => {
    write({ 'a.alloy': file('a') });
    await write_();
    const before = text();
    write({ 'a.alloy': 'logging { }\n' });
    const inCi = await assay(['check', '--baseline', FILE], '', { CI: 'true' });
    expect(inCi).toMatchObject({ status: 0, err: `1 finding of ${FILE} gone: a run outside of CI takes it out\n` });
    expect(await use('--frozen-baseline')).toMatchObject({ status: 1, out: '' });
    expect(text()).toBe(before);
    expect((await assay(['check', '--baseline', FILE], '', { CI: 'false' })).status).toBe(0);
    expect(entries()).toEqual([]);
  });

  test('keeps what a run cannot know of', async () => {
    write({ 'a/1.alloy': file('a'), 'a/2.alloy': file('b'), 'b/3.alloy': file('c') });
    await write_('.');
    const before = text();
    const unchanged = async (...argv: string[]): Promise<void> => {
      await use(...argv);
      expect(text()).toBe(before);
    };
    // Files that are not looked at, rules that are off, new errors, and standard input.
    await unchanged('b');
    await unchanged('--rule', 'string/shell-variable=off');
    write({ 'a/1.alloy': 'logging { }\n' });
    await unchanged('a/1.alloy');
    write({ 'a/1.alloy': broken });
    await unchanged();
    write({ 'a/1.alloy': file('a') });
    await assay(['check', '--baseline', FILE, '--stdin-path', 'b/3.alloy', '-'], 'logging { }\n');
    expect(text()).toBe(before);
    await use('--diff');
    expect(text()).toBe(before);
  });

  test('follows files that are renamed', async () => {
    write({ 'old.alloy': file('a') });
    await write_();
    mkdirSync('dir');
    renameSync('old.alloy', 'dir/new.alloy');
    expect(await use()).toMatchObject({ status: 0, out: '' });
    expect(entries()).toEqual(['dir/new.alloy string/shell-variable']);
    expect((await use()).status).toBe(0);
  });

  test('tells equal findings apart, and counts them', async () => {
    const twice = `local.file "a" {\n\tfilename = "${variable}" + "${variable}"\n}\n`;
    write({ 'a.alloy': twice });
    await write_();
    expect(entries()).toHaveLength(2);
    expect((await use()).out).toBe('');
    write({ 'a.alloy': twice.replace('" +', `" + "${variable}" +`) });
    expect((await use()).out.split('\n').length).toBe(2);
  });

  test('grows only by what is new, and by what is asked for', async () => {
    write({ 'a.alloy': file('a'), 'b.alloy': broken });
    await write_('--authority', 'lint', '.');
    expect(entries()).toEqual(['a.alloy string/shell-variable']);
    const [line] = text().match(/^ {4}\{.*\}/m) ?? [];
    await write_('.');
    expect(entries()).toEqual(['a.alloy string/shell-variable', 'b.alloy structure/unknown-component']);
    expect(text()).toContain(line);
  });

  test('is not written anew only because it is formatted in another way', async () => {
    write({ 'a.alloy': file('a') + file('b') });
    await write_();
    const formatted = JSON.stringify(JSON.parse(text()));
    write({ [FILE]: formatted });
    await use();
    expect(text()).toBe(formatted);
  });

  test('may be named in assay.json', async () => {
    write({ 'assay.json': { baseline: 'base.json' }, 'a.alloy': file('a') });
    expect(await check()).toMatchObject({ status: 2, err: expect.stringMatching(/^assay: base\.json: does not exist: write a baseline/) });
    await check('--suppress-all');
    expect(existsSync('base.json')).toBe(true);
    expect(await check()).toMatchObject({ status: 0, out: '' });
    expect((await check('--no-config')).status).toBe(1);
  });

  test('says aloud that errors are in it, and lists everything as suppressed', async () => {
    write({ 'a.alloy': file('a') + broken });
    await write_();
    const { status, out, err } = await assay(['check', '--baseline', FILE, '--format', 'json']);
    expect(status).toBe(0);
    expect(err).toBe(`1 error known from ${FILE}: Alloy refuses what it is in\n`);
    const { diagnostics, suppressed } = JSON.parse(out);
    expect(diagnostics).toEqual([]);
    expect(suppressed.map(({ by, diagnostic }: { by: string; diagnostic: { code: string } }) => `${by} ${diagnostic.code}`)).toEqual([
      'baseline string/shell-variable',
      'baseline structure/unknown-component',
    ]);
  });

  test.each([
    ['{', /^assay: assay-baseline\.json: is no baseline: /],
    ['{\n<<<<<<< HEAD\n}\n', /has the marks of a merge conflict/],
    ['[]', /has no "version" and "findings"/],
    ['{"version":2,"findings":[]}', /is of version 2, and this Assay knows 1/],
    ['{"version":1,"findings":[{"file":"a"}]}', /finding 1 does not have/],
  ])('%j is none', async (content, message) => {
    write({ 'a.alloy': file('a'), [FILE]: content });
    expect(await use()).toMatchObject({ status: 2, out: '', err: expect.stringMatching(message) });
    expect(text()).toBe(content);
  });
});

test('suppressions that are not needed any more are removed by --fix, and what was formatted stays so', async () => {
  const clean = 'logging {\n\tlevel  = "info"\n\tformat = "json"\n}\n';
  const commented = clean
    .replace('\tlevel', '\t// assay: ignore string/shell-variable: mended\n\tlevel')
    .replace('"json"', '"json" // assay: ignore string/shell-variable until 2020-01-31: over');
  write({ 'a.alloy': commented });
  expect((await assay(['fmt', '--check', 'a.alloy'])).status).toBe(0);
  expect(await check('--fix')).toEqual({ status: 0, out: '', err: '2 fixes applied in 1 file\n' });
  expect(readFileSync('a.alloy', 'utf8')).toBe(clean);
});

describe('--suppress-all', () => {
  test('writes comments with a reason, after which nothing is found', async () => {
    write({ 'a.alloy': file('a') });
    expect(await check('--suppress-all')).toEqual({ status: 0, out: '', err: '1 finding suppressed in 1 file\n' });
    expect(readFileSync('a.alloy', 'utf8')).toBe(
      file('a').replace('\t', '\t// assay: ignore string/shell-variable: present when Assay was introduced\n\t'),
    );
    expect((await assay(['fmt', '--check', 'a.alloy'])).status).toBe(0);
    expect(await check()).toEqual({ status: 0, out: '', err: '' });
    write({ 'b.alloy': file('b') });
    await check('--suppress-all', '--reason', 'see our wiki');
    expect(readFileSync('b.alloy', 'utf8')).toContain('// assay: ignore string/shell-variable: see our wiki\n');
  });

  test('leaves what Alloy refuses, and prints what it would write', async () => {
    write({ 'a.alloy': file('a') + broken });
    // What is found behind an error is not all there is.
    const { status, out } = await check('--suppress-all', '--diff');
    expect(status).toBe(1);
    expect(readFileSync('a.alloy', 'utf8')).toBe(file('a') + broken);
    expect(out).toContain('+\t// assay: ignore string/shell-variable');
    expect((await check('--suppress-all')).out).toMatch(/^a\.alloy:\d+:1: error\[structure\/unknown-component\]/);
  });

  test.each([
    [['--suppress-all', '--fix'], /one after the other/],
    [['--reason', 'x'], /the comments of --suppress-all/],
    [['--suppress-all', '--reason', 'a\nb'], /one line/],
    [['--suppress-all', '--reason', 'a', '--baseline', FILE], /gives no reasons/],
    [['--suppress-all', '--diff', '--baseline', FILE], /not in a baseline/],
    [['--frozen-baseline'], /needs a baseline/],
    [['--suppress-all', '-'], /standard input cannot be mended/],
    [['--baseline', FILE], /does not exist/],
  ])('%j is wrong usage', async (argv, message) => {
    write({ 'a.alloy': file('a') });
    expect(await check(...argv)).toMatchObject({ status: 2, out: '', err: expect.stringMatching(message) });
    expect(existsSync(FILE)).toBe(false);
  });
});
