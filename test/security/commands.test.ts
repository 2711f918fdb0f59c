import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { node } from '../node.ts';
import { cli, Ground, hostileFiles, LOUD_NAME, SECRET } from './repository.ts';

// Each command, in a repository that has everything: it ends, prints nothing that it should not, and changes nothing elsewhere.

let ground: Ground;

beforeEach(() => {
  ground = new Ground();
  hostileFiles(ground);
});

afterEach(() => ground.remove());

/** What a terminal or a service of CI must not be given. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
const DANGEROUS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|##(?:vso)?\[/i;
/** A command of GitHub that is not one of our annotations. */
const FOREIGN_COMMAND = /^\s*::(?!(?:error|warning|notice) title=assay%3A [\w/-]+,file=[^:\n]*::)/m;

const formats = ['human', 'json', 'concise', 'github', 'sarif', 'gitlab', 'junit', 'checkstyle'];

const commands: readonly (readonly [name: string, ...args: string[]])[] = [
  ...formats.map((format) => [`check as ${format}`, 'check', '--format', format] as const),
  [
    'check, by names',
    'check',
    '--',
    'link.alloy',
    'secret.alloy',
    'env.alloy',
    'credentials.alloy',
    'pipe.alloy',
    'kmsg.alloy',
    'stdin.alloy',
    '-x.alloy',
    LOUD_NAME,
  ],
  ['check, by a glob', 'check', '**/*'],
  ['check with a cache', 'check', '--cache', '.cache'],
  ['check with a cache behind a link', 'check', '--cache', 'sub.cache/deep'],
  [
    'check with reports behind links',
    'check',
    '--output',
    'sarif=assay.sarif',
    '--output',
    'json=out/new.json',
    '--output',
    'junit=out/deep/new.xml',
  ],
  ['check with a report to a pipe', 'check', '--output', 'json=pipe.yaml'],
  ['check --fix', 'check', '--fix'],
  ['check --fix-suggested', 'check', '--fix-suggested'],
  ['check --fix of a link', 'check', '--fix', 'link.alloy'],
  ['check --diff', 'check', '--fix-suggested', '--diff'],
  ['check --suppress-all', 'check', '--suppress-all'],
  ['check --suppress-all, into a baseline', 'check', '--suppress-all', '--baseline', 'out/new.json'],
  ['check with a baseline behind a link', 'check', '--baseline', 'out/baseline.json'],
  ['check --changed', 'check', '--changed'],
  ['fmt', 'fmt'],
  ['fmt of a link', 'fmt', 'link.alloy', 'out/victim.alloy', 'around/back/link.alloy'],
  ['fmt --check', 'fmt', '--check'],
  ['fmt --diff', 'fmt', '--diff', '--', '-x.alloy', 'wrong.alloy', LOUD_NAME, 'a.alloy'],
  ['graph', 'graph', '.'],
  ['graph of what is outside', 'graph', '--view', 'systems', '.'],
  ['graph as DOT', 'graph', '--format', 'dot', '--view', 'systems', '.'],
  ['graph as JSON', 'graph', '--format', 'json', '.'],
  ['init', 'init'],
  ['init with all', 'init', '--hook', '--workflow', '--force'],
  ['init --dry-run', 'init', '--dry-run', '--hook'],
  ['config', 'config', '.'],
  ['config as JSON', 'config', '--format', 'json', '.'],
];

test.each(commands)('%s', (_, ...args) => {
  const before = ground.stateOf(ground.outside);
  const files = args[0] === 'fmt' && args.includes('--diff');
  const { status, signal, out, err } = ground.assay(args, { env: files ? {} : { GITHUB_ACTIONS: 'true', CI: 'true' } });
  expect(signal, 'it does not end').toBeNull();
  expect(status).toBeOneOf([0, 1, 2]);
  expect(err).not.toContain('internal fault');
  expect(out + err).not.toContain(SECRET);
  expect(err).not.toMatch(DANGEROUS);
  expect(err).not.toMatch(FOREIGN_COMMAND);
  // A patch is to the byte.
  if (!args.includes('--diff')) expect(out).not.toMatch(DANGEROUS);
  if (!args.includes('--diff')) expect(out).not.toMatch(FOREIGN_COMMAND);
  expect(ground.stateOf(ground.outside)).toEqual(before);
  expect(existsSync(join(ground.outside, 'new.json'))).toBe(false);
  expect(ground.wasStarted).toBe(false);
});

