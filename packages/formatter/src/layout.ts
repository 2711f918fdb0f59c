/**
 * Lines of cells, laid out in columns (LANGUAGE.md 3.4; what Alloy does with Go's text/tabwriter and a filter behind it).
 *
 * A cell is what stands before a column's end; the cells of one column in consecutive lines are given one width. What follows the last
 * column's end of a line is its tail, and belongs to no column.
 */

/** The run of a tail. */
const TAIL = -1;

/** Tabs of an indentation are this wide when they share a column with text. */
const TAB_WIDTH = 8;

export class Layout {
  // One entry for each cell and each tail, in order.
  readonly #texts: string[] = [];
  readonly #widths: number[] = [];
  /** How much of the text keeps the blanks at its end, should it end a line. */
  readonly #kept: number[] = [];
  readonly #runs: number[] = [];

  // A run is a column in consecutive lines.
  readonly #runWidths: number[] = [];
  /** Whether a run takes room at all: one of soft, empty cells does not. */
  readonly #runTakesRoom: boolean[] = [];

  /** Index of the first cell of this line, and of the line before. */
  #line = 0;
  #lineBefore = 0;
  /** Number of cells of the line before; 0 where a section begins. */
  #cellsBefore = 0;

  #text = '';
  #width = 0;
  #keep = 0;

  /** Adds to the open cell. The text holds no tab and no end of a line. */
  write(text: string): void {
    this.#text += text;
    this.#width += codePoints(text);
  }

  /** The same for a text that is left as it is, blanks at the end of a line included, whatever it holds. */
  writeVerbatim(text: string): void {
    this.#text += text;
    this.#width += codePoints(text);
    this.#keep = this.#text.length;
  }

  /**
   * Ends the cell.
   *
   * @param hard whether the column takes room although all its cells are empty
   * @returns the run it belongs to
   */
  endCell(hard: boolean): number {
    const column = this.#texts.length - this.#line;
    let run: number;
    if (column < this.#cellsBefore) {
      run = this.#runs[this.#lineBefore + column] as number;
    } else {
      run = this.#runWidths.length;
      this.#runWidths.push(0);
      this.#runTakesRoom.push(false);
    }
    if (this.#width + 1 > (this.#runWidths[run] as number)) this.#runWidths[run] = this.#width + 1;
    if (hard || this.#width > 0) this.#runTakesRoom[run] = true;
    this.#push(run);
    return run;
  }

  /** @param section whether the columns end here */
  endLine(section: boolean): void {
    this.#cellsBefore = section ? 0 : this.#texts.length - this.#line;
    this.#lineBefore = this.#line;
    this.#push(TAIL);
    this.#line = this.#texts.length;
  }

  #push(run: number): void {
    this.#texts.push(this.#text);
    this.#widths.push(this.#width);
    this.#kept.push(this.#keep);
    this.#runs.push(run);
    this.#text = '';
    this.#width = 0;
    this.#keep = 0;
  }

  /** The width of a run as it is now, in characters, the gap included. */
  runWidth(run: number): number {
    return this.#runTakesRoom[run] ? (this.#runWidths[run] as number) : 0;
  }

  /** How many tabs stand for an empty cell at the beginning of a line. */
  tabs(run: number): number {
    return Math.ceil(this.runWidth(run) / TAB_WIDTH);
  }

  /** All lines, each with its newline. What is in the open cell is not among them. */
  toString(): string {
    let result = '';
    let line = '';
    let keep = 0;
    let indenting = true;
    const texts = this.#texts;
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i] as string;
      const kept = this.#kept[i] as number;
      if (kept > 0) keep = line.length + kept;
      const run = this.#runs[i] as number;
      if (run === TAIL) {
        line += text;
        result += isBlank(text.charCodeAt(text.length - 1)) || text === '' ? trimEnd(line, keep) : line;
        result += '\n';
        line = '';
        keep = 0;
        indenting = true;
      } else if (text !== '') {
        line += text + blanks(this.runWidth(run) - (this.#widths[i] as number));
        indenting = false;
      } else {
        line += indenting ? '\t'.repeat(this.tabs(run)) : blanks(this.runWidth(run));
      }
    }
    return result;
  }
}

const BLANKS = Array.from({ length: 64 }, (_, count) => ' '.repeat(count));

function blanks(count: number): string {
  return BLANKS[count] ?? ' '.repeat(count);
}

/** Without blanks and tabs at the end, down to a length. */
function trimEnd(line: string, least: number): string {
  let end = line.length;
  while (end > least) {
    if (!isBlank(line.charCodeAt(end - 1))) break;
    end--;
  }
  return end === line.length ? line : line.slice(0, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Every code point counts one, as in the original. */
function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) {
    // The first half of a pair.
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800) count--;
  }
  return count;
}
