import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { assay, inFolder, write } from '../testing.ts';

inFolder();

const source =
  'loki.source.file "logs" {\n\ttargets    = [{__path__ = "/var/log/syslog"}]\n\tforward_to = [loki.write.store.receiver]\n}\n';
const sink = 'loki.write "store" {\n\tendpoint {\n\t\turl = "http://loki/loki/api/v1/push"\n\t}\n}\n';
const whole = `${source}\n${sink}`;

const workload = (kind: string, name: string, args: readonly string[], rest = '', volume = name): string => `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
spec:${rest}
  template:
    spec:
      containers:
        - name: reloader
          image: quay.io/prometheus-operator/prometheus-config-reloader:v0.81.0
        - name: alloy
          image: docker.io/grafana/alloy:v1.18.1
          args:
${args.map((each) => `            - ${each}`).join('\n')}
      volumes:
        - name: config
          configMap:
            name: ${volume}
`;

/** Runs `assay init` on a repository, and what it wrote on that repository. */
async function init(files: Readonly<Record<string, unknown>>): Promise<{ out: string; written: Record<string, unknown>; text: string }> {
  write(files);
  const { status, out, err } = await assay(['init']);
  expect([status, err]).toEqual([0, 'assay.json written\n']);
  const text = readFileSync('assay.json', 'utf8');
  const written = JSON.parse(text.replace(/^ *\/\/.*$/gm, ''));
  // It can be read, contradicts nothing, and all that is named is there.
  if (Object.keys(files).some((path) => path.endsWith('.alloy'))) {
    const config = await assay(['config', '.']);
    expect([config.status, config.err]).toEqual([0, '']);
    expect((await assay(['check', '.'])).err).toBe('');
  }
  return { out, written, text };
}

