import { readdirSync, readFileSync } from 'node:fs';
import { LineIndex, parse, TokenKind } from '@assay/parser';
import { describe, expect, test } from 'vitest';
import { validTexts } from '../parser/deletions.ts';
import { classOfScopes, compare, scopesOf } from './textmate.ts';

const root = new URL('../../', import.meta.url);

/** Each stretch of a line that is no white space, with the last part of its scopes. */
function scopes(line: string): string[] {
  return scopesOf(line)
    .filter(({ start, end }) => line.slice(start, end).trim() !== '')
    .map(
      ({ start, end, scopes }) => `${line.slice(start, end)} ${scopes.map((scope) => scope.replaceAll('.grafana-alloy', '')).join(' ')}`,
    );
}

describe('fine points', () => {
  test('a block', () => {
    expect(scopes('loki.write "default" { }')).toMatchInlineSnapshot(`
      [
        "loki entity.name.type.block",
        ". entity.name.type.block punctuation.separator.period",
        "write entity.name.type.block",
        ""default" string.quoted.double.label entity.name.tag.label",
        "{ punctuation.section.braces",
        "} punctuation.section.braces",
      ]
    `);
  });

  test('an attribute, a call, a reference', () => {
    expect(scopes('url = string.format("%s", loki.write.default.url)')).toMatchInlineSnapshot(`
      [
        "url variable.other.property",
        "= keyword.operator.assignment",
        "string support.class.namespace",
        ". punctuation.separator.period",
        "format support.function",
        "( punctuation.section.parens",
        "" string.quoted.double punctuation.definition.string.begin",
        "%s string.quoted.double",
        "" string.quoted.double punctuation.definition.string.end",
        ", punctuation.separator.comma",
        "loki variable.other.readwrite",
        ". punctuation.separator.period",
        "write variable.other.readwrite",
        ". punctuation.separator.period",
        "default variable.other.readwrite",
        ". punctuation.separator.period",
        "url variable.other.readwrite",
        ") punctuation.section.parens",
      ]
    `);
  });

  test('numbers are cut as the lexer cuts them', () => {
    expect(scopes('x = [1, 1.5, .5, 1e3, 0x10, 10s]')).toMatchInlineSnapshot(`
      [
        "x variable.other.property",
        "= keyword.operator.assignment",
        "[ punctuation.section.brackets",
        "1 constant.numeric.integer",
        ", punctuation.separator.comma",
        "1.5 constant.numeric.float",
        ", punctuation.separator.comma",
        ".5 constant.numeric.float",
        ", punctuation.separator.comma",
        "1e3 constant.numeric.float",
        ", punctuation.separator.comma",
        "0 constant.numeric.integer",
        "x10 variable.other.readwrite",
        ", punctuation.separator.comma",
        "10 constant.numeric.integer",
        "s variable.other.readwrite",
        "] punctuation.section.brackets",
      ]
    `);
  });

  test('escapes, good and bad', () => {
    expect(scopes('x = "a\\n\\d\\x41\\u00e9"')).toMatchInlineSnapshot(`
      [
        "x variable.other.property",
        "= keyword.operator.assignment",
        "" string.quoted.double punctuation.definition.string.begin",
        "a string.quoted.double",
        "\\n string.quoted.double constant.character.escape",
        "\\d string.quoted.double invalid.illegal.escape",
        "\\x41 string.quoted.double constant.character.escape",
        "\\u00e9 string.quoted.double constant.character.escape",
        "" string.quoted.double punctuation.definition.string.end",
      ]
    `);
  });

  test('templates in raw strings', () => {
    expect(scopes('template = `{{ if .level }}{{ .level | ToUpper }}{{ end }}`')).toMatchInlineSnapshot(`
      [
        "template variable.other.property",
        "= keyword.operator.assignment",
        "\` string.quoted.other.raw punctuation.definition.string.begin",
        "{{ string.quoted.other.raw meta.embedded.template punctuation.definition.template.begin",
        "if string.quoted.other.raw meta.embedded.template keyword.control.template",
        ".level string.quoted.other.raw meta.embedded.template variable.other.template",
        "}} string.quoted.other.raw meta.embedded.template punctuation.definition.template.end",
        "{{ string.quoted.other.raw meta.embedded.template punctuation.definition.template.begin",
        ".level string.quoted.other.raw meta.embedded.template variable.other.template",
        "| string.quoted.other.raw meta.embedded.template keyword.operator.template",
        "ToUpper string.quoted.other.raw meta.embedded.template entity.name.function.template",
        "}} string.quoted.other.raw meta.embedded.template punctuation.definition.template.end",
        "{{ string.quoted.other.raw meta.embedded.template punctuation.definition.template.begin",
        "end string.quoted.other.raw meta.embedded.template keyword.control.template",
        "}} string.quoted.other.raw meta.embedded.template punctuation.definition.template.end",
        "\` string.quoted.other.raw punctuation.definition.string.end",
      ]
    `);
  });

  test('habits from elsewhere', () => {
    expect(scopes("a = 'x' # why")).toMatchInlineSnapshot(`
      [
        "a variable.other.property",
        "= keyword.operator.assignment",
        "' invalid.illegal.single-quoted",
        "x invalid.illegal.single-quoted",
        "' invalid.illegal.single-quoted",
        "# why invalid.illegal.comment",
      ]
    `);
    expect(scopes('a = { b: 1 };')).toMatchInlineSnapshot(`
      [
        "a variable.other.property",
        "= keyword.operator.assignment",
        "{ punctuation.section.braces",
        "b variable.other.readwrite",
        ": invalid.illegal.character",
        "1 constant.numeric.integer",
        "} punctuation.section.braces",
        "; invalid.illegal.character",
      ]
    `);
  });

  test('names in other alphabets, and keywords as parts of names', () => {
    expect(scopes('größe = truely.nullable + true')).toMatchInlineSnapshot(`
      [
        "größe variable.other.property",
        "= keyword.operator.assignment",
        "truely variable.other.readwrite",
        ". punctuation.separator.period",
        "nullable variable.other.readwrite",
        "+ keyword.operator.arithmetic",
        "true constant.language.boolean",
      ]
    `);
  });

  test('a string ends with its line, a raw one does not', () => {
    expect(scopesOf('a = "b\nc = 1').at(-1)?.scopes.join()).toContain('constant.numeric');
    expect(scopesOf('a = `b\nc = 1').at(-1)?.scopes.join()).toContain('string.quoted.other.raw');
  });
});

