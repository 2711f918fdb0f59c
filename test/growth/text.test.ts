import { afterAll, describe, expect, test } from 'vitest';
import { growthOf, WorkCounter } from './work.ts';

// Before the code that is counted is loaded.
const counter = new WorkCounter({ strings: true });
await counter.open();
afterAll(() => counter.close());
const { targets } = await import('./text-targets.ts');

/** In UTF-16 units. */
const SIZE = 600;
/**
 * How many times as much work texts of twice the length may be. Exactly twice where each character is looked at as often as before; one
 * fragment among all of a language for which all are looked at for each makes it three times.
 */
const MOST = 2.2;

type Run = (text: string) => unknown;

function textsOf(fragments: readonly string[], [open, close]: readonly [string, string], size: number): string[] {
  return fragments.map((fragment) => open + fragment.repeat(Math.ceil(size / fragment.length)) + close);
}

/** How the work grows with the length of texts. */
async function growth(fragments: readonly string[], frame: readonly [string, string], run: Run): Promise<number> {
  const sizes = [SIZE, 2 * SIZE, 4 * SIZE].map((size) => textsOf(fragments, frame, size));
  const all = (texts: readonly string[] = []) => {
    for (const text of texts) run(text);
  };
  all(sizes[0]);
  return growthOf(await counter.countEach(sizes.map((texts) => () => all(texts))));
}

describe('a text of one fragment again and again takes work that grows with its length', () => {
  test.each(Object.keys(targets))('%s', async (name) => {
    const { alphabet, frames = [['', '']], run } = targets[name]!;
    // Each token alone, and before two others: all pairs are for the program beside this.
    const fragments = alphabet.flatMap((token, index) => [
      token,
      ...[1, 3].map((step) => token + alphabet[(index + step) % alphabet.length]),
    ]);
    const bad: string[] = [];
    for (const frame of frames) {
      if ((await growth(fragments, frame, run)) <= MOST) continue;
      for (const fragment of fragments)
        if ((await growth([fragment], frame, run)) > MOST) bad.push(JSON.stringify([frame[0], fragment, frame[1]]));
    }
    expect(bad).toEqual([]);
  });

  test('one fragment that is looked at from each place on is told', async () => {
    const { alphabet, run } = targets['capture-groups']!;
    const quadratic: Run = (text) => {
      run(text);
      if (text.startsWith('[:[:')) for (let at = 0; at < text.length; at++) text.includes('no', at);
    };
    expect(await growth([...alphabet, '[:'], ['', ''], run)).toBeLessThan(MOST);
    expect(await growth([...alphabet, '[:'], ['', ''], quadratic)).toBeGreaterThan(2.5);
  });
});
