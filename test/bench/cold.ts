import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One run of a command as a process of its own. */
interface Run {
  readonly milliseconds: number;
  /** The largest resident set, in MB. */
  readonly megabytes: number;
}

const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
const probe = join(folder, 'probe.cjs');
const peak = join(folder, 'peak');
writeFileSync(
  probe,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(peak)}, String(process.resourceUsage().maxRSS)))`,
);

function run(args: readonly string[], withProbe: boolean): Run {
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, [...(withProbe ? ['--require', probe] : []), ...args], { encoding: 'utf8' });
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6;
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { milliseconds, megabytes: withProbe ? Number(readFileSync(peak, 'utf8')) / 1024 : 0 };
}

/** The middle one of a list of figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Starts a command and `node -e 0` in turn, and compares them pair by pair: the machine's speed drifts, the ratio does not.
 *
 * @param args what comes after `node`
 */
export function coldStart(
  args: readonly string[],
  runs = 15,
): { readonly ratio: number; readonly milliseconds: number; readonly megabytes: number } {
  run(args, false); // The first one reads the files from the disk.
  const pairs = Array.from({ length: runs }, () => ({ empty: run(['-e', '0'], false), command: run(args, false) }));
  const megabytes = Math.max(...Array.from({ length: 3 }, () => run(args, true).megabytes));
  return {
    ratio: median(pairs.map(({ empty, command }) => command.milliseconds / empty.milliseconds)),
    milliseconds: median(pairs.map(({ command }) => command.milliseconds)),
    megabytes,
  };
}

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
