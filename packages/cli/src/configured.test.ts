import { readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assay, inFolder, type Outcome, write } from './testing.ts';

inFolder();

/** Refers to what {@link sink} defines. */
const relabel =
  'loki.relabel "r" {\n\tforward_to = [loki.write.store.receiver]\n}\n\nloki.source.api "in" {\n\tforward_to = [loki.relabel.r.receiver]\n\n\thttp { }\n}\n';
const sink = 'loki.write "store" {\n\tendpoint {\n\t\turl = "http://loki/loki/api/v1/push"\n\t}\n}\n';
const broken = 'loki.ehco "x" { }\n';
/** One warning. */
const plain = sink.replace('}\n}', '}\n}\n\ndeclare "d" {\n\targument "x" { }\n}');
const experimental = 'otelcol.exporter.debug "x" { }\n';

const concise = async (...argv: string[]): Promise<Outcome & { codes: string[] }> => {
  const outcome = await assay(['check', '--format', 'concise', ...argv]);
  const codes = outcome.out.split('\n').flatMap((line) => /^(.+?):\d+:\d+: (\w+)\[(.+?)\]/.exec(line)?.slice(1).join(' ') ?? []);
  return { ...outcome, codes };
};

describe('programs', () => {
  test('a file stands for its program, whatever its other files are called', async () => {
    write({
      'assay.json': { programs: [{ files: ['agent/*.alloy', 'shared/sink.conf'] }] },
      'agent/a.alloy': relabel,
      'shared/sink.conf': sink,
    });
    expect(await concise('agent/a.alloy')).toMatchObject({ status: 0, out: '', err: '' });
    expect((await assay(['check', 'agent/a.alloy'])).out).toMatch(/^Nothing found in 2 files/m);
    expect((await assay(['check', '.'])).out).toMatch(/^Nothing found in 2 files/m);
    write({ 'shared/sink.conf': broken });
    expect((await concise('agent/a.alloy')).codes).toEqual([
      'agent/a.alloy error reference/unknown',
      'shared/sink.conf error structure/unknown-component',
    ]);
  });

  test('are one even where their files refer to nothing, and others are grouped as ever', async () => {
    write({
      'assay.json': { programs: [{ files: ['a/*.alloy'] }] },
      'a/1.alloy': sink,
      'a/2.alloy': sink,
      'b/1.alloy': sink,
      'b/2.alloy': sink,
    });
    expect((await concise('.')).codes).toEqual(['a/2.alloy error structure/duplicate-block']);
    expect((await concise('--each', '.')).codes).toEqual([]);
    expect((await concise('--no-config', '.')).codes).toEqual([]);
  });

  test('take standard input for the file that it is called like', async () => {
    write({ 'assay.json': { programs: [{ files: ['a/*.alloy'] }] }, 'a/1.alloy': relabel, 'a/2.alloy': broken });
    const { status, out, err } = await assay(['check', '--stdin-path', 'a/2.alloy', '-'], sink);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^Nothing found in 2 files/m);
    expect((await assay(['check', '--stdin-path', 'a/new.alloy', '-'], sink)).out).toMatch(/structure\/unknown-component/);
  });

  test('are not looked at where one of their files cannot be read', async () => {
    write({ 'assay.json': { programs: [{ files: ['1.alloy', 'x/2.alloy'] }] }, '1.alloy': relabel, 'x/2.alloy/is-a-directory': '' });
    const { status, out, err } = await assay(['check', '1.alloy']);
    expect(status).toBe(2);
    expect(out).toBe('Nothing checked; 2 files not checked\n');
    expect(err).toBe('assay: x/2.alloy: is a directory\nassay: 1.alloy: not checked without the rest of the program\n');
  });

  test('are below the directory of their assay.json, whatever an extended file says', async () => {
    write({
      'base/b.json': { programs: [{ files: ['../**/*.alloy'] }] },
      'own/assay.json': { extends: '../base/b.json' },
      'own/a.alloy': relabel,
      'own/deep/b.alloy': sink,
      'other/c.alloy': broken,
    });
    expect((await assay(['check', 'own/a.alloy'])).out).toMatch(/^Nothing found in 2 files/m);
  });

  test('are not looked for behind links that lead out of it', async () => {
    write({
      '.git/HEAD': '',
      'own/assay.json': { programs: [{ files: ['*/**/*.alloy', 'direct/*.alloy'] }] },
      'own/in/a.alloy': relabel,
      'own/in/b.alloy': sink,
      'other/c.alloy': broken,
    });
    symlinkSync('../other', 'own/link');
    symlinkSync('../other', 'own/direct');
    symlinkSync('.', 'own/in/circle');
    const { out, err } = await assay(['check', 'own/in/a.alloy']);
    expect([out, err]).toEqual([expect.stringMatching(/^Nothing found in 2 files/m), '']);
  });

  test('refuse to look above it', async () => {
    write({ 'own/assay.json': '{ "programs": [{ "files": ["../../../**/*.alloy"] }] }', 'own/a.alloy': sink });
    const { status, err } = await assay(['check', 'own']);
    expect(status).toBe(2);
    expect(err).toContain('error: "../../../**/*.alloy" leads out of the directory of its assay.json: a glob means what is below it\n');
    expect(err).toContain('--> own/assay.json:1:28\n');
  });

  test('leave out what is ignored', async () => {
    write({ 'assay.json': { programs: [{ files: ['*.alloy'] }], ignores: ['old.alloy'] }, 'a.alloy': sink, 'old.alloy': sink });
    expect((await concise('.')).codes).toEqual([]);
  });

  test('have an Alloy of their own; the command line wins', async () => {
    write({
      'assay.json': {
        stability: 'experimental',
        programs: [
          { files: ['ga/*.alloy'], stability: 'generally-available' },
          { files: ['old/*.alloy'], alloyVersion: '1.0' },
        ],
      },
      'ga/a.alloy': experimental,
      'any/a.alloy': experimental,
      'old/a.alloy': 'logging {\n\tdestination = "stderr"\n}\n',
    });
    const errors = async (...argv: string[]): Promise<string[]> =>
      (await concise(...argv, '.')).codes.filter((each) => each.includes(' error '));
    expect(await errors()).toEqual(['ga/a.alloy error stability/component', 'old/a.alloy error block/unknown-attribute']);
    expect(await errors('--stability', 'experimental', '--alloy-version', 'main')).toEqual([]);
    expect((await assay(['check', '--rule', 'stability/component=off,block/unknown-attribute=off', '.'])).out).toMatch(
      / in 3 files|Alloy v1.19 preview and v1.0.0/,
    );
  });
});

