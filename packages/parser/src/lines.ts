/** A place as Alloy prints it (LANGUAGE.md 1.2): line and column from 1, the column in bytes of UTF-8. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin. Only `\n` ends a line. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];
  /** How many bytes stand before each stretch of the text, for lines that are longer than one. Made when it is first needed. */
  #bytes: readonly number[] | undefined;

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
    const start = this.lineStart(line);
    const bytes = within - start < STRETCH ? byteLength(this.#text, start, within) : this.#bytesBefore(within) - this.#bytesBefore(start);
    return { line, column: bytes + 1 };
  }

  #bytesBefore(offset: number): number {
    this.#bytes ??= bytesOfStretches(this.#text);
    const stretch = Math.floor(offset / STRETCH);
    return (this.#bytes[stretch] as number) + byteLength(this.#text, stretchStart(this.#text, stretch), offset);
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

/** Within how many UTF-16 units characters are counted one by one. */
const STRETCH = 1024;

/** A stretch does not begin within a character. */
function stretchStart(text: string, stretch: number): number {
  const at = stretch * STRETCH;
  return isWithinPair(text, at) ? at - 1 : at;
}

function isWithinPair(text: string, at: number): boolean {
  const [high, low] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}

function bytesOfStretches(text: string): number[] {
  const before = [0];
  for (let stretch = 1; stretch * STRETCH <= text.length; stretch++) {
    const [from, to] = [stretchStart(text, stretch - 1), stretchStart(text, stretch)];
    before.push((before[stretch - 1] as number) + byteLength(text, from, to));
  }
  return before;
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
