/** Formats mutations of the shared corpus and prints what is wrong with them: `node test/format/properties.ts [COUNT [SEED]]`. */
import { format } from '@assay/formatter';
import { parse } from '@assay/parser';
import { complaint } from './check.ts';
import { formattedFiles } from './corpus.ts';
import { mutate, seededRandom } from './mutate.ts';

const [count = 50_000, seed = 1] = process.argv.slice(2).map(Number);
const files = formattedFiles();
if (!files) {
  console.error('the shared corpus is not here: nothing to mutate');
  process.exit(2);
}
const random = seededRandom(seed);
const kinds = new Map<string, number>();
const complaints: { text: string; says: string }[] = [];
let tried = 0;
for (let done = 0; done < count; tried++) {
  const { text } = files[Math.floor(random() * files.length)] ?? { text: '' };
  // Long texts are only slower.
  if (text.length > 4000) continue;
  const source = parse(mutate(text, random));
  if (source.errors.length > 0) continue;
  done++;
  let says: string | undefined;
  try {
    for (const { kind } of format(source)?.exceptions ?? []) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    says = complaint(source);
  } catch (error) {
    says = String(error);
  }
  if (says) complaints.push({ text: source.text, says });
}
console.log(`${count} mutations that parse (of ${tried}), ${complaints.length} of them not formatted well`);
console.log(`exceptions: ${[...kinds].map(([kind, times]) => `${kind} ${times}`).join(', ') || 'none'}`);
for (const { text, says } of complaints.slice(0, 10)) console.log(`\n${JSON.stringify(text)}\n${says}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
