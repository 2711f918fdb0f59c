import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles, isOfRepository, readSource } from './files.ts';

let root: string;
let before: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-files-'));
  before = process.cwd();
  process.chdir(root);
});

afterEach(() => {
  process.chdir(before);
  rmSync(root, { recursive: true });
});

function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
  }
}

async function find(...paths: string[]): Promise<{ files: readonly string[]; problems: string[] }> {
  const { files, problems } = await findFiles(paths);
  return { files, problems: problems.map(({ message, fatal }) => (fatal ? message : `(${message})`)) };
}

/** Root may read everything, and Windows knows no such bits. */
const obeysPermissions = process.getuid !== undefined && process.getuid() !== 0;

describe('findFiles', () => {
  it('finds configuration below a directory, sorted, by the path that was given', async () => {
    write('b.alloy', 'a/z.river', 'a/y.alloy', 'c.txt', 'node_modules/x.alloy', '.git/x.alloy', '.hidden.alloy', 'd/.cache/x.alloy');
    expect(await find('.')).toEqual({ files: ['.hidden.alloy', 'a/y.alloy', 'a/z.river', 'b.alloy'], problems: [] });
    expect((await find('a')).files).toEqual(['a/y.alloy', 'a/z.river']);
    expect((await find('./a')).files).toEqual(['./a/y.alloy', './a/z.river']);
    expect((await find('a/')).files).toEqual(['a/y.alloy', 'a/z.river']);
    expect((await find(join(root, 'a'))).files).toEqual([join(root, 'a/y.alloy'), join(root, 'a/z.river')]);
  });

  it('takes a file by any name, and a directory that is given even where it is hidden', async () => {
    write('config', '.github/x.alloy', 'node_modules/p/y.alloy');
    expect(await find('config', '.github', 'node_modules')).toEqual({
      files: ['config', '.github/x.alloy', 'node_modules/p/y.alloy'],
      problems: [],
    });
  });

  it('names each file once, as it came first', async () => {
    write('a/x.alloy');
    expect((await find('./a/x.alloy', 'a', 'a/x.alloy', join(root, 'a'))).files).toEqual(['./a/x.alloy']);
  });

  it('expands globs', async () => {
    write('a/x.alloy', 'a/y.conf', 'b/x.alloy', 'a/b/c.alloy', 'a/node_modules/n.alloy', 'a/.hidden/h.alloy');
    expect((await find('*/x.alloy')).files).toEqual(['a/x.alloy', 'b/x.alloy']);
    expect((await find('./*/x.alloy')).files).toEqual(['./a/x.alloy', './b/x.alloy']);
    expect((await find('**/*.alloy')).files).toEqual(['a/b/c.alloy', 'a/x.alloy', 'b/x.alloy']);
    expect((await find('a/*')).files).toEqual(['a/x.alloy', 'a/y.conf']);
    process.chdir('b');
    expect((await find('../a/*.alloy')).files).toEqual(['../a/x.alloy']);
    process.chdir('..');
    expect((await find('{a,b}/x.alloy')).files).toEqual(['a/x.alloy', 'b/x.alloy']);
    expect((await find(`${root}/b/*.alloy`)).files).toEqual([`${root}/b/x.alloy`]);
    expect(await find('*/nothing.alloy')).toEqual({ files: [], problems: ['*/nothing.alloy: no file matches'] });
    expect(await find('nowhere/*.alloy')).toEqual({ files: [], problems: ['nowhere/*.alloy: no file matches'] });
  });

  it('takes a name with glob characters literally where it is there', async () => {
    write('[x].alloy', 'x.alloy', 'd(1)/a.alloy');
    expect((await find('[x].alloy')).files).toEqual(['[x].alloy']);
    expect((await find('d(1)')).files).toEqual(['d(1)/a.alloy']);
    expect((await find('[xy].alloy')).files).toEqual(['x.alloy']);
  });

  it('matches globs that could be matched in very many ways', async () => {
    write(`${'a'.repeat(40)}.alloy`, `${'a'.repeat(39)}b.alloy`);
    expect((await find(`${'*a'.repeat(8)}${'*b'.repeat(8)}`)).problems).toEqual([`${'*a'.repeat(8)}${'*b'.repeat(8)}: no file matches`]);
    expect((await find(`${'*a'.repeat(20)}*b.alloy`)).files).toEqual([`${'a'.repeat(39)}b.alloy`]);
    expect((await find(`${'{a,aa}'.repeat(15)}b.alloy`)).problems).toHaveLength(1);
  });

  it('says what is not there, with the names that stand there', async () => {
    write('config.alloy');
    const { problems } = await findFiles(['confg.alloy', 'no/where.alloy', 'config.alloy/x']);
    expect(problems).toEqual([
      { message: 'confg.alloy: does not exist', misspelling: { given: 'confg.alloy', known: ['config.alloy'], prefix: '' }, fatal: true },
      { message: 'no/where.alloy: does not exist', fatal: true },
      { message: 'config.alloy/x: a part of this path is not a directory', fatal: true },
    ]);
  });

  it('says that a directory holds no configuration, and goes on', async () => {
    write('empty/readme.txt', 'x.alloy');
    expect(await find('empty', 'x.alloy')).toEqual({
      files: ['x.alloy'],
      problems: ['empty: no configuration in this directory (*.alloy, *.river)'],
    });
  });

  it('follows links, and prefers the path without one', async () => {
    write('real/x.alloy');
    symlinkSync('real', 'a-link');
    symlinkSync('real/x.alloy', 'file.alloy');
    expect(await find('.')).toEqual({ files: ['file.alloy', 'real/x.alloy'], problems: [] });
    expect((await find('a-link')).files).toEqual(['a-link/x.alloy']);
  });

  it('reads a mounted ConfigMap once', async () => {
    write('..2026_01_01/config.alloy');
    symlinkSync('..2026_01_01', '..data');
    symlinkSync('..data/config.alloy', 'config.alloy');
    expect(await find('.')).toEqual({ files: ['config.alloy'], problems: [] });
  });

  it('survives links that are broken or lead in circles', async () => {
    write('x.alloy');
    symlinkSync('nowhere', 'broken.alloy');
    symlinkSync('nowhere', 'unrelated');
    symlinkSync('two.alloy', 'one.alloy');
    symlinkSync('one.alloy', 'two.alloy');
    mkdirSync('d');
    symlinkSync('..', 'd/up');
    const { files, problems } = await find('.');
    expect({ files, problems: problems.sort((a, b) => Number(a.startsWith('(')) - Number(b.startsWith('(')) || (a < b ? -1 : 1)) }).toEqual(
      {
        files: ['x.alloy'],
        problems: [
          'broken.alloy: is a link to nowhere, which does not exist',
          'one.alloy: its links lead in a circle',
          'two.alloy: its links lead in a circle',
          '(d/up: skipped: this link leads back to a directory that it stands in)',
        ],
      },
    );
  });

  it.runIf(obeysPermissions)('reports a directory that cannot be read, and goes on', async () => {
    write('locked/x.alloy', 'y.alloy');
    chmodSync('locked', 0);
    try {
      expect(await find('.')).toEqual({ files: ['y.alloy'], problems: ['locked: permission denied'] });
    } finally {
      chmodSync('locked', 0o700);
    }
  });
});

