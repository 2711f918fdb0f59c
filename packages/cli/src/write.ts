import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Replaces what is in files, each at once: whatever ends the process, a file holds the old text or the new one, all of it.
 *
 * The new text is written beside the file and takes its place then; the mode stays, and the owner where that is allowed. A link stays: the
 * file it leads to is replaced. (Other hard links to the file keep the old text.)
 */
export class FileWriter {
  readonly #prefix = `.assay-${hostname().replace(/[^\w.-]/g, '_')}-`;
  readonly #swept = new Set<string>();
  #count = 0;

  /** @throws Error with a sentence for the user; the file is as it was */
  replace(path: string, text: string): void {
    this.#explained(path, () => this.#replace(path, text));
  }

  /**
   * The same for a file that may not be there yet; its directory is made too. What is no regular file, such as `/dev/stderr`, is written to.
   *
   * @throws Error with a sentence for the user
   */
  write(path: string, text: string): void {
    this.#explained(path, () => {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isFile()) this.#replace(path, text);
      else if (stats) writeFileSync(path, text);
      else {
        mkdirSync(dirname(path), { recursive: true });
        this.#put(path, text);
      }
    });
  }

  #explained(path: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      throw new Error(`${path}: cannot be written: ${reason(error as NodeJS.ErrnoException)}`);
    }
  }

  #replace(path: string, text: string): void {
    const target = realpathSync.native(path);
    const stats = statSync(target);
    if (!stats.isFile()) throw new Error('it is no regular file');
    // A file that is read-only is not to be replaced either, although its directory would allow it.
    accessSync(target, constants.W_OK);
    this.#put(target, text, stats);
  }

  #put(target: string, text: string, stats?: Stats): void {
    const directory = dirname(target);
    this.#sweep(directory);
    const temporary = join(directory, `${this.#prefix}${process.pid}-${this.#count++}.tmp`);
    try {
      writeThrough(temporary, text, stats);
      renameSync(temporary, target);
    } catch (error) {
      remove(temporary);
      throw error;
    }
  }

  /** Removes what a run that was killed has left in a directory. */
  #sweep(directory: string): void {
    if (this.#swept.has(directory)) return;
    this.#swept.add(directory);
    for (const name of readdirSync(directory)) {
      if (!name.startsWith(this.#prefix)) continue;
      const process = /^(\d+)-\d+\.tmp$/.exec(name.slice(this.#prefix.length))?.[1];
      if (process !== undefined && !isRunning(Number(process))) remove(join(directory, name));
    }
  }
}

/** @param like the file that is replaced; without one, the file is made as any new one is */
function writeThrough(path: string, text: string, like: Stats | undefined): void {
  const descriptor = openSync(path, 'wx', like ? 0o600 : 0o666);
  try {
    writeFileSync(descriptor, text);
    if (like) {
      keepOwner(descriptor, like.uid, like.gid);
      fchmodSync(descriptor, like.mode & 0o7777);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function keepOwner(descriptor: number, uid: number, gid: number): void {
  const made = fstatSync(descriptor);
  if (made.uid === uid && made.gid === gid) return;
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // Not ours to give away: the file is the user's then, as with any editor.
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made, or another run was faster.
  }
}

function isRunning(id: number): boolean {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function reason(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'it is a directory';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of this path is not a directory';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no space is left';
    default:
      return error.code ?? error.message;
  }
}
