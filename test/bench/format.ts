import { spawnSync } from 'node:child_process';
import { format } from '@assay/formatter';
import { parse } from '@assay/parser';
import { coldStart, median } from './cold.ts';

/** How long it takes to parse and format the largest text without syntax errors, in a process that has been at work for a while: the median. */
export function benchFormatLargest(texts: readonly string[], runs = 50): { readonly milliseconds: number; readonly kilobytes: number } {
  const text = [...texts].sort((a, b) => b.length - a.length).find((candidate) => parse(candidate).errors.length === 0) ?? '';
  const figures: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = process.hrtime.bigint();
    format(parse(text));
    figures.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return { milliseconds: median(figures.slice(runs / 2)), kilobytes: Math.round(Buffer.byteLength(text) / 1000) };
}

/**
 * One process for all files of a folder, first `assay check` of them, then `assay fmt`, in turn.
 *
 * @returns the time that `fmt` takes, as a part of that of `check`
 */
export function benchFormatAll(cli: string, folder: string, runs = 3): number {
  const time = (args: readonly string[]): number => {
    const started = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, [cli, ...args, folder], { stdio: 'ignore' });
    if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}`);
    return Number(process.hrtime.bigint() - started) / 1e6;
  };
  return median(
    Array.from({ length: runs }, () => {
      const check = time(['check', '--each', '--format', 'json', '--stability', 'experimental', '--community']);
      return time(['fmt', '--check']) / check;
    }),
  );
}

/** One small file, cold: the time that `fmt` takes, as a part of that of `check`. */
export function benchFormatCold(cli: string, file: string): number {
  return coldStart([cli, 'fmt', '--check', file]).ratio / coldStart([cli, 'check', '--each', file]).ratio;
}
