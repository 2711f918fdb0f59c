import type { Range } from 'vscode-languageserver';

/** A text that is changed in many places, by places as the protocol has them: each in the text as it is after the ones before. */
export class EditedLines {
  /** With their ends; the last line has none, and may be empty. */
  #lines: string[];

  constructor(text: string) {
    this.#lines = linesOf(text);
  }

  replace({ start, end }: Range, text: string): void {
    const a = this.#clamp(start);
    const b = this.#clamp(end);
    const [first, last] = a.line < b.line || (a.line === b.line && a.character <= b.character) ? [a, b] : [b, a];
    const lines = this.#lines;
    const written = (lines[first.line] as string).slice(0, first.character) + text + (lines[last.line] as string).slice(last.character);
    // A newline that comes behind a carriage return ends no line of its own.
    const before = lines[first.line - 1];
    const joins = before?.endsWith('\r') === true;
    const from = joins ? first.line - 1 : first.line;
    const fresh = linesOf(joins ? before + written : written);
    // Where lines are left, what is written ends with the end of a line.
    if (last.line < lines.length - 1) fresh.pop();
    if (fresh.length < 1000) lines.splice(from, last.line - from + 1, ...fresh);
    else this.#lines = [...lines.slice(0, from), ...fresh, ...lines.slice(last.line + 1)];
  }

  toString(): string {
    return this.#lines.join('');
  }

  #clamp({ line, character }: Range['start']): Range['start'] {
    const last = this.#lines.length - 1;
    if (line < 0) return { line: 0, character: 0 };
    const text = this.#lines[Math.min(line, last)] as string;
    const length = text.replace(/\r?\n$|\r$/, '').length;
    return line > last ? { line: last, character: length } : { line, character: Math.max(0, Math.min(character, length)) };
  }
}

function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push(text.slice(start, index + end.length));
    start = index + end.length;
  }
  lines.push(text.slice(start));
  return lines;
}
