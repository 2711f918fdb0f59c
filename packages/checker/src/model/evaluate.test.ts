import { describe, expect, test } from 'vitest';
import { check, checkFiles } from '../testing.ts';

/** Checks `sample_limit = EXPRESSION`, which takes a number, and gives what is said. */
function number(expression: string): string[] {
  return checkFiles({ a: `prometheus.scrape "a" {\n\ttargets      = []\n\tforward_to   = []\n\tsample_limit = ${expression}\n}\n` }).map(
    ({ message }) => message,
  );
}

/** Checks `filename = EXPRESSION`, which takes a string. */
function text(expression: string): string[] {
  return check(`local.file "a" {\n\tfilename = ${expression}\n}\n`);
}

describe('expressions are evaluated before Alloy does', () => {
  test.each([
    ['("nope")', '"sample_limit" takes a number, not a string'],
    ['constants.nope', 'there is no constant "nope": there are arch, hostname, os, version'],
    ['string', '"sample_limit" takes a number, not an object'],
    ['string.nope("a")', expect.stringContaining('"string" has no function "nope": it has format, join')],
    ['[1, 2][5]', 'there is no element 5 in a list of 2'],
    ['["a"]["x"]', 'a list is indexed with a number, not with a string'],
    ['{ a = "b" }.c', 'there is no field "c" in this object'],
    ['null.x', 'null has no fields, so "x" cannot be read from it'],
    ['[] + []', 'this operation fails: "+" takes numbers or strings, not a list'],
    ['(1 + "a")', 'this operation fails: "+" takes two values of the same type, and these are a number and a string'],
    ['(1 / 0)', 'this operation fails: division by zero'],
    ['[1] == [1]', '"sample_limit" takes a number, not a bool'],
    ['string.replace("a", "a")', '"string.replace" takes 3 arguments, not 2'],
    ['array.concat("a")', '"array.concat" takes lists here'],
    ['encoding.from_base64("%")', '"encoding.from_base64" cannot decode this: it is not base64 (is the padding with = there?)'],
    ['encoding.from_json("")', '"encoding.from_json" cannot decode this: it is not JSON'],
    ['convert.nonsensitive(1)', '"convert.nonsensitive" takes a string or a secret here'],
    ['5("a")', 'a number cannot be called: it is no function'],
    ['array.combine_maps([{a = "1"}], [{a = "1"}], [])', '"array.combine_maps" needs at least one key to join by'],
  ])('%s', (expression, message) => {
    expect(number(expression)).toEqual([message]);
  });

  test.each([
    '[1, 2][1.9]',
    '{ a = 5 }["a"]',
    '{ a = 5 }["b"]',
    'string.trim("x5x", "x")',
    'coalesce("", 0, 7)',
    'encoding.from_json("5")',
    '-(2 ^ 2)',
    'sys.env("LIMIT")',
  ])('%s is taken for a number', (expression) => {
    expect(number(expression)).toEqual([]);
  });

  test.each([
    'encoding.from_base64("L2V0Yw==")',
    'file.path_join("/etc", "a")',
    'module_path + "/a"',
    'string.format("%s-%d", "a", 2)',
    '5',
    'coalesce(sys.env("A"), "b")',
  ])('%s is taken for a string', (expression) => {
    expect(text(expression)).toEqual([]);
  });

  test('a function decodes what it is given, and so does the parser of what comes out', () => {
    const interval = (value: string): string[] =>
      check(`prometheus.scrape "a" {\n\ttargets         = []\n\tforward_to      = []\n\tscrape_interval = ${value}\n}\n`);
    expect(interval('string.trim(" 30s ", " ")')).toEqual([]);
    expect(interval('string.format("%d%s", 1, "d")')).toEqual(['4:20 type/bad-value']);
    expect(interval('file.path_join(1)')).toEqual(['4:20 type/bad-value']);
  });

  test('what stands in lists and objects is said at its own place', () => {
    expect(check('discovery.relabel "r" {\n\ttargets = [{"a" = "b"}, ("c")]\n}\n')).toEqual(['2:27 type/bad-value']);
    expect(check('discovery.relabel "r" {\n\ttargets = [{"a" = string.replace("b")}]\n}\n')).toEqual(['2:20 type/call']);
    expect(check('prometheus.scrape "a" {\n\ttargets    = []\n\tforward_to = ["x"]\n}\n')).toEqual(['3:16 type/mismatch']);
  });

  test('secrets stay secret', () => {
    const secret =
      'local.file "s" {\n\tfilename  = "/etc/s"\n\tis_secret = true\n}\n\nremote.kubernetes.secret "k" {\n\tnamespace = "a"\n\tname      = "b"\n}\n\n';
    expect(check(`${secret}local.file "a" {\n\tfilename = remote.kubernetes.secret.k.data["path"]\n}\n`)).toEqual([]);
    expect(check(`${secret}local.file "a" {\n\tfilename = convert.nonsensitive(remote.kubernetes.secret.k.data["path"])\n}\n`)).toEqual([]);
    expect(check(`${secret}local.file "a" {\n\tfilename = convert.nonsensitive(local.file.s.content)\n}\n`)).toEqual([]);
  });
});

test('what is marked as a secret, and what it is part of, is no text', () => {
  const scrape = (path: string): string[] =>
    check(
      `local.file "open" {\n\tfilename = "/o"\n}\n\nlocal.file "key" {\n\tfilename  = "/k"\n\tis_secret = true\n}\n\nremote.kubernetes.secret "k" {\n\tnamespace = "n"\n\tname      = "s"\n}\n\nprometheus.scrape "a" {\n\ttargets      = []\n\tforward_to   = []\n\tmetrics_path = ${path}\n}\n`,
    );
  expect(scrape('local.file.key.content')).toEqual(['18:17 type/mismatch']);
  expect(scrape('"/" + local.file.key.content')).toEqual(['18:17 type/mismatch']);
  expect(scrape('remote.kubernetes.secret.k.data.path')).toEqual(['18:17 type/mismatch']);
  expect(scrape('"/" + local.file.open.content')).toEqual([]);
  expect(scrape('convert.nonsensitive(local.file.key.content)')).toEqual([]);
});
