/**
 * How files of this machine are read that somebody else may have put there: by the language server and by the command line alike. Only regular
 * files are, never more than was asked for, and none behind a link that leads out of its repository.
 */
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
  statfsSync,
  statSync,
} from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** What may be read. */
export interface ReadOptions {
  /** In bytes. */
  readonly largest: number;
  /** The directory that links may not lead out of; absent: they may lead anywhere. */
  readonly root?: string | undefined;
  /** Names that the file behind a link may have; where not given, those that end as the link does ({@link endsAs}). */
  readonly accepts?: (name: string) => boolean;
}

/** A file that is there and is not read: the message says what it is, without its path. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Absent on Windows, which has none of what they are for. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_NOCTTY = 0, O_RDONLY } = constants as Partial<typeof constants> & typeof constants;

/** A pipe is not waited for, and a terminal is not taken. */
const READ = O_RDONLY | O_NONBLOCK | O_NOCTTY;

/** The file systems in which a kernel shows itself (linux/magic.h): proc, sysfs, debugfs, tracefs, securityfs, configfs. Reading may block. */
const KERNEL_FILE_SYSTEMS: ReadonlySet<number> = new Set([0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x73636673, 0x62656570]);

/**
 * The bytes of a regular file. Never waits for another process: a pipe, a socket or a device is not opened.
 *
 * @throws Refusal, or what the operating system says (`NodeJS.ErrnoException`)
 */
export function readRegularFile(path: string, options: ReadOptions): Uint8Array {
  const { largest } = options;
  const { descriptor, real } = openRegularFile(path, options);
  try {
    // Another file may stand there by now.
    const stats = fstatSync(descriptor);
    refuseSpecial(stats);
    if (stats.size > largest) throw tooLarge(largest);
    if (stats.size === 0 && isOfKernel(real)) throw new Refusal('is a file of the kernel, not one on a disk');
    return readAtMost(descriptor, stats.size, largest, true);
  } finally {
    closeSync(descriptor);
  }
}

interface Opened {
  readonly descriptor: number;
  /** Where the file really is. */
  readonly real: string;
}

function openRegularFile(path: string, { root, accepts = endsAs(path) }: ReadOptions): Opened {
  const handle = takeHold(path);
  if (handle === undefined) {
    const real = realpathSync.native(path);
    if (root !== undefined) refuseElsewhere(root, path, real, accepts);
    // Before it is opened: some devices do something when they are.
    refuseSpecial(lstatSync(real));
    return { descriptor: openSync(real, READ | O_NOFOLLOW), real };
  }
  try {
    refuseSpecial(fstatSync(handle));
    const real = readlinkSync(pathOfHandle(handle));
    if (root !== undefined) refuseElsewhere(root, path, real, accepts);
    return { descriptor: openSync(pathOfHandle(handle), READ), real };
  } finally {
    closeSync(handle);
  }
}

/**
 * Does something in a directory, by paths that lead there whatever comes to stand in its place meanwhile.
 *
 * @param real where it really is
 * @param act is given the path of the directory to use
 * @throws Refusal where it is elsewhere already
 */
export function inDirectory<T>(real: string, act: (directory: string) => T): T {
  const handle = takeHold(real);
  if (handle === undefined) return act(real);
  try {
    if (readlinkSync(pathOfHandle(handle)) !== real) throw new Refusal('is replaced while it is looked at');
    return act(pathOfHandle(handle));
  } finally {
    closeSync(handle);
  }
}

/** Linux' `O_PATH` (asm-generic/fcntl.h), which Node.js has no name for. */
const O_PATH = 0o10000000;

/**
 * Takes hold of what a path leads to without opening it, so that what is looked at is what is opened then, whatever comes to stand there
 * meanwhile. `undefined` where the system cannot do that.
 */
function takeHold(path: string): number | undefined {
  // Some containers have no such directory.
  holds ??= process.platform === 'linux' && existsSync(pathOfHandle(0).slice(0, -'/0'.length));
  return holds ? openSync(path, O_PATH) : undefined;
}

/** Whether the system can do that; looked at when it is first asked for. */
let holds: boolean | undefined;

function pathOfHandle(handle: number): string {
  return `/proc/self/fd/${handle}`;
}

/** The same of what a shell makes of `<(…)`, which the user has named: it is read to its end. */
export function readPipe(path: string, largest: number): Uint8Array {
  const descriptor = openSync(path, O_RDONLY | O_NOCTTY);
  try {
    return readAtMost(descriptor, 0, largest, false);
  } finally {
    closeSync(descriptor);
  }
}

/** @param size what is expected; a file may have grown */
function readAtMost(descriptor: number, size: number, largest: number, isFile: boolean): Uint8Array {
  let buffer = Buffer.allocUnsafe(Math.max(size + 1, 4096));
  let length = 0;
  for (;;) {
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafe(buffer.length * 2);
      buffer.copy(larger);
      buffer = larger;
    }
    let read: number;
    try {
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') break;
      if (code === 'EAGAIN') throw new Refusal('has nothing to be read now, as no file on a disk has');
      throw error;
    }
    length += read;
    if (length > largest) throw tooLarge(largest);
    // A pipe gives what it has; a file gives less than was asked for at its end only.
    if (read === 0 || (isFile && length < buffer.length)) break;
  }
  return buffer.subarray(0, length);
}