describe('rules', () => {
  test('differ by directory, and --rule wins', async () => {
    write({
      'assay.json': {
        rules: { 'module/unused-argument': 'error' },
        overrides: [{ files: ['legacy'], rules: { 'module/unused-argument': 'off' } }],
      },
      'new/a.alloy': plain,
      'legacy/deep/a.alloy': plain,
    });
    const argument = (codes: readonly string[]): string[] => codes.filter((each) => each.endsWith('unused-argument'));
    expect(argument((await concise('.')).codes)).toEqual(['new/a.alloy error module/unused-argument']);
    expect(argument((await concise('--rule', 'module/unused-argument=info', '.')).codes)).toEqual([
      'legacy/deep/a.alloy info module/unused-argument',
      'new/a.alloy info module/unused-argument',
    ]);
  });

  test('fail from failOn on, unless --fail-on says otherwise', async () => {
    write({ 'strict/assay.json': { failOn: 'warning' }, 'strict/a.alloy': plain, 'lax/a.alloy': plain });
    expect((await assay(['check', 'lax'])).status).toBe(0);
    expect((await assay(['check', '.'])).status).toBe(1);
    expect((await assay(['check', '--fail-on', 'error', '.'])).status).toBe(0);
    expect((await assay(['check', '--fail-on', 'warning', 'lax'])).status).toBe(1);
  });

  test('each makes every file a program', async () => {
    write({
      'assay.json': { overrides: [{ files: ['a'], each: true }] },
      'a/1.alloy': relabel,
      'a/2.alloy': sink,
      'b/1.alloy': relabel,
      'b/2.alloy': sink,
    });
    expect((await concise('.')).codes.filter((each) => each.includes('error'))).toEqual(['a/1.alloy error reference/unknown']);
  });
});

describe('ignores', () => {
  test('hold for directories that are searched, for globs and for files that are named', async () => {
    write({ 'assay.json': { ignores: ['vendor'] }, 'vendor/a.alloy': broken, 'b.alloy': sink });
    expect((await concise('.')).codes).toEqual([]);
    expect(await concise('**/*.alloy')).toMatchObject({ status: 0, codes: [], err: '' });
    expect(await concise('vendor/a.alloy')).toMatchObject({
      status: 0,
      codes: [],
      err: 'assay: vendor/a.alloy: left alone, as assay.json:3:5 says: "vendor" (--no-config looks at it)\n',
    });
    expect((await concise('--no-config', 'vendor/a.alloy')).codes).toEqual(['vendor/a.alloy error structure/unknown-component']);
  });

  test('hold for assay fmt', async () => {
    write({ 'assay.json': { ignores: ['vendor'] }, 'vendor/a.alloy': 'logging    { }\n', 'b.alloy': 'logging    { }\n' });
    expect((await assay(['fmt', '.'])).err).toBe('1 file formatted\n');
    expect(readFileSync('vendor/a.alloy', 'utf8')).toBe('logging    { }\n');
    expect(await assay(['fmt', '--stdin-path', 'vendor/a.alloy', '-'], 'logging    { }\n')).toMatchObject({
      status: 0,
      out: 'logging    { }\n',
    });
    expect((await assay(['fmt', '--no-config', '--stdin-path', 'vendor/a.alloy', '-'], 'logging    { }\n')).out).toBe('logging { }\n');
  });
});

