import type { Statement } from '@assay/parser';
import type { Fix, TextEdit } from '../diagnostics/diagnostic.ts';
import type { Source } from '../project/source.ts';

/** The edit that takes a statement out, with its line where nothing else stands on it, and the empty lines behind it where some stand before it. */
export function removal({ path, text }: Source, { start, end }: Pick<Statement, 'start' | 'end'>): TextEdit {
  const before = text.lastIndexOf('\n', start - 1) + 1;
  const behind = /^[ \t]*\r?(?:\n|$)/.exec(text.slice(end));
  if (text.slice(before, start).trim() !== '' || !behind) return { file: path, start, end, text: '' };
  const last = end + behind[0].length;
  const emptyBefore = before === 0 || /(?:\{[ \t]*|\n[ \t]*)\r?\n$/.test(text.slice(Math.max(0, before - 200), before));
  const empty = emptyBefore ? (/^(?:[ \t]*\r?\n)+/.exec(text.slice(last))?.[0].length ?? 0) : 0;
  return { file: path, start: before, end: last + empty, text: '' };
}

/** A suggested fix that takes a statement out. */
export function removing(source: Source, statement: Pick<Statement, 'start' | 'end'>, what: string): Fix {
  return { title: `take ${what} out`, safety: 'suggested', edits: [removal(source, statement)] };
}
