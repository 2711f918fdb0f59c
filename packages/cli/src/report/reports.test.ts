import { readFileSync } from 'node:fs';
import type { Fix, Source, TextEdit } from '@assay/checker';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { concise } from './concise.ts';
import { human } from './human.ts';
import { json } from './json.ts';
import type { Report } from './reporter.ts';
import { fakeSource, finding, placeOf, plainPage, reportOf } from './testing.ts';

const config = `loki.write "default" {
	endpoint {
		urll = "http://löki:3100" // 漢字 e\u0301x
	}
}

loki.echo "a" { }
x = [1, loki.write.a, loki.write.bb]
loki.echo "a" { }
`;
const a = fakeSource('dir/a.alloy', config);
const b = fakeSource('dir/b.alloy', 'loki.echo "b" {\n}\n');

function replacement(source: Source, part: string, text: string, title: string): Fix {
  return { title, safety: 'suggested', edits: [{ ...placeOf(source, part), text }] };
}

function insertion(source: Source, offset: number, text: string, title: string): Fix {
  return { title, safety: 'safe', edits: [{ file: source.path, start: offset, end: offset, text }] };
}

/** The human report without the summary. */
function shown(report: Report, columns?: number): string {
  const text = human(report, { ...plainPage, columns });
  return text.slice(0, text.trimEnd().lastIndexOf('\n\n'));
}

