/**
 * Looks for texts that cost more than their length: short fragments, again and again, for each parser of a language inside of strings and
 * each reader of files.
 *
 *     node test/growth/text.ts [TARGET…] [--tokens N] [--sizes 1000,10000,100000] [--above 1.15] [--seed N]
 *
 * Prints for each target how many fragments were tried, and the exponent of the processor's time against the length for those above the
 * limit. `--tokens` is how many tokens a fragment has at most; those of more than two are a random choice.
 */
import { targets } from './text-targets.ts';

/** A time below this says nothing about growth, in milliseconds. */
const LEAST = 4;
/** What a step may cost at most before larger sizes are left out, in milliseconds. */
const MOST = 3000;
/** How many fragments of three tokens and more are tried. */
const CHOSEN = 400;

function cpu(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function* fragments(alphabet: readonly string[], most: number, seed: number): Generator<string> {
  for (const a of alphabet) yield a;
  if (most < 2) return;
  for (const a of alphabet) for (const b of alphabet) if (a !== b) yield a + b;
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let tokens = 3; tokens <= most; tokens++)
    for (let each = 0; each < CHOSEN; each++) yield Array.from({ length: tokens }, () => alphabet[next(alphabet.length)]).join('');
}

function option(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
}

const sizes = option('sizes', '1000,10000,100000').split(',').map(Number);
const above = Number(option('above', '1.15'));
const most = Number(option('tokens', '3'));
const names = process.argv.slice(2).filter((each, index, all) => !each.startsWith('--') && !all[index - 1]?.startsWith('--'));
let failed = false;
for (const [name, { alphabet, frames = [['', '']], run }] of Object.entries(targets)) {
  if (names.length > 0 && !names.includes(name)) continue;
  let tried = 0;
  let worst = 0;
  const seen = new Set<string>();
  const found: { exponent: number; text: string }[] = [];
  for (const fragment of fragments(alphabet, most, Number(option('seed', '1')))) {
    if (seen.has(fragment)) continue;
    seen.add(fragment);
    for (const [open, close] of frames) {
      tried++;
      const times: number[] = [];
      const make = (size: number): string => open + fragment.repeat(Math.ceil(size / fragment.length)) + close;
      let problem = '';
      for (const size of sizes) {
        const text = make(size);
        try {
          let time = cpu(() => run(text));
          // What the compiler or the collector of garbage takes is not to be counted: the least of three.
          if (time > LEAST && time < 500)
            time = Math.min(
              time,
              cpu(() => run(text)),
              cpu(() => run(text)),
            );
          times.push(time);
          if (time > MOST) break;
        } catch (error) {
          problem = (error as Error).message.slice(0, 80);
          break;
        }
      }
      const last = times.length - 1;
      const exponent =
        last > 0 && times[last]! > LEAST * 4
          ? Math.log(times[last]! / Math.max(times[last - 1]!, 0.2)) / Math.log(sizes[last]! / sizes[last - 1]!)
          : 0;
      worst = Math.max(worst, exponent);
      if (problem !== '') found.push({ exponent: 9, text: `${JSON.stringify([open, fragment, close])}: ${problem}` });
      else if (exponent > above)
        found.push({ exponent, text: `${JSON.stringify([open, fragment, close])} ${times.map((time) => time.toFixed(1)).join(' ')} ms` });
    }
  }
  found.sort((a, b) => b.exponent - a.exponent);
  console.log(`${name}: ${tried} tried, worst exponent ${worst.toFixed(2)}, ${found.length} above ${above}`);
  for (const { exponent, text } of found.slice(0, Number(option('show', '12')))) console.log(`    ${exponent.toFixed(2)}  ${text}`);
  if (found.length > 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
