import { expect, test } from 'vitest';
import { applyEdits } from '../diagnostics/edits.ts';
import { checkAll } from '../testing.ts';

/** What the fixes of a code make of a text: the lines that change, by title. */
function proposals(code: string, text: string): string[] {
  const before = new Set(text.split('\n'));
  return checkAll({ a: text })
    .filter((finding) => finding.code === code)
    .flatMap(({ fixes }) => fixes)
    .map(({ title, edits }) => {
      const lines = applyEdits(text, edits)
        .split('\n')
        .filter((line) => !before.has(line));
      return [title, ...lines.map((line) => line.trim())].join(' | ');
    });
}

const SINKS = 'loki.write "store" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}\n';

test('a label that became an attribute goes there', () => {
  const blackbox = (rest = ''): string =>
    `prometheus.exporter.blackbox "b" {\n\tconfig_file = "/etc/b.yml"\n\n\ttarget "grafana" {\n\t\taddress = "http://grafana"${rest}\n\t}\n}\n`;
  expect(proposals('block/label-not-supported', blackbox())).toEqual(['make "name" of the label | target { | name = "grafana"']);
  expect(proposals('block/label-not-supported', blackbox('\n\t\tname = "g"'))).toEqual(['remove the label | target {']);
  const short = 'prometheus.exporter.blackbox "s" {\n\tconfig_file = "/etc/b.yml"\n\n\ttarget "switch" { address = "10.0.0.1" }\n}\n';
  expect(proposals('block/label-not-supported', short)).toEqual([
    'make "name" of the label | target { | name = "switch" | address = "10.0.0.1" }',
  ]);
  const rule = 'discovery.relabel "r" {\n\ttargets = []\n\n\trule "a" {\n\t\taction = "drop"\n\t}\n}\n';
  expect(proposals('block/label-not-supported', rule)).toEqual(['remove the label | rule {']);
});

test('a component is referred to with the export that fits', () => {
  const scrape = (targets: string): string =>
    `discovery.kubernetes "pods" {\n\trole = "pod"\n}\n\nprometheus.scrape "s" {\n\ttargets    = ${targets}\n\tforward_to = []\n}\n`;
  expect(proposals('reference/unknown', scrape('discovery.kubernetes.podz'))).toEqual([
    'did you mean "discovery.kubernetes.pods.targets"? | targets    = discovery.kubernetes.pods.targets',
  ]);
  expect(proposals('reference/unknown', scrape('discovery.kubernetes.podz.targets'))).toEqual([
    'did you mean "discovery.kubernetes.pods"? | targets    = discovery.kubernetes.pods.targets',
  ]);
  const logs = (receiver: string): string => `loki.relabel "r" {\n\tforward_to = ${receiver}\n}\n\n${SINKS}`;
  expect(proposals('reference/unknown', logs('loki.write.stor'))).toEqual([
    'did you mean "[loki.write.store.receiver]"? | forward_to = [loki.write.store.receiver]',
  ]);
  expect(proposals('reference/unknown', logs('[loki.write.stor]'))).toEqual([
    'did you mean "loki.write.store.receiver"? | forward_to = [loki.write.store.receiver]',
  ]);
  expect(proposals('reference/missing-export', logs('loki.write.store'))).toEqual([
    'write "[loki.write.store.receiver]" | forward_to = [loki.write.store.receiver]',
  ]);
  // `loki.relabel` exports rules too, so that nothing tells which one is meant in a string.
  const text = `loki.relabel "rel" {\n\tforward_to = []\n}\n\nlocal.file "f" {\n\tfilename = loki.relabel.rell\n}\n`;
  const [found] = checkAll({ a: text }).filter(({ code }) => code === 'reference/unknown');
  expect(found).toMatchObject({ fixes: [], notes: ['did you mean "loki.relabel.rel", with one of its exports behind it?'] });
});

test('nothing is said to refer to itself, or to what it does not export', () => {
  expect(proposals('reference/unknown', `loki.relabel "rel" {\n\tforward_to = [loki.relabel.rell.receiver]\n}\n`)).toEqual([]);
  const text = `discovery.docker "main" {\n\thost = "unix:///var/run/docker.sock"\n}\n\nloki.relabel "r" {\n\tforward_to = [discovery.docker.mail.receiver]\n}\n`;
  expect(proposals('reference/unknown', text)).toEqual([]);
});

test('an export is mended with what is read behind it', () => {
  const logs = (receiver: string): string => `loki.relabel "r" {\n\tforward_to = [${receiver}]\n}\n\n${SINKS}`;
  expect(proposals('reference/no-such-export', logs('loki.write.store.reciever'))).toEqual([
    'write "receiver" | forward_to = [loki.write.store.receiver]',
  ]);
  expect(proposals('reference/no-such-export', logs('loki.write.store.endpoint.receiver'))).toEqual([
    'did you mean "receiver"? | forward_to = [loki.write.store.receiver]',
  ]);
  expect(proposals('reference/no-such-export', logs('loki.write.store.reciever.x'))).toEqual([]);
  const scrape = `prometheus.scrape "s" {\n\ttargets    = loki.write.store.target\n\tforward_to = []\n}\n\n${SINKS}`;
  expect(proposals('reference/no-such-export', scrape)).toEqual([]);
});

