import { readFileSync } from 'node:fs';
import { loadCatalog } from '@assay/catalog';
import { checkProgram, openSource } from '@assay/checker';
import { expect, test } from 'vitest';

/**
 * Components with arguments thrown together at random, one for each line of verdicts.jsonl, and what `alloy run` did with them: it loads
 * them or it refuses them, with these words. Those were left out whose verdict depends on the machine.
 */
interface Verdict {
  readonly text: string;
  readonly loads: boolean;
  readonly says?: string;
  /** What Alloy refuses and Assay does not, mostly because it depends on where it runs. */
  readonly missed?: true;
}

const verdicts = readFileSync(new URL('verdicts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Verdict);
const catalog = await loadCatalog();

function errorsOf(text: string): string[] {
  return checkProgram([openSource('a.alloy', text)], { catalog, stability: 'experimental', community: true })
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code} ${message}`);
}

function disagreements(chosen: (verdict: Verdict) => boolean, wanted: boolean): string[] {
  return verdicts
    .filter(chosen)
    .filter(({ text }) => errorsOf(text).length > 0 !== wanted)
    .map(({ text, says = 'it loads' }) => `${text}Alloy: ${says}\nAssay: ${errorsOf(text).join('\n')}`);
}

test('what loads has no errors', () => {
  expect(disagreements(({ loads }) => loads, false)).toEqual([]);
});

test('what is refused is found', () => {
  expect(disagreements(({ loads, missed }) => !loads && !missed, true)).toEqual([]);
});

test('what is said to be missed is', () => {
  expect(disagreements(({ missed }) => missed === true, false)).toEqual([]);
});
