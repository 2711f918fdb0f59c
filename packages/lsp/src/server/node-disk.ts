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

/** The file systems in which a kernel shows itself (linux/magic.h): proc, sysfs, debugfs, tracefs, securityfs, configfs. Reading may block. */
const KERNEL_FILE_SYSTEMS: ReadonlySet<number> = new Set([0x9fa0, 0x62656572, 0x64626720, 0x74726163, 0x73636673, 0x62656570]);

/**
 * The bytes of a regular file. Never waits for another process: a pipe, a socket or a device is not opened.
 *
 * @throws Refusal, or what the operating system says (`NodeJS.ErrnoException`)
 */
export function readRegularFile(path: string, options: ReadOptions): Uint8Array {
  const { largest, root } = options;
  const real = root === undefined ? path : realFileWithin(root, path, options.accepts);
  // Before it is opened: some devices do something when they are.
  refuseSpecial(statSync(real));
  const descriptor = openSync(real, O_RDONLY | O_NONBLOCK | O_NOCTTY | (root === undefined ? 0 : O_NOFOLLOW));
  try {
    // Another file may stand there by now.
    const stats = fstatSync(descriptor);
    refuseSpecial(stats);
    if (stats.size > largest) throw tooLarge(largest);
    if (stats.size === 0 && isOfKernel(real)) throw new Refusal('is a file of the kernel, not one on a disk');
    return readAtMost(descriptor, stats.size, largest);
  } finally {
    closeSync(descriptor);
  }
}

/** The same of what a shell makes of `<(…)`, which the user has named: it is read to its end. */
export function readPipe(path: string, largest: number): Uint8Array {
  const descriptor = openSync(path, O_RDONLY | O_NOCTTY);
  try {
    return readAtMost(descriptor, 0, largest);
  } finally {
    closeSync(descriptor);
  }
}

/** @param size what is expected; a file may have grown */
function readAtMost(descriptor: number, size: number, largest: number): Uint8Array {
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
    if (read === 0) break;
    length += read;
    if (length > largest) throw tooLarge(largest);
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
  const real = contained(root, path);
  if (partsBelow(realRoot(root), real).some(isGits)) throw new Refusal('is in the directory that belongs to git');
  return real;
}

/**
 * Where a directory really is in which something is to be written. Into `.git` no link leads; who names it means it.
 *
 * @param root what links may not lead out of; without one they may lead anywhere
 */
export function realDirectoryWithin(root: string | undefined, directory: string): string {
  const real = root === undefined ? realpathSync.native(directory) : contained(root, directory);
  if (!statSync(real).isDirectory()) throw new Refusal('is behind something that is no directory');
  if (root !== undefined && partsBelow(realRoot(root), real).some(isGits) && !partsBelow(resolve(root), resolve(directory)).some(isGits))
    throw new Refusal('is behind a link into the directory that belongs to git');
  return real;
}

function contained(root: string, path: string): string {
  const real = realpathSync.native(path);
  const [first] = partsBelow(realRoot(root), real);
  if (first === '..' || isAbsolute(first ?? ''))
    throw new Refusal(`is behind a link that leads out of ${resolve(root)}: name the file that it leads to`);
  return real;
}

function partsBelow(directory: string, path: string): string[] {
  return relative(directory, path).split(sep);
}

/** Some file systems take names in either case, and one without what stands behind it. */
function isGits(name: string): boolean {
  return /^\.git[ .]*$/i.test(name);
}

/**
 * The same of a file. A link may lead to one of its own kind only, not to `.env`.
 *
 * @param accepts names of the same kind
 */
export function realFileWithin(root: string, path: string, accepts: (name: string) => boolean = endsAs(path)): string {
  const real = realPathWithin(root, path);
  const target = basename(real);
  if (target !== basename(path) && !accepts(target)) throw new Refusal('is a link to a file of another kind');
  return real;
}

/** Names that end as that of a file does. Those that begin with a dot are no endings. */
export function endsAs(path: string): (name: string) => boolean {
  return (name) => extname(name) === extname(path) && !name.startsWith('.');
}

/** Roots by the directories below them. They stay where they are for as long as a process runs. */
const roots = new Map<string, string | undefined>();
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
  const absolute = resolve(directory);
  const known = roots.get(absolute);
  if (known !== undefined || roots.has(absolute)) return known;
  const parent = dirname(absolute);
  const above = parent === absolute ? undefined : repositoryOf(parent);
  const trusted = above === undefined && !isBelow(process.cwd(), absolute);
  const root = existsSync(join(absolute, '.git')) && (trusted || !isBehindLink(above ?? process.cwd(), absolute)) ? absolute : above;
  if (roots.size >= MOST_ROOTS) roots.clear();
  roots.set(absolute, root);
  return root;
}

/** Whether a part of a path below a directory is a link. */
function isBehindLink(base: string, path: string): boolean {
  for (let at = path; at !== base && dirname(at) !== at; at = dirname(at)) if (isLink(at)) return true;
  return false;
}

function isBelow(directory: string, path: string): boolean {
  return path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
