import { loadCatalog } from '@assay/catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAll } from '../check.ts';
import type { Diagnostic, Fix, TextEdit } from '../diagnostics/diagnostic.ts';
import { applyEdits } from '../diagnostics/edits.ts';
import { openSource, type Source } from '../project/source.ts';
import type { Findings } from '../suppressions/suppress.ts';
import { catalog } from '../testing.ts';
import { applyFixes, applyFixesOf, chooseFixes, type FixResult, isHarmless } from './apply.ts';

const options = { catalog, stability: 'experimental', community: true } as const;

function fix(files: Readonly<Record<string, string>>, suggested = true): FixResult {
  const sources = Object.entries(files).map(([path, text]) => openSource(path, text));
  return applyFixes(sources, options, { suggested, formatRange: () => [] });
}

describe('fixes', () => {
  test('are applied until nothing is left to mend', () => {
    const text = 'local.file "a" {\n\tfilename = env("A") + to_lower(env("B"))\n}\n';
    const { sources, diagnostics, applied } = fix({ a: text }, false);
    expect(sources[0]?.text).toBe('local.file "a" {\n\tfilename = sys.env("A") + string.to_lower(sys.env("B"))\n}\n');
    expect(diagnostics).toEqual([]);
    expect(applied).toBe(3);
  });

  test('are applied to more findings than are shown', () => {
    const rule = (index: number): string => `\trule {\n\t\tregex = "^a${index}"\n\t\taction = "drop"\n\t\tsource_labels = ["a"]\n\t}\n`;
    const text = `discovery.relabel "a" {\n\ttargets = []\n\n${Array.from({ length: 30 }, (_, index) => rule(index)).join('')}}\n`;
    const result = applyFixes([openSource('a', text)], { ...options, mostFindings: 10 }, { suggested: true, formatRange: () => [] });
    expect(result.applied).toBe(30);
    expect(result.dropped).toEqual([]);
    expect(result.sources[0]?.text).not.toContain('^');
  });

  test('that are only suggested wait to be asked for', () => {
    const text = 'local.file "a" {\n\tfilename = "/a"\n\tdetektor = "poll"\n}\n';
    expect(fix({ a: text }, false).applied).toBe(0);
    expect(fix({ a: text }).sources[0]?.text).toContain('\tdetector = "poll"');
  });

  test('work on all files of a program', () => {
    const files = {
      a: 'loki.echo "sink" { }\n',
      b: 'loki.source.api "in" {\n\tforward_to = [loki.echo.snik.receiver]\n\n\thttp { }\n}\n',
    };
    const { sources, diagnostics } = fix(files);
    expect(sources[1]?.text).toContain('loki.echo.sink.receiver');
    expect(diagnostics.filter(({ authority }) => authority !== 'lint')).toEqual([]);
  });

  test('of the same place wait for the next pass', () => {
    const edits = (start: number, end: number) => [{ file: 'a', start, end, text: 'x' }];
    const finding = (start: number, end: number) => ({
      code: 'a/b',
      severity: 'error' as const,
      authority: 'lint' as const,
      message: '',
      file: 'a',
      start,
      end,
      notes: [],
      related: [],
      fixes: [{ title: `${start}`, safety: 'safe' as const, edits: edits(start, end) }],
    });
    expect(chooseFixes([finding(0, 3), finding(2, 4), finding(5, 6), finding(6, 6)], false).map(({ fix }) => fix.title)).toEqual([
      '0',
      '5',
    ]);
  });

  test('of many stages put one stage behind them', () => {
    const pipeline = (stage: (index: number) => string): string => {
      const stages = Array.from({ length: 48 }, (_, index) => `\t${stage(index)}\n`).join('\n');
      const rest = 'loki.echo "e" { }\n\nloki.source.api "in" {\n\tforward_to = [loki.process.p.receiver]\n\n\thttp { }\n}\n';
      return `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n${stages}}\n\n${rest}`;
    };
    const stages = [
      (index: number) => `stage.regex {\n\t\texpression = "(?P<name${index}>\\\\w+)"\n\t}`,
      (index: number) => `stage.labels {\n\t\tvalues = {level${index} = "", trace_id = "t${index}"}\n\t}`,
    ];
    for (const stage of stages) {
      const { sources, dropped } = fix({ a: pipeline(stage) });
      expect(sources[0]?.text.match(/stage\.structured_metadata/g)).toHaveLength(1);
      expect(dropped).toEqual([]);
    }
  });

  test('write no block that the version does not have, and none for another in its place', async () => {
    const text =
      'loki.source.file "f" {\n\ttargets    = [{__path__ = "/var/log/*.log"}]\n\tforward_to = [loki.echo.e.receiver]\n}\n\nloki.echo "e" { }\n';
    const fixedFor = async (version: string): Promise<string> => {
      const versioned = { ...options, catalog: await loadCatalog(version) };
      return applyFixes([openSource('a', text)], versioned, { suggested: true, formatRange: () => [] }).sources[0]?.text ?? '';
    };
    expect(await fixedFor('v1.12')).toContain('file_match {\n\t\tenabled = true\n\t}');
    expect(await fixedFor('v1.11')).toBe(text);
  });

  test('end their lines as the file does', () => {
    const { sources } = fix({ a: 'local.file "a" {\r\n\tfilename = ""\r\n}\r\n\r\nloki.ehco "a" { }\r\n' });
    expect(sources[0]?.text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('leave a file that can be parsed one that can, and have nothing to do the second time', () => {
    const pieces = [
      'local.file "a" {\n\tfilename = env("A")\n}\n',
      'local.file "b" {\n\tfilename = "\\d"\n}\n',
      "local.file 'c' {\n\tfilename = 'x'\n}\n",
      '# a comment\n',
      'loki.ehco "d" { }\n',
      'loki.relabel "e" {\n\tforward_to = [loki.ehco.d.receiver,\n\t\tloki.echo.d.reciever]\n}\n',
      'prometheus.scrape "f" {\n\ttargets = []\n\tforward_to = [loki.echo.d.receiver]\n\tscrape_interval = "1d"\n}\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }), fc.boolean(), (parts, suggested) => {
        const text = parts.join('\n');
        const first = fix({ a: text }, suggested);
        const before = openSource('a', text).parse.errors.length;
        expect(first.sources[0]?.parse.errors.length).toBeLessThanOrEqual(before);
        const again = fix({ a: first.sources[0]?.text ?? '' }, suggested);
        expect(again.applied).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

/** A rule that says something of each word of a text; its fix writes another word instead. */
interface Rule {
  readonly word: string;
  readonly fix?: string;
  readonly isError?: boolean;
}

/** Findings of rules about the labels of blocks. */
function findingsOf(rules: readonly Rule[], path: string, text: string): Diagnostic[] {
  const found = rules.flatMap(({ word, fix, isError = false }) =>
    [...text.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map(({ index: start }): Diagnostic => {
      const end = start + word.length;
      const fixes = fix === undefined ? [] : [{ title: fix, safety: 'safe' as const, edits: [{ file: path, start, end, text: fix }] }];
      const [severity, authority] = isError ? (['error', 'load'] as const) : (['warning', 'lint'] as const);
      return { code: `rule/${word}`, severity, authority, message: word, file: path, start, end, notes: [], related: [], fixes };
    }),
  );
  return found.sort((a, b) => a.start - b.start);
}

/** The labels of a file with one block for each, after the fixes of rules; and how often it was checked. */
function labelsAfter(
  rules: readonly Rule[],
  labels: readonly string[],
): { labels: string; checks: number; dropped: string[]; applied: number } {
  let checks = 0;
  const blocks = labels.map((label) => `a "${label}" { }\n`).join('');
  const find = ([source]: readonly Source[]) => {
    checks++;
    return { diagnostics: findingsOf(rules, 'a.alloy', source?.text ?? ''), suppressed: [] };
  };
  const { sources, dropped, applied } = applyFixesOf(find, [openSource('a.alloy', blocks)], { suggested: false, formatRange: () => [] });
  const text = sources[0]?.text ?? '';
  return {
    labels: [...text.matchAll(/"(.*)"/g)].map(([, label]) => label).join(' '),
    checks,
    dropped: dropped.map(({ finding, reason }) => `${text.slice(finding.start, finding.end)}: ${reason}`),
    applied,
  };
}

describe('fixes that do harm are left out', () => {
  test('where they bring an error, and the others are applied', () => {
    const rules = [
      { word: 'old', fix: 'new' },
      { word: 'fine', fix: 'wrong' },
      { word: 'wrong', isError: true },
    ];
    expect(labelsAfter(rules, ['old', 'fine', 'old'])).toEqual({
      labels: 'new fine new',
      checks: 3 + 1,
      dropped: ['fine: it would bring rule/wrong: wrong'],
      applied: 2,
    });
  });

  test('where they bring an error in a block that many fixes edit', () => {
    const rules = [
      { word: 'old', fix: 'new' },
      { word: 'fine', fix: 'wrong' },
      { word: 'wrong', isError: true },
    ];
    const { labels, dropped, applied } = labelsAfter(rules, ['old old fine old fine old']);
    expect({ labels, applied }).toEqual({ labels: 'new new fine new fine new', applied: 4 });
    expect(dropped).toEqual(Array(2).fill('fine: it would bring rule/wrong: wrong'));
  });

  test('where they bring an error elsewhere', () => {
    let checks = 0;
    const find = ([source]: readonly Source[]) => {
      checks++;
      const text = source?.text ?? '';
      const rules = [
        { word: 'old', fix: 'new' },
        { word: 'fine', fix: 'odd' },
        ...(text.includes('odd') ? [{ word: 'end', isError: true }] : []),
      ];
      return { diagnostics: findingsOf(rules, 'a.alloy', text), suppressed: [] };
    };
    const text = `${'a "old" { }\n'.repeat(20)}a "fine" { }\n${'a "old" { }\n'.repeat(20)}a "end" { }\n`;
    const { sources, applied } = applyFixesOf(find, [openSource('a.alloy', text)], { suggested: false, formatRange: () => [] });
    expect(sources[0]?.text).toBe(text.replaceAll('old', 'new'));
    expect(applied).toBe(40);
    expect(checks).toBeLessThan(30);
  });

  test('where the finding stays', () => {
    expect(labelsAfter([{ word: 'old', fix: 'still old' }], ['old'])).toMatchObject({
      labels: 'old',
      dropped: ['old: it would not mend what was found'],
    });
  });

  test('where what they lead to leads back to them', () => {
    const rules = [
      { word: 'a1', fix: 'b1 x' },
      { word: 'b1', fix: 'a1 y' },
      { word: 'old', fix: 'new' },
    ];
    const { labels, dropped } = labelsAfter(rules, ['a1', 'old']);
    expect(labels).toBe('a1 new');
    expect(dropped).toEqual(['a1: what it leads to leads back to it']);
    expect(labelsAfter(rules, labels.split(' '))).toMatchObject({ labels, applied: 0 });
  });

  test('where they lead back to a text that was there', () => {
    const rules = [
      { word: 'a1', fix: 'b1' },
      { word: 'b1', fix: 'c1' },
      { word: 'c1', fix: 'a1' },
    ];
    expect(labelsAfter(rules, ['a1'])).toMatchObject({ labels: 'a1', applied: 0 });
    expect(labelsAfter(rules, ['b1'])).toMatchObject({ labels: 'b1', applied: 0 });
  });

  test('where they lead around in circles through other blocks, beside a fix that is good', () => {
    // Four steps: the first block changes, then the second, then both back.
    const circle = ({ path, text }: Source): Diagnostic[] => {
      const [, a, b] = /"(\d) .*\n.*"(\d) /.exec(text) ?? [];
      const [word, fix] = a === b ? ['first', a === '0' ? '1 first' : '0 first'] : ['second', a === '1' ? '1 second' : '0 second'];
      const start = text.indexOf(word) - 2;
      const edits = [{ file: path, start, end: start + 2 + word.length, text: fix }];
      return findingsOf([{ word, fix }], path, text).map((finding) => ({
        ...finding,
        message: fix,
        fixes: [{ title: fix, safety: 'safe', edits }],
      }));
    };
    const find = ([source]: readonly Source[]): Findings => {
      const found = source ? [...circle(source), ...findingsOf([{ word: 'old', fix: 'new' }], source.path, source.text)] : [];
      return { diagnostics: found.sort((x, y) => x.start - y.start), suppressed: [] };
    };
    const run = (text: string): FixResult => applyFixesOf(find, [openSource('a.alloy', text)], { suggested: false, formatRange: () => [] });
    const first = run('a "0 first" { }\na "0 second old" { }\n');
    expect(first.sources[0]?.text).toBe('a "1 first" { }\na "0 second new" { }\n');
    expect(first.dropped).toHaveLength(1);
    expect(run(first.sources[0]?.text ?? '')).toMatchObject({ applied: 0 });
  });

  test('but not because lines have moved that messages name', () => {
    const find = ([source]: readonly Source[]): Findings => {
      const { text = '', path = '' } = source ?? {};
      const line = text.slice(0, text.indexOf('end')).split('\n').length;
      const [error] = findingsOf([{ word: 'end', isError: true }], path, text);
      const found = findingsOf([{ word: 'old', fix: 'new" { }\na "more' }], path, text);
      return { diagnostics: [...found, ...(error ? [{ ...error, message: `see line ${line}` }] : [])], suppressed: [] };
    };
    const text = 'a "old" { }\na "end" { }\n';
    const { applied } = applyFixesOf(find, [openSource('a.alloy', text)], { suggested: false, formatRange: () => [] });
    expect(applied).toBe(1);
  });

  test('where the error is only moved elsewhere', () => {
    const find = ([source]: readonly Source[]): Findings => {
      const { text = '', path = '' } = source ?? {};
      const found = findingsOf([{ word: 'wrong', fix: 'right', isError: true }], path, text);
      const there = { file: path, start: text.length, end: text.length, text: 'a "wrong" { }\n' };
      const moving = found.map((each) => ({ ...each, fixes: each.fixes.map((fix) => ({ ...fix, edits: [...fix.edits, there] })) }));
      return { diagnostics: moving, suppressed: [] };
    };
    const { applied, dropped } = applyFixesOf(find, [openSource('a.alloy', 'a "wrong" { }\n')], {
      suggested: false,
      formatRange: () => [],
    });
    expect({ applied, reason: dropped[0]?.reason }).toEqual({ applied: 0, reason: 'it would bring rule/wrong: wrong' });
  });

  test('without many checks', () => {
    const rules = [
      { word: 'old', fix: 'new' },
      { word: 'fine', fix: 'wrong' },
      { word: 'wrong', isError: true },
    ];
    const labels = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? 'old' : 'fine'));
    const { checks, applied } = labelsAfter(rules, labels);
    expect(applied).toBe(250);
    // Each statement with an error has one fix, so the first error of each tells them all.
    expect(checks).toBeLessThanOrEqual(4);
    expect(labelsAfter([{ word: 'old', fix: 'new' }], Array(500).fill('old'))).toMatchObject({ checks: 2, applied: 500 });
  });

  test('and when there are too many, the rest is not tried', () => {
    const rules = [
      { word: 'fine', fix: 'wrong' },
      { word: 'wrong', isError: true },
    ];
    const { labels, checks, applied, dropped } = labelsAfter(rules, [Array(300).fill('fine').join(' ')]);
    expect({ labels, applied }).toEqual({ labels: Array(300).fill('fine').join(' '), applied: 0 });
    expect(checks).toBeLessThan(110);
    expect(dropped).toHaveLength(300);
  });

  test('in a version of Alloy that does not take what they write', async () => {
    const text = 'local.file "a" {\n\tfilename = env("A")\n}\n';
    const old = { ...options, catalog: await loadCatalog('v1.3') };
    const find = (sources: readonly Source[]) => {
      // As if the rule did not ask the version.
      const [source] = sources;
      const start = source?.text.indexOf(' env(') ?? -1;
      const { diagnostics } = findAll(sources, old);
      const edits = [{ file: 'a.alloy', start: start + 1, end: start + 4, text: 'sys.env' }];
      const finding = findingsOf([{ word: 'env' }], 'a.alloy', source?.text ?? '')[0] as Diagnostic;
      return {
        diagnostics: start < 0 ? diagnostics : [...diagnostics, { ...finding, fixes: [{ title: 't', safety: 'safe' as const, edits }] }],
        suppressed: [],
      };
    };
    const { sources, dropped } = applyFixesOf(find, [openSource('a.alloy', text)], { suggested: false, formatRange: () => [] });
    expect(sources[0]?.text).toBe(text);
    expect(dropped[0]?.reason).toMatch(/^it would bring reference\/unknown: /);
  });

  test('also where what they bring is switched off, or called a warning', () => {
    const text = 'loki.process "p" {\n\tforward_too = []\n\n\tstage.drop { }\n}\n\nlocal.file "f" {\n\tfilename = env("A")\n}\n';
    const run = (...levels: [string, 'off' | 'warning'][]): FixResult =>
      applyFixes([openSource('a', text)], { ...options, levels: new Map(levels) }, { suggested: true, formatRange: () => [] });
    for (const level of ['off', 'warning'] as const) {
      const { sources, dropped, diagnostics } = run(['exclusive/required', level]);
      expect(sources[0]?.text).toBe(text.replace('env(', 'sys.env('));
      expect(dropped.map(({ reason }) => reason.split(':')[0])).toEqual(['it would bring exclusive/required']);
      expect(diagnostics.flatMap(({ fixes }) => fixes.map(({ title }) => title))).not.toContain('did you mean "forward_to"?');
    }
    // What nobody wants to know of is not mended.
    expect(run(['deprecated/function', 'off']).sources[0]?.text).toBe(text);
    expect(run(['string/shell-variable', 'off']).applied).toBe(1);
  });

  test('in a file that may not be changed, or half in one and half in the other', () => {
    const files = ['a.alloy', 'b.alloy'].map((path) => openSource(path, 'a "old" { }\n'));
    const find = (sources: readonly Source[]): Findings => {
      const found = sources.flatMap(({ path, text }) => findingsOf([{ word: 'old', fix: 'new' }], path, text));
      const [first, ...rest] = found;
      const both = first && {
        ...first,
        fixes: [{ title: 'both', safety: 'safe' as const, edits: found.flatMap(({ fixes }) => fixes[0]?.edits ?? []) }],
      };
      return { diagnostics: both && rest.length > 0 ? [both, ...rest] : found, suppressed: [] };
    };
    const texts = (only?: string): string[] =>
      applyFixesOf(find, files, { suggested: false, formatRange: () => [], ...(only !== undefined && { only }) }).sources.map(
        ({ text }) => text,
      );
    expect(texts()).toEqual(['a "new" { }\n', 'a "new" { }\n']);
    expect(texts('a.alloy')).toEqual(['a "old" { }\n', 'a "old" { }\n']);
    expect(texts('b.alloy')).toEqual(['a "old" { }\n', 'a "new" { }\n']);
  });

  test('in a file that is not Alloy', () => {
    const yaml = "config: |\n  logging {\n    level = 'info'\n  }\n";
    const { sources, applied } = applyFixes([openSource('values.yaml', yaml)], options, { suggested: true, formatRange: () => [] });
    expect({ text: sources[0]?.text, applied }).toEqual({ text: yaml, applied: 0 });
    const alloy = "logging {\n\tlevel = 'info'\n}\n";
    for (const path of ['a.alloy', 'a.river', 'dir.d/config', '<stdin>'])
      expect(applyFixes([openSource(path, alloy)], options, { suggested: true, formatRange: () => [] }).applied).toBe(1);
    const deprecated = 'logging {\n\tlevel = env("A")\n}\n';
    expect(applyFixes([openSource('alloy.conf', deprecated)], options, { suggested: false, formatRange: () => [] }).applied).toBe(1);
  });
});

test('one fix is harmless or not', () => {
  const text = 'loki.echo "a" { }\nlocal.file "b" {\n\tfilename = env("A")\n}\n';
  const sources = [openSource('a.alloy', text)];
  const { diagnostics } = findAll(sources, options);
  const finding = diagnostics.find(({ code }) => code === 'deprecated/function') as Diagnostic;
  const fix = finding.fixes[0] as Fix;
  const isGood = (...edits: TextEdit[]): boolean => isHarmless(sources, diagnostics, edits, [finding], options);
  const edit = (start: number, end: number, text: string): TextEdit => ({ file: 'a.alloy', start, end, text });
  expect(isGood(...fix.edits)).toBe(true);
  expect(isGood(...fix.edits, edit(0, 9, 'loki.ehco'))).toBe(false);
  expect(isGood(...fix.edits, edit(0, 0, '}'))).toBe(false);
  expect(isGood(...fix.edits, { ...edit(0, 0, ' '), file: 'b.alloy' })).toBe(false);
  expect(isGood()).toBe(false);
  const lowered = { ...options, levels: new Map([['structure/unknown-component', 'warning' as const]]) };
  const found = findAll(sources, lowered).diagnostics;
  expect(isHarmless(sources, found, [...fix.edits, edit(0, 9, 'loki.ehco')], found, lowered)).toBe(false);
  expect(isHarmless(sources, found, fix.edits, [finding], lowered)).toBe(true);
});

test('edits are applied in any order', () => {
  const edits = [
    { start: 4, end: 5, text: 'E' },
    { start: 0, end: 1, text: 'AA' },
  ];
  expect(applyEdits('abcdef', edits)).toBe('AAbcdEf');
  expect(applyEdits('abcdef', edits.toReversed())).toBe('AAbcdEf');
});
