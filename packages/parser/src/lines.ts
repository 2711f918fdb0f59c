/** A place as Alloy prints it (LANGUAGE.md 1.2): line and column from 1, the column in bytes of UTF-8. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin. Only `\n` ends a line. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** At least 1; behind a final newline there is one more, empty line. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset at which a line (from 1) begins. Lines beyond the end begin at the end. */
  lineStart(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length;
  }

  /** A line (from 1) without its newline. */
  lineText(line: number): string {
    const next = this.#starts[line];
    return this.#text.slice(this.lineStart(line), next === undefined ? undefined : next - 1);
  }

  /** The place of an offset in UTF-16 units; offsets beyond the ends are taken as the ends. */
  position(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.#text.length));
    const line = this.lineAt(within);
    return { line, column: byteLength(this.#text, this.lineStart(line), within) + 1 };
  }

  /** The line (from 1) that an offset is in. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The offset of a place; a column beyond the end of its line is the line's end. */
  offset({ line, column }: Position): number {
    const start = this.lineStart(line);
    const end = start + this.lineText(line).length;
    let at = start;
    for (let bytes = 1; at < end && bytes < column; ) {
      const point = this.#text.codePointAt(at) as number;
      bytes += bytesOf(point);
      at += point > 0xffff ? 2 : 1;
    }
    return at;
  }
}

function bytesOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point > 0xffff ? 4 : 3;
}

function byteLength(text: string, start: number, end: number): number {
  let bytes = 0;
  for (let at = start; at < end; ) {
    const point = text.codePointAt(at) as number;
    bytes += bytesOf(point);
    at += point > 0xffff ? 2 : 1;
  }
  return bytes;
}
