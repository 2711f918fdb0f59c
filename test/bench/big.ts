import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './cold.ts';

/**
 * Runs `assay check` of a folder with some options and then with others, in turn: the machine's speed drifts, the ratio of a pair does not.
 *
 * @returns how many times as long the first takes
 */
function compare(cli: string, folder: string, first: readonly string[], second: readonly string[], runs: number): number {
  const time = (args: readonly string[]): number => {
    const command = ['check', '--each', '--format', 'json', '--stability', 'experimental', '--community', ...args, folder];
    const started = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, [cli, ...command], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, XDG_STATE_HOME: join(tmpdir(), 'assay-bench-state') },
    });
    if (status !== 0 && status !== 1) throw new Error(`check ${args.join(' ')} ended with ${status}`);
    return Number(process.hrtime.bigint() - started);
  };
  time(second);
  return median(Array.from({ length: runs }, () => time(first) / time(second)));
}

/** How many times the rate of one thread two have. Means something only where two processors are idle. */
export function benchThreads(cli: string, folder: string, runs = 5): number {
  return compare(cli, folder, ['--threads', '1'], ['--threads', '2'], runs);
}

/** How many times as long a run without a cache takes as one that finds all in it. */
export function benchCache(cli: string, folder: string, runs = 5): number {
  const cache = mkdtempSync(join(tmpdir(), 'assay-bench-cache-'));
  try {
    return compare(cli, folder, ['--threads', '1'], ['--threads', '1', '--cache', cache], runs);
  } finally {
    rmSync(cache, { recursive: true });
  }
}
