import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  commandProperty,
  commandText,
  dotText,
  jsonText,
  line,
  lines,
  markdownAddress,
  markdownText,
  mermaidText,
  ours,
  type Shown,
  shown,
  verbatimInLog,
  verbatimOnTerminal,
  xmlText,
} from './harmless.ts';
import { complaint, forProgram } from './output.ts';

const here = import.meta.dirname;

/** What each kind must keep out, whatever it is given. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const DANGEROUS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\u3164]|^[^\S\n]*::|##(?:vso|teamcity)?\[/im;

/** Text with all that somebody hostile would try. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        '::',
        ':',
        '#',
        '##[',
        '##vso[',
        '##TeamCity[',
        '[',
        '\n',
        '\r',
        '\t',
        ' ',
        '\x1b[2J',
        '\x9b',
        '\u202e',
        '\u2028',
        '%0A',
        '%',
        ',',
        '"',
        "'",
        '\\',
        '`',
        '<',
        '>',
        '|',
        '*/',
        '%%{',
        '\u3164',
        '\ud800',
        'a',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

describe('for people', () => {
  it('shows what would move the cursor, hide or reorder text', () => {
    expect(lines('a\x1b[2Jb\x07\x7f\x9b')).toBe('a␛[2Jb␇␡\ufffd');
    expect(lines('\u202eevil\u2066\ufeff\u200b\ud800')).toBe('\ufffdevil\ufffd\ufffd\ufffd\ufffd');
    expect(lines('a\u3164b\u{e0041}\u034f')).toBe('a\ufffdb\ufffd\ufffd');
  });

  it('leaves text alone', () => {
    expect(lines('tab\tline\nü 漢 👩\u200d💻 ❤\ufe0f')).toBe('tab\tline\nü 漢 👩\u200d💻 ❤\ufe0f');
    expect(line('tab\tline\nend')).toBe('tab line end');
    expect(lines('a::b ## [x] #[y] ##!')).toBe('a::b ## [x] #[y] ##!');
  });

  it('shows what a service takes for a command with characters that look like it', () => {
    expect(line('::error::x')).toBe(':\ua789error::x');
    expect(lines('a\n  ::add-mask::x\n##[group]y ##VSO[z')).toBe('a\n  :\ua789add-mask::x\n#\u266f[group]y #\u266fVSO[z');
    expect(line('a\n::b')).toBe('a ::b');
  });

  it('holds for every text, and again changes nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(lines(text)).not.toMatch(DANGEROUS);
        expect(line(text)).not.toMatch(/[\n\t]/);
        expect(lines(lines(text))).toBe(lines(text));
        expect(complaint(text)).toMatch(/^assay: [^\n]*\n$/);
      }),
    );
  });

  it('takes no longer for many lines', () => {
    expect(lines('\n'.repeat(200_000))).toHaveLength(200_000);
    expect(lines(' '.repeat(200_000))).toHaveLength(200_000);
  });
});

describe('for programs', () => {
  it('hides nothing in JSON, and says the same', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const indent of [undefined, 2]) {
          const json = jsonText({ [text]: [text] }, indent);
          expect(json).not.toMatch(DANGEROUS);
          expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: [text] })));
        }
      }),
    );
    expect(jsonText('##[x\u202e')).toBe('"#\\u0023[x\\u202e"\n');
  });

  it('stays a text of XML', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(`"${xmlText(text)}"`).not.toMatch(DANGEROUS);
        expect(xmlText(text)).not.toMatch(/[<>"'\n]|&(?!#\d+;)/);
      }),
    );
  });

  it('stays one text of DOT', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(dotText(text)).not.toMatch(DANGEROUS);
        expect(dotText(text)).toMatch(/^"(?:[^"\\\n]|\\.)*"$/u);
      }),
    );
  });

  it('stays one text of Mermaid, without directives', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(`"${mermaidText(text)}"`).not.toMatch(DANGEROUS);
        expect(mermaidText(text)).not.toMatch(/["<>&`%\n]|#(?!\d+;)|(?<!#\d+);/);
      }),
    );
  });

  it('stays one line of Markdown, without links of its own', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(markdownText(text)).not.toMatch(DANGEROUS);
        expect(markdownText(text)).not.toMatch(/[<>\n]|(?<!\\)(?:\\\\)*[`|[\]]/);
      }),
    );
    expect(markdownText('see http://evil.example and www.evil.example')).toBe('see http&#58;//evil.example and www&#46;evil.example');
    expect(markdownAddress('https://github.com/a/', 'b (c)/ü\u202e')).toBe('https://github.com/a/b%20%28c%29/%C3%BC%E2%80%AE');
  });

  it('stays in its place in a command of GitHub', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(commandText(text)).not.toMatch(DANGEROUS);
        expect(commandText(text)).not.toMatch(/\n/);
        expect(commandProperty(text)).not.toMatch(/[\n:,]/);
      }),
    );
  });
});

describe("the user's own text", () => {
  it('is to the byte, but on a terminal and in a log', () => {
    const text = '::error::\x1b[2J\r\n##[x]';
    expect(forProgram(text, { isTerminal: false, isLog: false })).toBe(text);
    expect(forProgram(text, { isTerminal: false, isLog: true })).toBe(':\ua789error::\x1b[2J\r\n#\u266f[x]');
    expect(forProgram(text, { isTerminal: true, isLog: true })).toBe(lines(text));
    expect([verbatimInLog('a'), verbatimOnTerminal('a')]).toEqual(['a', 'a']);
  });
});

describe('to forget it', () => {
  it('does not compile', () => {
    const write = (_: Shown): void => {};
    const name: string = 'x';
    write(shown`assay: ${line(name)}: ${3}`);
    // @ts-expect-error a text that nobody has looked at
    write(name);
    // @ts-expect-error nor as a part of another
    write(shown`assay: ${name}`);
    // @ts-expect-error nor where parts are joined without a tag
    write(`assay: ${line(name)}`);
    // @ts-expect-error nor what is fit for something else
    write(xmlText(name));
    // @ts-expect-error nor as a part
    write(shown`${jsonText(name)}`);
  });

  test('and nowhere is text said to be fit that is not, but in two places that know', () => {
    const uses = (word: RegExp): string[] =>
      readdirSync(here, { recursive: true, encoding: 'utf8' })
        .filter((path) => /(?<!\.test|testing)\.ts$/.test(path) && path !== 'harmless.ts')
        .filter((path) => word.test(readFileSync(join(here, path), 'utf8')))
        .sort();
    expect(uses(/\bours\(/)).toEqual(['commands/explain.ts', 'run.ts']);
    expect(uses(/\bas (?:unknown as )?(?:Shown|Json|Xml|Dot|Mermaid|Markdown|Commands|Verbatim|Output|Fit)\b/)).toEqual([]);
    // Whoever writes past the channels is in a place that is known.
    expect(uses(/process\.std(?:out|err)\b|console\./)).toEqual(['output.ts']);
    expect(uses(/\b(?:writeFileSync|writeSync|appendFileSync|createWriteStream|writeFile)\b/)).toEqual([
      'checking/cache-key.ts',
      'output.ts',
      'write.ts',
    ]);
    expect(ours('x')).toBe('x');
  });
});
