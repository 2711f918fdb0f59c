import { existsSync, globSync, readFileSync } from 'node:fs';

/** A replacement in a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const root = new URL('../../', import.meta.url).pathname;
const corpus = new URL('../../../shared/corpus/', import.meta.url).pathname;

/** Whether the shared configurations are there. */
export const hasCorpus = existsSync(corpus);

/** The largest configuration that the tests know of, if it is there. */
export function largestFile(): string | undefined {
  const [largest] = corpusFiles(0, Number.POSITIVE_INFINITY).sort((a, b) => b.length - a.length);
  return largest;
}

/** The texts of the examples of this repository. */
export function exampleFiles(): string[] {
  return globSync('examples/**/*.alloy', { cwd: root })
    .sort()
    .map((path) => readFileSync(root + path, 'utf8'));
}

/** The texts of the shared configurations between two sizes. */
export function corpusFiles(from: number, to: number): string[] {
  return globSync('**/*.alloy', { cwd: corpus })
    .sort()
    .map((path) => readFileSync(corpus + path, 'utf8'))
    .filter(({ length }) => length >= from && length < to);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What people type, and what breaks a text most. */
const TYPED = [...'abx_1.,=+-|?:;#\'"`\\/*()[]{} \n\t', '\n\n', ' = 1\n', 'x {\n', '}\n', '"x" ', 'true', '//', '/*', '*/'];

/** A random edit: mostly one character more or less, sometimes a part of the text replaced, or put in twice. */
export function randomEdit(random: () => number, text: string): Edit {
  const below = (count: number): number => Math.floor(random() * count);
  const start = below(text.length + 1);
  const typed = TYPED[below(TYPED.length)] ?? '';
  const kind = random();
  if (kind < 0.45) return { start, end: start, text: typed };
  if (kind < 0.85) return { start, end: Math.min(text.length, start + 1), text: '' };
  const end = Math.min(text.length, start + below(40));
  if (kind < 0.95) return { start, end, text: typed };
  const from = below(text.length);
  return { start, end: start, text: text.slice(from, from + below(80)) };
}

export function applied(text: string, { start, end, text: inserted }: Edit): string {
  return text.slice(0, start) + inserted + text.slice(end);
}
