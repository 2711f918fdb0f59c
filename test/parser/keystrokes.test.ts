import { globSync, readFileSync } from 'node:fs';
import { loadCatalog } from '@assay/catalog';
import { checkProgram, openSource } from '@assay/checker';
import { parse } from '@assay/parser';
import { expect, test } from 'vitest';
import { validTexts } from './deletions.ts';
import { figures, type Keystroke, keystrokes } from './keystrokes.ts';

/** How many edits are tried; the environment may ask for more. */
const EDITS = Number(process.env.KEYSTROKES ?? 1000);
const SEED = Number(process.env.KEYSTROKES_SEED ?? 1);

const root = new URL('../../', import.meta.url).pathname;
const examples = globSync('examples/**/*.alloy', { cwd: root, exclude: ['examples/broken/**'] })
  .sort()
  .map((path) => readFileSync(root + path, 'utf8'));
const shared = validTexts();
if (!shared) console.warn('SKIPPED: the shared corpus is not here, recovery is not measured on it');

const options = { catalog: await loadCatalog(), stability: 'experimental', community: true } as const;

/** One key typed is one finding, hardly ever two or three, and never a wall of them. */
function expectFew(edits: readonly Keystroke[]): void {
  const all = edits.map(({ syntax, follows }) => syntax + follows.length);
  const { median, p99 } = figures(all);
  expect(edits.length).toBeGreaterThan(EDITS / 4);
  expect(median).toBe(1);
  expect(p99).toBeLessThanOrEqual(3);
  expect(figures(edits.map(({ follows }) => follows.length)).p99).toBe(0);
  const worst = edits.filter((_, index) => (all[index] as number) > 10);
  expect(worst.map(({ text, at, ...rest }) => ({ ...rest, around: text.slice(Math.max(0, at - 60), at + 60) }))).toEqual([]);
}

test('one character more, less or another one in the examples', { timeout: 600_000 }, () => {
  expectFew(keystrokes(examples, EDITS, SEED, options));
});

test.skipIf(!shared)('and in the shared configurations (skipped where they are not there)', { timeout: 3_600_000 }, () => {
  expectFew(keystrokes(shared ?? [], EDITS, SEED, options));
});

/** The text with a fix made to it. */
function mended(text: string, edits: readonly { readonly start: number; readonly end: number; readonly text: string }[]): string {
  const last = [...edits].sort((a, b) => b.start - a.start);
  return last.reduce((before, { start, end, text: other }) => before.slice(0, start) + other + before.slice(end), text);
}

test('each fix of a syntax error that is offered leaves fewer of them, and a safe one none', { timeout: 600_000 }, () => {
  let [fixes, safe] = [0, 0];
  for (const { text, syntax } of keystrokes([...examples, ...(shared ?? []).slice(0, 200)], EDITS, SEED + 1)) {
    for (const finding of checkProgram([openSource('typed.alloy', text)], options)) {
      if (!finding.code.startsWith('syntax/')) continue;
      for (const fix of finding.fixes) {
        fixes++;
        const left = parse(mended(text, fix.edits)).errors.length;
        if (fix.safety === 'safe') safe++;
        if (left >= syntax || (fix.safety === 'safe' && left > 0))
          expect.fail(`${finding.message}: ${fix.title}, ${left} left of ${syntax}: ${text}`);
      }
    }
  }
  expect(fixes).toBeGreaterThan(EDITS / 40);
  expect(safe).toBeGreaterThan(fixes / 2);
});