test('another name is given only to what can have it', () => {
  const name = (block: string): { fixes: string[]; notes: readonly string[] } => ({
    fixes: proposals('structure/unknown-component', block),
    notes: checkAll({ a: block }).flatMap(({ code, notes }) => (code === 'structure/unknown-component' ? notes : [])),
  });
  expect(name('loki.rellabel "x" {\n\tforward_to = []\n}\n').fixes).toEqual(['did you mean "loki.relabel"? | loki.relabel "x" {']);
  const without = [
    'loki.rellabel "x" { }\n',
    'loki.rellabel {\n\tforward_to = []\n}\n',
    'loki.rellabel "x" {\n\tforward_to = []\n\ttargets = []\n}\n',
  ];
  for (const text of without) expect(name(text)).toEqual({ fixes: [], notes: ['did you mean "loki.relabel"?'] });
  const census = 'otelcol.receiver.opencensus "x" {\n\tendpoint = "0.0.0.0:55678"\n\n\toutput { }\n}\n';
  expect(name(census).fixes).toEqual([]);
  expect(name('otelcol.receiver.opencensus "x" {\n\toutput { }\n}\n').fixes).toEqual([]);
  expect(name('otelcol.exporter.logging "x" { }\n').fixes).toEqual(['use "otelcol.exporter.debug" | otelcol.exporter.debug "x" { }']);

  const attribute = (rest: string): string[] => proposals('block/unknown-attribute', `loki.relabel "x" {\n${rest}}\n`);
  expect(attribute('\tforward_too = []\n')).toEqual(['did you mean "forward_to"? | forward_to = []']);
  expect(attribute('\tforward_too = []\n\tforward_to = []\n')).toEqual([]);
  expect(attribute('\tforward_to = []\n\tmax_cache_sizes = "x"\n')).toEqual([]);
  const stage = 'loki.process "p" {\n\tforward_to = []\n\n\tstage.macht { }\n}\n';
  expect(proposals('block/unknown-block', stage)).toEqual([]);
  expect(proposals('block/unknown-block', stage.replace('{ }', '{\n\t\tselector = `{a="b"}`\n\t\taction = "drop"\n\t}'))).toEqual([
    'did you mean "stage.match"? | stage.match {',
  ]);
});

test('no component is proposed that may not be used', () => {
  const text = 'otelcol.processor.intervall "x" {\n\toutput { }\n}\n';
  const fixes = (stability: 'experimental' | 'generally-available'): unknown[] =>
    checkAll({ a: text }, { stability }).flatMap(({ code, fixes }) => (code === 'structure/unknown-component' ? fixes : []));
  expect(fixes('experimental')).toHaveLength(1);
  expect(fixes('generally-available')).toEqual([]);
});

test('of three that exclude each other one is not enough to take out', () => {
  const tenant = (rest: string): string => `loki.process "p" {\n\tforward_to = []\n\n\tstage.tenant {\n${rest}\t}\n}\n`;
  expect(proposals('exclusive/one-of', tenant('\t\tvalue = "a"\n\t\tlabel = "b"\n')).map((each) => each.split(' |')[0])).toEqual([
    'take "value" out',
    'take "label" out',
  ]);
  expect(proposals('exclusive/one-of', tenant('\t\tvalue = "a"\n\t\tlabel = "b"\n\t\tsource = "c"\n'))).toEqual([]);
});

test('one value where a list is wanted is wrapped, whatever it is', () => {
  const rule = (labels: string): string =>
    `discovery.relabel "r" {\n\ttargets = []\n\n\trule {\n\t\tsource_labels = ${labels}\n\t\ttarget_label  = "a"\n\t}\n}\n`;
  expect(proposals('type/mismatch', rule('"x"'))).toEqual(['wrap in a list | source_labels = ["x"]']);
  expect(proposals('type/mismatch', rule('true'))).toEqual([]);
  const scrape = 'prometheus.scrape "s" {\n\ttargets    = {"__address__" = "a:80"}\n\tforward_to = []\n}\n';
  expect(proposals('type/mismatch', scrape)).toEqual(['wrap in a list | targets    = [{"__address__" = "a:80"}]']);
  const logs = `loki.relabel "r" {\n\tforward_to = loki.write.store.receiver\n}\n\n${SINKS}`;
  expect(proposals('type/wrong-reference', logs)).toEqual(['wrap in a list | forward_to = [loki.write.store.receiver]']);
});
