import { openSource } from '@assay/checker';
import { describe, expect, it } from 'vitest';
import { xmlText } from '../harmless.ts';
import { checkstyle } from './checkstyle.ts';
import { gitlab } from './gitlab.ts';
import { junit } from './junit.ts';
import { finding, placeOf, plainPage, reportOf } from './testing.ts';

const a = openSource('a.alloy', 'loki.echo "ä" {\n\tcolour = 1\n}\n');
const clean = openSource('clean.alloy', '');
const twice = reportOf(
  [a, clean],
  finding(placeOf(a, '{'), { severity: 'warning', notes: ['why & how'], url: 'https://grafana.com/docs' }),
  finding(placeOf(a, 'colour = 1'), { message: '"<b>" is \u0007 no such thing' }),
);

describe('gitlab', () => {
  it('has what GitLab asks for', () => {
    const issues = JSON.parse(gitlab(twice, { ...plainPage, inRepository: (file) => `in/${file}` }));
    expect(issues).toEqual([
      {
        check_name: 'block/unknown-attribute',
        description: 'there is no such attribute; why & how',
        content: { body: 'why & how\n\nhttps://grafana.com/docs' },
        severity: 'minor',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        location: { path: 'in/a.alloy', lines: { begin: 1, end: 1 } },
      },
      expect.objectContaining({ severity: 'major', location: { path: 'in/a.alloy', lines: { begin: 2, end: 2 } } }),
    ]);
    expect(gitlab(reportOf([a]), plainPage)).toBe('[]\n');
  });

  it('never gives two findings one fingerprint', () => {
    const same = Array.from({ length: 5 }, () => finding(placeOf(a, '{')));
    const prints = JSON.parse(gitlab(reportOf([a], ...same), plainPage)).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(new Set(prints).size).toBe(5);
  });
});

describe('checkstyle', () => {
  it('lists files and findings', () => {
    expect(checkstyle(twice, plainPage)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="a.alloy">
    <error line="1" column="16" severity="warning" message="there is no such attribute&#10;why &#38; how&#10;See https://grafana.com/docs" source="block/unknown-attribute"/>
    <error line="2" column="2" severity="error" message="&#34;&#60;b&#62;&#34; is \ufffd no such thing" source="block/unknown-attribute"/>
  </file>
  <file name="clean.alloy"/>
</checkstyle>
`);
  });
});

describe('junit', () => {
  it('fails what fails the run, and tells the rest', () => {
    expect(junit(twice, plainPage)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="assay check" tests="3" failures="1" errors="0">
  <testsuite name="a.alloy" tests="2" failures="1" errors="0">
    <testcase classname="a.alloy" name="block/unknown-attribute (line 1, column 16)">
      <system-out>a.alloy:1:16: warning[block/unknown-attribute] there is no such attribute&#10;why &#38; how&#10;See https://grafana.com/docs</system-out>
    </testcase>
    <testcase classname="a.alloy" name="block/unknown-attribute (line 2, column 2)">
      <failure type="error" message="&#34;&#60;b&#62;&#34; is \ufffd no such thing">a.alloy:2:2: error[block/unknown-attribute] &#34;&#60;b&#62;&#34; is \ufffd no such thing</failure>
    </testcase>
  </testsuite>
  <testsuite name="clean.alloy" tests="1" failures="0" errors="0">
    <testcase classname="clean.alloy" name="nothing found"/>
  </testsuite>
</testsuites>
`);
    expect(junit({ ...twice, fails: () => true }, plainPage)).toContain('failures="2"');
  });

  it('has an error for what was not checked', () => {
    expect(junit({ ...reportOf([]), unchecked: 1, faults: ['x.alloy: permission denied'] }, plainPage)).toContain(
      '<testsuites name="assay check" tests="1" failures="0" errors="1">',
    );
  });
});

describe('XML', () => {
  it('cannot be left by a text', () => {
    expect(xmlText(`</a>&"'`)).toBe('&#60;/a&#62;&#38;&#34;&#39;');
    expect(xmlText(']]>')).toBe(']]&#62;');
  });

  it('keeps what it can write, and shows that there was something where it cannot', () => {
    expect(xmlText('a\tb\r\nc \u0085 🚀')).toBe('a&#9;b&#13;&#10;c &#133; 🚀');
    expect(xmlText('\0\x1b\x0b\ud800x\udc00\uffff')).toBe('\ufffd\ufffd\ufffd\ufffdx\ufffd\ufffd');
  });
});
