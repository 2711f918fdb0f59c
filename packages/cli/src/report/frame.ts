import type { Source } from '@assay/checker';
import type { LineIndex } from '@assay/parser';
import { blanks, joined, lines, part, repeated, type Shown, shown } from '../harmless.ts';
import type { Paint, Style } from '../style.ts';
import { charWidth } from '../text.ts';

/** A stretch of the text to point at. Offsets in UTF-16 units, `end` exclusive. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly label: Shown;
  /** What it is underlined with. */
  readonly sign: '^' | '-';
  readonly paint: Paint;
}

export interface FrameOptions {
  /** Width of the line numbers. */
  readonly gutter: number;
  /** Where lines are cut, in columns, the gutter included. */
  readonly columns: number;
  readonly style: Style;
}

const TAB = 4;

/** How many places that explain a finding are shown: in a cycle of hundreds nobody looks at the others. */
export const MOST_PLACES = 20;

/** A line of the text, by its number (from 1) and its place. */
interface Line {
  readonly number: number;
  readonly start: number;
  /** Exclusive, without the line's end. */
  readonly end: number;
}

/** A mark, with the lines it begins and ends in. */
interface Placed extends Mark {
  readonly first: Line;
  readonly last: Line;
}

/**
 * Shows the lines that the marks stand in, each mark underlined and labelled, with `...` where lines are left out.
 *
 * @param marks at most a few dozen ({@link MOST_PLACES}): their labels stand below each other
 */
export function frame({ text, lines }: Pick<Source, 'text' | 'lines'>, marks: readonly Mark[], options: FrameOptions): Shown[] {
  const placed = marks.map((mark) => place(text, lines, mark)).sort((a, b) => a.start - b.start || b.end - a.end);
  const spans = placed.filter(({ first, last }) => first.number !== last.number);
  const shown = linesToShow(text, lines, placed);
  const painter = new FramePainter(text, spans, options);
  let previous: Line | undefined;
  for (const line of shown) {
    if (previous && line.number > previous.number + 1) painter.elision(previous);
    painter.line(
      line,
      placed.filter(({ first, last }) => first.number === line.number && last.number === line.number),
    );
    previous = line;
  }
  return painter.rows;
}

function place(text: string, lines: LineIndex, mark: Mark): Placed {
  const start = Math.min(mark.start, text.length);
  // The end of a line belongs to no range that is shown: a mark up to and including it ends before it.
  let end = Math.min(Math.max(mark.end, start), text.length);
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  const first = lineOf(text, lines, lines.lineAt(start));
  const last = end <= first.end ? first : lineOf(text, lines, lines.lineAt(end - 1));
  return { ...mark, start, end, first, last };
}

function lineOf(text: string, lines: LineIndex, number: number): Line {
  const start = lines.lineStart(number);
  const end = number < lines.lineCount ? lines.lineStart(number + 1) - 1 : text.length;
  return { number, start, end: end > start && text[end - 1] === '\r' ? end - 1 : end };
}

/** The lines where marks begin and end, whole marks of up to four lines, and single lines between those. */
function linesToShow(text: string, index: LineIndex, placed: readonly Placed[]): Line[] {
  const lines = new Map<number, Line>();
  const next = ({ number }: Line): Line => lineOf(text, index, number + 1);
  for (const { first, last } of placed) {
    lines.set(first.number, first);
    lines.set(last.number, last);
    if (last.number - first.number < 4) for (let line = first; line.number < last.number; line = next(line)) lines.set(line.number, line);
  }
  for (const line of [...lines.values()]) {
    if (!lines.has(line.number + 1) && lines.has(line.number + 2)) lines.set(line.number + 1, next(line));
  }
  return [...lines.values()].sort((a, b) => a.number - b.number);
}

class FramePainter {
  readonly rows: Shown[] = [];
  readonly #text: string;
  /** Marks of several lines, each with its own bar at the left, outer ones first. */
  readonly #spans: readonly Placed[];
  readonly #options: FrameOptions;

  constructor(text: string, spans: readonly Placed[], options: FrameOptions) {
    this.#text = text;
    this.#spans = spans;
    this.#options = options;
    this.#row('', shown``, shown``);
  }

