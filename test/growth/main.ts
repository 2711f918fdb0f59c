/**
 * Prints how the time of commands grows with the size of their input, for all constructs, with one or more builds of the CLI beside each other:
 *
 *   npm run growth -- [--command check|graph|fmt|fix] [--only WORD] [CLI…]
 *
 * The time is that of the processor, of one process each, without what starting takes. An exponent of 1 is linear.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { constructs } from './constructs.ts';

const { values, positionals } = parseArgs({
  options: { command: { type: 'string', default: 'check' }, only: { type: 'string', default: '' } },
  allowPositionals: true,
});
const builds = positionals.length > 0 ? positionals : ['packages/cli/dist/assay.mjs'];
const SIZES = [1000, 3000, 10_000];
const LONGEST_MS = 60_000;

const everything = ['--stability', 'experimental', '--community'];
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  check: ['check', '--format', 'json', '--threads', '1', ...everything],
  fix: ['check', '--fix-suggested', '--format', 'json', '--threads', '1', ...everything],
  graph: ['graph', '--format', 'json', ...everything],
  fmt: ['fmt', '--check'],
};
const command = COMMANDS[values.command];
if (!command) throw new Error(`there is no command ${values.command}: there are ${Object.keys(COMMANDS).join(', ')}`);

/** Tells what the process has used, whatever it does. */
const REPORT = `data:text/javascript,process.on('exit',()=>{const {user,system}=process.cpuUsage();process.stderr.write('\\ncpu '+(user+system)/1e6)})`;

const directory = mkdtempSync(join(tmpdir(), 'assay-growth-'));
const file = join(directory, 'input.alloy');

/** Seconds; `undefined` where it did not end, or not as it should. */
function seconds(build: string, text: string): number | undefined {
  writeFileSync(file, text);
  const { stderr, status } = spawnSync(process.execPath, ['--import', REPORT, build, ...(command as readonly string[]), file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: LONGEST_MS,
  });
  const cpu = /\ncpu ([\d.]+)$/.exec(stderr)?.[1];
  return status === 0 || status === 1 ? Number(cpu) : undefined;
}

try {
  const names = Object.keys(constructs).filter((name) => name.includes(values.only));
  const start = builds.map((build) => seconds(build, '\n') ?? 0);
  console.log(['construct', ...builds.flatMap((build) => [...SIZES.map(String), `exponent (${build})`])].join(' | '));
  for (const name of names) {
    const cells = builds.flatMap((build, index) => {
      const times = SIZES.map((size) => seconds(build, constructs[name]!(size)));
      const [first, last] = [times[0], times.at(-1)].map((time) => time && Math.max(time - start[index]!, 0.02));
      const exponent = first && last ? Math.log(last / first) / Math.log(SIZES.at(-1)! / SIZES[0]!) : undefined;
      return [...times.map((time) => time?.toFixed(2) ?? '-'), exponent?.toFixed(2) ?? '-'];
    });
    console.log([name, ...cells].join(' | '));
  }
} finally {
  rmSync(directory, { recursive: true });
}
