import type { Located } from './forms.ts';
import { readGlob } from './glob.ts';
import { parentOf, pathIn } from './paths.ts';

/** A list of globs. */
export interface Globs {
  /** The entry that decides about a file: the last one that matches it, where that takes it in. */
  match(path: string): Located<string> | undefined;
  /** The entries that take something in, each with a test of its own. */
  readonly entries: readonly { readonly glob: Located<string>; matches(path: string): boolean }[];
}

/**
 * Makes a list of globs ready to be asked.
 *
 * A glob is relative to the file that it is written in ({@link readGlob} says how it is written). Files and directories that begin with a
 * dot are like all others. A glob that begins with `!` takes out again what those before it took in.
 *
 * @param below whether what matches a directory matches everything below it too
 */
export function openGlobs(globs: readonly Located<string>[], below: boolean): Globs {
  const all = globs.map((glob) => {
    const negated = glob.value.startsWith('!');
    const { base, pattern } = anchorOf(glob);
    const fits = readGlob(pattern, { hidden: true });
    const matches = (path: string): boolean => {
      if (!path.startsWith(base)) return false;
      // A pattern may be empty, as that of `.` is: it names the directory itself.
      return pattern === '' ? below : fits.matches(path.slice(base.length), below);
    };
    return { glob, negated, matches };
  });
  return {
    match(path) {
      const last = all.findLast((each) => each.matches(path));
      return last && !last.negated ? last.glob : undefined;
    },
    entries: all.filter(({ negated }) => !negated),
  };
}

/**
 * Splits a glob into the directory that it is below, ending in `/`, and the rest, without the `!`.
 *
 * The directory is taken as it is: characters in its own name that mean something in a glob mean nothing there.
 */
export function anchorOf({ value, place }: Located<string>): { readonly base: string; readonly pattern: string } {
  const parts = value
    .replace(/^!/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const climbing = parts.findIndex((part) => part !== '..');
  const rest = climbing < 0 ? [] : parts.slice(climbing);
  const base = pathIn(parentOf(place.file) ?? '/', parts.slice(0, parts.length - rest.length).join('/'));
  return { base: base.endsWith('/') ? base : `${base}/`, pattern: rest.join('/') };
}

/**
 * Whether a glob leads out of the directory that it is written in.
 *
 * @param first whether `..` may stand in front of everything else
 */
export function climbs(glob: string, first: boolean): boolean {
  const parts = glob.replace(/^!/, '').split('/');
  return parts.some((part, index) => part === '..' && !(first && parts.slice(0, index).every((each) => each === '..' || each === '.')));
}
