import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { Refusal, realPathWithin } from '@assay/lsp/disk';
import { UsageError } from '../output.ts';

/** What git may print, in bytes: the texts of all configuration of a repository. */
const MOST_OUTPUT = 1024 * 1024 * 1024;
/** How many paths one command is given. */
const MOST_PATHS = 500;
/** How long git may take for an answer, in milliseconds. */
const LIMIT = 30_000;

/** A file of a commit. */
export interface TreeFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly object: string;
}

/**
 * What git is told before any command. A repository's configuration may name programs for many occasions; the commands used here have none, and
 * what could still lead to one is switched off:
 *
 * - no monitor is asked for what changed, no hook is run, and the index is not written;
 * - nothing is fetched, by no protocol, whatever a partial clone lacks;
 * - a repository is only what has a `.git`, not a directory that looks like the inside of one;
 * - objects are what they are called, not what `refs/replace` has for them.
 */
const SAFE = [
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
  '--literal-pathspecs',
  ...Object.entries({
    'core.fsmonitor': 'false',
    'core.hooksPath': '/dev/null',
    'core.pager': 'cat',
    'core.quotePath': 'false',
    'core.untrackedCache': 'false',
    'protocol.allow': 'never',
    'safe.bareRepository': 'explicit',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

/** What of the environment git is given: where its user's own configuration is. What a hook is told of its repository is left out. */
const KEPT =
  /^(?:PATH|HOME|HOMEDRIVE|HOMEPATH|USERPROFILE|SYSTEMROOT|TMPDIR|TEMP|TMP|XDG_CONFIG_HOME|GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|(?:KEY|VALUE)_\d+))$/i;

/**
 * Asks git of one repository, for what is in its commits. It never looks at the files of the work tree, because filters that the repository names
 * would be run for that. Nothing is written, fetched or started on the way.
 */
export class Git {
  readonly root: string;
  readonly #program: string;
  readonly #limit: number;

  /**
   * @param root the directory with its `.git`
   * @throws UsageError where there is no git
   */
  constructor(root: string, limit = LIMIT) {
    this.root = root;
    this.#limit = limit;
    this.#program = findGit(root);
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

  /** All files as they were in a commit; links and other repositories are none. */
  files(commit: string): TreeFile[] {
    return paths(this.#run(['ls-tree', '-r', '-z', '--full-tree', commit])).flatMap((row) => {
      const [, mode, object, path] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(row) ?? [];
      return mode?.startsWith('100') && object !== undefined && path !== undefined ? [{ path, object }] : [];
    });
  }

  /** Those of the paths that git knows, or does not know yet: all that it does not ignore. */
  notIgnored(names: readonly string[]): string[] {
    const found: string[] = [];
    for (let from = 0; from < names.length; from += MOST_PATHS) {
      const some = names.slice(from, from + MOST_PATHS);
      found.push(...paths(this.#run(['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...some])));
    }
    return found;
  }

  /** Those of the paths that are not in the work tree because it has only a part of the files (`git sparse-checkout`). */
  leftOut(names: readonly string[]): string[] {
    const found: string[] = [];
    for (let from = 0; from < names.length; from += MOST_PATHS)
      for (const row of paths(this.#run(['ls-files', '-z', '-t', '--cached', '--', ...names.slice(from, from + MOST_PATHS)])))
        if (row.startsWith('S ')) found.push(row.slice(2));
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
    const result = spawnSync(this.#program, [...SAFE, '-C', this.root, ...args], {
      // Not the repository: some systems look for programs and their parts where they are started.
      cwd: dirname(this.#program),
      input,
      env: environment(this.root),
      maxBuffer: MOST_OUTPUT,
      timeout: this.#limit,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    const code = (result.error as NodeJS.ErrnoException | undefined)?.code;
    if (code === 'ETIMEDOUT')
      throw new UsageError(`--changed: git ${args[0]} gives no answer in ${this.root}, after ${this.#limit / 1000} seconds`);
    if (result.error) throw new UsageError(`--changed: git cannot be run (${code ?? result.error.message})`);
    return result;
  }
}

interface Answer {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** The git of PATH: no directory counts that is given from where somebody happens to be, and none in the repository that git is asked about. */
function findGit(root: string): string {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  for (const directory of (process.env.PATH ?? '').split(delimiter)) {
    if (!isAbsolute(directory)) continue;
    const path = join(directory, name);
    try {
      if (!statSync(path).isFile()) continue;
      accessSync(path, constants.X_OK);
    } catch {
      continue;
    }
    try {
      realPathWithin(root, path);
    } catch (error) {
      if (error instanceof Refusal) return path;
      throw error;
    }
  }
  throw new UsageError('--changed needs git, which is not installed');
}

/** What git printed. @throws UsageError with git's reason, where it fails */
function checked(args: readonly string[], root: string, { status, stdout, stderr }: Answer): Buffer {
  if (status === 0) return stdout;
  const [reason = ''] = stderr.toString().trim().split('\n');
  throw new UsageError(`git ${args[0]} fails in ${root}: ${reason.replace(/^(fatal|error): /, '') || `status ${status}`}`);
}

function environment(root: string): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => KEPT.test(name)));
  return {
    ...kept,
    LC_ALL: 'C',
    // The repository that was found, and none above it.
    GIT_CEILING_DIRECTORIES: dirname(root),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_ATTR_NOSYSTEM: '1',
  };
}

function paths(output: Buffer): string[] {
  return output
    .toString()
    .split('\0')
    .filter((path) => path !== '');
}
