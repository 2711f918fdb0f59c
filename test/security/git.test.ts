import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Git } from '../../packages/cli/src/changes/git.ts';
import { Ground } from './repository.ts';

// `check --changed` asks git, in a repository whose configuration names programs for every occasion.

let ground: Ground;

const remark = 'local.file "a" {\n\tfilename = "$' + '{DIR}/a"\n}\n';

beforeEach(() => {
  ground = new Ground();
  ground.write({ 'a.alloy': '// one\n', 'b.alloy': '// two\n' });
  ground.git('add', '.');
  ground.git('commit', '--quiet', '-m', 'x');
  ground.write({ 'a.alloy': remark });
});

afterEach(() => ground.remove());

const changed = (...more: string[]) => ground.assay(['check', '--format', 'concise', '--changed', ...more]);
const found = { status: 0, out: expect.stringMatching(/^a\.alloy:2:\d+: info\[string\/shell-variable\]/) };

describe('no program is started that is named by', () => {
  test.each([
    ['a filter', { 'filter.evil.clean': 'PROGRAM', 'filter.evil.smudge': 'PROGRAM', 'filter.evil.required': 'true' }],
    ['a filter that stays', { 'filter.evil.process': 'PROGRAM', 'filter.evil.required': 'true' }],
    ['a monitor', { 'core.fsmonitor': 'PROGRAM' }],
    ['a diff driver', { 'diff.external': 'PROGRAM', 'diff.evil.command': 'PROGRAM', 'diff.evil.textconv': 'PROGRAM' }],
    ['a merge driver', { 'merge.evil.driver': 'PROGRAM' }],
    ['a pager, an editor', { 'core.pager': 'PROGRAM', 'pager.ls-tree': 'PROGRAM', 'pager.ls-files': 'PROGRAM', 'core.editor': 'PROGRAM' }],
    [
      'an alias',
      { 'alias.ls-files': '!PROGRAM', 'alias.ls-tree': '!PROGRAM', 'alias.cat-file': '!PROGRAM', 'alias.rev-parse': '!PROGRAM' },
    ],
    [
      'ssh, a proxy, credentials',
      { 'core.sshCommand': 'PROGRAM', 'core.gitProxy': 'PROGRAM', 'credential.helper': '!PROGRAM', 'core.askPass': 'PROGRAM' },
    ],
    ['signatures', { 'gpg.program': 'PROGRAM', 'gpg.ssh.program': 'PROGRAM', 'log.showSignature': 'true' }],
    ['a trace', { 'trace2.eventTarget': 'PROGRAM' }],
    ['an included file', { 'include.path': '../included' }],
    ['references from elsewhere', { 'core.alternateRefsCommand': 'PROGRAM' }],
  ])('%s', (_, settings) => {
    const program = ground.program('evil.sh');
    ground.write({
      '.gitattributes': '* filter=evil diff=evil merge=evil\n',
      included: `[core]\n\tfsmonitor = ${program}\n[filter "evil"]\n\tclean = ${program}\n`,
    });
    for (const [name, value] of Object.entries(settings)) ground.git('config', name, value.replace('PROGRAM', program));
    // As it is after a checkout, so that git would have to look into the files to know whether they have changed.
    ground.write({ 'b.alloy': '// two\n' });
    expect(changed()).toMatchObject(found);
    expect(ground.wasStarted, readFileSync(join(ground.repo, '.git/config'), 'utf8')).toBe(false);
    // The programs would have been started: git itself does.
    if ('filter.evil.clean' in settings) {
      ground.git('diff', 'HEAD', '--stat');
      expect(ground.wasStarted).toBe(true);
    }
  });

  test('hooks', () => {
    for (const name of ['post-index-change', 'fsmonitor-watchman', 'reference-transaction', 'pre-auto-gc', 'post-checkout'])
      cpSync(ground.program('evil.sh'), join(ground.repo, '.git/hooks', name));
    ground.program('hooks/post-index-change');
    ground.git('config', 'core.hooksPath', join(ground.repo, 'hooks'));
    rmSync(ground.marker, { force: true });
    expect(changed()).toMatchObject(found);
    expect(ground.wasStarted).toBe(false);
  });

  test('the environment', () => {
    const program = ground.program('evil.sh');
    const env = {
      GIT_EXTERNAL_DIFF: program,
      GIT_SSH_COMMAND: program,
      GIT_PAGER: program,
      GIT_ASKPASS: program,
      GIT_EDITOR: program,
      GIT_EXEC_PATH: ground.repo,
      GIT_TRACE: join(ground.outside, 'victim.json'),
      GIT_DIR: ground.outside,
      GIT_INDEX_FILE: join(ground.outside, 'index'),
      GIT_OBJECT_DIRECTORY: ground.outside,
      GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${program}'`,
    };
    expect(ground.assay(['check', '--format', 'concise', '--changed'], { env })).toMatchObject(found);
    expect(ground.wasStarted).toBe(false);
    expect(readFileSync(join(ground.outside, 'victim.json'), 'utf8')).toBe('{}\n');
  });

  test('its place: a git in the repository', () => {
    const program = ground.program('bin/git');
    cpSync(program, join(ground.repo, 'git'));
    for (const PATH of [
      `${join(ground.repo, 'bin')}${delimiter}${process.env.PATH}`,
      `.${delimiter}${process.env.PATH}`,
      `${delimiter}${process.env.PATH}`,
      `bin${delimiter}${process.env.PATH}`,
    ])
      expect(ground.assay(['check', '--format', 'concise', '--changed'], { env: { PATH } }), PATH).toMatchObject(found);
    expect(ground.assay(['check', '--changed'], { env: { PATH: join(ground.repo, 'bin') } })).toMatchObject({
      status: 2,
      err: expect.stringContaining('--changed needs git, which is not installed'),
    });
    expect(ground.wasStarted).toBe(false);
  });

  test('a partial clone, whose objects would have to be fetched', () => {
    const program = ground.program('evil.sh');
    const blob = ground.git('rev-parse', 'HEAD:b.alloy').trim();
    rmSync(join(ground.repo, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    ground.git('config', 'extensions.partialClone', 'origin');
    ground.git('config', 'remote.origin.promisor', 'true');
    for (const [url, name] of [
      [`ext::${program}`, 'ext'],
      [ground.outside, 'file'],
      ['ssh://example.invalid/x', 'ssh'],
    ] as const) {
      ground.git('config', 'remote.origin.url', url);
      ground.git('config', 'remote.origin.uploadpack', program);
      ground.git('config', 'core.sshCommand', program);
      ground.git('config', `protocol.${name}.allow`, 'always');
      ground.write({ 'b.alloy': '// changed\n' });
      const { status } = changed();
      expect(status).toBeOneOf([0, 2]);
      expect(ground.wasStarted, url).toBe(false);
    }
  });
});

describe('a repository is', () => {
  test('not the inside of one that was committed', () => {
    const program = ground.program('evil.sh');
    cpSync(join(ground.repo, '.git'), join(ground.repo, 'inner'), { recursive: true });
    ground.write({
      'inner/c.alloy': remark,
      'inner/config': `[core]\n\tbare = true\n\tfsmonitor = ${program}\n\tworktree = ${ground.outside}\n`,
    });
    expect(changed('inner/c.alloy')).toMatchObject({ status: 0 });
    expect(ground.wasStarted).toBe(false);
  });

  test('not what its work tree is said to be', () => {
    ground.git('config', 'core.worktree', ground.outside);
    const { out, err } = changed();
    expect(out + err).not.toContain('victim');
  });

  test('not what another one has instead of its objects', () => {
    const [one, two] = ['a.alloy', 'b.alloy'].map((name) => ground.git('rev-parse', `HEAD:${name}`).trim());
    ground.write({ 'b.alloy': '// two\n', 'a.alloy': '// one\n' });
    ground.git('replace', one!, two!);
    expect(changed()).toMatchObject({ status: 0, out: '' });
  });
});

describe('an answer is not waited for without end', () => {
  test('where attributes are a pipe', () => {
    ground.pipe('.gitattributes');
    expect(changed()).toMatchObject(found);
  });

  test.each([['.gitignore'], ['.git/info/exclude'], ['.git/included']])('where %s is a pipe', (name) => {
    rmSync(join(ground.repo, name), { force: true });
    ground.pipe(name);
    if (name === '.git/included') ground.git('config', 'include.path', 'unused');
    if (name === '.git/included') writeFileSync(join(ground.repo, '.git/config'), '[include]\n\tpath = included\n', { flag: 'a' });
    ground.write({ 'new.alloy': remark });
    const git = new Git(ground.repo, 500);
    // By a run it is asked for so long.
    expect(() => git.notIgnored(['new.alloy'])).toThrow(/gives no answer in .*, after 0\.5 seconds/);
  });
});

test('nothing is written', () => {
  chmodSync(join(ground.repo, '.git/index'), 0o644);
  const before = ground.stateOf(join(ground.repo, '.git'));
  mkdirSync(join(ground.repo, 'd'));
  symlinkSync('../a.alloy', join(ground.repo, 'd/link.alloy'));
  ground.write({ 'b.alloy': '// two\n' });
  changed();
  changed('main', 'd');
  expect(ground.stateOf(join(ground.repo, '.git'))).toEqual(before);
  expect(existsSync(join(ground.repo, '.git/index.lock'))).toBe(false);
});
