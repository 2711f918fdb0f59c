import { describe, expect, test } from 'vitest';
import { findAll } from '../check.ts';
import { applyEdits } from '../diagnostics/edits.ts';
import { openSource } from '../project/source.ts';
import { Workspace } from '../project/workspace.ts';
import { catalog, checkAll, lint } from '../testing.ts';

/** A line in which one rule finds something, whatever stands around it. */
const line = (label: string): string => `local.file "${label}" { filename = "$\{DIR}/x" }\n`;
const VARIABLE = line('debug');
const OTHER = line('other');

/** A text after the first fix of each finding of a code. */
function mended(text: string, code: string): string {
  const edits = checkAll({ 'a.alloy': text }, { today: '2026-06-01' })
    .filter((each) => each.code === code)
    .flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  return applyEdits(text, edits);
}

describe('the statement below a comment, or on its line', () => {
  test('is an attribute, with all of its lines', () => {
    const text = (before: string, behind = '') =>
      `prometheus.scrape "a" {\n${before}\ttargets = [\n\t\t{ "__address__" = "http://a:1" },\n\t]${behind}\n\tforward_to = []\n}\n`;
    expect(lint(text(''))).toEqual(['3:21 scrape/address-with-scheme', '5:15 graph/missing-sink']);
    expect(lint(text('\t// assay: ignore scrape/address-with-scheme: ours\n'))).toEqual(['6:15 graph/missing-sink']);
    expect(lint(text('', ' // assay: ignore scrape/address-with-scheme: ours'))).toEqual(['5:15 graph/missing-sink']);
  });

  test('is an entry of a list', () => {
    const text = `prometheus.scrape "a" {
	targets = [
		{ "__address__" = "http://a:1" }, // assay: ignore scrape/address-with-scheme: ours
		{ "__address__" = "http://b:1" },
		// assay: ignore scrape/address-with-scheme: ours
		{ "__address__" = "http://c:1" },
	]
	forward_to = [prometheus.remote_write.w.receiver]
}

prometheus.remote_write "w" { }
`;
    const found = lint(text);
    expect(found.filter((each) => each.includes('scheme'))).toEqual([expect.stringMatching(/^4:/)]);
    expect(found.join()).not.toContain('suppression');
  });

  test('is an entry of an object or of a call', () => {
    const code = 'string/shell-variable';
    const found = lint(`remote.http "a" {
	url     = "https://example.com"
	headers = {
		"a" = "$\{FIRST}",
		// assay: ignore ${code}: filled in later
		"b" = "$\{SECOND}",
		"c" = "$\{THIRD}", // assay: ignore ${code}: filled in later
		"d" = string.join([
			// assay: ignore ${code}: filled in later
			"$\{FOURTH}",
			"$\{FIFTH}",
		], string.trim(
			"$\{SIXTH}", // assay: ignore ${code}: filled in later
			"$\{SEVENTH}",
		)),
	}
}
`);
    expect(found).toEqual(['4:10', '11:5', '14:5'].map((place) => `${place} ${code}`));
  });

  test('is the first line of a block', () => {
    expect(lint(VARIABLE)).toEqual(['1:34 string/shell-variable']);
    expect(lint(`// assay: ignore string/shell-variable: filled in later\n\n// and more\n${VARIABLE}`)).toEqual([]);
    expect(lint(`// assay: ignore string/shell-variable: filled in later\n// assay: ignore loki/*: not here\n${VARIABLE}`)).toEqual([
      '2:18 suppression/unused',
    ]);
    expect(lint(VARIABLE.replace('\n', ' // assay: ignore string/shell-variable: filled in later\n'))).toEqual([]);
    const argument = (first: string, last: string) => `declare "a" {\n\targument "x" {${first}\n\t\tcomment = ""\n\t}${last}\n}\n`;
    expect(lint(argument('', ''))).toEqual(['2:2 module/unused-argument']);
    expect(lint(argument(' // assay: ignore module/unused-argument: read later', ''))).toEqual([]);
    expect(lint(argument('', ' // assay: ignore module/unused-argument: read later'))).toEqual([]);
  });

  test('does not reach further', () => {
    expect(lint(`// assay: ignore string/shell-variable: filled in later\n${VARIABLE}\n${OTHER}`)).toEqual(['4:34 string/shell-variable']);
    expect(lint(`${VARIABLE}// assay: ignore string/shell-variable: too late\n`)).toEqual([
      '1:34 string/shell-variable',
      '2:1 suppression/malformed',
    ]);
  });

  test('has lines that end with a carriage return', () => {
    expect(lint(`// assay: ignore string/shell-variable: filled in later\r\n${VARIABLE}`)).toEqual([]);
    expect(lint(`// assay: ignore string/shell-variable\r\n${VARIABLE}`)).toEqual([]);
  });
});

