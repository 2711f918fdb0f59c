import { chmodSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// What lies in the compile cache is run: nobody else may be able to write there.

// Plain JavaScript: it is shipped as it is.
const { compileCacheDirectory } = (await import(new URL('../../packages/cli/bin/compile-cache.mjs', import.meta.url).href)) as {
  compileCacheDirectory(env?: NodeJS.ProcessEnv): string | undefined;
};

describe.skipIf(process.platform === 'win32')('the directory of the compile cache', () => {
  let home: string;
  const directory = (cache = home) => compileCacheDirectory({ XDG_CACHE_HOME: cache });

  beforeEach(() => {
    // Below the directory for temporary files, which all may write to: its sticky bit keeps others from replacing what is not theirs.
    home = realpathSync(mkdtempSync(join(tmpdir(), 'assay-compile-')));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(home, { recursive: true, force: true });
  });

  it('is made for its user alone', () => {
    expect(directory()).toBe(join(home, 'assay/compiled'));
    for (const name of ['assay', 'assay/compiled']) expect(lstatSync(join(home, name)).mode & 0o777, name).toBe(0o700);
    expect(directory()).toBe(join(home, 'assay/compiled'));
  });

  it('is in the home directory where nothing else is said', () => {
    vi.stubEnv('HOME', home);
    try {
      for (const given of [{}, { XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'relative' }])
        expect(compileCacheDirectory(given)).toBe(join(home, '.cache/assay/compiled'));
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it.each([0o777, 0o770, 0o720, 0o702, 0o755])('is not used where others may use it (%o)', (mode) => {
    mkdirSync(join(home, 'assay/compiled'), { recursive: true, mode: 0o700 });
    chmodSync(join(home, 'assay/compiled'), mode);
    expect(directory()).toBeUndefined();
  });

  it.each([0o777, 0o775, 0o757])('is not used where others may put another in its place (%o)', (mode) => {
    mkdirSync(join(home, 'assay/compiled'), { recursive: true, mode: 0o700 });
    chmodSync(join(home, 'assay'), mode);
    expect(directory()).toBeUndefined();
  });

  it('is not used where it is, or stands below what is, of another user', () => {
    expect(directory()).toBeDefined();
    const user = process.getuid!();
    vi.spyOn(process, 'getuid').mockReturnValue(user + 1);
    expect(directory()).toBeUndefined();
  });

  it('is where a link leads, if that is a place of its own', () => {
    mkdirSync(join(home, 'real'), { mode: 0o700 });
    symlinkSync('real', join(home, 'link'));
    expect(directory(join(home, 'link'))).toBe(join(home, 'real/assay/compiled'));
    mkdirSync(join(home, 'shared'), { mode: 0o700 });
    chmodSync(join(home, 'shared'), 0o777);
    mkdirSync(join(home, 'own'), { mode: 0o700 });
    symlinkSync('../shared', join(home, 'own/assay'));
    expect(directory(join(home, 'own'))).toBeUndefined();
  });

  it('is done without where it cannot be made', () => {
    symlinkSync('nowhere', join(home, 'assay'));
    expect(directory()).toBeUndefined();
  });
});
