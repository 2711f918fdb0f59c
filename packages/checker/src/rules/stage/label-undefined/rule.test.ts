import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const process = (...stages: string[]): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n${stages.map((stage) => `\tstage.${stage}\n`).join('\n')}}\n\nloki.echo "e" { }\n`;
const file = (targets: string, rest = ''): string =>
  `\nloki.source.file "f" {\n\ttargets    = ${targets}\n\tforward_to = [loki.process.p.receiver]\n${rest}}\n`;
const FILE = file('[{"__path__" = "/var/log/a.log", "app" = "a"}]');
const said = (text: string): string[] => lint(text).filter((each) => each.endsWith('label-undefined'));
const of = (...stages: string[]): string[] => said(process(...stages) + FILE);
const labels = (values: string): string => `labels {\n\t\tvalues = {${values}}\n\t}`;
const json = (names: string): string => `json {\n\t\texpressions = {${names}}\n\t}`;
/** Reads a label that nothing extracts, in a component that is given lines in the way that is tried. */
const from = (source: string, label: string): string[] => said(process(labels(`${label} = ""`)) + source);
const FOUND = ['5:13 stage/label-undefined'];

describe('stage/label-undefined', () => {
  test('speaks of what is extracted further down', () => {
    expect(of(labels('severity = "level"'), json('level = ""'))).toEqual(FOUND);
    const [found] = checkAll({ a: process(labels('severity = "level"'), json('level = ""')) + FILE });
    expect(found?.message).toBe(
      '"level" is only extracted further down and does not come in as a label, so this stage cannot make a label of it',
    );
  });

  test('speaks of what nothing extracts', () => {
    expect(of(json('lvl = "level"'), labels('level = "", lvl = ""'))).toEqual(['9:13 stage/label-undefined']);
    const [found] = checkAll({ a: process(labels('level = ""')) + FILE });
    expect(found?.message).toBe(
      'no stage before this one extracts "level" and it does not come in as a label, so this stage cannot make a label of it',
    );
  });

  test('knows what a regular expression, a template and a pattern extract', () => {
    expect(of('regex {\n\t\texpression = "(?P<level>[a-z]+)"\n\t}', labels('level = null'))).toEqual([]);
    expect(of('template {\n\t\tsource   = "level"\n\t\ttemplate = "info"\n\t}', labels('level = ""'))).toEqual([]);
    expect(of('pattern {\n\t\tpattern = "<ip> <_> <level>"\n\t}', labels('level = "", ip = ""'))).toEqual([]);
    expect(of('cri { }', labels('stream = ""'))).toEqual([]);
    expect(of('truncate {\n\t\trule {\n\t\t\tlimit = "1KiB"\n\t\t}\n\t}', labels('level = ""'))).toEqual(['11:13 stage/label-undefined']);
  });

  test('is quiet behind a stage that may extract anything, and about structured metadata', () => {
    expect(of('eventlogmessage { }', labels('EventID = ""'))).toEqual([]);
    expect(of('labels {\n\t\tvalues      = {level = ""}\n\t\tsource_type = "structured_metadata"\n\t}')).toEqual([]);
  });

  test('knows the labels of a file, of its targets and of what relabels them', () => {
    expect(of(labels('app = "", filename = "", service = "app"'))).toEqual([]);
    const relabel = (rule: string): string =>
      `${file('local.file_match.m.targets')}\nlocal.file_match "m" {\n\tpath_targets = array.concat(discovery.relabel.r.output, [{"__path__" = "/a", "team" = "b"}])\n}\n\ndiscovery.relabel "r" {\n\ttargets = discovery.kubernetes.k.targets\n\n\trule {\n\t\t${rule}\n\t}\n}\n\ndiscovery.kubernetes "k" {\n\trole = "pod"\n}\n`;
    const ip = relabel('source_labels = ["__meta_kubernetes_pod_ip"]\n\t\ttarget_label  = "ip"');
    expect(from(ip, 'ip')).toEqual([]);
    expect(from(ip, 'team')).toEqual([]);
    expect(from(ip, 'host')).toEqual(FOUND);
    // What these write is only known when Alloy runs.
    expect(from(relabel('action = "labelmap"\n\t\tregex  = "__meta_kubernetes_pod_label_(.+)"'), 'host')).toEqual([]);
    expect(from(relabel('source_labels = ["__meta_kubernetes_pod_ip"]\n\t\tregex = "(.).*"\n\t\ttarget_label  = "ip_$1"'), 'host')).toEqual(
      [],
    );
  });

  test('knows the labels of journals and containers', () => {
    const journal = (rest: string): string => `\nloki.source.journal "j" {\n\tforward_to = [loki.process.p.receiver]\n${rest}}\n`;
    expect(from(journal('\tlabels = {a = "b"}\n'), 'a')).toEqual([]);
    expect(from(journal(''), 'job')).toEqual([]);
    expect(from(journal(''), 'unit')).toEqual(FOUND);
    const rules =
      '\nloki.relabel "r" {\n\tforward_to = []\n\n\trule {\n\t\tsource_labels = ["__journal__systemd_unit"]\n\t\ttarget_label  = "unit"\n\t}\n}\n';
    expect(from(journal('\trelabel_rules = loki.relabel.r.rules\n') + rules, 'unit')).toEqual([]);
    expect(from(journal('\trelabel_rules = loki.relabel.r.rules\n') + rules, 'host')).toEqual(FOUND);
    const kubernetes =
      '\nloki.source.kubernetes "k" {\n\ttargets    = discovery.kubernetes.k.targets\n\tforward_to = [loki.process.p.receiver]\n}\n\ndiscovery.kubernetes "k" {\n\trole = "pod"\n}\n';
    expect(from(kubernetes, 'instance')).toEqual([]);
    expect(from(kubernetes, 'pod')).toEqual(FOUND);
  });

  test('knows what other stages and relabelling on the way add', () => {
    const chain = (stage: string): string =>
      `${file('[{"__path__" = "/a"}]').replace('process.p', 'relabel.r')}\nloki.relabel "r" {\n\tforward_to = [loki.process.q.receiver]\n\n\trule {\n\t\ttarget_label = "zone"\n\t\treplacement  = "a"\n\t}\n}\n\nloki.process "q" {\n\tforward_to = [loki.process.p.receiver]\n\n\tstage.${stage}\n}\n`;
    const fixed = chain('static_labels {\n\t\tvalues = {env = "prod"}\n\t}');
    expect(from(fixed, 'zone')).toEqual([]);
    expect(from(fixed, 'env')).toEqual([]);
    expect(from(fixed, 'region')).toEqual(FOUND);
    expect(from(chain('docker { }'), 'stream')).toEqual([]);
    // What is extracted is gone at the end of a component.
    expect(from(chain(json('region = ""')), 'region')).toEqual(FOUND);
  });

  test('is quiet where anything that sends to it is not known', () => {
    expect(said(process(labels('level = ""')))).toEqual([]);
    const api = '\nloki.source.api "in" {\n\thttp { }\n\tforward_to = [loki.process.p.receiver]\n}\n';
    expect(from(api, 'level')).toEqual([]);
    expect(from(FILE + api, 'level')).toEqual([]);
    expect(from(`${file('discovery.file.f.targets', '')}\ndiscovery.file "f" {\n\tfiles = ["/a.json"]\n}\n`, 'level')).toEqual([]);
    expect(from(file('encoding.from_json(sys.env("TARGETS"))'), 'level')).toEqual([]);
    expect(from(`${FILE}\nlogging {\n\twrite_to = [loki.process.p.receiver]\n}\n`, 'level')).toEqual([]);
    const module = `declare "m" {\n${process(labels('level = ""'))}${FILE}\n\texport "receiver" {\n\t\tvalue = loki.process.p.receiver\n\t}\n}\n\nm "x" { }\n`;
    expect(said(module)).toEqual([]);
    expect(said(module.replace(/\texport[^}]*}\n/, ''))).toEqual(['6:13 stage/label-undefined']);
  });

  test('is quiet where there are very many components on the way', () => {
    const many = (count: number): string =>
      Array.from({ length: count }, (_, at) => file('[{"__path__" = "/a"}]').replace('"f"', `"f${at}"`)).join('');
    expect(from(many(100), 'level')).toEqual(FOUND);
    expect(from(many(101), 'level')).toEqual([]);
  });

  test('says what makes a label of a fixed value', () => {
    const [found] = checkAll({ a: process(labels('level = "info"')) + FILE });
    expect(found?.notes).toEqual(['to give all lines the label level="info" use stage.static_labels']);
  });
});
