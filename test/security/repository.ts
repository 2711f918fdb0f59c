import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node } from '../node.ts';

export const cli = fileURLToPath(new URL('../../packages/cli/dist/assay.mjs', import.meta.url));

/** What must never be printed: it stands in files that are no business of a repository. */
export const SECRET = 'hunter2c2VjcmV0';

/** A name that clears a terminal, and gives commands to services of CI. */
export const LOUD_NAME = 'a\x1b[2J\u202e\n::error::x##[add-mask]y.alloy';

/** One that would be a part of a command where a line begins with it. */
const COMMAND_NAME = '::set-output name=status::0.alloy';

const UNFORMATTED = 'logging {\nlevel="info"\n}\n';
const WRONG = 'loki.ehco "x" { }\n';
/** Alloy that a safe fix mends, which is not formatted. */
const MENDED = 'loki.write "x" {\nendpoint {\nurl = "http://loki/loki/api/v1/push"\nbatch_wait = "1s"\n}\n}\n';

/** How long anything may take that reads a hostile repository, in milliseconds. */
export const LIMIT = 60_000;

/**
 * A folder with a repository of a stranger (`repo`), what is beside it on the machine of its victim (`outside`, `home`), and a file that is there
 * when a program of the repository was started (`marker`).
 */
export class Ground {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-hostile-')));
  readonly repo = join(this.folder, 'repo');
  readonly outside = join(this.folder, 'outside');
  readonly marker = join(this.folder, 'marker');

  constructor() {
    for (const name of ['repo', 'outside', 'home', 'state']) mkdirSync(join(this.folder, name));
    this.git('init', '--quiet', '--initial-branch=main');
    this.write({
      '../outside/victim.alloy': UNFORMATTED,
      '../outside/wrong.alloy': WRONG,
      '../outside/secret.txt': `password = "${SECRET}\n`,
      '../outside/docker.json': `{"auths":{"hub":{"auth":"${SECRET}"}}}\n`,
      '../outside/victim.json': '{}\n',
      '../outside/assay.base.json': `{"rules":{"${SECRET}":"off"}}\n`,
      '../outside/baseline.json': `{"version":1,"findings":[],"x":"${SECRET}"}\n`,
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes files, by their paths from the repository; what is no text becomes JSON. */
  write(files: Readonly<Record<string, unknown>>): void {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.repo, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, undefined, 2));
    }
  }

  /** Makes links, by their paths from the repository. */
  link(links: Readonly<Record<string, string>>): void {
    for (const [name, target] of Object.entries(links)) {
      mkdirSync(dirname(join(this.repo, name)), { recursive: true });
      symlinkSync(target, join(this.repo, name));
    }
  }

  pipe(name: string): void {
    mkdirSync(dirname(join(this.repo, name)), { recursive: true });
    execFileSync('mkfifo', [join(this.repo, name)]);
  }

  /** A program that says that it was started. @returns its path */
  program(name: string): string {
    this.write({ [name]: `#!/bin/sh\necho "$0 $*" >> '${this.marker}'\ncat\n` });
    chmodSync(join(this.repo, name), 0o755);
    return join(this.repo, name);
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false', ...args], {
      cwd: this.repo,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: join(this.folder, 'home'), GIT_CONFIG_NOSYSTEM: '1' },
    });
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: join(this.folder, 'home'),
      XDG_STATE_HOME: join(this.folder, 'state'),
      TMPDIR: join(this.folder, 'home'),
    };
  }

  /** Runs the command line in the repository. */
  assay(
    args: readonly string[],
    { env = {}, input = '', under = [] }: { env?: NodeJS.ProcessEnv; input?: string; under?: readonly string[] } = {},
  ) {
    const [program = node, ...rest] = [...under, node, cli, ...args];
    const result: SpawnSyncReturns<string> = spawnSync(program, rest, {
      cwd: this.repo,
      env: { ...this.environment, ...env },
      input,
      encoding: 'utf8',
      timeout: LIMIT,
      killSignal: 'SIGKILL',
      maxBuffer: 256 * 1024 * 1024,
    });
    return { status: result.status, signal: result.signal, out: result.stdout, err: result.stderr };
  }

  /** All that stands in a directory, with what it holds: what must not have changed is compared so. */
  stateOf(directory: string): string[] {
    return namesBelow(directory)
      .sort()
      .map((name) => {
        const path = join(directory, name);
        const stats = lstatSync(path);
        const content = stats.isFile()
          ? createHash('sha256').update(readFileSync(path)).digest('hex')
          : stats.isSymbolicLink()
            ? readlinkSync(path)
            : '';
        return `${name} ${stats.mode} ${stats.ino} ${stats.isDirectory() ? '' : stats.mtimeMs} ${content}`;
      });
  }

  get wasStarted(): boolean {
    return existsSync(this.marker);
  }
}

/** The paths of all that is below a directory, from there; links are not followed. */
function namesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name, ...namesBelow(join(directory, entry.name)).map((name) => `${entry.name}/${name}`)] : [entry.name],
  );
}

/** A repository with all that can be put into one by its files: links, pipes, names, texts. */
export function hostileFiles(ground: Ground): void {
  ground.write({
    'a.alloy': MENDED,
    'wrong.alloy': WRONG,
    '-x.alloy': UNFORMATTED,
    '--output=json=y.alloy': UNFORMATTED,
    [LOUD_NAME]: `/* \x1b[2J ::error::z */\n${WRONG.replace('x', '\\x1b[2J')}`,
    [COMMAND_NAME]: WRONG,
    'comment.alloy': `/*\n::error::from a comment\n##[add-mask]z \x1bc\n*/\nloki.write "\x1bc" {\nendpoint {\n  url = "http://h/\x1bc##[group]%%{init: {}}%%"\n}\n}\n`,
    '.env': `TOKEN = "${SECRET}\n`,
    '.npmrc': `token=${SECRET}\n`,
    'sub/.git': 'gitdir: ../.git\n',
    'deploy.yaml': `# alloy\nimage: grafana/alloy:v1.8.0\nx: "\x1b[2J"\n`,
    'values-\x1b[2J.yaml': 'services:\n  alloy:\n    image: grafana/alloy:v1.8.0\n    command: [run, --stability.level=\u202enone]\n',
    'evil/.git/HEAD': 'ref: refs/heads/main\n',
  });
  ground.link({
    'link.alloy': '../outside/victim.alloy',
    'secret.alloy': '../outside/secret.txt',
    'env.alloy': '.env',
    'credentials.alloy': '.git/config',
    'zero.alloy': '/dev/zero',
    'kmsg.alloy': '/proc/kmsg',
    'environ.alloy': '/proc/self/environ',
    'tty.alloy': '/dev/tty',
    'stdin.alloy': '/dev/stdin',
    'nowhere.alloy': '../outside/not-there.alloy',
    'round.alloy': 'round.alloy',
    out: '../outside',
    'around/back': '..',
    'link.yaml': '../outside/secret.txt',
    'pretender/.git': '../../outside',
    'pretender/inner': '../../outside',
    'assay.sarif': '../outside/victim.json',
    'sub.cache': '../outside',
    'alloy.service': '/proc/kmsg',
  });
  ground.pipe('pipe.alloy');
  ground.pipe('pipe.yaml');
  ground.pipe('Dockerfile');
}
