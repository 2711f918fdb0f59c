import { openSource } from '@assay/checker';
import { describe, expect, it } from 'vitest';
import { github, jobSummary } from './github.ts';
import { finding, placeOf, plainPage, reportOf } from './testing.ts';

const a = openSource('a.alloy', 'loki.echo "🚀" { }\nloki.echo "b" {\n\tcolour = 1\n}\n');

describe('github', () => {
  it('annotates a place', () => {
    expect(github(reportOf([a], finding(placeOf(a, '{'))), plainPage)).toBe(
      '::error title=assay%3A block/unknown-attribute,file=a.alloy,line=1,endLine=1,col=16,endColumn=16::there is no such attribute\n',
    );
    expect(github(reportOf([a]), plainPage)).toBe('');
  });

  it('gives no columns to a place of several lines, which GitHub would refuse', () => {
    const { file, start } = placeOf(a, 'loki.echo "b"');
    expect(github(reportOf([a], finding({ file, start, end: a.text.length - 1 }, { severity: 'info' })), plainPage)).toBe(
      '::notice title=assay%3A block/unknown-attribute,file=a.alloy,line=2,endLine=4::there is no such attribute\n',
    );
  });

  it('lets nothing out of its place in a command', () => {
    const odd = openSource('a,b:c%\n::set-output name=x::y.alloy', 'x { }\n');
    const text = github(
      reportOf([odd], finding(placeOf(odd, 'x'), { message: '100%\r\n::add-mask::x', notes: ['note\nmore'], severity: 'warning' })),
      plainPage,
    );
    expect(text).toBe(
      '::warning title=assay%3A block/unknown-attribute,file=a%2Cb%3Ac%25%0A%3A꞉set-output name=x%3A%3Ay.alloy,line=1,endLine=1,col=1,endColumn=1::100%25␍%0A:꞉add-mask::x%0Anote%0Amore\n',
    );
  });

  it('annotates ten of each level, and logs the others so that no runner takes them for commands', () => {
    const odd = openSource('::error::##[add-mask]x.alloy', 'x { }\n');
    const many = ['error', 'warning', 'info'].flatMap((severity) =>
      Array.from({ length: 12 }, () => finding(placeOf(odd, 'x'), { severity: severity as 'error', message: 'no\n::error::' })),
    );
    const lines = github(reportOf([odd], ...many), plainPage)
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(36);
    for (const level of ['error', 'warning', 'notice']) expect(lines.filter((line) => line.startsWith(`::${level} `))).toHaveLength(10);
    expect(lines.filter((line) => !line.startsWith('::'))).toEqual(
      ['error', 'error', 'warning', 'warning', 'info', 'info'].map(
        (severity) => `${severity}[block/unknown-attribute] ::error::#♯[add-mask]x.alloy:1:1: no ::error::`,
      ),
    );
  });

  it('cuts a message that is too long for a runner', () => {
    const [line] = github(reportOf([a], finding(placeOf(a, '{'), { message: '🚀'.repeat(5000) })), plainPage).split('\n');
    const message = line!.slice(line!.lastIndexOf('::') + 2);
    expect(message.length).toBeLessThanOrEqual(4096);
    expect(message).toMatch(/^(🚀)+…$/u);
  });
});

describe('the summary of a job', () => {
  const workflow = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'us/ours', GITHUB_SHA: 'abc' };

  it('has the worst first, with links to where they stand', () => {
    const report = reportOf(
      [a],
      finding(placeOf(a, '{'), { severity: 'warning', message: 'a | b <i> `c` [d](e)\nf' }),
      finding(placeOf(a, 'colour'), { url: 'https://grafana.com/docs' }),
    );
    expect(jobSummary(report, { ...plainPage, inRepository: (file) => `dir (1)/${file}` }, workflow)).toBe(
      `## Assay

**1 error, 1 warning** in 1 file (Alloy v1.19 preview).

| | Where | What |
| --- | --- | --- |
| error | [dir (1)/a.alloy:3](https://github.com/us/ours/blob/abc/dir%20%281%29/a.alloy#L3) | there is no such attribute ([block/unknown-attribute](https://grafana.com/docs)) |
| warning | [dir (1)/a.alloy:1](https://github.com/us/ours/blob/abc/dir%20%281%29/a.alloy#L1) | a \\| b &lt;i&gt; \\\`c\\\` \\[d\\](e) f (block/unknown-attribute) |
`,
    );
    expect(jobSummary(report, plainPage, {})).toContain('| error | a.alloy:3 |');
  });

  it('says so where nothing was found, or something was not checked', () => {
    expect(jobSummary(reportOf([a]), plainPage, {})).toBe('## Assay\n\nNothing found in 1 file (Alloy v1.19 preview).\n');
    expect(jobSummary({ ...reportOf([a]), faults: ['x: does not exist'] }, plainPage, {})).toContain('\n- x: does not exist\n');
  });

  it('stays below what GitHub takes', () => {
    const many = Array.from({ length: 5000 }, () => finding(placeOf(a, '{'), { message: 'ä'.repeat(200) }));
    const text = jobSummary(reportOf([a], ...many), plainPage, workflow);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    const shown = text.split('\n').filter((line) => line.startsWith('| error')).length;
    expect(text).toContain(`\nAnd ${5000 - shown} more.\n`);
    expect(shown).toBeGreaterThan(1000);
  });
});
