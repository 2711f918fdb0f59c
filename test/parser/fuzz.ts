/**
 * Reads mutated configurations and looks for crashes, hangs and lost characters:
 *
 *     node test/parser/fuzz.ts [COUNT [SEED [INDEX]]]
 *
 * With INDEX it prints that one input of the seed instead. Exit status 1 if anything was found.
 */
import { fuzz, makeInput, readSeeds } from './fuzzing.ts';

const [count = 200_000, seed = 1, only] = process.argv.slice(2).map(Number);
const seeds = readSeeds();
if (!seeds.withCorpus) console.error('the shared corpus is not here: own seeds only, so the inputs are others');
if (only !== undefined) {
  process.stdout.write(makeInput(seeds, seed, only).content);
} else {
  const started = performance.now();
  const report = await fuzz(seeds, seed, count, (done) => {
    if (done % 20_000 === 0) console.error(`${done} of ${count}`);
  });
  const { inputs, checked, bytes, sound, diagnostics, slowest, failures } = report;
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${inputs} inputs of seed ${seed} (${(bytes / 1e6).toFixed(0)} MB) from ${seeds.contents.length} texts in ${seconds.toFixed(0)} s`,
  );
  console.log(`${checked} checked as programs; ${sound} with nothing wrong, ${diagnostics} findings in the others`);
  console.log(`slowest: number ${slowest.index}, ${slowest.ms.toFixed(0)} ms for ${slowest.bytes} bytes (${slowest.how})`);
  console.log(`crashes, hangs, lost characters: ${failures.length}`);
  for (const { index, how, problem } of failures.slice(0, 20)) console.log(`  number ${index} (${how}): ${problem}`);
  if (failures.length > 0) process.exitCode = 1;
}
