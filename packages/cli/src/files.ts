import { type Dirent, lstatSync, readdirSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { CONFIGURATION_NAME, readGlob } from '@assay/checker/configuration';
import {
  endsAs,
  isGits,
  partsBelow,
  Refusal,
  readPipe,
  readRegularFile,
  realFileWithin,
  realPathWithin,
  repositoryOf,
} from '@assay/lsp/disk';
import type { Misspelling } from './output.ts';

/** Something that was given or found and cannot be checked. */
export interface InputProblem {
  /** A sentence for the user; begins with the path. */
  readonly message: string;
  /** A misspelt path. */
  readonly misspelling?: Misspelling;
  /** False where nothing is left unchecked because of it. */
  readonly fatal: boolean;
}

/** What {@link findFiles} found. */
export interface FoundFiles {
  /** In the order of the arguments, and below a directory in the order of their names. Each once. */
  readonly files: readonly string[];
  /** Those of the files that were given by their names. */
  readonly named: ReadonlySet<string>;
  /** The configuration files of ours (`assay.json`) in the directories that were searched. */
  readonly configurations: readonly string[];
  readonly problems: readonly InputProblem[];
}

/** Above this a file is no configuration (Kubernetes allows 1 MiB for a ConfigMap). In bytes. */
const LARGEST_FILE = 8 * 1024 * 1024;

/**
 * Finds the files that PATH arguments mean: a file by any name, a directory with all `*.alloy` and `*.river` below it, or a glob.
 *
 * `node_modules` and hidden directories are passed over, links are followed inside of the repository, each directory is read once. Does not
 * throw: what cannot be read is among the problems.
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files = new Map<string, string>();
  const named = new Set<string>();
  const configurations: string[] = [];
  const problems: InputProblem[] = [];
  const add = (path: string): void => {
    const key = resolve(path);
    if (!files.has(key)) files.set(key, path);
  };
  for (const path of paths) {
    const before = problems.length;
    const kind = statOf(path);
    if (kind instanceof Error) {
      if (isGlob(path) && notThere(kind)) expandGlob(path, add, problems);
      else problems.push(unreadable(path, kind));
    } else if (kind.isDirectory()) {
      const found = filesBelow(path, (name) => isConfiguration(name) || basename(name) === CONFIGURATION_NAME, problems);
      if (found.length === 0 && problems.length === before) {
        problems.push({ message: `${path}: no configuration in this directory (*.alloy, *.river)`, fatal: true });
      }
      for (const each of found) {
        if (isConfiguration(each)) add(each);
        else configurations.push(each);
      }
    } else {
      named.add(path);
      add(path);
    }
  }
  return { files: [...files.values()], named, configurations, problems };
}

/**
 * The bytes of a file, of a repository or outside of any: links do not lead out of the one that it is in.
 *
 * @param accepts names that the file behind a link may have
 * @throws Error with a sentence for the user
 */
export function readSource(path: string, accepts = ofItsKind(path), largest = LARGEST_FILE): Uint8Array {
  try {
    if (isDescriptor(path) && !statSync(path).isFile()) return readPipe(path, largest);
    return readRegularFile(path, { largest, accepts, root: isDescriptor(path) ? undefined : repositoryOf(dirname(path)) });
  } catch (error) {
    throw new Error(unreadable(path, error as NodeJS.ErrnoException).message);
  }
}

/**
 * Whether a path that stands in a file names something in the repository of that file, outside of git's own directory: by its name, where
 * links lead is looked at when it is opened. Outside of any repository it may be anywhere.
 */
export function isOfRepository(path: string, file: string): boolean {
  const root = repositoryOf(dirname(file));
  return root === undefined || partsBelow(root, resolve(path))?.some(isGits) === false;
}

/** What a shell makes of `<(…)` is a pipe, and is meant to be read. */
function isDescriptor(path: string): boolean {
  return /^\/(dev\/fd\/|dev\/stdin$|proc\/[^/]+\/fd\/)/.test(path);
}

/** Names of files that a link of this name may lead to: configuration, and those that end as it does. */
function ofItsKind(path: string): (name: string) => boolean {
  const ends = endsAs(path);
  return (name) => (isConfiguration(path) ? isConfiguration(name) : ends(name));
}

/** Whether a file is configuration by its name. */
export function isConfiguration(path: string): boolean {
  return path.endsWith('.alloy') || path.endsWith('.river');
}

function statOf(path: string): Stats | NodeJS.ErrnoException {
  try {
    return statSync(path);
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function notThere(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ENOENT' || error.code === 'ENOTDIR';
}

/** Directories that hold no configuration of the user's own. `.` and `..` are none of them. */
export function isPassedOver(name: string): boolean {
  return name === 'node_modules' || name.startsWith('.');
}

interface Link {
  readonly path: string;
  readonly levels: number;
  readonly around: Around | undefined;
}

/** A directory that is searched, with those around it. */
interface Around {
  readonly real: string;
  readonly outer: Around | undefined;
}

function isAmong(real: string, around: Around | undefined): boolean {
  for (let each = around; each; each = each.outer) if (each.real === real) return true;
  return false;
}

/** How many levels of directories are searched: no repository of people has more, and each path takes longer than the one above it. */
const DEEPEST = 256;

/**
 * All files below a directory that `accept` takes, sorted by path.
 *
 * Directories behind links come last, so that what can be reached without a link is named without one.
 *
 * @param depth how many levels of directories to read, the root included
 * @param top the directory that links to directories may not lead out of: the repository, or outside of any the root
 */
export function filesBelow(
  root: string,
  accept: (path: string) => boolean,
  problems: InputProblem[],
  { depth = Number.POSITIVE_INFINITY, top = repositoryOf(root) ?? root }: { readonly depth?: number; readonly top?: string } = {},
): string[] {
  const files: string[] = [];
  const links: Link[] = [];
  const visited = new Set<string>();

  const fileTop = repositoryOf(root) ?? top;
  const unlimited = depth > DEEPEST;
  const refusalOf = (path: string, follow: () => unknown): InputProblem | undefined => {
    try {
      follow();
      return undefined;
    } catch (error) {
      return unreadable(path, error as NodeJS.ErrnoException);
    }
  };
  /** @param real where it is, where that is known */
  const visit = (directory: string, outer: Around | undefined, levels: number, real?: string): void => {
    const name = directory === '' ? '.' : directory;
    let around: Around;
    let entries: Dirent[];
    try {
      around = { real: real ?? realpathSync.native(name), outer };
      if (visited.has(around.real)) {
        if (isAmong(around.real, outer))
          problems.push({ message: `${directory}: skipped: this link leads back to a directory that it stands in`, fatal: false });
        return;
      }
      visited.add(around.real);
      if (levels < 1) {
        problems.push({ message: `${name}: is not searched: it is ${DEEPEST} directories deep`, fatal: true });
        return;
      }
      entries = readdirSync(around.real, { withFileTypes: true });
    } catch (error) {
      problems.push(unreadable(name, error as NodeJS.ErrnoException));
      return;
    }
    for (const entry of entries) {
      const path = directory === '' ? entry.name : below(directory, entry.name);
      if (entry.isDirectory()) {
        if ((levels > 1 || unlimited) && !isPassedOver(entry.name)) visit(path, around, levels - 1, join(around.real, entry.name));
      } else if (entry.isSymbolicLink()) {
        const stats = statOf(path);
        if (stats instanceof Error) {
          if (accept(path)) problems.push(unreadable(path, stats));
        } else if (stats.isDirectory()) {
          if ((levels > 1 || unlimited) && !isPassedOver(entry.name)) links.push({ path, around, levels: levels - 1 });
        } else if (accept(path)) {
          const problem = refusalOf(path, () => realFileWithin(fileTop, path, ofItsKind(path)));
          if (problem) problems.push(problem);
          else files.push(path);
        }
      } else if (accept(path)) {
        files.push(path);
      }
    }
  };

  visit(root === '.' ? '' : root, undefined, Math.min(depth, DEEPEST));
  for (const { path, around, levels } of links) {
    // Where it leads out of the repository, nothing in it is this repository's configuration.
    const problem = refusalOf(path, () => realPathWithin(top, path));
    if (problem) problems.push({ ...problem, fatal: false });
    else visit(path, around, levels);
  }
  return files.sort();
}

/** Not `path.join`, which would drop the `./` that the user wrote. */
function below(directory: string, name: string): string {
  return directory.endsWith('/') || directory.endsWith(sep) ? directory + name : `${directory}/${name}`;
}

/** Whether a path has characters that mean something in a glob. */
export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** A glob means the files it matches, by any name. */
function expandGlob(pattern: string, add: (path: string) => void, problems: InputProblem[]): void {
  const parts = pattern.split('/');
  const wild = parts.findIndex(isGlob);
  // What is found is to be called as the pattern calls it.
  const root = wild === 0 ? '.' : `${parts.slice(0, wild).join('/')}/`;
  const below = wild === 0 ? 0 : root.length;
  const glob = readGlob(parts.slice(wild).join('/'), { hidden: false });
  const before = problems.length;
  const stats = statOf(root);
  let found: string[] = [];
  if (!(stats instanceof Error) && stats.isDirectory()) {
    const depth = pattern.includes('**') ? Number.POSITIVE_INFINITY : parts.length - wild;
    found = filesBelow(root, (path) => glob.matches(path.slice(below)), problems, { depth });
  }
  if (found.length === 0 && problems.length === before) {
    problems.push({ message: `${pattern}: no file matches`, fatal: true });
  }
  found.forEach(add);
}

/** What the operating system says, in plain words. */
function unreadable(path: string, error: NodeJS.ErrnoException | Refusal): InputProblem {
  const name = path === '' ? '""' : path;
  if (error instanceof Refusal) return { message: `${name}: ${error.message}`, fatal: true };
  if (error.code === 'ENOENT') return missing(name);
  return { message: `${name}: ${reason(error)}`, fatal: true };
}

function reason(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'is a directory';
    case 'ENOTDIR':
      return 'a part of this path is not a directory';
    case 'ELOOP':
      return 'its links lead in a circle';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open';
    default:
      return `cannot be read (${error.code ?? error.message})`;
  }
}

function missing(path: string): InputProblem {
  try {
    if (lstatSync(path).isSymbolicLink())
      return { message: `${path}: is a link to ${readlinkSync(path)}, which does not exist`, fatal: true };
  } catch {
    // Nothing stands there at all.
  }
  const message = `${path}: does not exist`;
  const directory = dirname(path);
  let known: string[];
  try {
    known = readdirSync(directory);
  } catch {
    return { message, fatal: true };
  }
  const prefix = path.slice(0, path.length - basename(path).length);
  return { message, misspelling: { given: basename(path), known, prefix }, fatal: true };
}
