import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** The root of the repository that a directory is in: the nearest directory around it with a `.git`. `undefined` outside of any. */
export function repositoryRoot(directory: string): string | undefined {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * Names files by their path from the root of the repository that a directory is in (or from the directory, outside of any), with slashes;
 * absolute where they are elsewhere. The root is looked for when the first file is named.
 *
 * @returns a function from a path, absolute or from the directory, to its name
 */
export function repositoryPaths(directory: string): (file: string) => string {
  let root: string | undefined;
  return (file) => {
    root ??= repositoryRoot(directory) ?? resolve(directory);
    const absolute = resolve(directory, file);
    const path = relative(root, absolute);
    const elsewhere = isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`);
    return (elsewhere ? absolute : path).replaceAll(sep, '/');
  };
}
