/** Prints how well the parser recovers from one deleted token: `node test/parser/recovery.ts [TRIES [SEED [SHOW]]]`. */
import { deletions, validTexts } from './deletions.ts';

const [tries = 5000, seed = 1, show = 0] = process.argv.slice(2).map(Number);
const texts = validTexts();
if (!texts) {
  console.error('the shared corpus is not here: nothing to measure');
  process.exit(2);
}
const results = deletions(texts, tries, seed);
const counts = results
  .filter(({ errors }) => errors > 0)
  .map(({ errors }) => errors)
  .sort((a, b) => a - b);
const quantile = (q: number): number => counts[Math.min(counts.length - 1, Math.floor(q * counts.length))] ?? 0;
console.log(`${results.length} deletions, ${counts.length} of them mistakes`);
console.log(`errors: median ${quantile(0.5)}, 95th percentile ${quantile(0.95)}, 99th ${quantile(0.99)}, most ${counts.at(-1)}`);
const far = results.filter(({ distance }) => distance > 1);
console.log(`with an error more than one top-level block away: ${far.length}`);
for (const { text, at, token, errors, distance } of [...far, ...results.filter((r) => r.errors > 3)].slice(0, show)) {
  console.log(`\n--- deleted ${JSON.stringify(token)}: ${errors} errors, up to ${distance} blocks away`);
  console.log(text.slice(Math.max(0, at - 200), at), '⟨here⟩', text.slice(at, at + 200));
}