describe('mistakes in assay.json', () => {
  test('are shown, and what it is for is not looked at', async () => {
    write({ 'a/assay.json': '{\n  "programms": [],\n  "kind": 3\n}\n', 'a/1.alloy': broken, 'a/2.alloy': broken, 'b/1.alloy': broken });
    const { status, err, codes, out } = await concise('.');
    expect([status, codes]).toEqual([2, ['b/1.alloy error structure/unknown-component']]);
    expect(out).not.toContain('a/1');
    expect(err).toBe(`error: assay.json has no key "programms": did you mean "programs"?
 --> a/assay.json:2:3
  |
2 |   "programms": [],
  |   ^^^^^^^^^^^

error: "kind" has to be daemonset, statefulset, deployment or host, not 3
 --> a/assay.json:3:11
  |
3 |   "kind": 3
  |           ^

`);
    expect((await assay(['check', 'a'])).out).toBe('Nothing checked; 2 files not checked\n');
    expect((await assay(['fmt', 'a'])).status).toBe(2);
    expect((await assay(['graph', 'a'])).status).toBe(2);
    expect((await concise('--no-config', 'a')).codes).toHaveLength(2);
  });

  test('a program that contradicts another', async () => {
    write({ 'assay.json': { programs: [{ files: ['a*.alloy'] }, { name: 'b', files: ['*.alloy'] }] }, 'a.alloy': sink });
    const { status, err } = await assay(['check', 'a.alloy']);
    expect(status).toBe(2);
    expect(err).toBe(`error: two programs list a.alloy: "a*.alloy" and "b"
  --> assay.json:11:9
   |
 5 |         "a*.alloy"
   |         ---------- by this
...
11 |         "*.alloy"
   |         ^^^^^^^^^

`);
  });

  test('a glob that nothing matches is a warning, where its directory is searched', async () => {
    write({
      'assay.json': { programs: [{ files: ['agnet/*.alloy'] }], overrides: [{ files: ['.ci'], rules: {} }], ignores: ['node_modules'] },
      'agent/a.alloy': sink,
      '.ci/x.alloy': sink,
    });
    const { status, err } = await assay(['check', '.']);
    expect(status).toBe(0);
    expect(err).toBe(`warning: no file matches "agnet/*.alloy"
 --> assay.json:5:9
  |
5 |         "agnet/*.alloy"
  |         ^^^^^^^^^^^^^^^

`);
    expect((await assay(['check', 'agent/a.alloy'])).err).toBe('');
  });
});

test('assay graph draws programs as assay.json has them, and nothing that is ignored', async () => {
  write({
    'assay.json': { programs: [{ files: ['a/*.alloy', 'a/2.conf'] }], ignores: ['old'] },
    'a/1.alloy': relabel,
    'a/2.conf': sink,
    'old/a.alloy': sink,
  });
  const { status, out } = await assay(['graph', '--format', 'json', '.']);
  expect(status).toBe(0);
  const [program, ...others] = JSON.parse(out).programs;
  expect(others).toEqual([]);
  expect(program.modules[''].nodes.map(({ id }: { id: string }) => id).sort()).toEqual([
    'loki.relabel.r',
    'loki.source.api.in',
    'loki.write.store',
  ]);
});

test('a circle of extends is shown with each of its steps', async () => {
  write({ 'assay.json': '{ "extends": "a.json" }', 'a.json': '{\n  "extends": "assay.json"\n}', 'x.alloy': sink });
  const { status, err } = await assay(['check', '.']);
  expect(status).toBe(2);
  expect(err).toBe(`error: these files extend each other in a circle
 --> a.json:2:14
  |
2 |   "extends": "assay.json"
  |              ^^^^^^^^^^^^
 ::: assay.json:1:14
  |
1 | { "extends": "a.json" }
  |              -------- this extends "a.json"

`);
});
