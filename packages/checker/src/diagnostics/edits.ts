import type { TextEdit } from './diagnostic.ts';

/** A text with edits that do not overlap, in any order. */
export function applyEdits(text: string, edits: readonly Pick<TextEdit, 'start' | 'end' | 'text'>[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of inOrder(edits)) {
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** Edits in the order of their places; what is put in comes before what is replaced at the same place. */
export function inOrder<E extends Pick<TextEdit, 'start' | 'end'>>(edits: readonly E[]): E[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}
