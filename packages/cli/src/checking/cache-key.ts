import { randomBytes } from 'node:crypto';
import { closeSync, constants, lstatSync, mkdirSync, openSync, type Stats, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { readRegularFile, repositoryOf } from '@assay/lsp/disk';

const { O_NOFOLLOW = 0, O_CREAT, O_EXCL, O_WRONLY } = constants as Partial<typeof constants> & typeof constants;

/** In bytes. */
const LENGTH = 32;

/**
 * The key that caches of this user are signed with. It is made when it is first asked for, in a directory of the user's own, which nobody else
 * may write to: so a cache that stands in a checkout is known to be the user's, or is not used.
 *
 * @throws Error with a sentence for the user where there is no such directory
 */
export function cacheKey(variables: Readonly<Record<string, string | undefined>>): Buffer {
  const directory = stateDirectory(variables);
  const path = join(directory, 'cache-key');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  requireOwn(directory, lstatSync(directory), 'isDirectory', 0o022);
  // A repository that brings the key could sign what it likes.
  const repository = repositoryOf(directory);
  if (repository !== undefined && repositoryOf('.') === repository) throw new Error(`${directory}: is in the repository that is checked`);
  if (!lstatSync(path, { throwIfNoEntry: false })) create(path);
  requireOwn(path, lstatSync(path), 'isFile', 0o077);
  const key = Buffer.from(readRegularFile(path, { largest: LENGTH }));
  if (key.length !== LENGTH) throw new Error(`${path}: is no key of ${LENGTH} bytes: delete it`);
  return key;
}

/** Where programs keep what is of one machine and one user. */
function stateDirectory({ XDG_STATE_HOME, LOCALAPPDATA }: Readonly<Record<string, string | undefined>>): string {
  const [given, ...below] = process.platform === 'win32' ? [LOCALAPPDATA, 'assay'] : [XDG_STATE_HOME, 'assay'];
  // As the specification has it: a path that is not absolute does not count.
  if (given !== undefined && isAbsolute(given)) return join(given, ...below);
  const home = homedir();
  if (!isAbsolute(home)) throw new Error('there is no home directory that a key could be kept in');
  return resolve(home, '.local/state', ...below);
}

function create(path: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  } catch (error) {
    // Another run was faster.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  try {
    writeFileSync(descriptor, randomBytes(LENGTH));
  } finally {
    closeSync(descriptor);
  }
}

/** @throws Error where something is not the user's alone */
function requireOwn(path: string, stats: Stats, kind: 'isFile' | 'isDirectory', others: number): void {
  const own = process.getuid?.();
  if (!stats[kind]() || (own !== undefined && (stats.uid !== own || (stats.mode & others) !== 0)))
    throw new Error(`${path}: is not yours alone: a key is kept only where nobody else can ${kind === 'isFile' ? 'read' : 'write'}`);
}
