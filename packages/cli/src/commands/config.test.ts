import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import schema from '../../schema/config.schema.json' with { type: 'json' };
import { assay, inFolder, write } from '../testing.ts';

inFolder();

const sink = 'loki.write "store" {\n\tendpoint {\n\t\turl = "http://loki/loki/api/v1/push"\n\t}\n}\n';

const files = {
  'base.json': '{ "failOn": "warning", "rules": { "loki/too-many-labels": { "limit": 20 } } }',
  'assay.json': `{
  "extends": "base.json",
  "alloyVersion": "v1.18",
  "programs": [
    { "name": "node agent", "files": ["agent/*.alloy"], "kind": "daemonset", "clustering": true }
  ],
  "overrides": [{ "files": ["legacy"], "each": true, "rules": { "loki/too-many-labels": "off" } }],
  "ignores": ["vendor"],
  "baseline": "known.json"
}
`,
  'agent/a.alloy': sink,
  'agent/b.alloy': 'logging { }\n',
  'legacy/a.alloy': sink,
  'vendor/a.alloy': sink,
};

test('prints what holds for files, and where it is written', async () => {
  write(files);
  const { status, out, err } = await assay(['config', '.']);
  expect([status, err]).toEqual([0, '']);
  expect(out).toBe(`agent/a.alloy, agent/b.alloy
  configuration               assay.json, extends base.json
  program                     node agent (2 files)           assay.json:5:38
  alloyVersion                v1.18                          assay.json:3:19
  stability                   generally-available            default
  communityComponents         false                          default
  kind                        daemonset                      assay.json:5:65
  clustering                  true                           assay.json:5:92
  failOn                      warning                        base.json:1:13
  baseline                    known.json                     assay.json:9:15
  loki/too-many-labels limit  20                             base.json:1:70

legacy/a.alloy
  configuration               assay.json, extends base.json
  alloyVersion                v1.18                          assay.json:3:19
  stability                   generally-available            default
  communityComponents         false                          default
  each                        true                           assay.json:7:48
  failOn                      warning                        base.json:1:13
  baseline                    known.json                     assay.json:9:15
  loki/too-many-labels        off                            assay.json:7:89
  loki/too-many-labels limit  20                             base.json:1:70

vendor/a.alloy
  configuration  assay.json, extends base.json
  ignored        "vendor"                       assay.json:8:15
`);
});

test('one file, with what its program adds', async () => {
  write(files);
  expect((await assay(['config', 'agent/b.alloy'])).out).toMatch(/^agent\/b\.alloy, agent\/a\.alloy\n/);
});

test('JSON, as the schema has it', async () => {
  write(files);
  const { out } = await assay(['config', '--format', 'json', '.']);
  const printed = JSON.parse(out);
  const validate = new Ajv2020().compile(schema);
  expect(validate(printed), JSON.stringify(validate.errors)).toBe(true);
  expect(printed.settings).toHaveLength(3);
  expect(printed.settings[0]).toMatchObject({
    files: ['agent/a.alloy', 'agent/b.alloy'],
    configuration: 'assay.json',
    extends: ['base.json'],
    ignored: null,
    program: { name: 'node agent', files: ['agent/a.alloy', 'agent/b.alloy'], from: { file: 'assay.json', line: 5, column: 38 } },
    values: { kind: { value: 'daemonset', from: { line: 5 } }, stability: { value: 'generally-available', from: null }, replicas: null },
    rules: { 'loki/too-many-labels': { level: null, options: { limit: { value: 20, from: { file: 'base.json', line: 1, column: 70 } } } } },
  });
});

test('says where there is no assay.json, and what is wrong with one', async () => {
  write({ 'a.alloy': sink, 'b/assay.json': '{ "kind": 1 }', 'b/c.alloy': sink });
  expect(await assay(['config', 'a.alloy'])).toMatchObject({ status: 0, out: 'a.alloy\n  no assay.json: the defaults hold\n', err: '' });
  const { status, err } = await assay(['config', 'b']);
  expect(status).toBe(2);
  expect(err).toMatch(/^error: "kind" has to be/);
  expect((await assay(['config', 'nowhere.alloy'])).status).toBe(2);
  expect((await assay(['config', '-'])).err).toMatch(/^assay: assay config takes files/);
});