describe('a whole block', () => {
  const block = (comment: string) => `${comment}prometheus.scrape "a" {
	targets = [{ "__address__" = "http://a:1" }]
	forward_to = [prometheus.remote_write.w.receiver]
}

prometheus.remote_write "w" { }
`;

  test('is meant where the comment says so', () => {
    const found = lint(block(''));
    expect(found.join()).toContain('scrape/address-with-scheme');
    expect(lint(block('// assay: ignore-block scrape/address-with-scheme: ours\n'))).toEqual(
      found.filter((each) => !each.includes('scheme')),
    );
    const behind = block('').replace('{', '{ // assay: ignore-block scrape/address-with-scheme: ours');
    expect(lint(behind)).toEqual(found.filter((each) => !each.includes('scheme')));
  });

  test('is not meant otherwise, which is said, with the fix', () => {
    const text = block('// assay: ignore scrape/address-with-scheme: ours\n');
    expect(lint(text).join()).toMatch(/suppression\/unused.*scheme/);
    expect(lint(mended(text, 'suppression/unused')).join()).not.toMatch(/unused|scheme/);
  });

  test('stands below or on the line of the comment', () => {
    expect(lint('logging {\n\t// assay: ignore-block string/shell-variable: no\n\tlevel = "info"\n}\n')).toEqual([
      '2:2 suppression/malformed',
    ]);
  });
});

describe('a whole file', () => {
  test('is meant by a comment above its first block', () => {
    expect(lint(`// Debugging.\n// assay: ignore-file string/shell-variable: filled in later\n${VARIABLE}\n${OTHER}`)).toEqual([]);
    expect(lint(`${VARIABLE}\n// assay: ignore-file string/shell-variable: filled in later\n`)).toEqual([
      '1:34 string/shell-variable',
      '3:1 suppression/malformed',
    ]);
  });

  test('is one of the program only', () => {
    const found = checkAll({
      'a.alloy': `// assay: ignore-file string/shell-variable: filled in later\n${VARIABLE}`,
      'b.alloy': OTHER,
    });
    expect(found.map(({ file, code }) => `${file} ${code}`)).toEqual(['b.alloy string/shell-variable']);
  });
});

describe('codes', () => {
  test('may be several, or a category', () => {
    expect(lint(`// assay: ignore string/*: filled in later\n${VARIABLE}`)).toEqual([]);
    expect(lint(`// assay: ignore secret/plaintext, string/shell-variable: filled in later\n${VARIABLE}`)).toEqual([
      '1:18 suppression/unused',
    ]);
  });

  test('that do not exist are reported, with what was meant', () => {
    const text = `// assay: ignore string/shell-varable: filled in later\n${VARIABLE}`;
    expect(lint(text)).toEqual(['1:18 suppression/unknown-code', '2:34 string/shell-variable']);
    expect(lint(mended(text, 'suppression/unknown-code'))).toEqual([]);
    expect(lint(mended(`// assay: ignore shell-variable: filled in later\n${VARIABLE}`, 'suppression/unknown-code'))).toEqual([]);
    expect(lint(`// assay: ignore strnig/*: filled in later\n${VARIABLE}`)).toEqual([
      '1:18 suppression/unknown-code',
      '2:34 string/shell-variable',
    ]);
  });
});

describe('a date', () => {
  const text = `// assay: ignore string/shell-variable until 2027-01-31: filled in later\n${VARIABLE}`;
  const on = (today?: string) => lint(text, today === undefined ? {} : { today });

  test('is the last day on which the comment holds', () => {
    expect(on('2027-01-30')).toEqual([]);
    expect(on('2027-01-31')).toEqual([]);
    expect(on('2027-02-01')).toEqual(['1:46 suppression/expired', '2:34 string/shell-variable']);
    expect(on()).toEqual([]);
  });

  test('that is over can be removed', () => {
    const old = `// assay: ignore string/shell-variable until 2020-01-31: filled in later\n${VARIABLE}`;
    expect(mended(old, 'suppression/expired')).toBe(VARIABLE);
  });
});

describe('what is not needed', () => {
  test('is reported, and can be removed', () => {
    const clean = 'logging {\n\tlevel = "info"\n}\n';
    const above = `// assay: ignore string/shell-variable: filled in later\n${clean}`;
    expect(lint(above)).toEqual(['1:18 suppression/unused']);
    expect(mended(above, 'suppression/unused')).toBe(clean);
    const inside = 'logging {\n\t// assay: ignore string/shell-variable: filled in later\n\tlevel = "info"\n}\n';
    expect(mended(inside, 'suppression/unused')).toBe(clean);
    const behind = 'logging {\n\tlevel = "info" // assay: ignore string/shell-variable: filled in later\n}\n';
    expect(mended(behind, 'suppression/unused')).toBe(clean);
  });

  test('is one of several codes', () => {
    for (const named of ['secret/plaintext, string/shell-variable', 'string/shell-variable, secret/plaintext'])
      expect(mended(`// assay: ignore ${named}: filled in later\n${VARIABLE}`, 'suppression/unused')).toBe(
        `// assay: ignore string/shell-variable: filled in later\n${VARIABLE}`,
      );
  });

  test('is not said where not everything was looked at', () => {
    const comment = '// assay: ignore string/shell-variable: filled in later\nlogging { }\n';
    const codes = (text: string, levels = {}) =>
      checkAll({ 'a.alloy': text }, { levels: new Map(Object.entries(levels)) }).map(({ code }) => code);
    expect(codes(comment)).toEqual(['suppression/unused']);
    expect(codes(`${comment}\nloki.ehco "a" { }\n`)).toEqual(['structure/unknown-component']);
    expect(codes(`${comment}\nloki.echo "a" {\n`)).toEqual(['syntax/unclosed-block']);
    expect(codes(comment, { 'string/shell-variable': 'off' })).toEqual([]);
    // Off by default.
    expect(codes('// assay: ignore otel/no-memory-limiter: small\nlogging { }\n')).toEqual([]);
  });

  test('of two that could hide a finding is the wider one', () => {
    expect(lint(`// assay: ignore-file string/shell-variable: all\n// assay: ignore string/shell-variable: this\n${VARIABLE}`)).toEqual([
      '1:23 suppression/unused',
    ]);
  });
});

