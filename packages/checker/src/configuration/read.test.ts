import { describe, expect, test } from 'vitest';
import { configurationOf, shown } from './testing.ts';

const problemsOf = async (text: string | Uint8Array): Promise<string[]> => {
  const configuration = await configurationOf({ '/repo/assay.json': text });
  return shown(configuration.problems, configuration);
};

describe('what can be read', () => {
  test.each([
    '{}',
    '{ "extends": [] }'.replace('[]', '"b.json"').replace('"extends"', '"$schema"'),
    '// a comment\n{ /* another */ "kind": "daemonset", }',
    '\ufeff{ "replicas": 3 }',
    '{ "rules": { "graph/unused-source": "off", "loki/too-many-labels": { "limit": 30 } } }',
    '{ "rules": { "secret/plaintext": { "level": "error", "ignore": ["username"] }, "syntax/missing-comma": "error" } }',
    '{ "programs": [{ "name": "a", "files": ["a/*.alloy", "!a/b.alloy"], "kind": "host", "alloyVersion": "1.18" }] }',
    '{ "overrides": [{ "files": ["legacy"], "rules": {}, "each": true, "stability": "experimental", "alloyVersion": "v1.0.0" }] }',
    '{ "ignores": [], "failOn": "info", "baseline": "base/line.json" }',
  ])('%s', async (text) => expect(await problemsOf(text)).toEqual([]));
});

