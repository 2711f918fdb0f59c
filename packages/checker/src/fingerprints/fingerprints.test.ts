import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSource } from '../project/source.ts';
import { checkAll } from '../testing.ts';
import { fingerprints } from './fingerprints.ts';
import { fnv1a } from './hash.ts';

function of(files: Readonly<Record<string, string>>): Map<string, string> {
  const found = checkAll(files);
  const sources = new Map(Object.entries(files).map(([path, text]) => [path, openSource(path, text)]));
  const prints = fingerprints(found, sources);
  expect(new Set(prints).size).toBe(prints.length);
  return new Map(prints.map((print, index) => [print, `${found[index]?.code}: ${found[index]?.message}`]));
}

const prints = (text: string): string[] => [...of({ 'a.alloy': text }).keys()].sort();

test('the hash is FNV-1a', () => {
  expect(fnv1a('')).toBe('cbf29ce484222325');
  expect(fnv1a('a')).toBe('af63dc4c8601ec8c');
  expect(fnv1a('foobar')).toBe('85944171f73967e8');
});

/** A component that Assay has something to say of, with the text that it is about. */
interface Faulty {
  readonly text: (label: string, wrong: string) => string;
  readonly wrong: readonly string[];
}

const FAULTY: readonly Faulty[] = [
  { text: (label, wrong) => `loki.echo "${label}" {\n\t${wrong} = 1\n}\n`, wrong: ['colour', 'sound'] },
  { text: (label, wrong) => `local.file "${label}" {\n\tfilename  = "/a"\n\tpoll_frequency = "${wrong}"\n}\n`, wrong: ['1d', '2w'] },
  { text: (label, wrong) => `${wrong} "${label}" { }\n`, wrong: ['loki.ehco', 'loki.source.fiel'] },
  { text: (label, wrong) => `loki.relabel "${label}" {\n\tforward_to = [loki.echo.${wrong}.receiver]\n}\n`, wrong: ['nobody', 'nothing'] },
  {
    text: (label, wrong) =>
      `loki.process "${label}" {\n\tforward_to = []\n\n\tstage.json {\n\t\t${wrong} = { "a" = "" }\n\t}\n\n\tstage.json {\n\t\t${wrong} = { "a" = "" }\n\t}\n}\n`,
    wrong: ['expresions', 'expression'],
  },
  { text: (label, wrong) => `loki.source.file "${label}" {\n\ttargets    = [${wrong}]\n\tforward_to = []\n}\n`, wrong: ['1 2', '3 4'] },
];

interface Case {
  readonly kinds: readonly number[];
  /** Lines that are inserted: where, and what. */
  readonly inserted: readonly (readonly [number, string])[];
  readonly bystander: string;
  readonly renamed: string;
  readonly changed: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  kinds: fc.array(fc.nat(FAULTY.length - 1), { minLength: 1, maxLength: 6 }),
  inserted: fc.array(fc.tuple(fc.nat(60), fc.constantFrom('', '\t', '// a comment', '/* two\nlines */')), { maxLength: 8 }),
  bystander: fc.constantFrom('quiet', 'calm'),
  renamed: fc.constantFrom('still', 'other'),
  changed: fc.nat(5),
});

/** A configuration with one component nothing is wrong with, at the front. */
function configuration({ kinds }: Case, bystander: string, changed = -1): string {
  const components = kinds.map((kind, index) => {
    const { text, wrong } = FAULTY[kind]!;
    return text(`c${index}`, wrong[index === changed ? 1 : 0]!);
  });
  const clean = `loki.echo "${bystander}" { }\n\nloki.relabel "user" {\n\tforward_to = [loki.echo.${bystander}.receiver]\n}\n`;
  return [clean, ...components].join('\n');
}

describe('fingerprints', () => {
  test('stay when lines are inserted and something unrelated is renamed', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const before = configuration(given, given.bystander);
        const lines = configuration(given, given.renamed).split('\n');
        for (const [at, line] of given.inserted) lines.splice(at % lines.length, 0, line);
        expect(prints(lines.join('\n'))).toEqual(prints(before));
        expect(prints(before).length).toBeGreaterThan(0);
      }),
    );
  });

  test('change with the text that a finding is about, and only those', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const changed = given.changed % given.kinds.length;
        const before = of({ 'a.alloy': configuration(given, given.bystander) });
        const after = of({ 'a.alloy': configuration(given, given.bystander, changed) });
        const alone = of({
          'a.alloy': configuration({ ...given, kinds: given.kinds.filter((_, index) => index !== changed) }, given.bystander),
        });
        const gone = [...before.keys()].filter((print) => !after.has(print));
        expect(gone.length).toBe(before.size - alone.size);
        expect(after.size).toBe(before.size);
      }),
    );
  });

  test('stay when the file is formatted', () => {
    const unformatted = 'logging {\n  level =   "loud"\n}\nloki.source.file "a" {\n  targets=[1,\n    2]\n  forward_to=[]\n}\n';
    const formatted =
      'logging {\n\tlevel = "loud"\n}\n\nloki.source.file "a" {\n\ttargets = [\n\t\t1,\n\t\t2,\n\t]\n\tforward_to = []\n}\n';
    expect(prints(formatted)).toEqual(prints(unformatted));
  });

  test('of several findings at one place differ by what they are about', () => {
    const both = of({ 'a.alloy': 'loki.source.file "a" { }\n' });
    expect([...both.values()].filter((each) => each.includes('missing-attribute'))).toHaveLength(2);
    const one = of({ 'a.alloy': 'loki.source.file "a" {\n\ttargets = []\n}\n' });
    const left = [...both].find(([, what]) => what.includes('"forward_to"'))!;
    expect([...one.keys()]).toContain(left[0]);
  });

  test('differ by file, under the name that a file is given', () => {
    const text = 'loki.ehco "a" { }\n';
    const [a] = of({ 'a.alloy': text }).keys();
    const [b] = of({ 'b.alloy': text }).keys();
    expect(a).not.toBe(b);
    const found = checkAll({ './a.alloy': text });
    const sources = new Map([['./a.alloy', openSource('./a.alloy', text)]]);
    expect(fingerprints(found, sources, (file) => file.replace('./', ''))).toEqual([a]);
  });
});
