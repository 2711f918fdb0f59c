import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as yaml from 'yaml';
import { withHooks } from './automation.ts';
import { readFlags, wordsOf } from './facts.ts';
import { composeServices, dockerfile, hostService } from './hosts.ts';
import { charts, generatedConfigMaps, workload } from './kubernetes.ts';
import { openYaml } from './yaml.ts';

const line = fc.tuple(
  fc.constantFrom('', '  ', '    ', '- ', '  - '),
  fc.constantFrom(
    'kind: DaemonSet',
    'kind: HelmRelease',
    'kind: List',
    'items:',
    'spec:',
    'template:',
    'containers:',
    'image: grafana/alloy:v1.18.1',
    'args: [run, --cluster.enabled]',
    'services:',
    'alloy:',
    'alloy-logs:',
    'enabled: true',
    'collectors:',
    'presets: [singleton]',
    'clustering: {enabled: true}',
    'values: |',
    'valuesContent: "alloy: {mounts: {}}"',
    'command: run /etc/alloy',
    'volumes: ["./a:/etc/alloy"]',
    'configMapGenerator:',
    'files: [a=b, c]',
    'replicas: 2',
    '? [a, b]',
    '*x',
    '&x a: *x',
    '!!binary aaaa',
    'a: b: c',
    '---',
    '{{ x }}',
    '',
    '<<: {a: b}',
    ': ',
    '"',
    "'",
    'key: !tag v',
  ),
);

test('nothing in a repository makes the readers throw', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
      const text = lines.map((parts) => parts.join('')).join('\n');
      dockerfile(text, 'Dockerfile');
      hostService(text, 'default/alloy');
      readFlags(wordsOf(text, 1), 'x');
      const opened = openYaml(yaml, text);
      for (const document of opened?.documents ?? []) {
        read++;
        for (const found of [
          ...workload(document, 'd/a.yaml'),
          ...composeServices(document, 'd/a.yaml'),
          ...charts(document, 'd/a.yaml'),
        ]) {
          for (const fact of Object.values(found.facts)) expect(fact.line).toBeGreaterThan(0);
        }
        generatedConfigMaps(document, 'd/a.yaml');
      }
    }),
    { numRuns: 2000 },
  );
  // Else nothing was asked.
  expect(read).toBeGreaterThan(200);
});

test('hooks are added, or it is said why not; what was there stays', async () => {
  const hook = fc.constantFrom(
    '  - repo: local\n    hooks: []\n',
    '- repo: x\n  rev: v1\n',
    '  - {repo: y, hooks: []} # z\n',
    '  # nothing\n',
    '\n',
    'ci:\n  skip: []\n',
    'repos: []\n',
    '  -\n',
    '  - repo: |\n      text\n',
  );
  let added = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(hook, { maxLength: 5 }), async (parts) => {
      const before = `repos:\n${parts.join('')}`;
      let after: string | undefined;
      try {
        after = await withHooks(before, '1.0.0');
      } catch (error) {
        expect((error as Error).message).toMatch(/^\.pre-commit-config\.yaml: /);
        return;
      }
      added++;
      const was = yaml.parse(before, { uniqueKeys: false });
      const is = yaml.parse(after!, { uniqueKeys: false });
      expect({ ...is, repos: is.repos.slice(0, -1) }).toEqual(was);
    }),
    { numRuns: 500 },
  );
  expect(added).toBeGreaterThan(20);
});
