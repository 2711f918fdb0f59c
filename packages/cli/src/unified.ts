import { joined, line, type Verbatim, verbatim } from './harmless.ts';
import { diffLines } from './line-diff.ts';
import { type Environment, forProgram } from './output.ts';
import { style } from './style.ts';

/** How many lines that are the same are shown around each change. */
const CONTEXT = 3;

/** Prints a unified diff of a file, which a patch program takes. */
export async function printDiff(path: string, before: string, after: string, { out }: Environment): Promise<void> {
  const paint = style(out.colour);
  // No name is more than a name in a patch.
  const name = line(path);
  const rows: Verbatim[] = [paint.bold(verbatim(`--- ${name}`)), paint.bold(verbatim(`+++ ${name}`))];
  for (const { old, now, lines } of hunksOf(await changesOf(before, after))) {
    // Where a side has no line, the line before it counts.
    const [from, to] = [old.count === 0 ? old.start - 1 : old.start, now.count === 0 ? now.start - 1 : now.start];
    rows.push(paint.cyan(verbatim(`@@ -${from},${old.count} +${to},${now.count} @@`)));
    for (const each of lines) {
      const row = forProgram(each, out);
      rows.push(each.startsWith('+') ? paint.green(row) : each.startsWith('-') ? paint.red(row) : row);
    }
  }
  out.write(joined([...rows, verbatim('')], verbatim('\n')));
}

interface Change {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** All lines of both texts, each with what becomes of it. */
async function changesOf(before: string, after: string): Promise<Change[]> {
  const [old, now] = [linesOf(before), linesOf(after)];
  const changes: Change[] = [];
  let [inOld, inNow] = [0, 0];
  for (const { kind, count } of await diffLines(old, now)) {
    const sign = kind === 'same' ? ' ' : kind === 'removed' ? '-' : '+';
    for (let each = 0; each < count; each++) changes.push({ sign, line: (kind === 'added' ? now[inNow + each] : old[inOld + each])! });
    if (kind !== 'added') inOld += count;
    if (kind !== 'removed') inNow += count;
  }
  return changes;
}

/** The lines of a text, each with its end. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

interface Side {
  /** From 1. */
  readonly start: number;
  readonly count: number;
}

/** Changes that are near each other, with the lines around them. */
interface Hunk {
  readonly old: Side;
  readonly now: Side;
  readonly lines: readonly string[];
}

function hunksOf(changes: readonly Change[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [oldLine, nowLine] = [1, 1];
  let done = 0;
  for (let at = 0; at < changes.length; at++) {
    if (changes[at]!.sign === ' ') continue;
    const start = Math.max(done, at - CONTEXT);
    let last = at;
    for (let next = at + 1; next < changes.length && next <= last + 2 * CONTEXT + 1; next++) if (changes[next]!.sign !== ' ') last = next;
    const end = Math.min(changes.length, last + CONTEXT + 1);
    oldLine += start - done;
    nowLine += start - done;
    const shown = changes.slice(start, end);
    const [oldCount, nowCount] = [shown.filter(({ sign }) => sign !== '+').length, shown.filter(({ sign }) => sign !== '-').length];
    hunks.push({ old: { start: oldLine, count: oldCount }, now: { start: nowLine, count: nowCount }, lines: shown.flatMap(rowsOf) });
    oldLine += oldCount;
    nowLine += nowCount;
    done = end;
    at = end - 1;
  }
  return hunks;
}

/** A line of a hunk, and below it that it has no end, if it has none. */
function rowsOf({ sign, line }: Change): string[] {
  return line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'];
}
