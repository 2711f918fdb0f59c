import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/edits.ts';
import { openSource } from '../project/source.ts';
import { catalog } from '../testing.ts';
import { applyFixes, chooseFixes, type FixResult } from './apply.ts';

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
    expect(chooseFixes([finding(0, 3), finding(2, 4), finding(5, 6), finding(6, 6)], false).map(({ title }) => title)).toEqual(['0', '5']);
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

test('edits are applied in any order', () => {
  const edits = [
    { start: 4, end: 5, text: 'E' },
    { start: 0, end: 1, text: 'AA' },
  ];
  expect(applyEdits('abcdef', edits)).toBe('AAbcdEf');
  expect(applyEdits('abcdef', edits.toReversed())).toBe('AAbcdEf');
});
