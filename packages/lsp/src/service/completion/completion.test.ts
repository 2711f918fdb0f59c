import { expect, test } from 'vitest';
import { TextEdit } from 'vscode-languageserver';
import { edited, marked } from '../../testing.ts';
import { completion, completionDocumentation } from './index.ts';

function labels(text: Parameters<typeof marked>[0]): string[] {
  const { site, position } = marked(text);
  return [...completion(site, position).items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(({ label }) => label);
}

function choose(text: string, label: string, snippets = false): string {
  const { site, position } = marked(text);
  const item = completion(site, position, { snippets }).items.find((each) => each.label === label);
  if (!item?.textEdit || !TextEdit.is(item.textEdit)) throw new Error(`${label} is not offered`);
  return edited(site, [item.textEdit, ...(item.additionalTextEdits ?? [])]);
}

test('components and config blocks at the top', () => {
  const found = labels('loki.wr|\n\nloki.echo "x" { }\n');
  expect(found).toContain('loki.write');
  expect(found).not.toContain('logging');
  expect(labels('|')).toEqual(expect.arrayContaining(['logging', 'declare', 'prometheus.scrape']));
  expect(labels('|')).not.toContain('argument');
  expect(labels('declare "x" {\n\t|\n}\n')).toEqual(expect.arrayContaining(['argument', 'export', 'loki.write']));
  expect(choose('loki.sou|\n', 'loki.source.file', true)).toBe(
    `loki.source.file "\${1:default}" {\n\ttargets    = [$2]\n\tforward_to = [$3]\n}\n`,
  );
});

test('attributes and blocks that are not there yet, what is required first', () => {
  const found = labels('loki.write "x" {\n\tendpoint {\n\t\t|\n\t\tname = "x"\n\t}\n}\n');
  expect(found[0]).toBe('url');
  expect(found).not.toContain('name');
  expect(found).toContain('basic_auth');
});

test('receivers of the right kind, and new ones', () => {
  const text = 'loki.echo "e" { }\nprometheus.relabel "p" {\n\tforward_to = []\n}\nloki.relabel "r" {\n\tforward_to = [|]\n}\n';
  const found = labels(text);
  expect(found[0]).toBe('loki.echo.e.receiver');
  expect(found).not.toContain('prometheus.relabel.p.receiver');
  expect(found).toContain('new loki.write');
  expect(choose(text, 'new loki.echo')).toContain('forward_to = [loki.echo.default.receiver]\n}\n\nloki.echo "default" { }\n');
});

test('references while they are written, over all that is written of them', () => {
  const text = 'loki.echo "e" { }\nloki.relabel "r" {\n\tforward_to = [loki.echo.|]\n}\n';
  expect(labels(text)).toEqual(['loki.echo.e.receiver']);
  expect(choose(text, 'loki.echo.e.receiver')).toContain('forward_to = [loki.echo.e.receiver]');
  expect(labels('loki.echo "e" { }\nloki.relabel "r" {\n\tforward_to = [loki.|\n}\n')).toContain('loki.echo.e.receiver');
});

test('what another file has at the same place', () => {
  const files = { 'a.alloy': 'loki.relabel "r" {\n\tforward_to = [loki.echo.|e.receiver]\n}\n', 'b.alloy': 'loki.echo "e" { }\n' };
  expect(labels(files)).toEqual(['loki.echo.e.receiver']);
});

test('words, in quotes and without', () => {
  expect(labels('logging {\n\tlevel = |\n}\n')).toContain('"debug"');
  expect(labels('logging {\n\tlevel = "|"\n}\n')).toContain('debug');
  expect(choose('logging {\n\tlevel = "in|fo"\n}\n', 'debug')).toBe('logging {\n\tlevel = "debug"\n}\n');
});

test('functions by what they give', () => {
  expect(labels('logging {\n\tlevel = |\n}\n')).toContain('string.to_lower');
  expect(labels('logging {\n\tlevel = string.|\n}\n')).toContain('string.to_lower');
  expect(labels('logging {\n\tlevel = |\n}\n')).not.toContain('string.split');
});

test('nothing in comments and behind values', () => {
  expect(labels('// |\n')).toEqual([]);
  expect(labels('logging {\n\tlevel = "info" |\n}\n')).toEqual([]);
});

test('documentation when it is asked for', () => {
  const { site, position, project } = marked('loki.wr|\n');
  const item = completion(site, position).items.find(({ label }) => label === 'loki.write');
  expect(item && completionDocumentation(project, item).documentation).toMatchObject({ kind: 'markdown' });
});

test('labels that relabel rules can see', () => {
  const kubernetes =
    'discovery.kubernetes "k" {\n\trole = "pod"\n}\ndiscovery.relabel "r" {\n\ttargets = discovery.kubernetes.k.targets\n\trule {\n\t\tsource_labels = ["|"]\n\t}\n}\n';
  expect(labels(kubernetes)).toContain('__meta_kubernetes_pod_name');
  expect(labels(kubernetes)).not.toContain('__meta_kubernetes_node_name');
  const journal =
    'loki.relabel "r" {\n\tforward_to = []\n\trule {\n\t\tsource_labels = ["__jou|"]\n\t\ttarget_label  = "unit"\n\t}\n}\nloki.source.journal "j" {\n\trelabel_rules = loki.relabel.r.rules\n\tforward_to    = []\n}\n';
  expect(labels(journal)).toContain('__journal__systemd_unit');
  expect(labels(journal)).toContain('unit');
  expect(labels('discovery.relabel "r" {\n\ttargets = []\n\trule {\n\t\taction = "|"\n\t}\n}\n')).toContain('labelmap');
});

test('stages, what a declare takes, arguments and variables', () => {
  expect(labels('loki.process "p" {\n\tstage.|\n}\n')).toEqual(expect.arrayContaining(['stage.json', 'stage.drop']));
  const declare = 'declare "d" {\n\targument "a" { }\n\tlogging {\n\t\tlevel = argument.|\n\t}\n}\n';
  expect(labels(declare)).toEqual(['argument.a.value']);
  expect(labels('declare "d" {\n\targument "a" { }\n}\n|\n')).toContain('d');
  expect(labels('declare "d" {\n\targument "a" { }\n}\nd "x" {\n\t|\n}\n')).toEqual(['a']);
  expect(
    labels(
      'foreach "f" {\n\tcollection = [1]\n\tvar        = "each"\n\ttemplate {\n\t\tloki.write "x" {\n\t\t\tendpoint {\n\t\t\t\turl = |\n\t\t\t}\n\t\t}\n\t}\n}\n',
    ),
  ).toContain('each');
});

test('labels of blocks', () => {
  const text = 'loki.echo "default" { }\nloki.echo "central" { }\nloki.write | {\n}\n';
  expect(labels(text)).toEqual(['"default"', '"central"']);
  expect(choose('loki.echo "default" { }\nloki.echo "|" { }\n', 'default_2')).toBe('loki.echo "default" { }\nloki.echo "default_2" { }\n');
});

test('through a component that translates', () => {
  const text =
    'loki.write "w" {\n\tendpoint {\n\t\turl = "http://x"\n\t}\n}\notelcol.receiver.otlp "o" {\n\tgrpc { }\n\toutput {\n\t\tlogs = [|]\n\t}\n}\n';
  expect(labels(text)[0]).toBe('loki.write.w.receiver');
  const after = choose(text, 'loki.write.w.receiver');
  expect(after).toContain('logs = [otelcol.exporter.loki.default.input]');
  expect(after).toContain('otelcol.exporter.loki "default" {\n\tforward_to = [loki.write.w.receiver]\n}');
});

test('the name alone where the rest stands already', () => {
  expect(choose('loki.wri| "x" {\n}\n', 'loki.write', true)).toBe('loki.write "x" {\n}\n');
  expect(choose('logging {\n\tlev| = "info"\n}\n', 'level', true)).toBe('logging {\n\tlevel = "info"\n}\n');
});

test('attributes with a value to fill in', () => {
  expect(choose('loki.write "x" {\n\tendpoint {\n\t\t|\n\t}\n}\n', 'url', true)).toContain('url = "$1"');
  expect(choose('loki.write "x" {\n\tendpoint {\n\t\t|\n\t}\n}\n', 'url')).toContain('url = ""');
});

test('labels that metrics have once they are scraped', () => {
  const text =
    'discovery.kubernetes "k" {\n\trole = "pod"\n}\ndiscovery.relabel "d" {\n\ttargets = discovery.kubernetes.k.targets\n\n\trule {\n\t\ttarget_label = "team"\n\t}\n}\nprometheus.scrape "s" {\n\ttargets    = discovery.relabel.d.output\n\tforward_to = [prometheus.relabel.r.receiver]\n}\nprometheus.relabel "r" {\n\tforward_to = []\n\n\trule {\n\t\tsource_labels = ["|"]\n\t}\n}\n';
  expect(labels(text)).toEqual(expect.arrayContaining(['__name__', 'instance', 'job', 'team']));
  expect(labels(text)).not.toContain('__meta_kubernetes_pod_name');
});

test('the labels of a target that is written out', () => {
  const scrape = (keys: string): string => `prometheus.scrape "s" {\n\ttargets    = [{${keys}}]\n\tforward_to = []\n}\n`;
  expect(labels(scrape('"job" = "x", |'))).toContain('__address__');
  expect(labels(scrape('"job" = "x", |'))).not.toContain('job');
  expect(labels(scrape('"|" = "x"'))).toContain('__address__');
  expect(choose(scrape('|'), '__address__', true)).toContain('{"__address__" = "$1"}');
  expect(labels('local.file_match "m" {\n\tpath_targets = [{|}]\n}\n')).toContain('__path__');
});

test('where data ends, before what gives it on', () => {
  const found = labels('loki.relabel "r" {\n\tforward_to = [|]\n}\n').filter((label) => label.startsWith('new '));
  expect(found.indexOf('new loki.write')).toBeLessThan(found.indexOf('new loki.process'));
  expect(labels('discovery.kubernetes "k" {\n\trole = |\n}\n').slice(0, 7)).toEqual(expect.arrayContaining(['"pod"', '"node"']));
});

test('what a component exports behind an index', () => {
  const text =
    'remote.kubernetes.secret "s" {\n\tname      = "a"\n\tnamespace = "b"\n}\nloki.write "w" {\n\tendpoint {\n\t\turl = remote.kubernetes.secret.s.|\n\t}\n}\n';
  expect(labels(text.replace('url =', 'bearer_token ='))).toEqual(['remote.kubernetes.secret.s.data']);
});
