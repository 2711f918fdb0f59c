/** Prints how well the parser recovers from one deleted token, and from one key typed: `node test/parser/recovery.ts [TRIES [SEED [SHOW]]]`. */
import { loadCatalog } from '@assay/catalog';
import { deletions, validTexts } from './deletions.ts';
import { figures, keystrokes } from './keystrokes.ts';

const [tries = 5000, seed = 1, show = 0] = process.argv.slice(2).map(Number);
const texts = validTexts();
if (!texts) {
  console.error('the shared corpus is not here: nothing to measure');
  process.exit(2);
}
const results = deletions(texts, tries, seed);
const counts = results.map(({ errors }) => errors).filter((errors) => errors > 0);
const print = (name: string, findings: readonly number[]): void => {
  const { edits, median, p95, p99, most } = figures(findings);
  console.log(`${name}: ${edits} mistakes; median ${median}, 95th percentile ${p95}, 99th ${p99}, most ${most}`);
};
print(`${results.length} deletions`, counts);
const far = results.filter(({ distance }) => distance > 1);
console.log(`with an error more than one top-level block away: ${far.length}`);
for (const { text, at, token, errors, distance } of [...far, ...results.filter((r) => r.errors > 3)].slice(0, show)) {
  console.log(`\n--- deleted ${JSON.stringify(token)}: ${errors} errors, up to ${distance} blocks away`);
  console.log(text.slice(Math.max(0, at - 200), at), '⟨here⟩', text.slice(at, at + 200));
}

const typed = keystrokes(texts, tries, seed, { catalog: await loadCatalog(), stability: 'experimental', community: true });
const all = ({ syntax, follows }: (typeof typed)[number]): number => syntax + follows.length;
console.log(`\none character more, less or another one, ${tries} times`);
print(
  'syntax errors',
  typed.map(({ syntax }) => syntax),
);
print('all that Alloy refuses', typed.map(all));
for (const kind of [...new Set(typed.map((edit) => edit.kind))].sort()) print(kind, typed.filter((edit) => edit.kind === kind).map(all));
for (const edit of typed.filter((each) => all(each) > 3).slice(0, show)) {
  console.log(`\n--- ${edit.kind}: ${edit.syntax} syntax errors, ${edit.follows.join(', ')}`);
  console.log(edit.text.slice(Math.max(0, edit.at - 200), edit.at), '⟨here⟩', edit.text.slice(edit.at, edit.at + 200));
}