test('a missing reason is reported if asked for', () => {
  const text = `// assay: ignore string/shell-variable\n${VARIABLE}`;
  expect(lint(text)).toEqual([]);
  expect(lint(text, { levels: new Map([['suppression/missing-reason', 'warning']]) })).toEqual(['1:1 suppression/missing-reason']);
});

describe('what Alloy refuses', () => {
  const codes = (text: string, levels = {}) =>
    checkAll({ 'a.alloy': text }, { levels: new Map(Object.entries(levels)) }).map(({ code, severity }) => `${severity} ${code}`);

  test('stays, and the attempt is said', () => {
    for (const comment of ['ignore structure/unknown-component', 'ignore-file structure/*'])
      expect(codes(`// assay: ${comment}: known\nloki.ehco "a" { }\n`)).toEqual([
        'warning suppression/not-allowed',
        'error structure/unknown-component',
      ]);
    expect(codes('// assay: ignore-file syntax/*, syntax/missing-comma: known\nlogging { }\n')).toEqual([
      'warning suppression/not-allowed',
      'warning suppression/not-allowed',
    ]);
    expect(codes('// assay: ignore-file suppression/unused: known\nlogging { }\n')).toEqual(['warning suppression/not-allowed']);
  });

  test('may be hidden where it is no error', () => {
    const text =
      '// assay: ignore deprecated/function: until v2\nlogging {\n\tlevel = env("A") // assay: ignore deprecated/function: later\n}\n';
    expect(codes(text)).toEqual(['warning suppression/unused']);
    const refused = '// assay: ignore structure/unknown-component: a plugin\nloki.ehco "a" { }\n';
    expect(codes(refused, { 'structure/unknown-component': 'warning' })).toEqual([]);
  });

  test('is not what a rule that was made an error finds', () => {
    expect(codes(`// assay: ignore string/shell-variable: filled in later\n${VARIABLE}`, { 'string/shell-variable': 'error' })).toEqual([]);
  });
});

test('what is suppressed is known, with its reason', () => {
  const text = `// assay: ignore string/shell-variable: filled in later\n${VARIABLE}`;
  const { diagnostics, suppressed } = findAll([openSource('a.alloy', text)], { catalog, stability: 'experimental', community: true });
  expect(diagnostics).toEqual([]);
  expect(suppressed).toEqual([
    {
      diagnostic: expect.objectContaining({ code: 'string/shell-variable' }),
      reason: 'filled in later',
      comment: { file: 'a.alloy', start: 0, end: text.indexOf('\n') },
    },
  ]);
});

test('comments in strings are none', () => {
  expect(
    lint(
      'logging {\n\tlevel = `\n// assay-ignore x/y: z\n`\n}\n'.replace('level = ', 'level = coalesce("info", ').replace('`\n}', '`)\n}'),
    ).join(),
  ).not.toContain('suppression');
});

test('an edit of a comment alone is seen', () => {
  const workspace = new Workspace({ catalog, stability: 'experimental', community: true });
  const codes = () => workspace.programOf('a.alloy')?.diagnostics.map(({ code }) => code);
  const comment = '// assay: ignore string/shell-variable: filled in later\n';
  workspace.open('a.alloy', `${VARIABLE}\n${OTHER}`);
  expect(codes()).toEqual(['string/shell-variable', 'string/shell-variable']);
  workspace.edit('a.alloy', [{ start: 0, end: 0, text: comment }]);
  expect(codes()).toEqual(['string/shell-variable']);
  workspace.edit('a.alloy', [{ start: comment.indexOf('shell'), end: comment.indexOf('shell') + 1, text: 'S' }]);
  expect(codes()).toEqual(['suppression/unknown-code', 'string/shell-variable', 'string/shell-variable']);
  workspace.edit('a.alloy', [{ start: comment.indexOf('shell'), end: comment.indexOf('shell') + 1, text: 's' }]);
  workspace.edit('a.alloy', [{ start: comment.length, end: comment.length + VARIABLE.length, text: 'logging { }\n' }]);
  expect(codes()).toEqual(['suppression/unused', 'string/shell-variable']);
  workspace.edit('a.alloy', [{ start: 0, end: comment.length, text: '' }]);
  expect(codes()).toEqual(['string/shell-variable']);
});
