import type { Environment } from './output.ts';
import { style } from './style.ts';
import { printable } from './text.ts';

/** How long to look for a short diff. In milliseconds. */
const DIFF_TIMEOUT = 5000;

/** Prints a unified diff of a file, which a patch program takes. */
export async function printDiff(path: string, before: string, after: string, { out, err }: Environment): Promise<void> {
  // Only now: nothing else needs it.
  const { structuredPatch } = await import('diff');
  const patch = structuredPatch(path, path, before, after, undefined, undefined, { context: 3, timeout: DIFF_TIMEOUT });
  if (!patch) {
    err.write(`assay: ${path}: too many lines differ to show them\n`);
    return;
  }
  const paint = style(out.colour);
  // What goes into a file is to be a patch.
  const show = (line: string): string => (out.isTerminal ? printable(line) : line);
  const rows = [paint.bold(`--- ${show(path)}`), paint.bold(`+++ ${show(path)}`)];
  for (const { oldStart, oldLines, newStart, newLines, lines } of patch.hunks) {
    // Where a side has no line, the line before it counts.
    const [from, to] = [oldLines === 0 ? oldStart - 1 : oldStart, newLines === 0 ? newStart - 1 : newStart];
    rows.push(paint.cyan(`@@ -${from},${oldLines} +${to},${newLines} @@`));
    for (const line of lines)
      rows.push(line.startsWith('+') ? paint.green(show(line)) : line.startsWith('-') ? paint.red(show(line)) : show(line));
  }
  out.write(`${rows.join('\n')}\n`);
}
