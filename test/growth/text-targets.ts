/** What reads text out of files, and the tokens that its language is made of. */
import * as yaml from 'yaml';
import { readGlob } from '../../packages/checker/src/configuration/glob.ts';
import { readConfiguration } from '../../packages/checker/src/configuration/read.ts';
import { checkOttl } from '../../packages/checker/src/embed/ottl/check.ts';
import { readComment } from '../../packages/checker/src/suppressions/comment.ts';
import { base2Bytes } from '../../packages/checker/src/values/text/bytes.ts';
import { captureGroups } from '../../packages/checker/src/values/text/capture-groups.ts';
import { goDuration, prometheusDuration } from '../../packages/checker/src/values/text/duration.ts';
import { textType } from '../../packages/checker/src/values/text/index.ts';
import { ipAddress } from '../../packages/checker/src/values/text/ip-address.ts';
import { regex } from '../../packages/checker/src/values/text/regex.ts';
import { selector } from '../../packages/checker/src/values/text/selector.ts';
import { template } from '../../packages/checker/src/values/text/template.ts';
import { url } from '../../packages/checker/src/values/text/url.ts';
import { readFlags, wordsOf } from '../../packages/cli/src/init/facts.ts';
import { composeServices, dockerfile, hostService } from '../../packages/cli/src/init/hosts.ts';
import { charts, generatedConfigMaps, workload } from '../../packages/cli/src/init/kubernetes.ts';
import { openYaml } from '../../packages/cli/src/init/yaml.ts';

export interface Target {
  readonly alphabet: readonly string[];
  /** What stands around the fragments. */
  readonly frames?: readonly (readonly [string, string])[];
  readonly run: (text: string) => unknown;
}

const words = (text: string): string[] => text.split(' ');

