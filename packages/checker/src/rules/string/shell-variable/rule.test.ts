import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

/** `${NAME}`, which this language would take for its own. */
const variable = (name: string): string => `\${${name}}`;
const labelled = (value: string): string =>
  `loki.source.journal "j" {\n\tforward_to = [loki.echo.e.receiver]\n\tlabels     = {"host" = ${value}}\n}\n\nloki.echo "e" { }\n`;

describe('string/shell-variable', () => {
  test('speaks of variables of a shell, and of those of the Collector', () => {
    expect(lint(labelled(`"${variable('NODE_NAME')}"`))).toEqual(['3:26 string/shell-variable']);
    expect(lint(labelled(`"node-${variable('env:NODE_NAME')}"`))).toEqual(['3:31 string/shell-variable']);
  });

  test('reads them with sys.env', () => {
    expect(fixed('string/shell-variable', labelled(`"${variable('NODE_NAME')}"`))).toContain('{"host" = sys.env("NODE_NAME")}');
    expect(fixed('string/shell-variable', labelled(`"${variable('REGION')}-node-${variable('env:NODE_NAME')}.local"`))).toContain(
      '{"host" = sys.env("REGION") + "-node-" + sys.env("NODE_NAME") + ".local"}',
    );
  });

  test('is quiet about captures, and about raw strings', () => {
    expect(lint(labelled(`"${variable('1')}"`))).toEqual([]);
    expect(lint(labelled(`"${variable('host')}"`))).toEqual([]);
    expect(lint(labelled(`\`${variable('NODE_NAME')}\``))).toEqual([]);
  });

  test('is quiet where a relabel rule names its captures so', () => {
    const text = `
discovery.relabel "d" {
	targets = [{"__address__" = "a:1"}]

	rule {
		source_labels = ["__address__"]
		regex         = "(?P<HOST>[^:]+):.*"
		target_label  = "host"
		replacement   = "\${HOST}"
	}
}
`;
    expect(lint(text).filter((each) => each.endsWith('string/shell-variable'))).toEqual([]);
  });

  const TEXT = labelled(`"${variable('NODE_NAME')}"`);
  const said = (files: Record<string, string>): string[] => checkAll(files).map(({ code }) => code);

  test.each([
    'config.alloy.tmpl',
    'config.alloy.j2',
    'config.gotmpl.alloy',
    'alloy.alloy.tftpl',
    'config.alloy.envsubst',
    'roles/alloy/templates/config.alloy',
  ])('is quiet where the name of the file says that it is made into another one: %s', (path) => {
    expect(said({ [path]: TEXT })).toEqual([]);
  });

  test('speaks where the name says nothing', () => {
    expect(said({ 'monitoring/alloy/config.alloy': TEXT })).toEqual(['string/shell-variable']);
    expect(said({ 'admin.internal/my-kubernetes-notes/config.alloy': TEXT })).toEqual(['string/shell-variable']);
  });

  test.each([
    ['an escaped dollar', '$${1}'],
    ['an escaped capture', '$$1'],
    ['a default', `\${HOST:=a}`],
    ['a default of a shell', `\${HOST:-a}`],
    ['a variable of Terraform', `\${var.host}`],
    ['a statement of Helm', '{{- .Values.host }}'],
    ['a value of Helm', '{{ .Values.host }}'],
    ['a statement of Jinja', '{% if host %}'],
  ])('is quiet where the text holds %s', (_, sign) => {
    expect(lint(`${TEXT}\n// ${sign}\n`)).toEqual([]);
  });

  test('is quiet where a comment tells of it, and not where it tells of something else', () => {
    expect(lint(`// Run through envsubst by the entrypoint.\n${TEXT}`)).toEqual([]);
    expect(lint(`/* Variables are substituted by Flux. */\n${TEXT}`)).toEqual([]);
    expect(lint(`// assay: ignore-file string/backspace: the template has it\n${TEXT}`)).toContain('4:26 string/shell-variable');
    expect(lint(`// Logs of the node.\n${TEXT}`)).toEqual(['4:26 string/shell-variable']);
  });

  test('is quiet about Beyla, which replaces variables itself', () => {
    const beyla = `beyla.ebpf "b" {\n\tattributes {\n\t\tkubernetes {\n\t\t\tenable       = "true"\n\t\t\tcluster_name = "${variable('CLUSTER')}"\n\t\t}\n\t}\n}\n`;
    expect(lint(beyla).filter((each) => each.endsWith('shell-variable'))).toEqual([]);
  });

  const CLUSTER = labelled(`"${variable('CLUSTER')}"`);

  test.each(['kubernetes/apps/observability/alloy/app/resources/config.alloy', 'clusters/prod/config.alloy', 'gitops/config.alloy'])(
    'is quiet in a folder of manifests but about what differs from pod to pod: %s',
    (path) => {
      expect(said({ [path]: CLUSTER })).toEqual([]);
      expect(said({ [path]: TEXT })).toEqual(['string/shell-variable']);
    },
  );
});
