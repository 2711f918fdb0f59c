import { expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver';
import { marked, textAt } from '../testing.ts';
import { hover } from './hover.ts';

function at(text: string): { markdown: string; over: string } | null {
  const { site, position } = marked(text);
  const found = hover(site, position);
  return found?.range ? { markdown: (found.contents as MarkupContent).value, over: textAt(site, found.range) } : null;
}

test('a component: summary, stability, exports, link, and what it feeds', () => {
  const found = at('loki.wr|ite "x" {\n}\nloki.relabel "r" {\n\tforward_to = [loki.write.x.receiver]\n}\n');
  expect(found?.over).toBe('loki.write "x"');
  expect(found?.markdown).toContain('generally available · since v1.0.0');
  expect(found?.markdown).toContain('- `receiver`: a Loki receiver');
  expect(found?.markdown).toContain('Fed by `loki.relabel.r`');
  expect(found?.markdown).toContain('https://grafana.com/docs/alloy/latest/reference/components/loki/loki.write/');
});

test('an attribute: type, default, required', () => {
  expect(at('loki.write "x" {\n\tendpoint {\n\t\tur|l = "http://x"\n\t}\n}\n')?.markdown).toContain('url = string');
  expect(at('loki.write "x" {\n\tendpoint {\n\t\tur|l = "http://x"\n\t}\n}\n')?.markdown).toContain('**required**');
  expect(at('loki.write "x" {\n\tendpoint {\n\t\tbatch_wa|it = "1s"\n\t}\n}\n')?.markdown).toContain('default `"1s"`');
  expect(at('logging {\n\tlev|el = "info"\n}\n')?.markdown).toContain('One of `"debug"`, `"error"`');
});

test('a reference: what it exports, where it is defined', () => {
  const found = at('loki.echo "x" { }\nloki.relabel "r" {\n\tforward_to = [loki.ec|ho.x.receiver]\n}\n');
  expect(found?.over).toBe('loki.echo.x.receiver');
  expect(found?.markdown).toContain('Exports `receiver`: a Loki receiver');
  expect(found?.markdown).toContain('Defined in [main.alloy:1](file:///w/main.alloy#L1)');
});

test('a function, and nothing where nothing is', () => {
  expect(at('logging {\n\tlevel = string.jo|in(["a"], "")\n}\n')?.markdown).toContain('string.join(list of strings, string) → string');
  expect(at('// lo|gging\n')).toBeNull();
});

test('what a text means', () => {
  expect(at('loki.write "x" {\n\tendpoint {\n\t\tbatch_wait = "1h30m|"\n\t}\n}\n')?.markdown).toBe('1 hour, 30 minutes');
  const rule = (pattern: string): string => `discovery.relabel "r" {\n\ttargets = []\n\trule {\n\t\tregex = "${pattern}"\n\t}\n}\n`;
  expect(at(rule('(a|b)-(?P<name>[)]+)'.replace('|', '').replace('(a', '(|a')))?.markdown).toBe(
    `Has to match the whole text, as if it stood between \`^(?:\` and \`)$\`.\n\nGroups:\n- \`\${1}\` is \`(ab)\`\n- \`\${2}, name\` is \`(?P<name>[)]+)\``,
  );
});

test('an instance of a declare, and its argument', () => {
  const text = 'declare "d" {\n\targument "a" { }\n\texport "e" {\n\t\tvalue = 1\n\t}\n}\nd "x" {\n\ta = 1\n}\n';
  expect(at(text.replace('\nd "x"', '\n|d "x"'))?.markdown).toContain('Takes `a`\n\nExports `e`');
  expect(at(text.replace('\ta = 1', '\t|a = 1'))?.markdown).toContain('**required**');
});

test('what an argument says of itself, and constants', () => {
  const text = (level: string): string =>
    `declare "d" {\n\targument "a" {\n\t\tcomment  = "how much"\n\t\toptional = true\n\t\tdefault  = "info"\n\t}\n\n\tlogging {\n\t\tlevel = ${level}\n\t}\n}\n`;
  expect(at(text('argument.|a.value'))?.markdown).toContain('how much · default `"info"` · optional');
  expect(at(text('constants.|hostname'))?.markdown).toContain('constants.hostname');
});