export const targets: Readonly<Record<string, Target>> = {
  url: {
    alphabet: [...words('a : / ? # @ [ ] % %41 %25 . - 1 ::1 http:// é 😀'), ' '],
    frames: [
      ['', ''],
      ['http://', ''],
      ['http://[', ']:1/'],
      ['http://u:p@', ''],
    ],
    run: url,
  },
  duration: {
    alphabet: words('1 0 . h m s ms ns µs - + x é'),
    frames: [
      ['', ''],
      ['', '!'],
      ['1.', 's'],
    ],
    run: goDuration,
  },
  'prometheus-duration': { alphabet: words('1 0 . h m s ms d w y - + x é'), run: prometheusDuration },
  bytes: {
    alphabet: words('1 0 . B KB KiB MiB - + x é'),
    frames: [
      ['', ''],
      ['1.', 'B'],
    ],
    run: base2Bytes,
  },
  'ip-address': { alphabet: words('1 0 . : :: % f ff g 1.2 [ ]'), run: ipAddress },
  regex: {
    alphabet: words('a ( ) [ ] [: :] [^ - \\ \\d \\Q \\E \\p{L} \\p{ } {2} {1,2} { * + ? | ^ $ . (?: (?P<x> (?i) (?i: > : \\x{ 1 é 😀'),
    frames: [
      ['', ''],
      ['(', ')'],
      ['[', ']'],
      ['\\p{', '}'],
      ['(?P<', '>a)'],
    ],
    run: (text) => regex(text, 'main'),
  },
  'capture-groups': { alphabet: words('a ( ) [ ] [: :] [^ - \\ \\Q \\E (?: (?P<x> (?P< > :'), run: captureGroups },
  template: {
    alphabet: [
      ...words(
        '{{ }} {{- -}} if else end range with define block template . .a $x $ := = | ( ) "a" " ` ` \' 1 1.5 0x 1+ i /* */ a , print {{if {{end}} {{else}} {{"a"}} é 😀',
      ),
      ' ',
      '\n',
    ],
    frames: [
      ['{{', '}}'],
      ['{{ a ', ''],
      ['{{', ''],
      ['{{1', '}}'],
    ],
    run: template,
  },
  'template-statements': {
    alphabet: [
      '{{if .}}',
      '{{else}}',
      '{{else if .}}',
      '{{end}}',
      '{{range .}}',
      '{{with .}}',
      '{{define "a"}}',
      '{{block "a" .}}',
      '{{.}}',
      '{{/* */}}',
      '{{- . -}}',
      'a',
      ' ',
      '\n',
      '{{$x := .}}',
      '{{/*',
      '{{- /*',
      '{{break}}',
    ],
    run: template,
  },
  selector: {
    alphabet: [...words('{ } a = != =~ !~ , "a" " \' ` |= |~ // /* */ 1 1. 1e \\ é 😀 \\"'), ' ', '\n'],
    frames: [
      ['', ''],
      ['{', '}'],
      ['{a="', '"}'],
      ['{a=~"', '"} |= "x"'],
      ['{a="a"}', ''],
    ],
    run: selector,
  },
  ...Object.fromEntries(
    (['statement', 'condition', 'value'] as const).map((kind) => [
      `ottl-${kind}`,
      {
        alphabet: [
          ...words(
            'a A Abc ( ) [ ] { } , . : = == and or not where nil true 1 1.5 0x1f 0x1 "a" " \\ + - * / => _ set( Concat([ attributes ["a"] é',
          ),
          ' ',
        ],
        frames: [
          ['', ''],
          ['set(a, ', ')'],
          ['set(a, [', '])'],
          ['set(attributes["a"], Concat([', '], "b"))'],
          ['a == ', ''],
          ['[', ']'],
          ['{', '}'],
          ['(', ')'],
        ],
        run: (text: string) => checkOttl(text, kind, 'transform/log'),
      } satisfies Target,
    ]),
  ),
  comment: {
    alphabet: [...words('assay : assay: ignore ignore-block ignore-file until 2027-01-01 , a/b graph/* * - _ / // disable x'), ' ', '\t'],
    frames: [
      ['//', ''],
      ['// assay: ignore ', ''],
      ['/* ', ' */'],
      ['// assay: ignore a/b: ', ' until 2020-01-01'],
    ],
    run: (text) => readComment(text, 0),
  },
  unit: {
    alphabet: [
      'ExecStart=',
      'CUSTOM_ARGS=',
      'CONFIG_FILE=',
      '\\',
      '\n',
      ' ',
      '\t',
      '"',
      "'",
      'alloy',
      '/alloy run',
      '--a=b',
      '=',
      'export ',
      '\\\n',
      'ExecStart=\\\n',
      'ExecStart=/bin/alloy run \\\n',
    ],
    run: (text) => hostService(text, 'alloy.service'),
  },
  dockerfile: {
    alphabet: [
      'FROM ',
      'FROM grafana/alloy:1\n',
      'COPY ',
      'COPY a b\n',
      'CMD ',
      '--x ',
      ' ',
      '\n',
      '\t',
      'a',
      '"',
      '[',
      ']',
      ',',
      '\\',
      '@',
      ':',
    ],
    frames: [
      ['', ''],
      ['FROM grafana/alloy:v1\n', ''],
      ['FROM ', ''],
      ['FROM grafana/alloy:v1\nCOPY ', ' x'],
      ['FROM grafana/alloy:v1\nCOPY ', ''],
    ],
    run: (text) => dockerfile(text, 'Dockerfile'),
  },
  glob: {
    alphabet: words('a b * ** ? / [ ] [ab] [! { } {a,b} , \\ .'),
    frames: [
      ['', ''],
      ['{', ',a}'],
    ],
    run: (text) => readGlob(text.slice(0, 4096), { hidden: true }).matches('a/'.repeat(20)),
  },
  'glob-of-a-path': {
    alphabet: words('a b / .'),
    run: (text) => readGlob('*a*a*a*a*b*b/**/{a,b*}*a', { hidden: false }).matches(text, true),
  },
  values: {
    alphabet: [
      'alloy:',
      'a: ',
      '- ',
      'image: ',
      'services:',
      'configs:',
      '\n',
      ' ',
      '  ',
      '{',
      '}',
      '[',
      ']',
      '!a ',
      '&a ',
      '*a',
      '"',
      '? ',
      '| ',
      '---\n',
    ],
    frames: [
      ['', ''],
      ['alloy:\n  a: ', ''],
    ],
    run: (text) => {
      for (const document of openYaml(yaml, text)?.documents ?? [])
        for (const read of [charts, workload, composeServices, generatedConfigMaps]) read(document, 'values.yaml');
    },
  },
  configuration: {
    alphabet: ['{', '}', '[', ']', '"a"', ':', ',', '"', '//', '/*', '1', 'true', '\n', ' ', '"rules"', '{"ignores":['],
    frames: [
      ['', ''],
      ['{"ignores":["', '"]}'],
      ['{"programs":[{"files":[', ']}]}'],
    ],
    run: (text) => void readConfiguration('/assay.json', text),
  },
  words: { alphabet: ['a', ' ', '"', "'", '--', '=', '\\', '\n', 'run ', '/x.alloy '], run: (text) => readFlags(wordsOf(text, 1), 'a') },
  ...Object.fromEntries(
    [
      'common/relabel.Regexp',
      'loki/process/stages.Template',
      'common/config.URL',
      'alecthomas/units.Base2Bytes',
      'runtime/logging.Level',
      'x/headers.Action',
    ].map((name) => [
      name,
      { alphabet: words('a ( [ : / { "'), run: (text: string) => textType(name).parse(text, 'main') } satisfies Target,
    ]),
  ),
};
