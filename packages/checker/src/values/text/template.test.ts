import { expect, test } from 'vitest';
import { template } from './template.ts';

test.each([
  '',
  'no action }}',
  '{{ .Value }}',
  '{{- .Value | ToLower | printf "%s" -}}',
  '{{ $x := .Value }}{{ $x = 1 }}{{ $x.field }}',
  '{{ if eq .a "b" }}x{{ else if .c }}y{{ else }}z{{ end }}',
  '{{ with .a }}{{ . }}{{ else with .b }}{{ . }}{{ end }}',
  '{{ range $i, $v := .list }}{{ if $i }}{{ continue }}{{ end }}{{ break }}{{ end }}',
  '{{ define "T" }}{{ . }}{{ end }}{{ template "T" . }}{{ block `B` . }}{{ end }}',
  '{{ define "T" }} {{ end }}{{ define "T" }}x{{ end }}',
  '{{/* a comment }} */}}',
  '{{ (index .m "k").field }}',
  "{{ 'x' }}{{ '\\'' }}{{ 0x1F }}{{ 1_000 }}{{ -1.5e3 }}{{ 1+2i }}{{ nil }}",
  '{{ regexReplaceAllLiteral "a" .Value "b" }}',
])('%j is a template', (text) => {
  expect(template(text)).toBeUndefined();
});

test.each([
  ['{{', 'unclosed action'],
  ['{{ .Value', 'unclosed action'],
  ['text\n{{ .Value', 'unclosed action', 2],
  ['\n{{ if .a\n }}', 'unexpected EOF', 3],
  ['{{\n .a\n "b', 'unterminated quoted string in action started at pipeline_template:1', 3],
  ['{{ .a\n', 'unclosed action started at pipeline_template:1', 2],
  ['{{ Value }}', 'function "Value" not defined'],
  ['{{ .Value | nope }}', 'function "nope" not defined'],
  ['{{ $x }}', 'undefined variable "$x"'],
  ['{{ if .a }}{{ $x := 1 }}{{ end }}{{ $x }}', 'undefined variable "$x"'],
  ['{{ }}', 'missing value for command'],
  ['{{ if }}{{ end }}', 'missing value for if'],
  ['{{ .a | 1 }}', 'non executable command in pipeline stage 2'],
  ['{{ end }}', 'unexpected {{end}}'],
  ['{{ if .a }}{{ else }}{{ else }}{{ end }}', 'expected end; found {{else}}'],
  ['{{ if .a }}', 'unexpected EOF'],
  ['{{ break }}', '{{break}} outside {{range}}'],
  ['{{ range $a, $b, $c := .x }}{{ end }}', 'too many declarations in range'],
  ['{{ range $a, 1 }}{{ end }}', 'range can only initialize variables'],
  ['{{ $a, $b := .x }}', 'too many declarations in command'],
  ['{{ define T }}{{ end }}', 'unexpected "T" in define clause'],
  ['{{ define "T" }}a{{ end }}{{ define "T" }}b{{ end }}', 'template: multiple definition of template "T"'],
  ['{{ template }}', 'unexpected "}}" in template clause'],
  ['{{ if .a }}{{ define "T" }}{{ end }}{{ end }}', 'unexpected <define> in command'],
  ['{{ "a".b }}', 'unexpected . after term "\\"a\\""'],
  ['{{ "\\q" }}', 'invalid syntax'],
  ["{{ 'ab' }}", "malformed character constant: 'ab'"],
  ['{{ 08 }}', 'integer overflow: "08"'],
  ['{{ 1.2.3 }}', 'unexpected ".3" in operand'],
  ['{{ 1x }}', 'bad number syntax: "1x"'],
  ['{{ .a@b }}', "bad character U+0040 '@'"],
  ['{{ ? }}', 'unexpected "?" in command'],
  ['{{ \u0001 }}', 'unrecognized character in action: U+0001'],
  ['{{ ( .a }}', 'unclosed left paren'],
  ['{{ .a ) }}', 'unexpected right paren'],
  ['{{/* a }}', 'unclosed comment'],
  ['{{/* a */ }}', 'comment ends before closing delimiter'],
  ['{{ .a "a long string" "b" := }}', 'unexpected ":=" in operand'],
  ['{{ block "a" . }}{{ else }}{{ end }}', 'unexpected {{else}} in block clause'],
])('%j: %s', (text, problem, line = 1) => {
  expect(template(text)).toBe(`template: pipeline_template:${line}: ${problem}`);
});

test('what is nested deeper than anyone nests is let through', () => {
  expect(template(`{{ ${'('.repeat(100_000)} }}`)).toBeUndefined();
  expect(template('{{ if . }}'.repeat(100_000))).toBeUndefined();
});
