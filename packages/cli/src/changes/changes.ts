import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, findAll, fingerprints, type Source } from '@assay/checker';
import { shownPath } from '../configured.ts';
import { isConfiguration, readSource } from '../files.ts';
import { type Environment, UsageError } from '../output.ts';
import { type InputGroup, type Inputs, readPrograms } from '../programs.ts';
import { repositoryRoot } from '../repository.ts';
import { Git, type TreeFile } from './git.ts';
import { changedLines } from './lines.ts';
import { renamedFiles } from './renames.ts';

/** Which of the findings of a run are new. */
export interface Changes {
  /** Those of the inputs in which something may be new: the groups in which a file has changed or is gone. */
  readonly inputs: Inputs;
  /** The findings that are new or stand on lines that have changed. */
  filter(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, Source>): Promise<Diagnostic[]>;
}

/**
 * Compares the files of a run with what they were in a commit: the last one that HEAD has in common with `ref`.
 *
 * @param each every file is a program of its own
 * @throws UsageError where there is no git, no repository, or no such commit
 */
export function readChanges(ref: string, inputs: Inputs, each: boolean, environment: Environment): Changes {
  const places = new Map(inputs.paths.map((path) => [path, placeOf(path)]));
  const repositories = new Map<string, Repository>();
  for (const { root } of places.values()) if (!repositories.has(root)) repositories.set(root, new Repository(root, ref));
  const files = inputs.paths.map((path) => {
    const { root, name } = places.get(path)!;
    return { path, name, repository: repositories.get(root)! };
  });
  for (const repository of repositories.values())
    repository.read(new Map(files.flatMap((file) => (file.repository === repository ? [[file.name, contentNow(file.path, inputs)]] : []))));
  const old = new OldFiles(inputs, each);
  for (const { path, name, repository } of files) {
    const file = repository.before(name);
    if (file) old.add(join(repository.root, file.name), file.content, path);
  }
  for (const repository of repositories.values())
    for (const { name, content } of repository.gone()) old.add(join(repository.root, name), content);
  const isChanged = new Set(files.filter(({ name, repository }) => repository.isChanged(name)).map(({ path }) => path));
  const affected = inputs.groups.filter((group) => group.paths.some((path) => isChanged.has(path)) || old.haveLeft(group));
  const taken = new Set(affected.flatMap(({ paths }) => paths));

  return {
    inputs: { ...inputs, paths: inputs.paths.filter((path) => taken.has(path)), groups: affected },
    filter: async (diagnostics, sources) => {
      const lines = new Map<string, (first: number, last: number) => boolean>();
      for (const path of isChanged) {
        const source = sources.get(path);
        if (source) lines.set(path, await changedLines(old.contentOf(path), source));
      }
      const touched = ({ file, start, end }: Diagnostic): boolean => {
        const { lines: index } = sources.get(file)!;
        return lines.get(file)?.(index.lineAt(start), index.lineAt(Math.max(start, end - 1))) === true;
      };
      // Of equal findings those on changed lines are the new ones.
      const elsewhere = diagnostics.filter((diagnostic) => !touched(diagnostic));
      const prints = fingerprints(elsewhere, sources);
      const { known, broken } = old.find(affected, environment);
      // Where Alloy refused a program, rules had not looked at all of it: what they say of it now need not be new.
      const isOld = ({ file, authority }: Diagnostic, index: number): boolean =>
        known.has(prints[index]!) || (authority === 'lint' && broken.has(file));
      const past = new Set(elsewhere.filter(isOld));
      return diagnostics.filter((diagnostic) => !past.has(diagnostic));
    },
  };
}

/** A file as it was. */
interface Past {
  /** As findings are to call it. */
  readonly path: string;
  readonly content: Buffer;
  /** What it is called now; `undefined` where it is gone. */
  readonly now: string | undefined;
}

