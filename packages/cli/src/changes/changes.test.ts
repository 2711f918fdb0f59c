import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { assay, inFolder, type Outcome, write } from '../testing.ts';

inFolder();

function git(...args: string[]): string {
  const identity = [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@example.com',
    '-c',
    'commit.gpgSign=false',
    '-c',
    'protocol.file.allow=always',
  ];
  return execFileSync('git', [...identity, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '-m', 'x');
}

beforeEach(() => {
  git('init', '--quiet', '--initial-branch=main');
});

/** One remark, in its second line. */
const file = (label: string): string => `local.file "${label}" {\n\tfilename = "$\{DIR}/${label}"\n}\n`;
const broken = 'loki.ehco "x" { }\n';
/** Refers to {@link sink}. */
const user = 'loki.source.api "in" {\n\tforward_to = [loki.write.store.receiver]\n\n\thttp { }\n}\n';
const sink = 'loki.write "store" {\n\tendpoint {\n\t\turl = "http://loki/loki/api/v1/push"\n\t}\n}\n';

async function changed(...argv: string[]): Promise<Outcome & { places: string[] }> {
  const outcome = await assay(['check', '--format', 'concise', '--fail-on', 'info', '--changed', ...argv]);
  return {
    ...outcome,
    places: outcome.out.split('\n').flatMap((line) => /^(.+?:\d+):\d+: \w+\[(.+?)\]/.exec(line)?.slice(1).join(' ') ?? []),
  };
}

const places = async (...argv: string[]): Promise<string[]> => (await changed(...argv)).places;
const found = (place: string): string => `${place} string/shell-variable`;

describe('--changed reports', () => {
  test('what stands on lines that are new, staged or not, and nothing else', async () => {
    write({ 'a.alloy': file('a'), 'b.alloy': file('b') });
    commit();
    expect(await changed()).toMatchObject({ status: 0, out: '', err: '' });
    write({ 'a.alloy': `// Above.\n\n${file('a')}\n${file('new')}` });
    expect(await changed()).toMatchObject({ status: 1, places: [found('a.alloy:8')] });
    git('add', '.');
    expect(await places()).toEqual([found('a.alloy:8')]);
    write({ 'a.alloy': `${file('new')}\n${file('a')}` });
    expect(await places()).toEqual([found('a.alloy:2')]);
  });

  test('files that git does not know yet, but not those that it ignores', async () => {
    write({ '.gitignore': 'ignored.alloy\n', 'a.alloy': file('a') });
    commit();
    write({ 'new/b.alloy': file('b'), 'ignored.alloy': file('c') });
    expect(await places()).toEqual([found('new/b.alloy:2')]);
    expect(await places('ignored.alloy', 'a.alloy')).toEqual([]);
  });

  test('everything where there is no commit yet', async () => {
    write({ 'a.alloy': file('a') });
    expect(await places()).toEqual([found('a.alloy:2')]);
    git('add', '.');
    expect(await places()).toEqual([found('a.alloy:2')]);
  });

  test('an old finding on a line that has changed', async () => {
    write({ 'a.alloy': file('a') });
    commit();
    write({ 'a.alloy': file('a').replace('filename =', 'filename   =') });
    expect(await places()).toEqual([found('a.alloy:2')]);
    write({ 'a.alloy': file('a').replaceAll('\n', '\r\n') });
    expect(await places()).toEqual([]);
  });

  test('what a change breaks elsewhere', async () => {
    write({ 'p/user.alloy': user, 'p/sink.alloy': sink, 'p/old.alloy': broken, 'other/a.alloy': file('a') });
    commit();
    expect(await places()).toEqual([]);
    rmSync('p/sink.alloy');
    expect(await places()).toEqual(['p/user.alloy:2 reference/unknown']);
    write({ 'p/sink.alloy': sink.replace('store', 'renamed') });
    expect(await places()).toContain('p/user.alloy:2 reference/unknown');
    expect((await places()).join()).not.toContain('p/old.alloy');
    write({ 'p/sink.alloy': sink });
    mkdirSync('q');
    renameSync('p/sink.alloy', 'q/sink.alloy');
    expect(await places()).toEqual(['p/user.alloy:2 reference/unknown']);
  });

  test('not what rules say only now because a program can be read again', async () => {
    write({ 'a.alloy': `${file('a')}\ndeclare "d" {\n\targument "x" { }\n}\n\nloki.echo "e" {` });
    commit();
    write({ 'a.alloy': `${file('a')}\ndeclare "d" {\n\targument "x" { }\n}\n\nloki.echo "e" { }\n` });
    expect(await places()).toEqual([]);
  });

  test('the new one of two that are equal', async () => {
    const twice = (first: string): string => `local.file "a" {\n\tfilename = coalesce(\n${first}\t\t"$\{DIR}",\n\t)\n}\n`;
    write({ 'a.alloy': twice('') });
    commit();
    write({ 'a.alloy': twice(`\t\t"$\{DIR}",\n`) });
    const reported = (await places()).filter((each) => each.includes('shell-variable'));
    // Which of two equal lines is new, nobody can say.
    expect(reported).toHaveLength(1);
  });

  test('a suppression that is taken away, not what one hides', async () => {
    write({ 'a.alloy': `// assay: ignore-file string/shell-variable: filled in\n${file('a')}` });
    commit();
    write({ 'a.alloy': file('a') });
    expect(await places()).toEqual([found('a.alloy:2')]);
    write({ 'a.alloy': `// assay: ignore-file string/shell-variable: filled in later\n${file('a')}` });
    expect(await places()).toEqual([]);
  });
});

describe('--changed follows', () => {
  test('files that are renamed, whether git was told or not', async () => {
    const text = `${file('a')}\n${file('b')}`;
    write({ 'a.alloy': text });
    commit();
    mkdirSync('dir');
    renameSync('a.alloy', 'dir/é b.alloy');
    expect(await places()).toEqual([]);
    git('add', '--all');
    expect(await places()).toEqual([]);
    write({ 'dir/é b.alloy': `${text}\n${file('c')}` });
    expect(await places()).toEqual([found('dir/é b.alloy:10')]);
  });

  test('names with any character', async () => {
    const names = ['ä ö.alloy', 'quote\'"s.alloy', 'tab\tand\nline.alloy', '日本/設定.alloy', '-dash.alloy', 'star*.alloy'];
    for (const name of names) write({ [name]: file('a') });
    commit();
    expect(await places()).toEqual([]);
    for (const name of names) write({ [name]: `${file('a')}\n${file('b')}` });
    expect((await changed()).out.match(/string\/shell-variable/g)).toHaveLength(names.length);
  });

  test('links to the file that they lead to', async () => {
    write({ 'a.alloy': file('a') });
    mkdirSync('links');
    symlinkSync('../a.alloy', 'links/b.alloy');
    commit();
    expect(await places('links')).toEqual([]);
    write({ 'a.alloy': `${file('a')}\n${file('b')}` });
    expect(await places('links')).toEqual([found('links/b.alloy:6')]);
  });

  test('the working directory, and paths as they are given', async () => {
    write({ 'sub/dir/a.alloy': file('a'), 'sub/b.alloy': user, 'sub/c.alloy': sink });
    commit();
    process.chdir('sub');
    expect(await places()).toEqual([]);
    write({ 'dir/a.alloy': `${file('a')}\n${file('b')}` });
    expect(await places('.')).toEqual([found('dir/a.alloy:6')]);
    expect(await places('./dir/a.alloy')).toEqual([found('./dir/a.alloy:6')]);
    rmSync('c.alloy');
    expect(await places('./b.alloy')).toEqual(['./b.alloy:2 reference/unknown']);
    process.chdir('..');
  });

  test('repositories inside of the repository', async () => {
    write({ 'a.alloy': file('a') });
    mkdirSync('upstream');
    process.chdir('upstream');
    git('init', '--quiet');
    write({ 'b.alloy': file('b') });
    commit();
    process.chdir('..');
    git('submodule', '--quiet', 'add', './upstream', 'inner');
    rmSync('upstream', { recursive: true });
    commit();
    expect(await places()).toEqual([]);
    write({ 'inner/b.alloy': `${file('b')}\n${file('c')}` });
    expect(await places()).toEqual([found('inner/b.alloy:6')]);
  });
});

describe('--changed REF', () => {
  test('compares with the last commit in common', async () => {
    write({ 'a.alloy': file('a') });
    commit();
    git('switch', '--quiet', '-c', 'topic');
    write({ 'a.alloy': `${file('a')}\n${file('mine')}` });
    commit();
    git('switch', '--quiet', 'main');
    write({ 'a.alloy': 'logging { }\n' });
    commit();
    git('switch', '--quiet', 'topic');
    expect(await places()).toEqual([]);
    expect(await places('main')).toEqual([found('a.alloy:6')]);
    expect((await assay(['check', '--changed=main', '--format', 'concise', '.'])).out).toContain('a.alloy:6');
    expect(await places('HEAD~1', 'a.alloy')).toEqual([found('a.alloy:6')]);
  });

  test('is a path where there is one of the name', async () => {
    write({ 'main/a.alloy': file('a') });
    commit();
    write({ 'main/a.alloy': file('a') + file('b') });
    expect(await places('main')).toEqual([found('main/a.alloy:5')]);
    expect((await assay(['check', '--changed=main', '--format', 'concise'])).out).toContain('main/a.alloy:5');
  });

  test('has to be a commit, in a repository, with git', async () => {
    write({ 'a.alloy': file('a') });
    commit();
    expect(await changed('mian')).toMatchObject({
      status: 2,
      out: '',
      err: expect.stringMatching(/^assay: "mian" is neither a path nor a commit of the repository in /),
    });
    expect((await assay(['check', '--changed=--all'])).err).toMatch(/"--all" is neither/);
    expect((await assay(['check', '--changed', '--fix'])).err).toMatch(/about what is reported/);
    vi.stubEnv('PATH', '/nonexistent');
    expect(await changed()).toMatchObject({
      status: 2,
      err: expect.stringMatching(/^assay: --changed needs git, which is not installed\n/),
    });
    vi.unstubAllEnvs();
    rmSync('.git', { recursive: true });
    expect(await changed()).toMatchObject({ status: 2, err: expect.stringMatching(/^assay: a\.alloy: is in no git repository/) });
    mkdirSync('.git');
    for (const ref of [[], ['main']])
      expect(await changed(...ref)).toMatchObject({
        status: 2,
        out: '',
        err: expect.stringMatching(/^assay: git rev-parse fails in .*: not a git repository/),
      });
  });

  test('starts nothing that the repository names', async () => {
    write({ 'a.alloy': file('a'), '.gitattributes': '*.alloy diff=own\n' });
    commit();
    for (const key of ['core.fsmonitor', 'diff.external', 'diff.own.textconv', 'diff.own.command'])
      git('config', key, 'touch started; false');
    write({ 'a.alloy': `${file('a')}\n${file('b')}` });
    expect(await places()).toEqual([found('a.alloy:6')]);
    expect(git('-c', 'core.fsmonitor=false', 'ls-files', '--others')).toBe('');
  });

  test('goes by the repository that it finds, whatever a hook is told', async () => {
    write({ 'a.alloy': file('a') });
    commit();
    vi.stubEnv('GIT_INDEX_FILE', '/nonexistent/index');
    vi.stubEnv('GIT_DIR', '/nonexistent');
    expect(await places()).toEqual([]);
    vi.unstubAllEnvs();
  });

  test('goes together with a baseline', async () => {
    write({ 'a.alloy': file('a') });
    commit();
    write({ 'a.alloy': file('a') + file('b') + file('c') });
    await assay(['check', '--suppress-all', '--baseline', 'base.json']);
    write({ 'a.alloy': file('a') + file('b') + file('c') + file('d') });
    expect(await places('--baseline', 'base.json')).toEqual([found('a.alloy:11')]);
  });
});
