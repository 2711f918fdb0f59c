import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { node } from '../node.ts';

// --watch in a process of its own: files change, and it ends when it is told to.

const cli = fileURLToPath(new URL('../../packages/cli/dist/assay.mjs', import.meta.url));
const good = 'logging {\n\tlevel = "info"\n}\n';
const bad = 'loki.ehco "x" { }\n';

let directory: string;
let child: ChildProcess | undefined;
let seen = '';
let told = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assay-watch-'));
  seen = '';
  told = '';
});

afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

const put = (path: string, text: string): void => writeFileSync(join(directory, path), text);

function watch(...args: readonly string[]): void {
  child = spawn(node, [cli, 'check', '--watch', '--format', 'concise', ...args], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout!.on('data', (chunk) => {
    seen += chunk;
  });
  child.stderr!.on('data', (chunk) => {
    told += chunk;
  });
}

/** Waits for the next time that it has looked; gives what it has found since the last. */
async function next(): Promise<string> {
  await expect.poll(() => told, { timeout: 30_000 }).toMatch(/Waiting for changes/);
  const found = seen;
  seen = '';
  told = told.replace('Waiting for changes', '');
  return found;
}

it('checks again when files change, come, go, or are replaced, and ends at Ctrl-C', async () => {
  put('a.alloy', good);
  watch();
  expect(await next()).toBe('');
  put('a.alloy', bad);
  expect(await next()).toMatch(/^a\.alloy:1:1: error/);
  mkdirSync(join(directory, 'new'));
  put('new/b.alloy', bad);
  expect(await next()).toMatch(/^a\.alloy:1:1: .*\nnew\/b\.alloy:1:1: .*\n$/);
  unlinkSync(join(directory, 'a.alloy'));
  expect(await next()).toMatch(/^new\/b\.alloy:1:1: .*\n$/);
  // As editors write.
  put('new/b.alloy~', good);
  renameSync(join(directory, 'new/b.alloy~'), join(directory, 'new/b.alloy'));
  expect(await next()).toBe('');
  put('assay.json', JSON.stringify({ rules: { 'deprecated/function': 'error' } }));
  put('new/b.alloy', 'logging {\n\tlevel = env("LEVEL")\n}\n');
  expect(await next()).toMatch(/^new\/b\.alloy:2:10: error/);

  const ended = new Promise((resolve) => child!.once('exit', (code, signal) => resolve({ code, signal })));
  child!.kill('SIGINT');
  expect(await ended).toEqual({ code: 0, signal: null });
});

it('takes no notice of other files, and looks at a file that was named', async () => {
  put('named.conf', bad);
  put('a.alloy', bad);
  watch('named.conf');
  expect(await next()).toMatch(/^named\.conf:1:1: error.*\n$/);
  put('a.alloy', good);
  put('other.txt', '');
  put('named.conf', good);
  expect(await next()).toBe('');
});