/** The files of a run as they were, in the groups that they would have been in. */
class OldFiles {
  readonly #byPath = new Map<string, InputGroup>();
  readonly #files = new Map<InputGroup, Past[]>();
  readonly #contents = new Map<string, Buffer>();
  /** Groups out of whose directories something is gone or has moved. */
  readonly #left = new Set<InputGroup>();
  /** How directories are written, by their real paths. */
  readonly #directories = new Map<string, string>();
  readonly #byDirectory = new Map<string, InputGroup>();
  readonly #each: boolean;

  constructor({ groups }: Inputs, each: boolean) {
    this.#each = each;
    for (const group of groups) {
      for (const path of group.paths) {
        this.#byPath.set(path, group);
        const real = directoryOf(path);
        if (!this.#directories.has(real)) this.#directories.set(real, path.slice(0, path.lastIndexOf('/') + 1));
        if (!this.#byDirectory.has(real)) this.#byDirectory.set(real, group);
      }
    }
  }

  /** @param absolute where it was @param now what it is called now, if it is still there */
  add(absolute: string, content: Buffer, now?: string): void {
    const directory = dirname(absolute);
    const own = now === undefined ? undefined : this.#byPath.get(now);
    const stays = now !== undefined && directoryOf(now) === directory;
    const group = stays ? own : (this.#byDirectory.get(directory) ?? own);
    if (now !== undefined) this.#contents.set(now, content);
    if (!group || (now === undefined && this.#each)) return;
    const written = this.#directories.get(directory) ?? `${shownPath(directory)}/`;
    const files = this.#files.get(group) ?? [];
    files.push({ path: written + basename(absolute), content, now });
    this.#files.set(group, files);
    if (!stays) this.#left.add(group);
  }

  /** What a file was, by its name now. */
  contentOf(path: string): Buffer | undefined {
    return this.#contents.get(path);
  }

  /** Whether a file that was beside those of a group is not there any more. */
  haveLeft(group: InputGroup): boolean {
    return this.#left.has(group);
  }

  /**
   * What was found in the files of groups, by the names that they have now.
   *
   * @returns the fingerprints, and the files of programs that Alloy refused
   */
  find(
    groups: readonly InputGroup[],
    environment: Environment,
  ): { readonly known: ReadonlySet<string>; readonly broken: ReadonlySet<string> } {
    const names = new Map<string, string>();
    const stdin = new Map<string, Buffer>();
    const past = groups.flatMap((group) => {
      const settings = new Map(group.options.settings);
      const files = this.#files.get(group);
      if (!files) return [];
      for (const { path, content, now } of files) {
        stdin.set(path, content);
        if (now === undefined) continue;
        names.set(path, now);
        const own = group.options.settings?.get(now);
        if (own) settings.set(path, own);
      }
      return [{ ...group, paths: files.map(({ path }) => path), options: { ...group.options, settings } }];
    });
    const nameOf = (path: string): string => names.get(path) ?? path;
    const sources = new Map<string, Source>();
    const found: Diagnostic[] = [];
    const broken = new Set<string>();
    const inputs = { paths: [...stdin.keys()], groups: past, stdin, faults: [], unchecked: 0 };
    for (const { sources: program, group } of readPrograms(inputs, { environment, onLost: () => {} })) {
      const { diagnostics } = findAll(program, group.options);
      for (const source of program) sources.set(source.path, source);
      for (const diagnostic of diagnostics) found.push(diagnostic);
      if (diagnostics.some(({ severity, authority }) => severity === 'error' && authority !== 'lint'))
        for (const { path } of program) broken.add(nameOf(path));
    }
    return { known: new Set(fingerprints(found, sources, nameOf)), broken };
  }
}

/** What a file holds now; `undefined` where it cannot be read, which is said where it is read to be checked. */
function contentNow(path: string, { stdin }: Inputs): Uint8Array | undefined {
  try {
    return stdin.get(path) ?? readSource(path);
  } catch {
    return undefined;
  }
}

/** The repository of a file, and the file's path from its root. A link is the file that it leads to. */
function placeOf(path: string): { readonly root: string; readonly name: string } {
  const absolute = realPath(resolve(path));
  const root = repositoryRoot(dirname(absolute));
  if (root === undefined) throw new UsageError(`${path}: is in no git repository, with which --changed could compare it`);
  return { root, name: relative(root, absolute).replaceAll(sep, '/') };
}

/** Also of what is not there, such as a file of which an editor gives the text. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), path.slice(dirname(path).length));
  }
}

function directoryOf(path: string): string {
  return realPath(resolve(dirname(path)));
}

interface OldFile {
  readonly name: string;
  readonly content: Buffer;
}

/** One repository: its files now, and in the commit that they are compared with. Names are paths from its root. */
class Repository {
  readonly root: string;
  readonly #git: Git;
  /** `undefined` where there is no commit yet. */
  readonly #commit: string | undefined;
  readonly #changed = new Set<string>();
  readonly #old = new Map<string, OldFile>();
  #gone: readonly OldFile[] = [];

  constructor(root: string, ref: string) {
    this.root = root;
    this.#git = new Git(root);
    const commit = this.#git.commit(ref);
    // Before the first commit there is no HEAD.
    if (commit === undefined && ref !== 'HEAD')
      throw new UsageError(`"${ref}" is neither a path nor a commit of the repository in ${root}`);
    const head = this.#git.commit('HEAD');
    this.#commit = commit && head ? (this.#git.mergeBase(commit, head) ?? commit) : commit;
  }

  /**
   * Reads what files were, and what is gone beside them. What they are now is compared here: git would run the filters for it that a repository
   * names.
   *
   * @param now what each file holds now
   */
  read(now: ReadonlyMap<string, Uint8Array | undefined>): void {
    const before = new Map((this.#commit ? this.#git.files(this.#commit) : []).map((file) => [file.path, file]));
    const differing: TreeFile[] = [];
    const unknown: string[] = [];
    for (const [name, content] of now) {
      const file = before.get(name);
      if (!file) unknown.push(name);
      else if (content === undefined) continue;
      else if (objectOf(content, file.object.length) === file.object) this.#old.set(name, { name, content: Buffer.from(content) });
      else differing.push(file);
    }
    const missing = [...before.values()].filter(({ path }) => isConfiguration(path) && !now.has(path) && !isThere(join(this.root, path)));
    const left = new Set(this.#git.leftOut(missing.map(({ path }) => path)));
    const lost = missing.filter(({ path }) => !left.has(path));
    const contents = this.#git.contents([...differing, ...lost]);
    for (const { path: name } of differing) {
      const content = contents.get(name);
      if (!content) continue;
      this.#old.set(name, { name, content });
      if (!isSameText(content, now.get(name)!)) this.#changed.add(name);
    }
    const fresh = this.#git.notIgnored(unknown);
    for (const name of fresh) this.#changed.add(name);
    const gone = lost.flatMap(({ path: name }) => {
      const content = contents.get(name);
      return content ? [{ name, content }] : [];
    });
    const renamed = renamedFiles(
      gone,
      fresh.map((name) => ({ name, content: now.get(name) ?? new Uint8Array() })),
    );
    for (const [name, file] of renamed) this.#old.set(name, file);
    const moved = new Set(renamed.values());
    this.#gone = gone.filter((file) => !moved.has(file));
  }

  /** What a file was, under its name then. */
  before(name: string): OldFile | undefined {
    return this.#old.get(name);
  }

  isChanged(name: string): boolean {
    return this.#changed.has(name);
  }

  /** Configuration that is gone, and has no new name. */
  gone(): readonly OldFile[] {
    return this.#gone;
  }
}

/** The id that git gives to what a file holds: SHA-1, or SHA-256 where ids are longer. */
function objectOf(content: Uint8Array, length: number): string {
  return createHash(length > 40 ? 'sha256' : 'sha1')
    .update(`blob ${content.length}\0`)
    .update(content)
    .digest('hex');
}

/** How lines end is up to git, not to who changes them. */
function isSameText(a: Uint8Array, b: Uint8Array): boolean {
  const text = (bytes: Uint8Array): string =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').replaceAll('\r\n', '\n');
  return text(a) === text(b);
}

function isThere(path: string): boolean {
  try {
    realpathSync(path);
    return true;
  } catch {
    return false;
  }
}
