/** `pnpm bench`: prints the figures that the project promises. Ratios within one run; bare seconds mean little on a shared machine. */
import { spawnSync } from 'node:child_process';
import { largestFile } from '../incremental/edits.ts';
import { benchCache, benchThreads } from './big.ts';
import { coldStart } from './cold.ts';
import { parityFiles, writeFiles } from './corpus.ts';
import { benchFormatAll, benchFormatCold, benchFormatLargest } from './format.ts';
import { benchLatency } from './latency.ts';
import { benchParser } from './parser.ts';
import { benchMemory, benchWorkspace } from './workspace.ts';

const cli = new URL('../../packages/cli/dist/assay.mjs', import.meta.url).pathname;
const small = new URL('../../examples/big-bang/destinations.alloy', import.meta.url).pathname;

const row = (what: string, figure: string, promised: string): void =>
  console.log(`${what.padEnd(52)} ${figure.padStart(12)}   ${promised}`);

console.log(`node ${process.version}`);
const installed = new URL('../../packages/cli/bin/assay.mjs', import.meta.url).pathname;
const cold = coldStart([installed, 'check', '--each', small]);
row('check of one small file, cold: times `node -e 0`', cold.ratio.toFixed(2), '≤ 3');
row('check of one small file, cold: resident', `${cold.megabytes.toFixed(0)} MB`, '≤ 90 MB');
row('the same, of dist/assay.mjs without a compile cache', coldStart([cli, 'check', '--each', small]).ratio.toFixed(2), '(≤ 3 on Node 20)');
row('fmt of one small file, cold: times check of it', benchFormatCold(cli, small).toFixed(2), '≤ 1');
row('check of one small file, cold', `${cold.milliseconds.toFixed(0)} ms`, '(depends on the machine)');

const files = parityFiles();
if (!files) {
  console.log('the shared corpus is not here: throughput is not measured');
} else {
  const folder = writeFiles(files);
  const started = process.hrtime.bigint();
  const { status } = spawnSync(
    process.execPath,
    [cli, 'check', '--each', '--format', 'json', '--stability', 'experimental', '--community', folder],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 1) throw new Error(`check of the corpus ended with ${status}`);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  row(`check of ${files.length} files in one process: files a second`, (files.length / seconds).toFixed(0), '≥ 1000');
  row(
    'parser alone, warm, files of about 100 KB',
    `${benchParser(files.map(({ bytes }) => bytes.toString('utf8'))).toFixed(1)} MB/s`,
    '≥ 15 MB/s',
  );
  row(`fmt of ${files.length} files in one process: times check of them`, benchFormatAll(cli, folder).toFixed(2), '< 1');
  const some = writeFiles(Array.from({ length: 2000 }, (_, index) => files[Math.floor((index * files.length) / 2000)]!));
  row('2000 files: two threads, times the rate of one', benchThreads(installed, some).toFixed(2), '≥ 1.6 (with two idle processors)');
  row('2000 files: uncached, times a run that finds all cached', benchCache(installed, some).toFixed(1), '≥ 10');
  const largest = benchFormatLargest(files.map(({ bytes }) => bytes.toString('utf8')));
  row(`fmt of the largest file (${largest.kilobytes} KB), parsed, warm`, `${largest.milliseconds.toFixed(1)} ms`, '< 60 ms');
  const { opening, figures } = await benchLatency(largestFile() ?? '');
  row('largest file, in a warm server: first findings', `${opening.toFixed(0)} ms`, '≤ 150 ms');
  for (const [what, { p50, p95, p99 }] of figures) {
    const promised = what === 'edit → findings' ? '≤ 3, 10, 25 ms' : 'p95 ≤ 10 ms';
    row(`the same, ${what}: p50, p95, p99`, [p50, p95, p99].map((each) => each.toFixed(1)).join(', '), promised);
  }
  const workspace = await benchWorkspace(cli, files);
  row(`workspace of ${workspace.files} files, all findings: times check of it`, workspace.ready.toFixed(2), '≤ 1.5');
  row('the same', `${workspace.seconds.toFixed(1)} s`, '≤ 5 s (depends on the machine)');
  row(
    'completion and findings after a key meanwhile, median',
    `${workspace.meanwhile.median.toFixed(0)} ms`,
    `(afterwards ${workspace.afterwards.median.toFixed(0)} ms)`,
  );
  row('the same, at worst', `${workspace.meanwhile.worst.toFixed(0)} ms`, `(afterwards ${workspace.afterwards.worst.toFixed(0)} ms)`);
  const memory = await benchMemory();
  row(`server after ${memory.edits} edits of the largest file: resident`, `${memory.megabytes.at(-1)} MB`, '≤ 150 MB');
  row('the same after each quarter of them', memory.megabytes.join(', '), '(flat)');
}