describe('human', () => {
  it('underlines the place and labels it with the fix', () => {
    const place = placeOf(a, 'urll');
    const diagnostic = finding(place, {
      message: '"endpoint" has no attribute "urll"',
      fixes: [replacement(a, 'urll', 'url', 'write "url"')],
      notes: ['a note\nof two lines'],
      url: 'https://grafana.com/docs',
    });
    expect(shown(reportOf([a], diagnostic))).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: "endpoint" has no attribute "urll"
       --> dir/a.alloy:3:3
        |
      3 |         urll = "http://löki:3100" // 漢字 éx
        |         ^^^^ write "url"
        = note: a note
                of two lines
        = see: https://grafana.com/docs"
    `);
  });

  it('counts columns as Alloy does, and underlines what is seen', () => {
    expect(shown(reportOf([a], finding(placeOf(a, '字')), finding(placeOf(a, 'x', 1))))).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: there is no such attribute
       --> dir/a.alloy:3:36
        |
      3 |         urll = "http://löki:3100" // 漢字 éx
        |                                        ^^

      error[block/unknown-attribute]: there is no such attribute
       --> dir/a.alloy:8:1
        |
      8 | x = [1, loki.write.a, loki.write.bb]
        | ^"
    `);
  });

  it('shows places that explain it in the same frame, those of other files below', () => {
    const diagnostic = finding(placeOf(a, 'loki.write.a'), {
      related: [
        { ...placeOf(a, 'loki.write.bb'), message: 'and this' },
        { ...placeOf(a, '[1'), message: 'in this list' },
        { ...placeOf(b, '"b"'), message: 'elsewhere' },
        { ...placeOf(a, 'loki.echo "a"'), message: 'first here' },
        { ...placeOf(a, 'endpoint'), message: 'far away' },
      ],
    });
    expect(shown(reportOf([a, b], diagnostic))).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: there is no such attribute
       --> dir/a.alloy:8:9
        |
      2 |     endpoint {
        |     -------- far away
      ...
      7 | loki.echo "a" { }
        | ------------- first here
      8 | x = [1, loki.write.a, loki.write.bb]
        |     --  ^^^^^^^^^^^^  ------------- and this
        |     |
        |     in this list
       ::: dir/b.alloy:1:11
        |
      1 | loki.echo "b" {
        |           --- elsewhere"
    `);
  });

  it('draws a bar beside what takes several lines, and leaves out the middle of what is long', () => {
    const block = config.slice(0, config.indexOf('\n\n'));
    const whole = finding(placeOf(a, block), { related: [{ ...placeOf(a, 'urll'), message: 'because of this' }] });
    const inner = finding({ file: a.path, start: config.indexOf('endpoint'), end: config.indexOf('}') + 1 });
    const braces = finding({ file: a.path, start: config.indexOf('{'), end: block.length });
    expect(shown(reportOf([a], whole, inner, braces))).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: there is no such attribute
       --> dir/a.alloy:1:1
        |
      1 | / loki.write "default" {
      2 | |     endpoint {
      3 | |         urll = "http://löki:3100" // 漢字 éx
        | |         ---- because of this
      4 | |     }
      5 | | }
        | |_^

      error[block/unknown-attribute]: there is no such attribute
       --> dir/a.alloy:2:2
        |
      2 | /     endpoint {
      3 | |         urll = "http://löki:3100" // 漢字 éx
      4 | |     }
        | |_____^

      error[block/unknown-attribute]: there is no such attribute
       --> dir/a.alloy:1:22
        |
      1 |   loki.write "default" {
        |  ______________________^
      ... |
      5 | | }
        | |_^"
    `);
  });

  it('shows what a fix changes where a label cannot say it', () => {
    const missing = finding(placeOf(a, 'loki.write "default"'), {
      fixes: [insertion(a, config.indexOf('\t\turll'), '\t\turl = ""\n', 'add "url"')],
    });
    const choice = finding(placeOf(a, 'urll'), {
      fixes: [replacement(a, 'urll', 'url', 'write "url"'), replacement(a, 'urll', 'name', 'write "name"')],
    });
    expect(shown(reportOf([a], missing, choice))).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: there is no such attribute
       --> dir/a.alloy:1:1
        |
      1 | loki.write "default" {
        | ^^^^^^^^^^^^^^^^^^^^
        = help: add "url"
      3 +         url = ""

      error[block/unknown-attribute]: there is no such attribute
       --> dir/a.alloy:3:3
        |
      3 |         urll = "http://löki:3100" // 漢字 éx
        |         ^^^^
        = help: write "url"
      3 -         urll = "http://löki:3100" // 漢字 éx
      3 +         url = "http://löki:3100" // 漢字 éx
        = help: write "name"
      3 -         urll = "http://löki:3100" // 漢字 éx
      3 +         name = "http://löki:3100" // 漢字 éx"
    `);
  });

  it('cuts long lines around the place', () => {
    const long = fakeSource('long.alloy', `// ${'before '.repeat(50)}needle${' after'.repeat(50)}\n`);
    expect(shown(reportOf([long], finding(placeOf(long, 'needle')), finding(placeOf(long, '//'))), 60)).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: there is no such attribute
       --> long.alloy:1:354
        |
      1 | …fore before needle after after after after after afte…
        |              ^^^^^^

      error[block/unknown-attribute]: there is no such attribute
       --> long.alloy:1:1
        |
      1 | // before before before before before before before be…
        | ^^"
    `);
  });

  it('shows control characters, and never the bytes of a binary file', () => {
    const odd = fakeSource('o\x1bdd.alloy', 'a\x1b[2J = \u202e"x"\r\n');
    const binary = fakeSource('binary.alloy', '\x7fELF\0\0\x01');
    expect(shown(reportOf([odd], finding(placeOf(odd, '"x"'), { message: 'not \x1b[31mred' })))).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: not ␛[31mred
       --> o␛dd.alloy:1:12
        |
      1 | a␛[2J = �"x"
        |          ^^^"
    `);
    expect(shown(reportOf([binary], finding(placeOf(binary, '\0'))))).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: there is no such attribute
       --> binary.alloy:1:5
        = note: this is a binary file"
    `);
  });

  it('points behind the last line', () => {
    const end = finding(
      { file: b.path, start: b.text.length, end: b.text.length },
      { fixes: [insertion(b, b.text.length, '}\n', 'add "}"')] },
    );
    const empty = fakeSource('empty.alloy', '');
    expect(shown(reportOf([b, empty], end, finding({ file: empty.path, start: 0, end: 0 })))).toMatchInlineSnapshot(`
      "error[block/unknown-attribute]: there is no such attribute
       --> dir/b.alloy:3:1
        |
      3 |
        | ^
        = help: add "}"
      3 + }

      error[block/unknown-attribute]: there is no such attribute
       --> empty.alloy:1:1
        |
      1 |
        | ^"
    `);
  });

  it('ends with a summary', () => {
    const page = plainPage;
    const last = (report: Report): string | undefined => human(report, page).trimEnd().split('\n').at(-1);
    const place = placeOf(a, 'urll');
    expect(last(reportOf([a, b]))).toBe('Nothing found in 2 files (Alloy v1.19 preview)');
    expect(last({ ...reportOf([a]), unchecked: 2 })).toBe('Nothing found in 1 file (Alloy v1.19 preview); 2 files not checked');
    expect(last(reportOf([]))).toBe('Nothing checked');
    expect(last(reportOf([a], finding(place)))).toBe('1 error in 1 file');
    expect(last(reportOf([a, b], finding(place), finding(place, { severity: 'warning' }), finding(place, { severity: 'info' })))).toBe(
      '1 error, 1 warning, 1 remark in 1 of 2 files',
    );
    expect(last(reportOf([a], finding(place, { authority: 'load' })))).toBe('1 error in 1 file (`alloy validate` does not find it)');
    expect(last(reportOf([a], finding(place), finding(place, { authority: 'load' })))).toBe(
      '2 errors in 1 file (`alloy validate` does not find 1 of them)',
    );
  });

  it('colours', () => {
    const text = human(reportOf([a], finding(placeOf(a, 'urll'))), { ...plainPage, colour: true, columns: 80 });
    expect(text).toContain('\x1b[31m\x1b[1merror[block/unknown-attribute]');
    expect(text).toContain('\x1b[31m^^^^\x1b[39m');
  });
});

describe('concise', () => {
  it('prints a line for each', () => {
    const report = reportOf([a], finding(placeOf(a, '字'), { message: 'one\ntwo' }), finding(placeOf(a, 'urll'), { severity: 'warning' }));
    expect(concise(report, plainPage)).toBe(
      'dir/a.alloy:3:36: error[block/unknown-attribute] one two\ndir/a.alloy:3:3: warning[block/unknown-attribute] there is no such attribute\n',
    );
    expect(concise(reportOf([a]), plainPage)).toBe('');
  });
});

describe('json', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'));
  const validate = new Ajv2020({ strict: true }).compile(schema);
  const read = (report: Report) => {
    const value = JSON.parse(json(report, { ...plainPage, colour: true, columns: 80 }));
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    return value;
  };

  it('is what its schema says', () => {
    const diagnostic = finding(placeOf(a, 'urll'), {
      notes: ['why'],
      related: [{ ...placeOf(b, '"b"'), message: 'there' }],
      fixes: [replacement(a, 'urll', 'url', 'write "url"')],
      url: 'https://grafana.com/docs',
    });
    expect(read(reportOf([a, b], diagnostic, finding(placeOf(b, '{'), { severity: 'info', authority: 'lint' })))).toEqual({
      version: 1,
      diagnostics: [
        {
          file: 'dir/a.alloy',
          line: 3,
          column: 3,
          endLine: 3,
          endColumn: 6,
          severity: 'error',
          code: 'block/unknown-attribute',
          authority: 'validate',
          message: 'there is no such attribute',
          notes: ['why'],
          related: [{ file: 'dir/b.alloy', line: 1, column: 11, message: 'there' }],
          fixes: [
            {
              title: 'write "url"',
              safety: 'suggested',
              edits: [{ file: 'dir/a.alloy', line: 3, column: 3, endLine: 3, endColumn: 6, text: 'url' }],
            },
          ],
          url: 'https://grafana.com/docs',
        },
        expect.objectContaining({ file: 'dir/b.alloy', severity: 'info', authority: 'lint', notes: [], related: [], fixes: [] }),
      ],
      summary: { files: 2, errors: 1, warnings: 0, infos: 1 },
    });
    expect(read(reportOf([]))).toEqual({ version: 1, diagnostics: [], summary: { files: 0, errors: 0, warnings: 0, infos: 0 } });
  });

  it('lists what is suppressed', () => {
    const report = { ...reportOf([a]), suppressed: [{ diagnostic: finding(placeOf(a, 'urll')), by: 'comment', reason: 'ours' }] } as const;
    expect(read(report).suppressed).toEqual([
      { diagnostic: expect.objectContaining({ file: 'dir/a.alloy', line: 3 }), by: 'comment', reason: 'ours' },
    ]);
  });

  it('counts in bytes of UTF-8, the end inclusive', () => {
    const text = fakeSource('x', 'é = "漢🚀"\n\nb');
    const at = (start: number, end: number) => {
      const [{ line, column, endLine, endColumn }] = read(reportOf([text], finding({ file: 'x', start, end }))).diagnostics;
      return [line, column, endLine, endColumn];
    };
    expect(at(0, 1)).toEqual([1, 1, 1, 2]);
    expect(at(5, 6)).toEqual([1, 7, 1, 9]);
    expect(at(6, 8)).toEqual([1, 10, 1, 13]);
    expect(at(4, 9)).toEqual([1, 6, 1, 14]);
    expect(at(4, 10)).toEqual([1, 6, 1, 15]);
    expect(at(11, 12)).toEqual([3, 1, 3, 1]);
    expect(at(12, 12)).toEqual([3, 2, 3, 2]);
  });

  it('tells an insertion from a replacement', () => {
    const edit = (start: number, end: number): TextEdit => ({ file: b.path, start, end, text: 'x' });
    const fix: Fix = { title: 'x', safety: 'safe', edits: [edit(0, 0), edit(0, 1)] };
    const [{ fixes }] = read(reportOf([b], finding(placeOf(b, '{'), { fixes: [fix] }))).diagnostics;
    expect(fixes[0].edits).toEqual([
      { file: b.path, line: 1, column: 1, endLine: 1, endColumn: 0, text: 'x' },
      { file: b.path, line: 1, column: 1, endLine: 1, endColumn: 1, text: 'x' },
    ]);
  });
});
