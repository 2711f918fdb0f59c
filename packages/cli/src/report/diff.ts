import type { Fix, Source } from '@assay/checker';

/** A line that a fix takes away or adds. */
export interface ChangedLine {
  /** Its number: of a line taken away in the text as it is, of a line added in the text as it will be. */
  readonly number: number;
  readonly sign: '-' | '+';
  readonly text: string;
}

/** More than this says less than the fix's title. */
const MOST_LINES = 6;
/** Longer lines are none that anybody reads. In UTF-16 units, of all lines. */
const LONGEST = 10_000;

/** The lines that a fix changes in one file, as in a diff without context; none where there are too many to be of help. */
export function changedLines(fix: Fix, source: Source, file: string): ChangedLine[] {
  const edits = fix.edits.filter((edit) => edit.file === file).sort((a, b) => a.start - b.start);
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last) return [];
  const { text, lines } = source;
  const [firstLine, lastLine] = [lines.lineAt(first.start), lines.lineAt(last.end)];
  const start = lines.lineStart(firstLine);
  const end = lastLine < lines.lineCount ? lines.lineStart(lastLine + 1) - 1 : text.length;
  // Each line is shown, those between the edits too.
  if (lastLine - firstLine > MOST_LINES || end - start > LONGEST) return [];
  let changed = '';
  let at = start;
  for (const edit of edits) {
    changed += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  changed += text.slice(at, end);

  const before = splitLines(text.slice(start, end));
  const after = splitLines(changed);
  let number = firstLine;
  while (before.length > 0 && after.length > 0 && before[0] === after[0]) {
    before.shift();
    after.shift();
    number++;
  }
  while (before.length > 0 && after.length > 0 && before.at(-1) === after.at(-1)) {
    before.pop();
    after.pop();
  }
  if (before.length + after.length > MOST_LINES) return [];
  const rows = (lines: readonly string[], sign: '-' | '+'): ChangedLine[] =>
    lines.map((line, index) => ({ number: number + index, sign, text: line }));
  return [...rows(before, '-'), ...rows(after, '+')];
}

function splitLines(text: string): string[] {
  return text.split(/\r?\n/);
}
