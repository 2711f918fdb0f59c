/**
 * Measures how long it takes to read, check, format and answer, against the size of texts:
 *
 *     node test/growth/exponents.ts [broken|formatted|requests] [SIZE…]
 *
 * prints for each kind of text the CPU time at each size, and the exponent between the last two of them: 1 where twice as much takes twice as
 * long. Times of a busy machine vary: what is said of a single line means little below some tenths of a second.
 */
import { loadCatalog } from '@assay/catalog';
import { checkProgram, openSource } from '@assay/checker';
import { format, formatRange } from '@assay/formatter';
import { parse } from '@assay/parser';
import { FORMATTED, repeatedPieces } from './parser.ts';
import { answersOf, documents, openDocument } from './requests.ts';

const [what = 'broken', ...sizesGiven] = process.argv.slice(2);
const sizes = sizesGiven.length > 0 ? sizesGiven.map(Number) : [1000, 10_000, 100_000];
const catalog = await loadCatalog();
const options = { catalog, stability: 'experimental', community: true } as const;

/** CPU time in milliseconds, the best of two. */
function measure(work: () => unknown): number {
  const times = [0, 0].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

function print(name: string, times: readonly number[], bytes: number): void {
  const [before = 1, last = 1] = times.slice(-2);
  const [smaller = 1, larger = 1] = sizes.slice(-2);
  const exponent = Math.log(last / Math.max(before, 0.1)) / Math.log(larger / smaller);
  const figures = times.map((time) => time.toFixed(1).padStart(9)).join('');
  console.log(`${figures} ms  ${exponent.toFixed(2)}  ${((last * 1024) / bytes).toFixed(2).padStart(6)} ms/KB  ${name}`);
}

function printGrowth(name: string, make: (size: number) => string, work: (text: string) => unknown): void {
  const texts = sizes.map(make);
  print(
    name,
    texts.map((text) => measure(() => work(text))),
    texts.at(-1)?.length ?? 1,
  );
}

if (what === 'broken') {
  for (const [name, make] of repeatedPieces(13)) printGrowth(name, make, (text) => checkProgram([openSource('a.alloy', text)], options));
} else if (what === 'formatted') {
  for (const [name, make] of Object.entries(FORMATTED)) {
    printGrowth(name, make, (text) => {
      const result = parse(text);
      return [format(result), formatRange(result, 0, text.length)];
    });
  }
} else {
  for (const [name, make] of Object.entries(documents)) {
    const opened = sizes.map((size) => openDocument(make(size), size, options));
    for (const [request, answer] of Object.entries(answersOf)) {
      print(
        `${name}: ${request}`,
        opened.map(({ site, places }) => measure(() => answer(site, places))),
        opened.at(-1)?.site.source.text.length ?? 1,
      );
    }
  }
}