function tooLarge(largest: number): Refusal {
  const size = largest >= 1024 * 1024 ? `${largest / 1024 / 1024} MiB` : `${largest / 1024} KiB`;
  return new Refusal(`is larger than ${size}, which no file of its kind is`);
}

function refuseSpecial(stats: Stats): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) throw new Refusal('is a directory');
  throw new Refusal(`is a ${specialKind(stats)}, not a file`);
}

function specialKind(stats: Stats): string {
  if (stats.isFIFO()) return 'named pipe';
  return stats.isSocket() ? 'socket' : 'device';
}

/** Regular files of no size there may have something to read, or make the reader wait for it (`/proc/kmsg`). */
function isOfKernel(path: string): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return KERNEL_FILE_SYSTEMS.has(statfsSync(path).type);
  } catch {
    return false;
  }
}

/**
 * Where a path really leads: not out of a directory, and not into `.git`, where checkouts keep credentials.
 *
 * @throws Refusal, or what the operating system says
 */
export function realPathWithin(root: string, path: string): string {
  const real = realpathSync.native(path);
  refuseOutside(root, real);
  refuseGits(root, real);
  return real;
}

/**
 * Where a directory really is in which something is to be written. Into `.git` no link leads; who names it means it.
 *
 * @param root what links may not lead out of; without one they may lead anywhere
 */
export function realDirectoryWithin(root: string | undefined, directory: string): string {
  const real = realpathSync.native(directory);
  if (!statSync(real).isDirectory()) throw new Refusal('is behind something that is no directory');
  if (root === undefined) return real;
  refuseOutside(root, real);
  if (!partsBelow(resolve(root), resolve(directory))?.some(isGits)) refuseGits(root, real);
  return real;
}

function refuseOutside(root: string, real: string): void {
  if (partsBelow(realRoot(root), real) === undefined)
    throw new Refusal(`is behind a link that leads out of ${resolve(root)}: name the file that it leads to`);
}

function refuseGits(root: string, real: string): void {
  if (partsBelow(realRoot(root), real)?.some(isGits)) throw new Refusal('is in the directory that belongs to git');
}

function refuseElsewhere(root: string, path: string, real: string, accepts: (name: string) => boolean): void {
  refuseOutside(root, real);
  refuseGits(root, real);
  const target = basename(real);
  if (target !== basename(path) && !accepts(target)) throw new Refusal('is a link to a file of another kind');
}

/** The names on the way from a directory to what is in it; `undefined` for what is elsewhere. Both paths are absolute. */
export function partsBelow(directory: string, path: string): string[] | undefined {
  const way = relative(directory, path);
  const parts = way.split(sep);
  // No way leads to another drive: it is the whole path then.
  return parts[0] === '..' || isAbsolute(way) ? undefined : parts;
}

/** Whether a name is that of git's own directory: some file systems take it in either case, and one without dots and blanks at its end. */
export function isGits(name: string): boolean {
  return /^\.git[ .]*$/i.test(name);
}

/**
 * The same of a file. A link may lead to one of its own kind only, not to `.env`.
 *
 * @param accepts names of the same kind
 */
export function realFileWithin(root: string, path: string, accepts: (name: string) => boolean = endsAs(path)): string {
  const real = realpathSync.native(path);
  refuseElsewhere(root, path, real, accepts);
  return real;
}

/** Names that end as that of a file does. Those that begin with a dot are no endings. */
export function endsAs(path: string): (name: string) => boolean {
  return (name) => extname(name) === extname(path) && !name.startsWith('.');
}

interface Surroundings {
  readonly root: string | undefined;
  /** Whether a link leads to it, from the root or from the working directory on. */
  readonly isBehindLink: boolean;
}

/** By directory. Roots stay where they are for as long as a process runs. */
const surroundings = new Map<string, Surroundings>();
const realRoots = new Map<string, string>();
/** Above this many it is begun anew. */
const MOST_ROOTS = 10_000;

function realRoot(root: string): string {
  const absolute = resolve(root);
  let real = realRoots.get(absolute);
  if (real === undefined) {
    real = realpathSync.native(absolute);
    if (realRoots.size >= MOST_ROOTS) realRoots.clear();
    realRoots.set(absolute, real);
  }
  return real;
}

/**
 * The root of the repository that a directory is in, which links in it may not lead out of; `undefined` outside of any.
 *
 * It is found by the path as it is written, and no further than to the first link inside of a repository or of the working directory: behind
 * a link there may stand whatever somebody likes, a `.git` too.
 */
export function repositoryOf(directory: string): string | undefined {
  return surroundingsOf(resolve(directory)).root;
}

function surroundingsOf(directory: string): Surroundings {
  const known = surroundings.get(directory);
  if (known) return known;
  const parent = dirname(directory);
  const above = parent === directory ? { root: undefined, isBehindLink: false } : surroundingsOf(parent);
  const here = process.cwd();
  // What leads to the working directory, and to a repository elsewhere, is the user's own.
  const counts = above.root !== undefined || directory.startsWith(here.endsWith(sep) ? here : here + sep);
  const isBehindLink = above.isBehindLink || (counts && isLink(directory));
  const isRoot = !isBehindLink && existsSync(join(directory, '.git'));
  const own = isRoot ? { root: directory, isBehindLink: false } : { root: above.root, isBehindLink };
  if (surroundings.size >= MOST_ROOTS) surroundings.clear();
  surroundings.set(directory, own);
  return own;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