  elision(after: Line): void {
    const { style, gutter } = this.#options;
    const bars = this.#bars((span) => (span.first.number <= after.number && span.last.number > after.number ? shown`|` : shown` `));
    this.#push(shown`${style.blue(shown`...${blanks(gutter - 1)}`)} ${bars}`);
  }

  line(line: Line, marks: readonly Placed[]): void {
    const starts = this.#spans.filter(({ first }) => first.number === line.number);
    const ends = this.#spans.filter(({ last }) => last.number === line.number);
    const points = [
      ...marks.map(({ start, end }) => [start, end] as const),
      ...starts.map((s) => [s.start, s.start + 1] as const),
      ...ends.map((s) => [s.end - 1, s.end] as const),
    ];
    const width = this.#options.columns - this.#options.gutter - 4 - 2 * this.#spans.length;
    const layout = layOut(this.#text, line, points, Math.max(width, 20));
    // A span that begins with its line needs no underline of its own for that.
    const atMargin = new Set(starts.filter(({ start }) => this.#text.slice(line.start, start).trim() === ''));
    const state = new Map<Placed, Shown>(
      this.#spans.map((span) => [span, span.first.number < line.number && span.last.number >= line.number ? shown`|` : shown` `]),
    );
    const bars = (): Shown => this.#bars((span) => state.get(span) ?? shown` `);

    for (const span of atMargin) state.set(span, shown`/`);
    this.#row(String(line.number), bars(), layout.text);
    for (const span of atMargin) state.set(span, shown`|`);
    if (marks.length > 0) for (const row of underline(layout, marks)) this.#row('', bars(), row);
    for (const span of starts) {
      if (atMargin.has(span)) continue;
      this.#row('', this.#reach(span, state, shown` `), this.#tail(span, layout.columnOf(span.start), shown``));
      state.set(span, shown`|`);
    }
    for (const span of ends) {
      this.#row('', this.#reach(span, state, shown`|`), this.#tail(span, layout.columnOf(span.end - 1), span.label));
      state.set(span, shown` `);
    }
  }

  /** The bars left of a row that leads from a span's bar to its first or last character. */
  #reach(target: Placed, state: ReadonlyMap<Placed, Shown>, bar: Shown): Shown {
    let after = false;
    const parts = this.#spans.map((span) => {
      if (span === target) {
        after = true;
        return span.paint(shown`${bar}_`);
      }
      return after ? target.paint(shown`__`) : span.paint(shown`${state.get(span) ?? shown` `} `);
    });
    return joined(parts, shown``);
  }

  #tail(span: Placed, column: number, label: Shown): Shown {
    return span.paint(shown`${repeated('_', column)}${repeated(span.sign, 1)}${label === '' ? label : shown` ${label}`}`);
  }

  #bars(sign: (span: Placed) => Shown): Shown {
    return joined(
      this.#spans.map((span) => shown`${span.paint(sign(span))} `),
      shown``,
    );
  }

  #row(number: string, bars: Shown, text: Shown): void {
    const { style, gutter } = this.#options;
    this.#push(shown`${style.blue(shown`${lines(number.padStart(gutter))} |`)} ${bars}${text}`);
  }

  #push(row: Shown): void {
    this.rows.push(part(row, 0, row.trimEnd().length));
  }
}

interface Layout {
  readonly text: Shown;
  /** The column, from 0, at which a character is shown; that of the nearest one that is shown where it was cut off. */
  columnOf(offset: number): number;
}

