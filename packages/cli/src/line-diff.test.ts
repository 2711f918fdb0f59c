import { applyPatch, diffArrays } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffLines } from './line-diff.ts';
import { printDiff } from './unified.ts';

/** What a difference makes of the first text. */
async function apply(before: readonly string[], after: readonly string[]): Promise<string[]> {
  const result: string[] = [];
  let [a, b] = [0, 0];
  for (const { kind, count } of await diffLines(before, after)) {
    expect(count).toBeGreaterThan(0);
    if (kind === 'same') expect(before.slice(a, a + count)).toEqual(after.slice(b, b + count));
    if (kind !== 'removed') result.push(...after.slice(b, b + count));
    if (kind !== 'added') a += count;
    if (kind !== 'removed') b += count;
  }
  expect(a).toBe(before.length);
  return result;
}

const few = fc.array(fc.constantFrom('a', 'b', 'c', '', 'd'), { maxLength: 12 });

describe('a difference between lines', () => {
  test('leads from one text to the other, and is the shortest where there are few', async () => {
    await fc.assert(
      fc.asyncProperty(few, few, async (before, after) => {
        expect(await apply(before, after)).toEqual(after);
        const length = (parts: readonly { count: number; changed: boolean }[]): number =>
          parts.reduce((sum, { count, changed }) => sum + (changed ? count : 0), 0);
        const ours = (await diffLines(before, after)).map(({ kind, count }) => ({ count, changed: kind !== 'same' }));
        const shortest = diffArrays(before, after).map(({ added, removed, count }) => ({ count, changed: added || removed }));
        expect(length(ours)).toBe(length(shortest));
      }),
    );
  });

  test('of many lines is found between lines that both have once', async () => {
    const line = (index: number): string => `line ${index}`;
    const before = Array.from({ length: 5000 }, (_, index) => line(index));
    const after = before.flatMap((each, index) => (index % 10 === 3 ? [] : index % 10 === 7 ? [each, 'new'] : [each]));
    expect(await apply(before, after)).toEqual(after);
    const parts = await diffLines(before, after);
    expect(parts.filter(({ kind }) => kind === 'removed')).toHaveLength(500);
    expect(parts.filter(({ kind }) => kind === 'added')).toHaveLength(500);
  });

  test.each([
    ['nothing in common', (index: number) => `a ${index}`, (index: number) => `b ${index}`],
    ['the other order', (index: number) => `${index}`, (index: number) => `${4999 - index}`],
    ['the same lines again and again', (index: number) => `${index % 7}`, (index: number) => `${index % 11}`],
    ['every other line', (index: number) => `${index}`, (index: number) => (index % 2 === 0 ? `${index}` : `x${index}`)],
  ])('is found for %s', async (_, first, second) => {
    const [before, after] = [first, second].map((make) => Array.from({ length: 5000 }, (__, index) => make(index))) as [string[], string[]];
    expect(await apply(before, after)).toEqual(after);
  });
});

describe('a unified diff', () => {
  const printed = async (before: string, after: string): Promise<string> => {
    let text = '';
    const out = { write: (more: string) => (text += more), colour: false, isTerminal: false };
    await printDiff('a.alloy', before, after, { out } as unknown as Parameters<typeof printDiff>[3]);
    return text;
  };
  const texts = fc
    .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '', '  d', 'e\r'), { maxLength: 40 }), fc.boolean())
    .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));

  test('is a patch', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, async (before, after) => {
        fc.pre(before !== after);
        expect(applyPatch(before, await printed(before, after), { autoConvertLineEndings: false })).toBe(after);
      }),
    );
  });

  test('has three lines around each change, and one hunk for changes that are near each other', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index}`);
    const changed = lines.with(3, 'x').with(10, 'y').with(18, 'z');
    expect(await printed(lines.join('\n'), changed.join('\n'))).toBe(
      `--- a.alloy\n+++ a.alloy\n@@ -1,14 +1,14 @@\n 0\n 1\n 2\n-3\n+x\n 4\n 5\n 6\n 7\n 8\n 9\n-10\n+y\n 11\n 12\n 13\n@@ -16,7 +16,7 @@\n 15\n 16\n 17\n-18\n+z\n 19\n 20\n 21\n`,
    );
    expect(await printed('a', 'a\nb\n')).toBe('--- a.alloy\n+++ a.alloy\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n');
  });
});