test('check --watch watches what it checks', async () => {
  const before = ground.stateOf(ground.outside);
  const child = spawn(node, [cli, 'check', '--watch', '--format', 'concise'], { cwd: ground.repo, env: ground.environment });
  let said = '';
  const told = (text: string, times: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (said.split(text).length > times) resolve();
      };
      child.stderr.on('data', look);
      look();
    });
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  try {
    await told('Waiting for changes', 1);
    ground.write({ 'wrong.alloy': 'loki.echo "x" { }\n' });
    await told('Waiting for changes', 2);
  } finally {
    child.kill('SIGKILL');
  }
  expect(said).not.toContain(SECRET);
  expect(said).not.toMatch(DANGEROUS);
  expect(ground.stateOf(ground.outside)).toEqual(before);
});

describe('directories', () => {
  test('as deep as a system allows, and links among them without end, take no longer than others', () => {
    // Step by step: no system takes a path of this length.
    const code = `const { mkdirSync, writeFileSync } = require('node:fs');
const into = (name) => { mkdirSync(name); process.chdir(name); };
into('deep');
for (let n = 0; n < 3000; n++) into('d');
writeFileSync('x.alloy', '');`;
    expect(spawnSync(node, ['-e', code], { cwd: ground.repo }).status).toBe(0);
    for (let from = 0; from < 30; from++) for (let to = 0; to < 30; to++) ground.link({ [`maze/${from}/${to}`]: `../${to}` });
    for (const args of [
      ['check', '.'],
      ['fmt', '--check', '.'],
      ['init', '--dry-run'],
      ['config', '.'],
      ['check', 'deep/**/*.alloy'],
    ]) {
      const { signal, err, out } = ground.assay(args);
      expect(signal, args.join(' ')).toBeNull();
      expect(err + out).toMatch(/d\/d: is not searched: it is 256 directories deep/);
    }
    // rm of this Node.js does not reach so deep.
    spawnSync('rm', ['-rf', join(ground.repo, 'deep')]);
  });
});

describe('what is said of it', () => {
  test('links', () => {
    const { err } = ground.assay(['check', '.']);
    const lines = err.split('\n').filter((line) => line !== '');
    const repo = ground.repo;
    for (const expected of [
      `assay: link.alloy: is behind a link that leads out of ${repo}: name the file that it leads to`,
      `assay: secret.alloy: is behind a link that leads out of ${repo}: name the file that it leads to`,
      `assay: zero.alloy: is behind a link that leads out of ${repo}: name the file that it leads to`,
      'assay: env.alloy: is a link to a file of another kind',
      'assay: credentials.alloy: is in the directory that belongs to git',
      'assay: nowhere.alloy: is a link to ../outside/not-there.alloy, which does not exist',
      'assay: round.alloy: its links lead in a circle',
      'assay: pipe.alloy: is a named pipe, not a file',
      `assay: out: is behind a link that leads out of ${repo}: name the file that it leads to`,
      'assay: around/back: skipped: this link leads back to a directory that it stands in',
      `assay: pretender/inner: is behind a link that leads out of ${repo}: name the file that it leads to`,
    ])
      expect(lines).toContain(expected);
  });

  test('what goes into a file on disk is to the byte, and what a log reads is not', () => {
    ground.write({ 'x.alloy': '/*\n::error::x\n*/\nlogging {\nlevel="info"\n}\n' });
    const raw = ground.assay(['fmt', '--stdout', 'x.alloy']);
    expect(raw.out).toContain('\n::error::x\n');
    expect(ground.assay(['fmt', '--stdout', 'x.alloy'], { env: { CI: 'true' } }).out).toContain('\n:\ua789error::x\n');
  });

  test('a report takes the place of a link', () => {
    ground.assay(['check', '--output', 'sarif=assay.sarif', 'wrong.alloy']);
    expect(JSON.parse(readFileSync(join(ground.repo, 'assay.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(join(ground.outside, 'victim.json'), 'utf8')).toBe('{}\n');
  });
});
