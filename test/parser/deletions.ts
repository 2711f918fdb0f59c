import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TokenKind } from '@assay/parser';

const shared = new URL('../../../shared/', import.meta.url).pathname;

/** The texts of the shared corpus that Alloy parses, or `undefined` where it is not there. */
export function validTexts(): string[] | undefined {
  const verdicts = join(shared, 'corpus/VERDICTS.jsonl');
  if (!existsSync(verdicts)) return undefined;
  const rows: { file: string; parse: unknown[] }[] = readFileSync(verdicts, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return rows.filter((row) => row.parse.length === 0).map((row) => readFileSync(join(shared, 'corpus', row.file), 'utf8'));
}

/** What one deletion led to. */
export interface Deletion {
  readonly text: string;
  /** Offset of the deleted token, and what it was. */
  readonly at: number;
  readonly token: string;
  readonly errors: number;
  /** The error that is furthest from the edit, in top-level blocks. */
  readonly distance: number;
}

/** A sequence of numbers from 0 (inclusive) to 1 (exclusive) that is the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Deletes one random significant token of a random text, as often as asked for; only deletions that make a mistake count. */
export function deletions(texts: readonly string[], tries: number, seed: number): Deletion[] {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const found: Deletion[] = [];
  for (let i = 0; i < tries; i++) {
    const original = pick(texts);
    const { tokens, root } = parse(original);
    const candidates = tokens.filter(({ kind, start, end }) => kind < TokenKind.Terminator && end > start);
    if (candidates.length === 0) continue;
    const token = pick(candidates);
    const text = original.slice(0, token.start) + original.slice(token.end);
    const { errors } = parse(text);
    // The blocks of the original say where one top-level block ends and the next begins; behind the edit everything moved.
    const moved = token.end - token.start;
    const blockAt = (offset: number): number => {
      const at = offset > token.start ? offset + moved : offset;
      const index = root.statements.findIndex((statement) => at <= statement.end);
      return index === -1 ? root.statements.length - 1 : index;
    };
    const edited = blockAt(token.start);
    const distance = Math.max(0, ...errors.map(({ start }) => Math.abs(blockAt(start) - edited)));
    found.push({ text, at: token.start, token: original.slice(token.start, token.end), errors: errors.length, distance });
  }
  return found;
}
