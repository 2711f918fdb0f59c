import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel, Environment } from '../output.ts';
import { run } from '../run.ts';

const UNFORMATTED = 'a=1\nbbb =2\n';
const FORMATTED = 'a   = 1\nbbb = 2\n';
const BROKEN = 'a=1\nb = \n';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assay-fmt-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

function read(name: string): string {
  return readFileSync(join(directory, name), 'utf8');
}

/** Runs `assay fmt`; the folder's path is taken out of what it prints. */
async function fmt(argv: readonly string[], { input = '', terminal = false } = {}): Promise<{ status: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const channel = (to: 'out' | 'err'): Channel => ({
    write: (text) => {
      written[to] += text;
    },
    isTerminal: terminal,
    isLog: false,
    columns: terminal ? 80 : undefined,
    colour: terminal,
  });
  const environment: Environment = {
    out: channel('out'),
    err: channel('err'),
    readInput: async () => Buffer.from(input),
    debug: false,
    variables: {},
  };
  const status = await run(['fmt', ...argv], environment);
  return { status, out: written.out.replaceAll(`${directory}/`, ''), err: written.err.replaceAll(`${directory}/`, '') };
}

describe('assay fmt', () => {
  it('formats files in place, of directories and globs too', async () => {
    const one = file('one.alloy', UNFORMATTED);
    mkdirSync(join(directory, 'below'));
    file('below/two.river', UNFORMATTED);
    file('below/three.conf', UNFORMATTED);
    file('other.txt', UNFORMATTED);
    expect(await fmt([one, join(directory, 'below'), join(directory, '**/*.conf')])).toEqual({
      status: 0,
      out: '',
      err: '3 files formatted\n',
    });
    expect([read('one.alloy'), read('below/two.river'), read('below/three.conf')]).toEqual([FORMATTED, FORMATTED, FORMATTED]);
    expect(read('other.txt')).toBe(UNFORMATTED);
    expect(await fmt([directory])).toEqual({ status: 0, out: '', err: '2 files left unchanged\n' });
  });

  it('does not write a file that is formatted', async () => {
    const path = file('a.alloy', FORMATTED);
    const then = new Date(2001, 1, 1);
    utimesSync(path, then, then);
    const { ino } = statSync(path);
    await fmt([path]);
    expect(statSync(path).mtime).toEqual(then);
    expect(statSync(path).ino).toBe(ino);
  });

  it('leaves files with syntax errors as they are, and formats the others', async () => {
    file('a.alloy', BROKEN);
    file('b.alloy', UNFORMATTED);
    const { status, out, err } = await fmt([directory]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^a\.alloy:2:4: expected a value .*\n1 file formatted, 1 file with syntax errors\n$/);
    expect(read('a.alloy')).toBe(BROKEN);
    expect(read('b.alloy')).toBe(FORMATTED);
  });

  it('leaves bytes alone that are no UTF-8', async () => {
    const path = join(directory, 'a.alloy');
    const bytes = Buffer.from([0x61, 0x3d, 0x22, 0xff, 0x22, 0x0a]);
    writeFileSync(path, bytes);
    const { status, err } = await fmt([path]);
    expect(status).toBe(1);
    expect(err).toMatch(/^a\.alloy:1:4: the file is not UTF-8/);
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('says what cannot be read, and formats the rest', async () => {
    const path = file('a.alloy', UNFORMATTED);
    const { status, err } = await fmt([join(directory, 'no.alloy'), path]);
    expect(status).toBe(2);
    expect(err).toContain('assay: no.alloy: does not exist');
    expect(read('a.alloy')).toBe(FORMATTED);
  });

  it('formats standard input to standard output', async () => {
    expect(await fmt(['-'], { input: UNFORMATTED })).toEqual({ status: 0, out: FORMATTED, err: '' });
    expect(await fmt(['-'], { input: FORMATTED })).toEqual({ status: 0, out: FORMATTED, err: '' });
    expect(await fmt(['-'], { input: '' })).toEqual({ status: 0, out: '\n', err: '' });
    const { status, out, err } = await fmt(['-', '--stdin-path', 'x.alloy'], { input: BROKEN });
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^x\.alloy:2:4: expected a value .*\n$/);
  });

  it('prints the text with --stdout', async () => {
    const path = file('a.alloy', UNFORMATTED);
    expect(await fmt(['--stdout', path])).toMatchObject({ status: 0, out: FORMATTED });
    expect(read('a.alloy')).toBe(UNFORMATTED);
  });

  it('refuses options that contradict each other', async () => {
    expect((await fmt(['--stdout', '--check', directory])).status).toBe(2);
    expect((await fmt(['--stdout', '--diff', directory])).status).toBe(2);
    expect((await fmt(['--stdin-path', 'x', directory])).status).toBe(2);
  });

  describe('--check', () => {
    it('lists what is not formatted, writes nothing, and fails', async () => {
      file('a.alloy', UNFORMATTED);
      file('b.alloy', FORMATTED);
      expect(await fmt(['--check', directory])).toEqual({ status: 1, out: 'a.alloy\n', err: '1 file not formatted, 1 file formatted\n' });
      expect(read('a.alloy')).toBe(UNFORMATTED);
      expect(await fmt(['--check', join(directory, 'b.alloy')])).toEqual({ status: 0, out: '', err: '1 file formatted\n' });
      expect(await fmt(['--check', '-'], { input: UNFORMATTED })).toMatchObject({ status: 1, out: '<stdin>\n' });
    });

    it('names what is left as written, which is no failure', async () => {
      const path = file('a.alloy', 'a = `é\t`\nb = f(\n)\n');
      expect(await fmt(['--check', path])).toEqual({
        status: 0,
        out: [
          'a.alloy:1:5: left as written: `alloy fmt` would change the white space in this string, and so its value',
          'a.alloy:2:6: left on two lines: `alloy fmt` would print a comma between the parentheses, which Alloy does not read',
          '',
        ].join('\n'),
        err: '1 file formatted, 2 parts left as written\n',
      });
      expect(await fmt([path])).toMatchObject({
        status: 0,
        out: '',
        err: '1 file left unchanged, 2 parts left as written (--check names them)\n',
      });
    });
  });

  describe('--diff', () => {
    it('prints a patch, and writes nothing', async () => {
      const path = file('a.alloy', `${UNFORMATTED}${'\n// x\n'.repeat(6)}`);
      const { status, out } = await fmt(['--diff', path]);
      expect(status).toBe(0);
      expect(out).toBe(
        ['--- a.alloy', '+++ a.alloy', '@@ -1,5 +1,5 @@', '-a=1', '-bbb =2', '+a   = 1', '+bbb = 2', ' ', ' // x', ' ', ''].join('\n'),
      );
      expect(read('a.alloy')).toMatch(/^a=1/);
    });

    it('has the line numbers of a patch where a side is empty', async () => {
      expect((await fmt(['--diff', '-', '--stdin-path', 'x'], { input: '' })).out).toBe('--- x\n+++ x\n@@ -0,0 +1,1 @@\n+\n');
    });

    it('is coloured on a terminal, and shows what cannot be seen there', async () => {
      const { out } = await fmt(['--diff', '-'], { input: 'a=1\r\n', terminal: true });
      expect(out).toContain('\x1b[31m-a=1␍\x1b[39m\n\x1b[32m+a = 1\x1b[39m\n');
    });

    it('fails together with --check', async () => {
      const path = file('a.alloy', UNFORMATTED);
      const { status, out } = await fmt(['--check', '--diff', path]);
      expect(status).toBe(1);
      expect(out.startsWith('a.alloy\n--- a.alloy\n')).toBe(true);
    });
  });
});

describe('writing', () => {
  it('keeps the mode', async () => {
    const path = file('a.alloy', UNFORMATTED);
    chmodSync(path, 0o751);
    await fmt([path]);
    expect(read('a.alloy')).toBe(FORMATTED);
    expect(statSync(path).mode & 0o7777).toBe(0o751);
  });

  it('follows links, and leaves them links', async () => {
    mkdirSync(join(directory, 'real'));
    file('real/a.alloy', UNFORMATTED);
    const link = join(directory, 'link.alloy');
    symlinkSync('real/a.alloy', link);
    expect((await fmt([link])).err).toBe('1 file formatted\n');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(directory, 'real/a.alloy')).isSymbolicLink()).toBe(false);
    expect(read('real/a.alloy')).toBe(FORMATTED);
    expect(readdirSync(directory).sort()).toEqual(['link.alloy', 'real']);
  });

  it('keeps the file itself, with all that is known of it, and leaves other names of it alone', async () => {
    const path = file('a.alloy', UNFORMATTED);
    const { ino } = statSync(path);
    const has = spawnSync('setfattr', ['-n', 'user.note', '-v', 'kept', path]).status === 0;
    await fmt([path]);
    expect(read('a.alloy')).toBe(FORMATTED);
    expect(statSync(path)).toMatchObject({ ino, nlink: 1 });
    if (has) expect(spawnSync('getfattr', ['--only-values', '-n', 'user.note', path], { encoding: 'utf8' }).stdout).toBe('kept');
    // Another name may be anywhere.
    file('b.alloy', UNFORMATTED);
    linkSync(join(directory, 'b.alloy'), join(directory, 'other'));
    await fmt([join(directory, 'b.alloy')]);
    expect([read('b.alloy'), read('other')]).toEqual([FORMATTED, UNFORMATTED]);
    expect(readdirSync(directory).sort()).toEqual(['a.alloy', 'b.alloy', 'other']);
  });

  it.skipIf(process.getuid?.() === 0)('does not replace a file that is read-only', async () => {
    const path = file('a.alloy', UNFORMATTED);
    chmodSync(path, 0o444);
    expect(await fmt([path])).toMatchObject({ status: 2, err: expect.stringContaining('a.alloy: cannot be written: permission denied') });
    expect(read('a.alloy')).toBe(UNFORMATTED);
  });

  it('removes what a run that was killed has left, and nothing else', async () => {
    // No process has this number.
    const name = temporaryName(2 ** 22 + 1);
    const running = temporaryName(process.ppid);
    file(name, 'half of a te');
    file(running, 'half of a te');
    file('.assay-other-1-0.tmp', 'of another host');
    await fmt([file('a.alloy', UNFORMATTED)]);
    expect(existsSync(join(directory, name))).toBe(false);
    expect(existsSync(join(directory, running))).toBe(true);
    expect(existsSync(join(directory, '.assay-other-1-0.tmp'))).toBe(true);
  });
});

function temporaryName(id: number): string {
  return `.assay-${hostname().replace(/[^\w.-]/g, '_')}-${id}-0.tmp`;
}
