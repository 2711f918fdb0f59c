import {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { inDirectory, Refusal, realDirectoryWithin, realFileWithin, repositoryOf } from '@assay/lsp/disk';
import type { Markdown, Output, Verbatim } from './harmless.ts';

const { O_NOFOLLOW = 0, O_WRONLY } = constants as Partial<typeof constants> & typeof constants;

/**
 * Puts texts into files, into each at once: whatever ends the process, a file holds the old text or the new one, all of it.
 *
 * The new text is written beside the file and takes its place then. Nothing is written behind a link that leads out of the repository (outside
 * of any: out of the working directory).
 */
export class FileWriter {
  readonly #prefix = `.assay-${hostname().replace(/[^\w.-]/g, '_')}-`;
  /** Directories, by what no other has. */
  readonly #swept = new Set<string>();
  #count = 0;

  /**
   * Gives a file of the user's another text; all else of it stays: its mode, its owner, its access lists and other attributes. A link stays a
   * link: the file it leads to is changed. (Other hard links to the file keep the old text: where they are, nobody knows.)
   *
   * @throws Error with a sentence for the user; the file is as it was
   */
  edit(path: string, text: Verbatim): void {
    this.#explained(path, () => {
      const root = rootOf(path) ?? dirname(resolve(path));
      const real = realFileWithin(root, path);
      inDirectory(dirname(real), (directory) => {
        const target = join(directory, basename(real));
        const stats = lstatSync(target);
        if (!stats.isFile()) throw new Refusal('is no regular file');
        // A file that is read-only is not to be replaced either, although its directory would allow it.
        accessSync(target, constants.W_OK);
        if (stats.nlink > 1 || !this.#editInode(target, text, stats)) this.#put(target, text, stats);
      });
    });
  }

  /**
   * Makes a file, its directory too, or takes the place of what is there: a link is replaced, not followed. What is neither a file nor a link
   * stays.
   *
   * @throws Error with a sentence for the user
   */
  replace(path: string, text: Output): void {
    this.#explained(path, () => {
      inDirectory(makeDirectory(rootOf(path), dirname(resolve(path))), (directory) => {
        const target = join(directory, basename(path));
        const stats = lstatSync(target, { throwIfNoEntry: false });
        if (stats?.isDirectory()) throw new Refusal('is a directory');
        if (stats && !stats.isFile() && !stats.isSymbolicLink()) throw new Refusal('is no file, but a device, a pipe or a socket');
        this.#put(target, text, stats?.isFile() ? stats : undefined);
      });
    });
  }

  /**
   * Adds to a file that a service has made for it.
   *
   * @throws Error with a sentence for the user
   */
  append(path: string, text: Markdown): void {
    this.#explained(path, () => appendFileSync(path, text));
  }

  #explained(path: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      throw new Error(`${path}: cannot be written: ${reason(error as NodeJS.ErrnoException)}`);
    }
  }

  /**
   * Puts the text into the file itself, which keeps all that is known of it, and that Node.js has no way to copy. While it is written, another
   * file with the new text stands in its place, so that nobody sees half of it.
   *
   * @returns false where the file system has no second names for files; then nothing has changed
   */
  #editInode(target: string, text: string, stats: Stats): boolean {
    const second = this.#temporary(dirname(target));
    try {
      linkSync(target, second);
    } catch {
      return false;
    }
    try {
      this.#put(target, text, stats);
      const descriptor = openSync(second, O_WRONLY | O_NOFOLLOW);
      try {
        const own = fstatSync(descriptor);
        // Another file may stand there by now, or have got a name elsewhere.
        if (own.ino !== stats.ino || own.dev !== stats.dev || own.nlink > 1) return true;
        ftruncateSync(descriptor);
        writeFileSync(descriptor, text);
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(second, target);
    } catch (error) {
      // With the new text in place nothing but the attributes is lost.
      if (lstatSync(target).ino === stats.ino) throw error;
    } finally {
      remove(second);
    }
    return true;
  }

  #put(target: string, text: string, stats: Stats | undefined): void {
    const temporary = this.#temporary(dirname(target));
    try {
      writeThrough(temporary, text, stats);
      renameSync(temporary, target);
    } catch (error) {
      remove(temporary);
      throw error;
    }
  }

  /** A name beside a file that nothing has. */
  #temporary(directory: string): string {
    this.#sweep(directory);
    return join(directory, `${this.#prefix}${process.pid}-${this.#count++}.tmp`);
  }

  /** Removes what a run that was killed has left in a directory. */
  #sweep(directory: string): void {
    const { dev, ino } = statSync(directory, { bigint: true });
    if (this.#swept.has(`${dev} ${ino}`)) return;
    this.#swept.add(`${dev} ${ino}`);
    for (const name of readdirSync(directory)) {
      if (!name.startsWith(this.#prefix)) continue;
      const process = /^(\d+)-\d+\.tmp$/.exec(name.slice(this.#prefix.length))?.[1];
      if (process !== undefined && !isRunning(Number(process))) remove(join(directory, name));
    }
  }
}

/** What links may not lead out of where something is written; `undefined` for what the user has named outside of where they are. */
function rootOf(path: string): string | undefined {
  const absolute = resolve(path);
  const here = process.cwd();
  return repositoryOf(dirname(absolute)) ?? (absolute.startsWith(here.endsWith(sep) ? here : here + sep) ? here : undefined);
}

/** Makes a directory, and those around it. @returns where it really is @throws Refusal where that is outside of the root */
function makeDirectory(root: string | undefined, directory: string): string {
  if (lstatSync(directory, { throwIfNoEntry: false })) return realDirectoryWithin(root, directory);
  const path = join(makeDirectory(root, dirname(directory)), basename(directory));
  mkdirSync(path);
  return path;
}

/** @param like the file that is replaced; without one, the file is made as any new one is */
function writeThrough(path: string, text: string, like: Stats | undefined): void {
  // Fails where there is anything of this name, a link too.
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
      return error instanceof Refusal ? `it ${error.message}` : (error.code ?? error.message);
  }
}