describe('repositories', () => {
  test('configuration alone: files that refer to each other are a program', async () => {
    const { written, out } = await init({ 'a/logs.alloy': source, 'a/write.alloy': sink, 'b/all.alloy': whole, 'testdata/bad.alloy': 'x' });
    expect(written).toEqual({ programs: [{ files: ['a/*.alloy'] }], ignores: ['testdata'] });
    expect(out).toBe('4 files of Alloy found (*.alloy, *.river)\n');
  });

  test('nothing at all', async () => {
    const { written, out } = await init({ 'README.md': 'alloy' });
    expect(written).toEqual({});
    expect(out).toBe('No configuration of Alloy found (*.alloy, *.river)\n');
  });

  test('kustomize with a DaemonSet', async () => {
    const { written, out, text } = await init({
      'deploy/kustomization.yaml':
        'resources: [agent.yaml]\nconfigMapGenerator:\n  - name: agent\n    files:\n      - config/logs.alloy\n      - sink.alloy=config/write.alloy\n',
      'deploy/agent.yaml': workload('DaemonSet', 'agent', ['run', '/etc/alloy', '--stability.level=public-preview']),
      'deploy/config/logs.alloy': source,
      'deploy/config/write.alloy': sink,
    });
    expect(written).toEqual({
      programs: [
        { name: 'agent', files: ['deploy/config/*.alloy'], kind: 'daemonset', stability: 'public-preview', alloyVersion: 'v1.18' },
      ],
    });
    expect(out).toBe(`2 files of Alloy found (*.alloy, *.river)

DaemonSet "agent" deploy/agent.yaml:1
  kind daemonset  DaemonSet "agent": deploy/agent.yaml:2
  alloyVersion v1.18.1  image docker.io/grafana/alloy:v1.18.1: deploy/agent.yaml:12
  stability public-preview  --stability.level=public-preview: deploy/agent.yaml:16
`);
    expect(text).toContain('      // configMapGenerator: deploy/kustomization.yaml:5\n');
    expect(text).toContain('      // --stability.level=public-preview: deploy/agent.yaml:16\n      "stability": "public-preview"');
  });

  test('a StatefulSet that is a cluster, its configuration inside of a ConfigMap', async () => {
    const { written, out } = await init({
      'all.yaml': `${workload('StatefulSet', 'metrics', ['run', '/etc/alloy/config.alloy', '--cluster.enabled=true', '--feature.community-components.enabled'], '\n  replicas: 3')}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: metrics\ndata:\n  config.alloy: |\n    logging {\n    }\n`,
    });
    expect(written).toEqual({ kind: 'statefulset', replicas: 3, clustering: true, communityComponents: true, alloyVersion: 'v1.18' });
    expect(out).toContain('note: all.yaml: configuration of Alloy inside of YAML is not checked\n');
  });

  test('values of the chart of Alloy, beside its configuration', async () => {
    const { written } = await init({
      'charts/gateway/values.yaml':
        'controller:\n  type: statefulset\n  replicas: 2\nimage:\n  tag: v1.17.0\nalloy:\n  clustering:\n    enabled: true\n  stabilityLevel: experimental\n  extraArgs:\n    - --feature.community-components.enabled=true\n',
      'charts/gateway/files/gateway.alloy': whole,
      'other/x.alloy': whole,
    });
    expect(written).toEqual({
      kind: 'statefulset',
      replicas: 2,
      clustering: true,
      stability: 'experimental',
      alloyVersion: 'v1.17',
      communityComponents: true,
    });
  });

  test('several charts, each with its configuration', async () => {
    const { written } = await init({
      'gateway/values.yaml': 'controller:\n  type: deployment\nalloy:\n  configMap:\n    create: false\n',
      'gateway/a.alloy': source,
      'gateway/b.alloy': sink,
      'node/values-node.yaml': 'alloy:\n  alloy:\n    mounts:\n      varlog: true\n',
      'node/a.alloy': whole,
    });
    expect(written).toEqual({
      programs: [{ name: 'gateway', files: ['gateway/*.alloy'], kind: 'deployment' }],
      overrides: [{ files: ['node'], kind: 'daemonset' }],
    });
  });

  test('values of k8s-monitoring', async () => {
    const { out } = await init({
      'values.yaml':
        'cluster:\n  name: c\nalloy-metrics:\n  enabled: true\n  controller:\n    replicas: 3\nalloy-logs:\n  enabled: true\nalloy-profiles:\n  enabled: false\n',
      'new.yaml':
        'collectors:\n  singles:\n    presets: [singleton]\n  big:\n    presets: [clustered, statefulset]\n    alloy:\n      stabilityLevel: experimental\n# alloy\n',
    });
    expect(out.match(/^\S.*\d$|^ {2}.*(?= {2})/gm)).toEqual([
      'collector "singles" of k8s-monitoring new.yaml:2',
      '  kind deployment',
      '  replicas 1',
      'collector "big" of k8s-monitoring new.yaml:4',
      '  kind statefulset',
      '  clustering true',
      '  stability experimental',
      'alloy-metrics of k8s-monitoring values.yaml:3',
      '  kind statefulset',
      '  clustering true',
      '  replicas 3',
      'alloy-logs of k8s-monitoring values.yaml:7',
      '  kind daemonset',
    ]);
  });

  test('releases of Flux, Argo and of k3s: values in a text count their lines in the file', async () => {
    const { out } = await init({
      'flux.yaml':
        'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: logs\nspec:\n  values:\n    controller:\n      type: daemonset\n    alloy:\n      stabilityLevel: experimental\n',
      'argo.yaml':
        'kind: Application\nmetadata:\n  name: traces\nspec:\n  source:\n    helm:\n      values: |\n        alloy:\n          clustering:\n            enabled: true\n        controller:\n          type: statefulset\n',
      'operator.yaml':
        'apiVersion: collectors.grafana.com/v1alpha1\nkind: Alloy\nmetadata:\n  name: own\nspec:\n  alloy:\n    stabilityLevel: public-preview\n',
    });
    expect(out).toContain('clustering true  clustering.enabled: true: argo.yaml:10\n');
    expect(out).toContain('kind statefulset  controller.type: statefulset: argo.yaml:12\n');
    expect(out).toContain('values of the chart of Alloy "logs" flux.yaml:6\n');
    expect(out).toContain('Alloy "own" operator.yaml:5\n  stability public-preview  stabilityLevel: public-preview: operator.yaml:7\n');
  });

  test('compose with one file', async () => {
    const { written, text } = await init({
      'docker-compose.yml':
        'services:\n  loki:\n    image: grafana/loki:3.5.0\n  collector:\n    image: grafana/alloy:latest\n    volumes:\n      - ./alloy/main.alloy:/etc/alloy/config.alloy:ro\n      - alloy-data:/var/lib/alloy\n',
      'alloy/main.alloy': whole,
      'alloy/old.alloy': whole,
    });
    expect(written).toEqual({ programs: [{ name: 'collector', files: ['alloy/main.alloy'], kind: 'host' }] });
    expect(text).toContain('// volume ./alloy/main.alloy:/etc/alloy/config.alloy: docker-compose.yml:7');
  });

  test('compose with a directory, and flags in one text', async () => {
    const { written } = await init({
      'stack/compose.yaml':
        'services:\n  alloy:\n    image: grafana/alloy:v1.16.3\n    command: run --server.http.listen-addr=0.0.0.0:12345 --stability.level experimental /etc/alloy\n    volumes:\n      - type: bind\n        source: ../agent\n        target: /etc/alloy\n',
      'agent/logs.alloy': source,
      'agent/write.alloy': sink,
    });
    expect(written).toEqual({
      programs: [{ name: 'alloy', files: ['agent/*.alloy'], kind: 'host', alloyVersion: 'v1.16', stability: 'experimental' }],
    });
  });

  test('systemd, with a file of environment variables', async () => {
    const { written, out } = await init({
      'roles/alloy/files/etc/default/alloy':
        '# Command line options\nCUSTOM_ARGS="--stability.level=public-preview --feature.community-components.enabled"\nCONFIG_FILE="/etc/alloy/config.alloy"\n',
      'roles/alloy/files/etc/alloy/config.alloy': whole,
      'other.alloy': whole,
    });
    expect(written).toEqual({
      programs: [
        {
          name: 'alloy',
          files: ['roles/alloy/files/etc/alloy/config.alloy'],
          kind: 'host',
          stability: 'public-preview',
          communityComponents: true,
        },
      ],
    });
    expect(out).toContain('communityComponents true  --feature.community-components.enabled: roles/alloy/files/etc/default/alloy:2\n');
  });

  test('a unit of systemd over several lines', async () => {
    const { written } = await init({
      'alloy.service':
        '[Service]\nExecStart=/usr/bin/alloy run \\\n  --stability.level=experimental \\\n  --storage.path=/var/lib/alloy \\\n  /etc/alloy/config.alloy\n',
      'config.alloy': whole,
    });
    expect(written).toEqual({ programs: [{ name: 'alloy', files: ['config.alloy'], kind: 'host', stability: 'experimental' }] });
  });

  test('an image of its own', async () => {
    const { written } = await init({
      Dockerfile:
        'FROM golang:1.25 AS build\n\nFROM grafana/alloy:v1.18.0\nCOPY conf/ /etc/alloy/\nCMD ["run", "--stability.level=experimental", "/etc/alloy"]\n',
      'conf/a.alloy': source,
      'conf/b.alloy': sink,
    });
    expect(written).toEqual({ programs: [{ name: 'alloy', files: ['conf/*.alloy'], alloyVersion: 'v1.18', stability: 'experimental' }] });
  });

  test('several deployments; two of one program that differ', async () => {
    const config = (name: string): string => `configMapGenerator:\n  - name: ${name}\n    files: [../config/${name}.alloy]\n`;
    const { written, out } = await init({
      'gateway/kustomization.yaml': config('gateway'),
      'gateway/gateway.yaml': workload('Deployment', 'gateway', ['run', '/etc/alloy/gateway.alloy'], '\n  replicas: 2'),
      'gateway/big.yaml': workload('Deployment', 'gateway', ['run', '/etc/alloy/gateway.alloy'], '\n  replicas: 5'),
      'node/kustomization.yaml': config('node'),
      'node/node.yaml': workload('DaemonSet', 'node', ['run', '/etc/alloy/node.alloy']),
      'config/gateway.alloy': whole,
      'config/node.alloy': whole,
    });
    expect(written).toEqual({
      programs: [
        { name: 'gateway', files: ['config/gateway.alloy'], kind: 'deployment', alloyVersion: 'v1.18' },
        { name: 'node', files: ['config/node.alloy'], kind: 'daemonset', alloyVersion: 'v1.18' },
      ],
    });
    expect(out).toContain('note: replicas differs, and was left out: 5 in gateway/big.yaml:6, 2 in gateway/gateway.yaml:6\n');
  });

  test('templates, broken files and a version that nobody knows', async () => {
    const { written, out } = await init({
      'chart/templates/agent.yaml': `{{- if .Values.enabled }}\n${workload('DaemonSet', 'agent', ['run'])}{{- end }}\n`,
      'broken.yaml': 'image: grafana/alloy\n  a: [\n',
      'deep.yaml': `# alloy\n${'['.repeat(20_000)}`,
      'compose.yaml': 'services:\n  alloy:\n    image: grafana/alloy:v9.1.0\n    command: [run, --stability.level=none]\n',
      'aliases.yaml': 'a: &a [alloy, alloy]\nb: &b [*a, *a]\nc: [*b, *b]\nservices: *a\n',
    });
    expect(written).toEqual({ kind: 'host' });
    for (const note of [
      'chart/templates/agent.yaml: is a template, and was not looked at',
      'broken.yaml: is no YAML that can be read',
      'compose.yaml:3: "v9.1.0" is no version of Alloy that is known, so the default counts',
      'compose.yaml:4: "none" is no level of stability',
    ])
      expect(out).toContain(`note: ${note}\n`);
  });
});