describe('what is wrong', () => {
  test.each([
    // Keys
    ['{ "program": [] }', '1:3 error assay.json has no key "program": did you mean "programs"?'],
    ['{ "community": true }', '1:3 error assay.json has no key "community": did you mean "communityComponents"?'],
    ['{ "alloy-version": "main" }', '1:3 error assay.json has no key "alloy-version": did you mean "alloyVersion"?'],
    ['{ "nothing": 1 }', '1:3 error assay.json has no key "nothing"'],
    ['{ "__proto__": 1, "toString": 1 }', ['1:3 error assay.json has no key "__proto__"', '1:19 error assay.json has no key "toString"']],
    ['{ "files": [] }', '1:3 error "files" does not belong in assay.json, but in an entry of "programs" or an entry of "overrides"'],
    ['{ "secret/plaintext": "off" }', '1:3 error "secret/plaintext" does not belong in assay.json, but in "rules"'],
    ['{ "limit": 3 }', '1:3 error "limit" does not belong in assay.json, but in "loki/too-many-labels" in "rules"'],
    ['{ "programs": [{ "files": ["a"], "ignores": [] }] }', '1:34 error "ignores" does not belong in a program, but in assay.json itself'],
    ['{ "programs": [{ "kind": "host" }] }', '1:16 error a program needs "files": The files that Alloy loads together.'],
    ['{ "kind": "host",\n  "kind": "host" }', '2:3 error "kind" is given twice'],
    // Values
    ['[]', '1:1 error assay.json has to be an object: { … }, not a list'],
    [
      '{ "kind": "deamonset" }',
      '1:11 error "kind" has to be daemonset, statefulset, deployment or host, not "deamonset": did you mean "daemonset"?',
    ],
    ['{ "kind": null }', '1:11 error "kind" has to be daemonset, statefulset, deployment or host, not null'],
    ['{ "replicas": "3" }', '1:15 error "replicas" has to be a whole number from 1 to 100000, not "3"'],
    ['{ "replicas": 0.5 }', '1:15 error "replicas" has to be a whole number from 1 to 100000, not 0.5'],
    ['{ "replicas": 0 }', '1:15 error "replicas" has to be a whole number from 1 to 100000, not 0'],
    ['{ "clustering": "yes" }', '1:17 error "clustering" has to be true or false, not "yes"'],
    ['{ "alloyVersion": "v9.9" }', '1:19 error "alloyVersion" has to be main, or a release that is known, such as "v1.18", not "v9.9"'],
    ['{ "alloyVersion": 1.18 }', '1:19 error "alloyVersion" has to be main, or a release that is known, such as "v1.18", not 1.18'],
    ['{ "alloyVersion": "v1.18.0" }', /not "v1.18.0": did you mean "v1.18"\?/],
    ['{ "ignores": "vendor" }', '1:14 error "ignores" has to be a list: [ … ], not "vendor"'],
    [
      '{ "ignores": ["**/a*b*c*d*e*f*g*h", "**/a*b*c*d*e*f*g*h*"] }',
      /^1:37 error each entry of "ignores" has to be a glob .* eight times at most, not "/,
    ],
    ['{ "ignores": ["/abs", ""] }', [/^1:15 error each entry of "ignores" has to be a glob such as .*, not "\/abs"$/, /^1:23 .*, not ""$/]],
    ['{ "programs": [{ "files": [] }] }', '1:27 error "files" has to be a list of at least one, not a list'],
    ['{ "programs": {} }', '1:15 error "programs" has to be a list: [ … ], not an object'],
    ['{ "programs": ["a.alloy"] }', '1:16 error a program has to be an object: { … }, not "a.alloy"'],
    // Codes
    ['{ "rules": { "secret/plantext": "off" } }', '1:14 error there is no code "secret/plantext": did you mean "secret/plaintext"?'],
    [
      '{ "rules": { "secret/plaintext": "warn" } }',
      '1:34 error the level of "secret/plaintext" has to be off, info, warning or error, not "warn": did you mean "warning"?',
    ],
    [
      '{ "rules": { "secret/plaintext": { "ignored": [] } } }',
      '1:36 error "secret/plaintext" has no option "ignored": did you mean "ignore"?',
    ],
    ['{ "rules": { "graph/dead-sink": { "limit": 1 } } }', '1:35 error "graph/dead-sink" has no option "limit"'],
    ['{ "rules": { "loki/too-many-labels": { "limit": 0 } } }', '1:49 error "limit" has to be a whole number from 1 to 1000000, not 0'],
    [
      '{ "rules": { "secret/plaintext": { "ignore": [1] } } }',
      '1:47 error each entry of "ignore" has to be a text that is not empty, not 1',
    ],
    [
      '{ "rules": { "syntax/missing-comma": "off" } }',
      '1:38 error "syntax/missing-comma" cannot be switched off: nobody would know what was not checked',
    ],
    // JSON
    ['', '1:1 error this file is empty: write {} for a configuration that says nothing'],
    ['  // nothing\n', '1:1 error this file is empty: write {} for a configuration that says nothing'],
    ['{ "kind": "host"\n  "replicas": 3 }', '1:11 error a comma is missing after this'],
    ['{ "kind" "host" }', '1:3 error a colon is missing after this key'],
    ['{ "kind": }', '1:11 error a value is expected here'],
    ['{ "kind": "host" // and\n', '1:11 error a closing brace } is missing after this'],
    ['{ "ignores": ["a" }', '1:15 error a comma is missing after this'],
    ["{ 'kind': 'host' }", '1:3 error this is no value of JSON: texts stand in double quotes'],
    ['{ kind: "host" }', '1:3 error this is no value of JSON: texts stand in double quotes'],
    ['{ "kind": "host', '1:11 error this text is not closed: its second " is missing'],
    ['{ "files": "a\\b" } /*', /1:20 error this comment is not closed/],
    ['{} {}', '1:4 error nothing may stand behind the end of the object'],
    ['{ "name": "C:\\agent" }', '1:11 error this is no escape of JSON: a backslash itself is written \\\\'],
  ] as [string, string | RegExp | (string | RegExp)[]][])('%s', async (text, expected) => {
    const found = await problemsOf(text);
    const wanted = Array.isArray(expected) ? expected : [expected];
    expect(found).toEqual(
      wanted.map((each) =>
        typeof each === 'string' ? `assay.json:${each}` : expect.stringMatching(new RegExp(each.source.replace(/^\^/, ''))),
      ),
    );
  });

  test('a file of megabytes, or nested without end', async () => {
    expect(await problemsOf(`{ "ignores": ["${'a'.repeat(1_100_000)}"] }`)).toEqual([
      'assay.json:1:1 error this file is larger than 1024 KiB, which no assay.json is',
    ]);
    expect(await problemsOf('['.repeat(500_000))).toEqual(['assay.json:1:33 error this is nested more than 32 levels deep']);
    expect(await problemsOf(`{"a":`.repeat(100_000))).toEqual(['assay.json:1:161 error this is nested more than 32 levels deep']);
    expect(await problemsOf(`{${' '.repeat(1_000_000)}`)).toEqual(['assay.json:1:1 error a closing brace } is missing after this']);
    expect((await problemsOf(`{${Array.from({ length: 20_000 }, (_, i) => `"k${i}": 1`).join()}}`)).length).toBe(100);
  });

  test('bytes that are no UTF-8', async () => {
    expect(await problemsOf(new Uint8Array([0x7b, 0xff, 0x7d]))).toEqual([
      expect.stringMatching(/^assay\.json:1:2 error this file is not UTF-8/),
    ]);
  });
});
