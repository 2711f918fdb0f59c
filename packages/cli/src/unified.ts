import { joined, line, type Verbatim, verbatim } from './harmless.ts';
import { complaint, type Environment, forProgram } from './output.ts';
import { style } from './style.ts';

/** How long to look for a short diff. In milliseconds. */
const DIFF_TIMEOUT = 5000;

/** Prints a unified diff of a file, which a patch program takes. */
export async function printDiff(path: string, before: string, after: string, { out, err }: Environment): Promise<void> {
  // Only now: nothing else needs it.
  const { structuredPatch } = await import('diff');
  const patch = structuredPatch(path, path, before, after, undefined, undefined, { context: 3, timeout: DIFF_TIMEOUT });
  if (!patch) {
    err.write(complaint(`${path}: too many lines differ to show them`));
    return;
  }
  const paint = style(out.colour);
  // No name is more than a name in a patch.
  const name = line(path);
  const rows: Verbatim[] = [paint.bold(verbatim(`--- ${name}`)), paint.bold(verbatim(`+++ ${name}`))];
  for (const { oldStart, oldLines, newStart, newLines, lines } of patch.hunks) {
    // Where a side has no line, the line before it counts.
    const [from, to] = [oldLines === 0 ? oldStart - 1 : oldStart, newLines === 0 ? newStart - 1 : newStart];
    rows.push(paint.cyan(verbatim(`@@ -${from},${oldLines} +${to},${newLines} @@`)));
    for (const each of lines) {
      const row = forProgram(each, out);
      rows.push(each.startsWith('+') ? paint.green(row) : each.startsWith('-') ? paint.red(row) : row);
    }
  }
  out.write(joined([...rows, verbatim('')], verbatim('\n')));
}
