import { openSource } from '@assay/checker';
import type { Log, Result, Run } from 'sarif';
import { expect, it } from 'vitest';
import { sarif } from './sarif.ts';
import { finding, placeOf, plainPage, reportOf } from './testing.ts';

const a = openSource('dir/a b.alloy', 'loki.echo "🚀" { }\nloki.echo "b" {\n\tcolour = 1\n}\n');
const b = openSource('dir/b.alloy', 'loki.echo "b" { }\n');

function run(report: Parameters<typeof sarif>[0], page = plainPage): Run {
  const { version, runs } = JSON.parse(sarif(report, page)) as Log;
  expect(version).toBe('2.1.0');
  expect(runs).toHaveLength(1);
  return runs[0]!;
}

function results(...given: Parameters<typeof reportOf>): Result[] {
  return run(reportOf(...given)).results!;
}

it('counts in UTF-16 units, the end exclusive', () => {
  const [result] = results([a], finding(placeOf(a, '"🚀"')));
  expect(result!.locations![0]!.physicalLocation!.region).toEqual({ startLine: 1, startColumn: 11, endLine: 1, endColumn: 15 });
  expect(run(reportOf([a])).columnKind).toBe('utf16CodeUnits');
});

it('names files from the root of the repository, and others absolutely', () => {
  const locationOf = (path: string) =>
    run(reportOf([a], finding(placeOf(a, 'colour'))), { ...plainPage, inRepository: () => path }).results![0]!.locations![0]!
      .physicalLocation!.artifactLocation;
  expect(locationOf('dir/a b.alloy')).toEqual({ uri: 'dir/a%20b.alloy', uriBaseId: '%SRCROOT%', index: 0 });
  expect(locationOf('50%/#1?.alloy')).toMatchObject({ uri: '50%25/%231%3F.alloy', uriBaseId: '%SRCROOT%' });
  expect(locationOf('/elsewhere/a.alloy')).toEqual({ uri: 'file:///elsewhere/a.alloy', index: 0 });
  expect(locationOf('C:/elsewhere/a.alloy')).toEqual({ uri: 'file:///C%3A/elsewhere/a.alloy', index: 0 });
  expect(run(reportOf([a])).originalUriBaseIds).toHaveProperty('%SRCROOT%');
});

it('gives each code that was found its page, once', () => {
  const { tool, results } = run(
    reportOf(
      [a, b],
      finding(placeOf(a, 'colour'), { url: 'https://grafana.com/docs/echo' }),
      finding(placeOf(b, '"b"'), { code: 'loki/self-loop', severity: 'info', authority: 'lint' }),
      finding(placeOf(b, '{'), { url: 'https://grafana.com/docs/echo' }),
    ),
  );
  const rules = tool.driver.rules!;
  expect(rules.map(({ id }) => id)).toEqual(['block/unknown-attribute', 'loki/self-loop']);
  expect(rules[0]).toMatchObject({ helpUri: 'https://grafana.com/docs/echo', defaultConfiguration: { level: 'error' } });
  for (const { shortDescription, fullDescription, help, helpUri } of rules) {
    expect(shortDescription!.text).toMatch(/^[A-Z].{10,}/);
    expect(help!.markdown).toContain(fullDescription!.text);
    expect(helpUri).toMatch(/^https:/);
  }
  expect(results!.map(({ ruleId, ruleIndex }) => [ruleId, ruleIndex])).toEqual([
    ['block/unknown-attribute', 0],
    ['loki/self-loop', 1],
    ['block/unknown-attribute', 0],
  ]);
  expect(results!.map(({ level }) => level)).toEqual(['error', 'note', 'error']);
});

it('has related places, notes, and fixes', () => {
  const [result] = results(
    [a, b],
    finding(placeOf(a, 'colour'), {
      notes: ['why'],
      url: 'https://grafana.com/docs',
      related: [{ ...placeOf(b, '"b"'), message: 'the other one' }],
      fixes: [
        {
          title: 'mend both',
          safety: 'suggested',
          edits: [
            { ...placeOf(a, 'colour'), text: 'x' },
            { file: b.path, start: 0, end: 0, text: '// b\n' },
          ],
        },
      ],
    }),
  );
  expect(result).toMatchObject({
    message: { text: 'there is no such attribute\nwhy\nSee https://grafana.com/docs' },
    relatedLocations: [{ id: 0, message: { text: 'the other one' }, physicalLocation: { region: { startLine: 1, startColumn: 11 } } }],
    fixes: [
      {
        description: { text: 'mend both' },
        artifactChanges: [
          {
            artifactLocation: { index: 0 },
            replacements: [{ deletedRegion: { startLine: 3, startColumn: 2, endLine: 3, endColumn: 8 }, insertedContent: { text: 'x' } }],
          },
          {
            artifactLocation: { index: 1 },
            replacements: [
              { deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, insertedContent: { text: '// b\n' } },
            ],
          },
        ],
      },
    ],
  });
  expect(result).not.toHaveProperty('codeFlows');
});

it('shows the way round of a cycle, step by step', () => {
  const related = [
    { ...placeOf(a, '"b"'), message: 'a needs b' },
    { ...placeOf(b, '"b"'), message: 'b needs a' },
  ];
  const [result] = results([a, b], finding(placeOf(a, 'colour'), { code: 'reference/cycle', message: 'round', related }));
  const steps = result!.codeFlows![0]!.threadFlows[0]!.locations;
  expect(steps.map(({ location }) => location!.message!.text)).toEqual(['round', 'a needs b', 'b needs a']);
});

it('knows a finding again after lines moved', () => {
  const print = (text: string, place: string) => {
    const source = openSource('a.alloy', text);
    return results([source], finding(placeOf(source, place)))[0]!.partialFingerprints!['assay/v1'];
  };
  const before = print('loki.echo "b" {\n\tcolour = 1\n}\n', 'colour = 1');
  expect(print('// new\n\nloki.echo "b" {\n\n\tcolour = 1\n}\n', 'colour = 1')).toBe(before);
  expect(print('loki.echo "b" {\n\tcolour = 2\n}\n', 'colour = 2')).not.toBe(before);
});

it('says what was not checked', () => {
  expect(run(reportOf([a])).invocations).toEqual([{ executionSuccessful: true }]);
  expect(run({ ...reportOf([a]), unchecked: 1, faults: ['x.alloy: permission denied'] }).invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'x.alloy: permission denied' } }],
    },
  ]);
});
