import { readdirSync, readFileSync } from 'node:fs';
import { LineIndex, parse } from '@assay/parser';
import { describe, expect, test } from 'vitest';
import { validTexts } from '../parser/deletions.ts';
import { compare, scopesOf } from './textmate.ts';

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
        ". punctuation.separator.period",
        "write entity.name.type.block",
        "" string.quoted.double.label punctuation.definition.string.begin",
        "default string.quoted.double.label entity.name.tag.label",
        "" string.quoted.double.label punctuation.definition.string.end",
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

  test('labels, and what cannot be one', () => {
    expect(scopes('a "b" { }')).toMatchInlineSnapshot(`
      [
        "a entity.name.type.block",
        "" string.quoted.double.label punctuation.definition.string.begin",
        "b string.quoted.double.label entity.name.tag.label",
        "" string.quoted.double.label punctuation.definition.string.end",
        "{ punctuation.section.braces",
        "} punctuation.section.braces",
      ]
    `);
    expect(scopes('a "b c" { }')).toMatchInlineSnapshot(`
      [
        "a entity.name.type.block",
        "" string.quoted.double.label punctuation.definition.string.begin",
        "b c string.quoted.double.label invalid.illegal.label",
        "" string.quoted.double.label punctuation.definition.string.end",
        "{ punctuation.section.braces",
        "} punctuation.section.braces",
      ]
    `);
    expect(scopes('a "true" { }')).toMatchInlineSnapshot(`
      [
        "a entity.name.type.block",
        "" string.quoted.double.label punctuation.definition.string.begin",
        "true string.quoted.double.label invalid.illegal.label",
        "" string.quoted.double.label punctuation.definition.string.end",
        "{ punctuation.section.braces",
        "} punctuation.section.braces",
      ]
    `);
  });

  test('keys of objects, in quotes or not', () => {
    expect(scopes('a = {"__address__" = b, c = "d" == "e"}')).toMatchInlineSnapshot(`
      [
        "a variable.other.property",
        "= keyword.operator.assignment",
        "{ punctuation.section.braces",
        "" string.quoted.double.key punctuation.definition.string.begin",
        "__address__ string.quoted.double.key variable.other.property.key",
        "" string.quoted.double.key punctuation.definition.string.end",
        "= keyword.operator.assignment",
        "b variable.other.readwrite",
        ", punctuation.separator.comma",
        "c variable.other.property",
        "= keyword.operator.assignment",
        "" string.quoted.double punctuation.definition.string.begin",
        "d string.quoted.double",
        "" string.quoted.double punctuation.definition.string.end",
        "== keyword.operator.comparison",
        "" string.quoted.double punctuation.definition.string.begin",
        "e string.quoted.double",
        "" string.quoted.double punctuation.definition.string.end",
        "} punctuation.section.braces",
      ]
    `);
  });

  test('keys in backticks, as far as a line shows them', () => {
    expect(scopes('a = {`b c` = `d`}')).toMatchInlineSnapshot(`
      [
        "a variable.other.property",
        "= keyword.operator.assignment",
        "{ punctuation.section.braces",
        "\` string.quoted.other.raw.key punctuation.definition.string.begin",
        "b c string.quoted.other.raw.key variable.other.property.key",
        "\` string.quoted.other.raw.key punctuation.definition.string.end",
        "= keyword.operator.assignment",
        "\` string.quoted.other.raw punctuation.definition.string.begin",
        "d string.quoted.other.raw",
        "\` string.quoted.other.raw punctuation.definition.string.end",
        "} punctuation.section.braces",
      ]
    `);
  });

  test('comments between the parts of a header, an attribute and a call', () => {
    expect(scopes('a /* 1 */ . b /* 2 */ "c" /* 3 */ { d /* 4 */ = e /* 5 */ () }')).toMatchInlineSnapshot(`
      [
        "a entity.name.type.block",
        "/* comment.block punctuation.definition.comment.begin",
        " 1  comment.block",
        "*/ comment.block punctuation.definition.comment.end",
        ". punctuation.separator.period",
        "b entity.name.type.block",
        "/* comment.block punctuation.definition.comment.begin",
        " 2  comment.block",
        "*/ comment.block punctuation.definition.comment.end",
        "" string.quoted.double.label punctuation.definition.string.begin",
        "c string.quoted.double.label entity.name.tag.label",
        "" string.quoted.double.label punctuation.definition.string.end",
        "/* comment.block punctuation.definition.comment.begin",
        " 3  comment.block",
        "*/ comment.block punctuation.definition.comment.end",
        "{ punctuation.section.braces",
        "d variable.other.property",
        "/* comment.block punctuation.definition.comment.begin",
        " 4  comment.block",
        "*/ comment.block punctuation.definition.comment.end",
        "= keyword.operator.assignment",
        "e entity.name.function",
        "/* comment.block punctuation.definition.comment.begin",
        " 5  comment.block",
        "*/ comment.block punctuation.definition.comment.end",
        "( punctuation.section.parens",
        ") punctuation.section.parens",
        "} punctuation.section.braces",
      ]
    `);
  });

  test('functions that are of the library, and that only look like it', () => {
    expect(scopes('a = coalesce(x.string.format(1), string.nope(2), sys.env("A"))')).toMatchInlineSnapshot(`
      [
        "a variable.other.property",
        "= keyword.operator.assignment",
        "coalesce support.function",
        "( punctuation.section.parens",
        "x variable.other.readwrite",
        ". punctuation.separator.period",
        "string variable.other.readwrite",
        ". punctuation.separator.period",
        "format entity.name.function",
        "( punctuation.section.parens",
        "1 constant.numeric.integer",
        ") punctuation.section.parens",
        ", punctuation.separator.comma",
        "string variable.other.readwrite",
        ". punctuation.separator.period",
        "nope entity.name.function",
        "( punctuation.section.parens",
        "2 constant.numeric.integer",
        ") punctuation.section.parens",
        ", punctuation.separator.comma",
        "sys support.class.namespace",
        ". punctuation.separator.period",
        "env support.function",
        "( punctuation.section.parens",
        "" string.quoted.double punctuation.definition.string.begin",
        "A string.quoted.double",
        "" string.quoted.double punctuation.definition.string.end",
        ") punctuation.section.parens",
        ") punctuation.section.parens",
      ]
    `);
  });

  test('names that Alloy gives', () => {
    expect(scopes('a = argument.b.value + module_path + constants.hostname + x.argument.b')).toMatchInlineSnapshot(`
      [
        "a variable.other.property",
        "= keyword.operator.assignment",
        "argument variable.language",
        ". punctuation.separator.period",
        "b variable.other.readwrite",
        ". punctuation.separator.period",
        "value variable.other.readwrite",
        "+ keyword.operator.arithmetic",
        "module_path variable.language",
        "+ keyword.operator.arithmetic",
        "constants support.class.namespace",
        ". punctuation.separator.period",
        "hostname support.constant",
        "+ keyword.operator.arithmetic",
        "x variable.other.readwrite",
        ". punctuation.separator.period",
        "argument variable.other.readwrite",
        ". punctuation.separator.period",
        "b variable.other.readwrite",
      ]
    `);
  });

  test('the parts of a template', () => {
    expect(scopes('a = `{{- /* why */ -}}{{ $x := index .a "b\\n" 1.5 true }}{{ . }}`')).toMatchInlineSnapshot(`
      [
        "a variable.other.property",
        "= keyword.operator.assignment",
        "\` string.quoted.other.raw punctuation.definition.string.begin",
        "{{- string.quoted.other.raw meta.embedded.template punctuation.definition.template.begin",
        "/* string.quoted.other.raw meta.embedded.template comment.block.template",
        " why  string.quoted.other.raw meta.embedded.template comment.block.template",
        "*/ string.quoted.other.raw meta.embedded.template comment.block.template",
        "-}} string.quoted.other.raw meta.embedded.template punctuation.definition.template.end",
        "{{ string.quoted.other.raw meta.embedded.template punctuation.definition.template.begin",
        "$x string.quoted.other.raw meta.embedded.template variable.other.template",
        ":= string.quoted.other.raw meta.embedded.template keyword.operator.template",
        "index string.quoted.other.raw meta.embedded.template support.function.template",
        ".a string.quoted.other.raw meta.embedded.template variable.other.template",
        ""b string.quoted.other.raw meta.embedded.template string.quoted.double.template",
        "\\n string.quoted.other.raw meta.embedded.template string.quoted.double.template constant.character.escape.template",
        "" string.quoted.other.raw meta.embedded.template string.quoted.double.template",
        "1.5 string.quoted.other.raw meta.embedded.template constant.numeric.template",
        "true string.quoted.other.raw meta.embedded.template constant.language.template",
        "}} string.quoted.other.raw meta.embedded.template punctuation.definition.template.end",
        "{{ string.quoted.other.raw meta.embedded.template punctuation.definition.template.begin",
        ". string.quoted.other.raw meta.embedded.template variable.language.template",
        "}} string.quoted.other.raw meta.embedded.template punctuation.definition.template.end",
        "\` string.quoted.other.raw punctuation.definition.string.end",
      ]
    `);
    expect(scopes("a = `{{ range $i, $e := (f 'x') }}`").slice(4, -2)).toMatchInlineSnapshot(`
      [
        "range string.quoted.other.raw meta.embedded.template keyword.control.template",
        "$i string.quoted.other.raw meta.embedded.template variable.other.template",
        ", string.quoted.other.raw meta.embedded.template punctuation.separator.comma.template",
        "$e string.quoted.other.raw meta.embedded.template variable.other.template",
        ":= string.quoted.other.raw meta.embedded.template keyword.operator.template",
        "( string.quoted.other.raw meta.embedded.template punctuation.section.parens.template",
        "f string.quoted.other.raw meta.embedded.template entity.name.function.template",
        "'x' string.quoted.other.raw meta.embedded.template constant.character.template",
        ") string.quoted.other.raw meta.embedded.template punctuation.section.parens.template",
      ]
    `);
    // A template that is never closed ends with its string.
    expect(scopes('a = `{{ .b` + 1').slice(-3)).toMatchInlineSnapshot(`
      [
        "\` string.quoted.other.raw punctuation.definition.string.end",
        "+ keyword.operator.arithmetic",
        "1 constant.numeric.integer",
      ]
    `);
  });

  test('numbers that surprise', () => {
    expect(scopes('a = [010, 08, 1., 1e, 1.2.3]')).toMatchInlineSnapshot(`
      [
        "a variable.other.property",
        "= keyword.operator.assignment",
        "[ punctuation.section.brackets",
        "010 constant.numeric.octal",
        ", punctuation.separator.comma",
        "08 constant.numeric.integer",
        ", punctuation.separator.comma",
        "1. constant.numeric.float",
        ", punctuation.separator.comma",
        "1e invalid.illegal.exponent",
        ", punctuation.separator.comma",
        "1.2 constant.numeric.float",
        ".3 constant.numeric.float",
        "] punctuation.section.brackets",
      ]
    `);
  });

  test('characters that nobody sees', () => {
    // A byte order mark at the very beginning is none of them; a no-break space is.
    expect(scopesOf('\uFEFFa\u00a0"\uFEFF" // \0').map(({ scopes }) => scopes.join(' '))).toMatchInlineSnapshot(`
      [
        "",
        "variable.other.readwrite.grafana-alloy",
        "invalid.illegal.character.grafana-alloy",
        "string.quoted.double.grafana-alloy punctuation.definition.string.begin.grafana-alloy",
        "string.quoted.double.grafana-alloy invalid.illegal.character.grafana-alloy",
        "string.quoted.double.grafana-alloy punctuation.definition.string.end.grafana-alloy",
        "",
        "comment.line.double-slash.grafana-alloy punctuation.definition.comment.grafana-alloy",
        "comment.line.double-slash.grafana-alloy",
        "comment.line.double-slash.grafana-alloy invalid.illegal.character.grafana-alloy",
      ]
    `);
  });

  test('comments do not nest', () => {
    expect(scopes('/* /* */ */ a')).toMatchInlineSnapshot(`
      [
        "/* comment.block punctuation.definition.comment.begin",
        " /*  comment.block",
        "*/ comment.block punctuation.definition.comment.end",
        "* keyword.operator.arithmetic",
        "/ keyword.operator.arithmetic",
        "a variable.other.readwrite",
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