describe('against the lexer', () => {
  const own = ['examples/big-bang/', 'examples/broken/'].flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith('.alloy'))
      .map((name) => folder + name),
  );

  test.each(own)('%s', (file) => {
    const text = readFileSync(new URL(file, root), 'utf8');
    const result = parse(text);
    // Where our parser recovers, a name may be something else than the pattern of its line says.
    if (result.errors.length === 0) expect(compare(result, new LineIndex(text)).differences).toEqual([]);
  });

  const texts = validTexts();
  if (!texts) console.warn('SKIPPED: the shared corpus is not here, so colours are compared on our own files only');

  test.skipIf(!texts)('at least 99.9 % of the tokens of the corpus are of the same class', () => {
    let tokens = 0;
    const kinds = new Map<string, number>();
    for (const text of texts ?? []) {
      const found = compare(parse(text), new LineIndex(text));
      tokens += found.tokens;
      for (const { ours, theirs } of found.differences) kinds.set(`${ours} as ${theirs}`, (kinds.get(`${ours} as ${theirs}`) ?? 0) + 1);
    }
    const different = [...kinds.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `${tokens - different} of ${tokens} tokens (${((100 * (tokens - different)) / tokens).toFixed(3)} %) are of the same class`,
      Object.fromEntries(kinds),
    );
    expect(different / tokens).toBeLessThan(0.001);
    // Each kind of difference has its reason in divergences.md.
    const page = readFileSync(new URL('divergences.md', import.meta.url), 'utf8');
    for (const kind of kinds.keys()) expect(page).toContain(`\`${kind}\``);
  });
});

test('every class of token is known to the TextMate grammar', () => {
  const samples: Record<Exclude<keyof typeof TokenKind, 'EndOfFile' | 'Terminator' | 'Whitespace'>, string> = {
    Identifier: 'abc',
    Number: '10',
    Float: '1.5e3',
    String: '"a"',
    RawString: '`a`',
    Bool: 'true',
    Null: 'null',
    Or: '||',
    And: '&&',
    Not: '!',
    NotEqual: '!=',
    Assign: '=',
    Equal: '==',
    Less: '<',
    LessEqual: '<=',
    Greater: '>',
    GreaterEqual: '>=',
    Plus: '+',
    Minus: '-',
    Star: '*',
    Slash: '/',
    Percent: '%',
    Caret: '^',
    LeftBrace: '{',
    RightBrace: '}',
    LeftParen: '(',
    RightParen: ')',
    LeftBracket: '[',
    RightBracket: ']',
    Comma: ',',
    Dot: '.',
    Illegal: '@',
    LineComment: '// a',
    BlockComment: '/* a */',
  };
  for (const [name, text] of Object.entries(samples)) {
    expect(parse(text).tokens[0]?.kind, name).toBe(TokenKind[name as keyof typeof TokenKind]);
    for (const { scopes } of scopesOf(text)) expect(classOfScopes(scopes), name).not.toBe('none');
  }
});
