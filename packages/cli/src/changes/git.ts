import { spawnSync } from 'node:child_process';
import { UsageError } from '../output.ts';

/** What git may print, in bytes: the texts of all configuration of a repository. */
const MOST_OUTPUT = 1024 * 1024 * 1024;
/** How many paths one command is given. */
const MOST_PATHS = 500;

/** A file of a commit. */
export interface TreeFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly object: string;
}

/** Asks git of one repository. Nothing is written, fetched or started on the way. */
export class Git {
  readonly root: string;

  /** @param root the directory with its `.git` */
  constructor(root: string) {
    this.root = root;
  }

  /** @returns the id of the commit that a name stands for, or `undefined` where it stands for none */
  commit(name: string): string | undefined {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const answer = this.#try(args);
    return answer.status === 1 ? undefined : checked(args, this.root, answer).toString().trim();
  }

  /** The last commit that two have in common. */
  mergeBase(a: string, b: string): string | undefined {
    const { status, stdout } = this.#try(['merge-base', a, b]);
    return status === 0 ? stdout.toString().trim().split('\n')[0] : undefined;
  }

  /** The paths of files that are not as they were in a commit, staged or not; those that are gone too. */
  changed(commit: string): string[] {
    return paths(this.#run(['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--ignore-submodules', commit, '--']));
  }

  /** The paths of files that git does not know, without those that are ignored. */
  untracked(): string[] {
    return paths(this.#run(['ls-files', '-z', '--others', '--exclude-standard']));
  }

  /** The paths of files that git knows. */
  tracked(): string[] {
    return paths(this.#run(['ls-files', '-z']));
  }

  /** The files directly in directories as they were in a commit; links are none. @param directories from the root; `''` is the root */
  files(commit: string, directories: readonly string[]): TreeFile[] {
    const found: TreeFile[] = [];
    for (let from = 0; from < directories.length; from += MOST_PATHS) {
      const wanted = directories.slice(from, from + MOST_PATHS).map((directory) => (directory === '' ? './' : `${directory}/`));
      for (const row of paths(this.#run(['ls-tree', '-z', '--full-tree', commit, '--', ...wanted]))) {
        const [, mode, object, path] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
        if (mode?.startsWith('100') && object !== undefined && path !== undefined) found.push({ path, object });
      }
    }
    return found;
  }

  /** The contents of files, by their paths. */
  contents(files: readonly TreeFile[]): Map<string, Buffer> {
    const contents = new Map<string, Buffer>();
    if (files.length === 0) return contents;
    const output = this.#run(['cat-file', '--batch'], files.map(({ object }) => `${object}\n`).join(''));
    let at = 0;
    for (const { path } of files) {
      const line = output.indexOf(0x0a, at);
      const size = / blob (\d+)$/.exec(output.subarray(at, line).toString())?.[1];
      at = line + 1;
      if (size === undefined) continue;
      contents.set(path, output.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
    return contents;
  }

  #run(args: readonly string[], input = ''): Buffer {
    return checked(args, this.root, this.#try(args, input));
  }

  #try(args: readonly string[], input = ''): Answer {
    const result = spawnSync('git', ['--no-pager', '-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', ...args], {
      cwd: this.root,
      input,
      env: environment(),
      maxBuffer: MOST_OUTPUT,
      windowsHide: true,
    });
    const code = (result.error as NodeJS.ErrnoException | undefined)?.code;
    if (code === 'ENOENT') throw new UsageError('--changed needs git, which is not installed');
    if (result.error) throw new UsageError(`--changed: git cannot be run (${code ?? result.error.message})`);
    return result;
  }
}

interface Answer {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** What git printed. @throws UsageError with git's reason, where it fails */
function checked(args: readonly string[], root: string, { status, stdout, stderr }: Answer): Buffer {
  if (status === 0) return stdout;
  const [reason = ''] = stderr.toString().trim().split('\n');
  throw new UsageError(`git ${args[0]} fails in ${root}: ${reason.replace(/^(fatal|error): /, '') || `status ${status}`}`);
}

/** Without what a hook is told of its own repository: the one that was found counts. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE, GIT_PREFIX, GIT_OBJECT_DIRECTORY, GIT_COMMON_DIR, ...rest } = process.env;
  return { ...rest, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' };
}

function paths(output: Buffer): string[] {
  return output
    .toString()
    .split('\0')
    .filter((path) => path !== '');
}
