import { readFileSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { client } from '../clients/clients.ts';
import { ProcessClient } from '../lsp/client.ts';
import { node } from '../node.ts';
import { Ground, hostileFiles } from './repository.ts';

// What the system is asked for, by each command in a hostile repository: what is started, changed, connected to, and opened.

const traced = describe.runIf(client('strace'));

let ground: Ground;

beforeEach(() => {
  ground = new Ground();
  hostileFiles(ground);
  ground.git('add', 'a.alloy', 'wrong.alloy');
  ground.git('commit', '--quiet', '-m', 'x');
  ground.write({ 'a.alloy': 'logging {\nlevel="info"\n}\n' });
  // Nothing else is fit to be changed.
  ground.git('config', 'core.fsmonitor', ground.program('evil.sh'));
});

afterEach(() => ground.remove());

const CALLS = [
  ...['execve', 'execveat', 'open', 'openat', 'openat2', 'creat', 'connect', 'bind', 'socket', 'rename', 'renameat', 'renameat2'],
  ...['unlink', 'unlinkat', 'link', 'linkat', 'symlink', 'symlinkat', 'mkdir', 'mkdirat', 'rmdir', 'chmod', 'fchmodat', 'chown', 'lchown'],
  ...[
    'fchownat',
    'truncate',
    'mknod',
    'mknodat',
    'setxattr',
    'lsetxattr',
    'removexattr',
    'mount',
    'umount2',
    'kill',
    'tgkill',
    'utimensat',
  ],
];

interface Trace {
  /** Programs that were started, beside the one that is looked at. */
  readonly started: string[];
  /** What was changed, or opened to be; from the repository. */
  readonly changed: string[];
  readonly connected: string[];
  /** What was opened to be read, below the ground; from the repository. */
  readonly read: string[];
}

function under(): readonly string[] {
  return [
    'strace',
    '-f',
    '-y',
    '-qq',
    '-s',
    '4096',
    '-e',
    `trace=${CALLS.join(',')}`,
    '-e',
    'signal=none',
    '-o',
    join(ground.folder, 'trace'),
  ];
}

/** What is in a trace that succeeded. */
function read(): Trace {
  const own = realpathSync(node);
  /** What the process holds, by its descriptors. */
  const held = new Map<string, string>();
  const trace: Trace = { started: [], changed: [], connected: [], read: [] };
  const name = (given: string): string => {
    const path = given.replace(/^\/proc\/self\/fd\/(\d+)/, (all, descriptor: string) => held.get(descriptor) ?? all);
    const below = relative(ground.repo, resolve(ground.repo, path));
    const short = below.startsWith('../') && relative(ground.folder, resolve(ground.repo, path)).startsWith('../') ? resolve(path) : below;
    // What is written beside a file, before it takes its place.
    return short.replace(new RegExp(`\\.assay-${hostname()}-\\d+-\\d+\\.tmp$`), 'TEMPORARY');
  };
  for (const line of readFileSync(join(ground.folder, 'trace'), 'utf8').split('\n')) {
    const [, call, args, result, opened] = /^\d+ +(\w+)\((.*)\) += (-?\w+)(?:<(.*)>)?/.exec(line) ?? [];
    if (call === undefined || args === undefined || result === '-1') continue;
    const paths = [...args.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
      text!.replace(/\\(\d{1,3}|.)/g, (_, code: string) => (/^\d/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : code)),
    );
    if (call.startsWith('execve')) {
      if (!isAbsolute(paths[0]!) || (paths[0] !== node && realpathSync(paths[0]!) !== own)) trace.started.push(paths[0]!);
    } else if (call === 'socket' || call === 'connect' || call === 'bind') trace.connected.push(line);
    else if (/kill$/.test(call)) trace.changed.push(line);
    else if (/^(?:open|creat)/.test(call)) {
      // Where it leads, not what it is called. To take hold of a path opens nothing.
      if (/O_PATH/.test(args)) {
        held.set(result!, opened!);
        continue;
      }
      const path = name(opened ?? paths[0]!);
      if (/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(args) || call === 'creat') trace.changed.push(`open ${path}`);
      else if (!isAbsolute(path)) trace.read.push(path);
    } else trace.changed.push(`${call.replace(/at2?$/, '')} ${paths.map(name).join(' ')}`);
  }
  return trace;
}

function run(args: readonly string[]): Trace {
  expect(ground.assay(args, { under: under() }).signal).toBeNull();
  return read();
}

/** Nothing that is elsewhere, or that a link, a pipe or a device of the repository stands for. */
function expectOwnFilesOnly({ read, connected }: Trace): void {
  expect(connected).toEqual([]);
  for (const path of read) {
    // git's own, which it may read; and the key.
    if (path.startsWith('.git') || path === '../state/assay/cache-key' || path.startsWith('../home/')) continue;
    expect(path).not.toMatch(/^\.\.|^\.env|^\.npmrc|pipe|kmsg|zero|tty|secret|credentials|environ|^out\/|sub\.cache/);
  }
  expect(ground.wasStarted).toBe(false);
}

/** How a file of the user's is given another text. */
const edited = (name: string): string[] => [
  `link ${name} TEMPORARY`,
  'open TEMPORARY',
  `rename TEMPORARY ${name}`,
  'open TEMPORARY',
  `rename TEMPORARY ${name}`,
];
const replaced = (name: string): string[] => {
  const temporary = join(dirname(name), 'TEMPORARY');
  return [`open ${temporary}`, `rename ${temporary} ${name}`];
};

traced('the system is asked', () => {
  test.each([
    ['check', '.'],
    ['check', '--format', 'sarif', 'a.alloy', 'link.alloy', 'pipe.alloy'],
    ['fmt', '--check'],
    ['fmt', '--stdout', 'a.alloy', 'link.alloy'],
    ['graph', '.'],
    ['config', '.'],
    ['init', '--dry-run', '--hook', '--workflow'],
    ['explain', 'loki.write'],
  ])('by %s %s to change and start nothing', (...args) => {
    const trace = run(args);
    expect(trace).toMatchObject({ started: [], changed: [] });
    if (['check', 'graph'].includes(args[0]!) && args.includes('.'))
      expect(trace.read).toEqual(expect.arrayContaining(['a.alloy', 'wrong.alloy']));
    expectOwnFilesOnly(trace);
  });

  test('by check --changed for git alone', () => {
    const trace = run(['check', '--changed']);
    expect(new Set(trace.started).size).toBe(1);
    expect(trace.started[0]).toMatch(/^\/.*\/git$/);
    expect(trace.changed).toEqual(trace.changed.filter((each) => each === 'open /dev/null'));
    expectOwnFilesOnly(trace);
  });

  test('by fmt for the files that it formats', () => {
    const trace = run(['fmt', '--', 'a.alloy', 'link.alloy', 'secret.alloy', 'pipe.alloy']);
    expect(trace).toMatchObject({ started: [], changed: edited('a.alloy') });
    expectOwnFilesOnly(trace);
  });

  test('by check --fix for the files that it mends', () => {
    ground.write({
      'm.alloy': 'loki.write "x" {\n\tendpoint {\n\t\turl = "http://loki"\n\t\tX-Scope-OrgID = "a"\n\t}\n}\n',
      'n.alloy': 'logging {\n\tlevel = `info`\n}\n',
      'o.alloy': 'logging {\n\tlevel "info"\n}\n',
    });
    const trace = run(['check', '--fix', 'm.alloy', 'n.alloy', 'o.alloy', 'link.alloy']);
    const names = [...new Set(trace.changed.flatMap((each) => /^rename TEMPORARY (\w+\.alloy)$/.exec(each)?.[1] ?? []))];
    expect(names).toContain('o.alloy');
    expect(trace.changed).toEqual(names.flatMap(edited));
    expect(trace.started).toEqual([]);
    expectOwnFilesOnly(trace);
  });

  test('by init for the files that it writes', () => {
    const trace = run(['init', '--hook', '--workflow']);
    expect(trace).toMatchObject({
      started: [],
      changed: [
        ...replaced('assay.json'),
        ...replaced('.pre-commit-config.yaml'),
        'mkdir .github',
        'mkdir .github/workflows',
        ...replaced('.github/workflows/assay.yml'),
      ],
    });
    expectOwnFilesOnly(trace);
  });

  test('by a cache and reports for their files', () => {
    const trace = run([
      'check',
      '--cache',
      '.cache',
      '--output',
      'json=r.json',
      '--output',
      'sarif=assay.sarif',
      '--output',
      'junit=out/x.xml',
      'wrong.alloy',
    ]);
    expect(trace).toMatchObject({
      started: [],
      changed: [
        'mkdir ../state/assay',
        'open ../state/assay/cache-key',
        'mkdir .cache',
        ...replaced('.cache/assay-cache-2'),
        ...replaced('r.json'),
        ...replaced('assay.sarif'),
      ],
    });
    expectOwnFilesOnly(trace);
  });

  test('by the language server to change and start nothing', async () => {
    const server = new ProcessClient(['lsp', '--stdio'], [], { cwd: ground.repo, env: ground.environment, under: under() });
    const uri = (name: string): string => pathToFileURL(join(ground.repo, name)).href;
    await server.initialize({ textDocument: { diagnostic: {} } }, pathToFileURL(ground.repo).href);
    server.open(uri('a.alloy'), 'logging { }\n');
    await server.request('workspace/diagnostic', { previousResultIds: [] });
    await server.request('textDocument/formatting', { textDocument: { uri: uri('a.alloy') }, options: {} });
    expect(await server.end()).toBe(0);
    const trace = read();
    expect(trace).toMatchObject({ started: [], changed: [] });
    expect(trace.read).toContain('wrong.alloy');
    expectOwnFilesOnly(trace);
  });
});