describe('writing', () => {
  test('overwrites nothing without --force', async () => {
    write({ 'assay.json': '{}', '.github/workflows/assay.yml': 'mine', 'a.alloy': whole });
    expect(await assay(['init', '--workflow'])).toMatchObject({
      status: 2,
      err: 'assay.json: is there already, and stays as it is\nassay: .github/workflows/assay.yml: is there already (--force replaces it)\nSee: assay init --help\n',
    });
    expect(readFileSync('.github/workflows/assay.yml', 'utf8')).toBe('mine');
    expect(await assay(['init'])).toMatchObject({
      status: 2,
      err: 'assay: assay.json: is there already (--force replaces it)\nSee: assay init --help\n',
    });
    expect(await assay(['init', '--hook'])).toMatchObject({
      status: 0,
      err: expect.stringMatching(/stays as it is\n\.pre-commit-config\.yaml written\n$/),
    });
    expect(await assay(['init', '--workflow', '--force'])).toMatchObject({
      status: 0,
      err: 'assay.json written\n.github/workflows/assay.yml written\n',
    });
    const workflow = parse(readFileSync('.github/workflows/assay.yml', 'utf8'));
    expect(workflow.jobs.assay.steps.map((step: { uses?: string; run?: string }) => step.uses ?? step.run)).toEqual([
      'actions/checkout@v4',
      'actions/setup-node@v4',
      expect.stringMatching(/^npm pack --silent @assay\/cli@\d+\.\d+\.\d+\n# To run no other package than the one you know: /),
      'node "$RUNNER_TEMP/package/bin/assay.mjs" check --format github .',
      'node "$RUNNER_TEMP/package/bin/assay.mjs" fmt --check .',
    ]);
  });

  test('--dry-run prints, and writes nothing', async () => {
    write({ 'a.alloy': whole });
    const { status, out, err } = await assay(['init', '--dry-run', '--hook']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/\nassay\.json:\n\n {4}\{\}\n\n\.pre-commit-config\.yaml:\n\n {4}repos:\n/);
    expect((await assay(['config', 'a.alloy'])).out).toContain('no assay.json');
  });

  test('another directory', async () => {
    write({ 'team/a.alloy': source, 'team/b.alloy': sink });
    expect((await assay(['init', 'team'])).status).toBe(0);
    expect(readFileSync('team/assay.json', 'utf8')).toContain('"files": ["*.alloy"]');
    expect((await assay(['init', 'a', 'b'])).status).toBe(2);
    expect((await assay(['init', 'nowhere'])).err).toMatch(/^assay: nowhere: is no directory/);
  });

  /** How pre-commit calls a hook. */
  const calls = ({ id, entry, args, files, pass_filenames, require_serial }: Readonly<Record<string, unknown>>) => ({
    id,
    entry,
    args,
    files,
    pass_filenames,
    require_serial,
  });
  /** The hooks of Assay's own repository. */
  const own = new Map(
    (parse(readFileSync(new URL('../../../../.pre-commit-hooks.yaml', import.meta.url), 'utf8')) as { id: string }[]).map((hook) => [
      hook.id,
      hook,
    ]),
  );

  test.each([
    ['none', undefined, 1],
    ['one', '# ours\nrepos:\n  - repo: https://example.com/hooks\n    rev: v1\n    hooks:\n      - id: x # last\n', 2],
    [
      'one that is not indented',
      'repos:\n- repo: https://example.com/hooks\n  rev: v1\n  hooks:\n  - id: x\n\ndefault_stages: [pre-commit]\n',
      2,
    ],
  ])('hooks are added where there is %s', async (_, before, repos) => {
    write({ 'a.alloy': whole, ...(before !== undefined && { '.pre-commit-config.yaml': before }) });
    expect(await assay(['init', '--hook'])).toMatchObject({ status: 0, err: 'assay.json written\n.pre-commit-config.yaml written\n' });
    const after = readFileSync('.pre-commit-config.yaml', 'utf8');
    const parsed = parse(after);
    expect(parsed.repos).toHaveLength(repos);
    expect(parsed.repos.at(-1).hooks.map(calls)).toEqual(['assay-fmt', 'assay-check'].map((id) => calls(own.get(id)!)));
    if (before !== undefined) {
      expect({ ...parsed, repos: parsed.repos.slice(0, -1) }).toEqual(parse(before));
      for (const comment of before.match(/#.*/g) ?? []) expect(after).toContain(comment);
    }
    const again = await assay(['init', '--hook', '--force']);
    expect(again.err).toContain('.pre-commit-config.yaml: has the hooks already\n');
    expect(readFileSync('.pre-commit-config.yaml', 'utf8')).toBe(after);
  });

  test('hooks are not added where that is not safe', async () => {
    write({ '.pre-commit-config.yaml': 'repos: []\n' });
    expect((await assay(['init', '--hook'])).err).toContain('.pre-commit-config.yaml: has no list "repos" that hooks could be added to\n');
    expect(readFileSync('.pre-commit-config.yaml', 'utf8')).toBe('repos: []\n');
  });
});