describe('readSource', () => {
  it('reads bytes', () => {
    writeFileSync('x.alloy', Buffer.from([0xef, 0xbb, 0xbf, 0x61]));
    expect([...readSource('x.alloy')]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
  });

  it('says what it cannot read, without waiting for a pipe', () => {
    mkdirSync('dir.alloy');
    expect(() => readSource('dir.alloy')).toThrow('dir.alloy: is a directory');
    expect(() => readSource('gone.alloy')).toThrow('gone.alloy: does not exist');
    expect(() => readSource('/dev/null')).toThrow('/dev/null: is a device, not a file');
    execFileSync('mkfifo', ['pipe.alloy']);
    expect(() => readSource('pipe.alloy')).toThrow('pipe.alloy: is a named pipe, not a file');
  });

  it.runIf(obeysPermissions)('says that permission is denied', () => {
    write('x.alloy');
    chmodSync('x.alloy', 0);
    expect(() => readSource('x.alloy')).toThrow('x.alloy: permission denied');
  });
});

describe('isOfRepository', () => {
  it('is true of what is in the repository of a file, but for what is git\u2019s', () => {
    mkdirSync('repo/.git', { recursive: true });
    const isIn = (path: string) => isOfRepository(join(root, 'repo', path), join(root, 'repo/assay.json'));
    expect(['x.json', 'a/x.json', '..x.json', '.github/x.json'].filter((path) => !isIn(path))).toEqual([]);
    expect(['../x.json', '../repo2/x.json', '.git/x', '.GIT/x', 'a/.git/x', '.git./hooks/x', '.git /x'].filter(isIn)).toEqual([]);
  });
});
