import { readFileSync } from 'node:fs';
import { loadCatalog } from '@assay/catalog';
import { checkProgram, openSource } from '@assay/checker';
import { format } from '@assay/formatter';
import { expect, test } from 'vitest';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const file = new URL('../../packages/vscode/snippets/alloy.json', import.meta.url);
const snippets = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>);
const catalog = await loadCatalog();

/** What a snippet gives to whoever presses Tab only. */
function expand(body: readonly string[]): string {
  const values = new Map<string, string>();
  const text = body.join('\n').replace(/\$\{(\d+):([^}]*)\}|\$\{(\d+)\|([^,|]*)[^|]*\|\}/g, (_, number, value, choice, first) => {
    values.set(number ?? choice, value ?? first);
    return value ?? first;
  });
  return text.replace(/\$(\d+)/g, (_, number) => values.get(number) ?? '');
}

/** What snippets refer to before anybody has changed it. */
const AROUND = `loki.write "default" {
	endpoint {
		url = "http://loki.example.com/loki/api/v1/push"
	}
}

prometheus.remote_write "default" {
	endpoint {
		url = "http://prometheus.example.com/api/v1/write"
	}
}

otelcol.exporter.otlp "default" {
	client {
		endpoint = "tempo.example.com:4317"
	}
}
`;

/** What is said of something that is only about to be used. */
const NOT_USED_YET = ['graph/unused-source', 'module/unused-declare'];

/** In which block a snippet stands that is no component. */
function inPlace(text: string): string {
  const owner = text.startsWith('rule')
    ? 'discovery.relabel "x" {\n\ttargets = []\n'
    : text.startsWith('stage')
      ? 'loki.process "x" {\n\tforward_to = [loki.write.default.receiver]\n'
      : '';
  return owner ? `${owner}\n${text.replace(/^(?=.)/gm, '\t')}}\n` : text;
}

test.each(snippets)('%s: formatted, and nothing is found in it', (_, { body }) => {
  const text = `${expand(body).trimEnd()}\n`;
  const placed = inPlace(text);
  const source = openSource('snippet.alloy', placed);
  expect(format(source.parse)?.text).toBe(placed);
  const around = AROUND.split('\n\n').filter((block) => !placed.includes(block.split('\n')[0] ?? ''));
  const found = checkProgram([source, openSource('around.alloy', around.join('\n\n'))], {
    catalog,
    stability: 'generally-available',
    community: false,
  }).filter(({ file: name, code }) => name === 'snippet.alloy' && !NOT_USED_YET.includes(code));
  expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
});

test('no prefix stands for two, and each says what it gives', () => {
  const prefixes = snippets.flatMap(([, { prefix }]) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const [name, { description }] of snippets) expect(description.length, name).toBeGreaterThan(10);
});
