import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { client } from '../clients.ts';

// pre-commit itself, in a repository of a user that has the hooks of this one: a release is made in a clone, and installed from it.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8')) as { version: string };
const installed = client('pre-commit');

const broken = 'loki.source.file "pods" {\n\ttargets    = []\n\tforward_to = [loki.write.defualt.receiver]\n}\n';
const write = 'loki.write "default" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}\n';
const clean = broken.replace('defualt', 'default') + write.replace(/^/, '\n');

let folder: string;
let hooks: string;
let env: NodeJS.ProcessEnv;

function run(command: string, args: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  return spawnSync(command, args, { cwd, env: { ...env, ...more }, encoding: 'utf8' });
}

function git(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = run('git', args, cwd);
  expect(status, `git ${args.join(' ')}: ${stderr}`).toBe(0);
  return stdout;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-pre-commit-'));
  hooks = join(folder, 'assay');
  mkdirSync(join(folder, 'home'));
  // The Node.js and npm of the user, not those of this repository.
  const PATH = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' };
  env = { PATH: PATH.join(delimiter), HOME: join(folder, 'home'), ...author };
  git(folder, 'clone', '--quiet', root, hooks);
  cpSync(join(root, 'packages/cli/dist'), join(hooks, 'packages/cli/dist'), { recursive: true });
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

describe('a release', () => {
  const release = (...args: readonly string[]) => run(process.execPath, ['scripts/release.mjs', ...args], hooks);

  it('is refused while something is not committed', () => {
    writeFileSync(join(hooks, 'new'), '');
    expect(release('--dry-run')).toMatchObject({ status: 1, stderr: 'release: there are changes that are not committed\n' });
    rmSync(join(hooks, 'new'));
  });

  it('can be looked at first', () => {
    const { status, stdout, stderr } = release('--dry-run');
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toContain('packages/cli/dist/assay.mjs');
    expect(stdout).toContain(`would be committed and tagged v${version}`);
    expect(git(hooks, 'tag')).toBe('');
  });

  it('is a commit with the bundle beside the branch, and leaves all else as it was', () => {
    const before = [git(hooks, 'rev-parse', 'HEAD'), git(hooks, 'status', '--porcelain'), git(hooks, 'branch')];
    expect(release()).toMatchObject({ status: 0, stderr: '' });
    expect([git(hooks, 'rev-parse', 'HEAD'), git(hooks, 'status', '--porcelain'), git(hooks, 'branch')]).toEqual(before);
    expect(git(hooks, 'diff', '--name-only', 'HEAD', `v${version}`).split('\n').filter(Boolean)).toEqual([
      'package.json',
      'packages/cli/dist/assay.mjs',
      'packages/cli/dist/chokidar.mjs',
      'packages/cli/dist/lsp.mjs',
      'packages/cli/dist/third-party.txt',
      'packages/cli/dist/yaml.mjs',
    ]);
    const manifest = JSON.parse(git(hooks, 'show', `v${version}:package.json`));
    for (const absent of ['scripts', 'dependencies', 'devDependencies', 'optionalDependencies'])
      expect(manifest).not.toHaveProperty(absent);
    expect(release()).toMatchObject({ status: 1, stderr: expect.stringContaining(`the tag v${version} is there already`) });
  });
});

describe.runIf(installed).each(['4.7.0', '4.2.0'])('pre-commit %s', (preCommit) => {
  let user: string;
  let cache: NodeJS.ProcessEnv;

  const commit = (...args: readonly string[]) => run(join(installed!, preCommit, 'bin/pre-commit'), args, user, cache);
  const hook = (id: string) => commit('run', id, '--all-files', '--color', 'never');
  const put = (name: string, text: string): void => {
    writeFileSync(join(user, name), text);
    git(user, 'add', name);
  };

  beforeAll(() => {
    user = join(folder, `user-${preCommit}`);
    cache = { PRE_COMMIT_HOME: join(folder, `cache-${preCommit}`) };
    mkdirSync(user);
    git(user, 'init', '--quiet');
    const ids = ['assay-fmt', 'assay-fix', 'assay-check'].map((id) => `      - id: ${id}\n`).join('');
    put('.pre-commit-config.yaml', `repos:\n  - repo: ${hooks}\n    rev: v${version}\n    hooks:\n${ids}`);
  });

  it('fails on a broken file with a report that says what to do; the time of the first and of the second run', () => {
    put('broken.alloy', broken);
    const seconds = [0, 0].map(() => {
      const started = process.hrtime.bigint();
      const { status, stdout, stderr } = hook('assay-check');
      expect(status, stderr).toBe(1);
      expect(stdout).toContain('error[reference/unknown]: "loki.write.defualt.receiver" refers to nothing that is defined here');
      expect(stdout).toContain(' --> broken.alloy:3:16 in loki.source.file "pods"\n');
      expect(stdout).toContain('1 error in 1 file');
      return Number(process.hrtime.bigint() - started) / 1e9;
    });
    console.log(
      `pre-commit ${preCommit}: the first run, with its installation, ${seconds.map((each) => each.toFixed(1)).join(' s, the second ')} s`,
    );
  });

  it('formats with assay-fmt', () => {
    put('broken.alloy', clean.replaceAll('\t', '  '));
    expect(hook('assay-fmt')).toMatchObject({ status: 1, stdout: expect.stringContaining('files were modified by this hook') });
    expect(readFileSync(join(user, 'broken.alloy'), 'utf8')).toBe(clean);
    git(user, 'add', '.');
    expect(hook('assay-fmt')).toMatchObject({ status: 0, stdout: expect.stringContaining('Passed') });
  });

  it('mends with assay-fix', () => {
    put(
      'broken.alloy',
      clean.replace('receiver]', 'receiver,]').replace('"http://loki:3100/loki/api/v1/push"', "'http://loki:3100/loki/api/v1/push'"),
    );
    expect(hook('assay-fix')).toMatchObject({ status: 1, stdout: expect.stringContaining('files were modified by this hook') });
    expect(readFileSync(join(user, 'broken.alloy'), 'utf8')).toContain('url = "http://loki:3100/loki/api/v1/push"');
    git(user, 'add', '.');
    expect(hook('assay-fix')).toMatchObject({ status: 0 });
  });

  it('passes a clean file, and what is not Alloy', () => {
    put('broken.alloy', clean);
    put('other.txt', 'no configuration');
    expect(commit('run', '--all-files', '--color', 'never')).toMatchObject({ status: 0 });
  });

  it('knows what a file of a commit refers to in one that is not in it', () => {
    mkdirSync(join(user, 'two'));
    put('two/write.alloy', write.replace('default', 'elsewhere'));
    git(user, 'commit', '--quiet', '--no-verify', '-m', 'one half');
    put('two/read.alloy', broken.replace('defualt', 'elsewhere').replace('"pods"', '"others"'));
    expect(commit('run', 'assay-check', '--color', 'never')).toMatchObject({ status: 0 });
  });

  it('refuses a commit', () => {
    expect(commit('install')).toMatchObject({ status: 0 });
    put('broken.alloy', broken);
    const refused = run('git', ['commit', '--quiet', '-m', 'broken'], user, cache);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('error[reference/unknown]');
    put('broken.alloy', clean);
    expect(run('git', ['commit', '--quiet', '-m', 'clean'], user, cache)).toMatchObject({ status: 0 });
  });
});