/** Makes a line of text fit for a terminal: tabs become blanks, control characters visible, and it is cut around the points if it is too long. */
function layOut(text: string, line: Line, points: readonly (readonly [start: number, end: number])[], width: number): Layout {
  const focus = Math.min(...points.map(([start]) => start), line.end);
  const reach = Math.max(...points.map(([, end]) => end), focus);
  // A line may be megabytes long: only what could be shown is looked at.
  const from = Math.max(line.start, avoidSplit(text, focus - 2 * width));
  const to = Math.min(line.end, avoidSplit(text, Math.min(reach, focus + width) + 2 * width));
  const pictures: string[] = [];
  const columns: number[] = [];
  let column = 0;
  for (let offset = from; offset < to; ) {
    const char = String.fromCodePoint(text.codePointAt(offset) as number);
    const picture = char === '\t' ? blanks(TAB - (column % TAB)) : lines(char);
    for (let unit = 0; unit < char.length; unit++) columns.push(column);
    pictures.push(picture);
    column += char === '\t' ? picture.length : charWidth(picture);
    offset += char.length;
    for (let unit = 1; unit < char.length; unit++) pictures.push('');
  }
  columns.push(column);
  const at = (offset: number): number => columns[Math.min(Math.max(offset - from, 0), columns.length - 1)] as number;
  if (from === line.start && to === line.end && column <= width) return { text: lines(pictures.join('')), columnOf: at };

  // A quarter of what is shown stands before the points, more where they would not fit otherwise; their beginning is always shown.
  const [begin, end] = [at(focus), at(reach)];
  const wanted =
    from === line.start && end < width ? 0 : Math.max(0, Math.min(Math.max(begin - Math.floor(width / 4), end - width + 2), begin - 1));
  const cutLeft = wanted > 0 || from > line.start;
  let result = cutLeft ? '…' : '';
  const left = wanted + (cutLeft ? 1 : 0);
  let right = left;
  let cutRight = to < line.end;
  for (let index = 0; index < pictures.length; index++) {
    const begin = columns[index] as number;
    const end = columns[index + 1] as number;
    if (begin < left) continue;
    if (end - wanted > width - 1) {
      cutRight = true;
      break;
    }
    // A wide character may have been cut in half at the left.
    if (right === left) result += ' '.repeat(begin - left);
    result += pictures[index];
    right = end;
  }
  if (cutRight) result += '…';
  return { text: lines(result), columnOf: (offset) => Math.min(Math.max(at(offset), left - (cutLeft ? 1 : 0)), right) - wanted };
}

function avoidSplit(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

/** The rows below a line: its marks underlined, and their labels, the last one beside its mark, the others hung below. */
function underline(layout: Layout, marks: readonly Placed[]): Shown[] {
  const bars = marks
    .map((mark) => {
      const start = layout.columnOf(mark.start);
      return { mark, start, end: Math.max(layout.columnOf(mark.end), start + 1) };
    })
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const cells: { sign: Mark['sign']; paint: Paint }[] = [];
  // The signs of the finding itself cover those of what explains it.
  for (const { mark, start, end } of [...bars].sort((a, b) => Number(a.mark.sign === '^') - Number(b.mark.sign === '^'))) {
    for (let column = start; column < end; column++) cells[column] = { sign: mark.sign, paint: mark.paint };
  }
  const labelled = bars.filter(({ mark }) => mark.label !== '');
  const last = labelled.at(-1);
  const beside = last && last.end >= cells.length && bars.at(-1) === last ? last : undefined;
  const first = shown`${paintCells(cells)}${beside ? shown` ${beside.mark.paint(beside.mark.label)}` : shown``}`;
  const hung = labelled.filter((bar) => bar !== beside);
  if (hung.length === 0) return [first];
  const stems = (bars: typeof hung): { text: Shown; width: number } => {
    let text = shown``;
    let width = 0;
    for (const { mark, start } of bars) {
      if (start < width) continue;
      text = shown`${text}${blanks(start - width)}${mark.paint(shown`|`)}`;
      width = start + 1;
    }
    return { text, width };
  };
  const rows = [first, stems(hung).text];
  for (let index = hung.length - 1; index >= 0; index--) {
    const { mark, start } = hung[index] as (typeof hung)[number];
    const before = stems(hung.slice(0, index).filter((bar) => bar.start < start));
    rows.push(shown`${before.text}${blanks(start - before.width)}${mark.paint(mark.label)}`);
  }
  return rows;
}

function paintCells(cells: readonly ({ sign: Mark['sign']; paint: Paint } | undefined)[]): Shown {
  let row = shown``;
  for (let column = 0; column < cells.length; ) {
    const cell = cells[column];
    let end = column + 1;
    while (end < cells.length && cells[end]?.paint === cell?.paint && cells[end]?.sign === cell?.sign) end++;
    row = shown`${row}${cell ? cell.paint(repeated(cell.sign, end - column)) : blanks(end - column)}`;
    column = end;
  }
  return row;
}
