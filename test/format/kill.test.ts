import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from '@assay/formatter';
import { parse } from '@assay/parser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { node } from '../node.ts';
import { seededRandom } from './mutate.ts';

// The bundle, in a process of its own that is killed.
const cli = fileURLToPath(new URL('../../packages/cli/dist/assay.mjs', import.meta.url));

const FILES = 200;
const ROUNDS = 8;

const texts = Array.from({ length: FILES }, (_, index) => `blk "b${index}" {\na=1\n${'bbb = [1,\n2]\n'.repeat(index % 50)}}\n`);
const results = texts.map((text) => format(parse(text))?.text);

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'assay-kill-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Starts `assay fmt` in a folder; kills it once that many files are new, or lets it end. */
function fmt(folder: string, until: number): Promise<NodeJS.Signals | null> {
  const child = spawn(node, [cli, 'fmt', folder], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.on('exit', (_, signal) => {
      clearInterval(timer);
      resolve(signal);
    });
    const last = join(folder, nameOf(until));
    const timer = setInterval(() => {
      if (until < FILES && readFileSync(last, 'utf8') !== texts[until]) child.kill('SIGKILL');
    }, 1);
  });
}

function nameOf(index: number): string {
  return `${String(index).padStart(4, '0')}.alloy`;
}

test('a run that is killed leaves each file old or new, and the next run leaves nothing else', async () => {
  const random = seededRandom(5);
  let interrupted = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const folder = join(directory, String(round));
    mkdirSync(folder);
    texts.forEach((text, index) => {
      writeFileSync(join(folder, nameOf(index)), text);
    });
    const signal = await fmt(folder, Math.floor(random() * (FILES - 20)));
    let fresh = 0;
    texts.forEach((text, index) => {
      const now = readFileSync(join(folder, nameOf(index)), 'utf8');
      if (now === results[index]) fresh++;
      else expect(now, nameOf(index)).toBe(text);
    });
    if (signal === 'SIGKILL' && fresh < FILES) interrupted++;

    expect(await fmt(folder, FILES)).toBeNull();
    expect(readdirSync(folder).sort()).toEqual(texts.map((_, index) => nameOf(index)));
    expect(texts.map((_, index) => readFileSync(join(folder, nameOf(index)), 'utf8'))).toEqual(results);
  }
  // Most of them were killed at work.
  expect(interrupted).toBeGreaterThan(ROUNDS / 2);
});
