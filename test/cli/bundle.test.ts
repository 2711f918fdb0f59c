import { type SpawnSyncOptionsWithBufferEncoding, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { node } from '../node.ts';

// The bundle as it is shipped, in a process of its own: what only shows there. The rest is tested beside the code.

const cli = fileURLToPath(new URL('../../packages/cli/dist/assay.mjs', import.meta.url));
const bad = 'loki.ehco "x" { }\n';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assay-bundle-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

function assay(argv: readonly string[], options: Partial<SpawnSyncOptionsWithBufferEncoding> = {}): Outcome {
  const { PATH } = process.env;
  const { status, stdout, stderr } = spawnSync(node, [cli, ...argv], {
    cwd: directory,
    maxBuffer: 2 ** 30,
    ...options,
    env: { ...(PATH !== undefined && { PATH }), ...options.env },
  });
  return { status, out: stdout.toString(), err: stderr.toString() };
}

describe('dist/assay.mjs', () => {
  it('is one executable file that needs nothing beside it', () => {
    const copy = join(directory, 'assay.mjs');
    writeFileSync(copy, readFileSync(cli));
    writeFileSync(join(directory, 'bad.alloy'), bad);
    const { status, stdout } = spawnSync(node, [copy, 'check', '*.alloy', '--format', 'concise'], { cwd: directory });
    expect(stdout.toString()).toContain('bad.alloy:1:1: error[structure/unknown-component]');
    expect(status).toBe(1);
    expect(readFileSync(cli, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
    if (process.platform !== 'win32') expect(statSync(cli).mode & 0o111).toBe(0o111);
  });

  it('is one flat module: nothing of ours that imports more of ours is imported while it runs', () => {
    const packages = ['catalog', 'parser', 'formatter', 'checker', 'cli'].map((name) =>
      fileURLToPath(new URL(`../../packages/${name}/src`, import.meta.url)),
    );
    const files = packages.flatMap((root) =>
      readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => join(root, name)),
    );
    expect(files.length).toBeGreaterThan(100);
    const imported = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bimport\('(\.[^']*|@assay[^']*)'\)(?!\.)/g)].map(([, name]) => name),
    );
    // The bundler wraps what is imported so, and all that it imports: the start takes a tenth longer.
    expect(imported.filter((name) => name !== '@assay/lsp/node')).toEqual(['../data/releases.ts']);
  });

  it('is what the installed command runs, with what Node compiled before', () => {
    const installed = fileURLToPath(new URL('../../packages/cli/bin/assay.mjs', import.meta.url));
    writeFileSync(join(directory, 'bad.alloy'), bad);
    for (let run = 0; run < 2; run++) {
      const { status, stdout, stderr } = spawnSync(node, [installed, 'check', '--format', 'concise', 'bad.alloy'], {
        cwd: directory,
        env: { ...process.env, NODE_COMPILE_CACHE: join(directory, 'cache') },
      });
      expect(stderr.toString()).toBe('');
      expect(stdout.toString()).toContain('bad.alloy:1:1: error[structure/unknown-component]');
      expect(status).toBe(1);
    }
  });

  it('explains, and prints its help and version', () => {
    expect(assay(['explain', 'loki.write'])).toMatchObject({ status: 0, err: '' });
    expect(assay(['--help'])).toMatchObject({ status: 0, err: '' });
    expect(assay(['--version'])).toMatchObject({ status: 0, err: '' });
    expect(assay(['check', '--help'])).toMatchObject({ status: 0, err: '' });
    expect(assay([])).toMatchObject({ status: 2, out: '' });
  });

  it('reads standard input', () => {
    expect(assay(['check', '-', '--stdin-path', 'x.alloy', '--format', 'concise'], { input: bad })).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^x\.alloy:1:1: /),
      err: '',
    });
    expect(assay(['check', '-'], { stdio: ['ignore', 'pipe', 'pipe'] })).toMatchObject({ status: 0, err: '' });
  });

  it('colours as the environment says', () => {
    writeFileSync(join(directory, 'bad.alloy'), bad);
    const coloured = (env: NodeJS.ProcessEnv) => assay(['check', 'bad.alloy'], { env }).out.includes('\x1b[');
    expect(coloured({})).toBe(false);
    expect(coloured({ FORCE_COLOR: '1' })).toBe(true);
    expect(coloured({ FORCE_COLOR: '0' })).toBe(false);
    expect(coloured({ NO_COLOR: '1' })).toBe(false);
  });

  it('checks 400 files in one call, and loses nothing of a large report', () => {
    const paths = Array.from({ length: 400 }, (_, index) => join(directory, `${index}.alloy`));
    for (const path of paths)
      writeFileSync(
        path,
        bad.repeat(20).replace(/"x"/g, () => `"${Math.random().toString(36).slice(2)}"`),
      );
    const { status, out, err } = assay(['check', '--each', '--format', 'json', ...paths]);
    expect(err).toBe('');
    expect(status).toBe(1);
    const { diagnostics, summary } = JSON.parse(out);
    expect(summary).toMatchObject({ files: 400, errors: 8000 });
    expect(diagnostics.map(({ file }: { file: string }) => file)).toEqual(paths.flatMap((path) => Array<string>(20).fill(path)));
  });

  it('waits for a slow reader, and does not mind one that goes away', async () => {
    writeFileSync(join(directory, 'bad.alloy'), bad.repeat(5000));
    const child = spawn(node, [cli, 'check', 'bad.alloy', '--format', 'json'], {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    for await (const chunk of child.stdout) chunks.push(chunk);
    expect(JSON.parse(Buffer.concat(chunks).toString()).summary.errors).toBeGreaterThan(4000);
    expect(err).toBe('');

    const deserted = spawn(node, [cli, 'check', 'bad.alloy'], { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
    deserted.stderr.on('data', (chunk) => {
      err += chunk;
    });
    deserted.stdout.destroy();
    const status = await new Promise((resolve) => deserted.on('close', resolve));
    expect(err).toBe('');
    expect(status).toBe(1);
  });

  it('gets through a directory in which all is wrong', () => {
    writeFileSync(join(directory, 'bad.alloy'), bad);
    symlinkSync('nowhere', join(directory, 'broken.alloy'));
    symlinkSync('loop.alloy', join(directory, 'loop.alloy'));
    symlinkSync('.', join(directory, 'self'));
    mkdirSync(join(directory, 'directory.alloy'));
    spawnSync('mkfifo', [join(directory, 'pipe.alloy')]);
    expect(assay(['check', '.', 'directory.alloy', '--format', 'concise'], { timeout: 20_000 })).toEqual({
      status: 2,
      out: expect.stringMatching(/^bad\.alloy:1:1: .*\n$/),
      err: expect.stringMatching(
        /^(?:assay: (?:broken\.alloy: is a link to nowhere, which does not exist|loop\.alloy: its links lead in a circle|self: skipped: this link leads back to a directory that it stands in|directory\.alloy: no configuration in this directory \(\*\.alloy, \*\.river\)|pipe\.alloy: is a named pipe, not a file)\n){5}$/,
      ),
    });
  });

  it.runIf(process.platform === 'linux')('reads what the shell substitutes', () => {
    writeFileSync(join(directory, 'bad.alloy'), bad);
    const { status, stdout } = spawnSync('bash', ['-c', `"${node}" "${cli}" check --format concise <(cat bad.alloy)`], {
      cwd: directory,
    });
    expect(stdout.toString()).toMatch(/^\/dev\/fd\/\d+:1:1: error/);
    expect(status).toBe(1);
  });
});
