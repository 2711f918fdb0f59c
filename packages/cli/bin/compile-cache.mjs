// Where Node keeps what it compiled. What lies there is run, so nobody else may be able to write it: not the directory for temporary files,
// which all users share and which is Node's own choice.
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** Write permission for the group or for others. */
const WRITABLE_BY_OTHERS = 0o022;
/** In a directory with this bit, others can neither replace nor rename what is not theirs. */
const STICKY = 0o1000;

/**
 * The directory of the compile cache, made where it is missing.
 *
 * @param {NodeJS.ProcessEnv} env where the user's cache is: XDG_CACHE_HOME, or LOCALAPPDATA on Windows
 * @returns {string | undefined} `undefined` where it could be another user's, or cannot be made: then nothing is kept
 */
export function compileCacheDirectory(env = process.env) {
  try {
    const windows = process.platform === 'win32';
    const given = windows ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
    // On Windows, only its user can read this directory.
    const base = given && isAbsolute(given) ? given : windows ? undefined : join(homedir(), '.cache');
    if (base === undefined) return undefined;
    const made = join(base, 'assay', 'compiled');
    mkdirSync(made, { recursive: true, mode: 0o700 });
    // What is looked at is what is used: a link on the way could be led elsewhere in between.
    const directory = realpathSync(made);
    return windows || isOwn(directory, process.getuid()) ? directory : undefined;
  } catch {
    return undefined;
  }
}

/** Whether only this user, and root, can change a directory (a path without links) or put another in its place. */
function isOwn(directory, user) {
  const { uid, mode } = lstatSync(directory);
  if (uid !== user || mode & 0o077) return false;
  for (let above = dirname(directory); ; above = dirname(above)) {
    const { uid, mode } = lstatSync(above);
    if (uid !== user && uid !== 0) return false;
    if (mode & WRITABLE_BY_OTHERS && !(mode & STICKY)) return false;
    if (above === dirname(above)) return true;
  }
}
