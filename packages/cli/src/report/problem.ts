import type { Source } from '@assay/checker';
import type { ConfigurationProblem } from '@assay/checker/configuration';
import { blanks, joined, line, lines, type Shown, shown } from '../harmless.ts';
import type { Channel } from '../output.ts';
import { style } from '../style.ts';
import { frame, type Mark, MOST_PLACES } from './frame.ts';
import { COLUMNS } from './human.ts';
import { severityPaint } from './severity.ts';

/**
 * A mistake in an assay.json, as findings are shown: with the lines that it is about.
 *
 * @param sources the texts of the files that it names, by path
 * @param nameOf what to call a file
 */
export function renderProblem(
  problem: ConfigurationProblem,
  sources: ReadonlyMap<string, Source>,
  nameOf: (path: string) => string,
  { colour, columns = COLUMNS }: Pick<Channel, 'colour' | 'columns'>,
): Shown {
  const paint = style(colour);
  const paintOf = severityPaint(paint, problem.severity);
  const own: Mark = { ...problem, label: shown``, sign: '^', paint: paintOf };
  const marks = new Map<string, Mark[]>([[problem.file, [own]]]);
  const related = problem.related.slice(0, MOST_PLACES);
  for (const { file, start, end, message } of related)
    marks.set(file, [...(marks.get(file) ?? []), { start, end, label: line(message), sign: '-', paint: paint.blue }]);
  const gutter = String(Math.max(...[problem, ...related].map(({ file, end }) => sources.get(file)!.lines.lineAt(end)))).length;
  const margin = blanks(gutter);
  const rows = [shown`${paintOf(paint.bold(line(problem.severity)))}${paint.bold(shown`: ${line(problem.message)}`)}`];
  for (const [file, list] of marks) {
    const source = sources.get(file)!;
    const { line: number, column } = source.lines.position(list[0]!.start);
    const arrow = paint.blue(file === problem.file ? shown`-->` : shown`:::`);
    rows.push(shown`${margin}${arrow} ${line(nameOf(file))}:${number}:${column}`);
    if (source.text !== '') rows.push(...frame(source, list, { gutter, columns, style: paint }));
  }
  for (const note of problem.notes) rows.push(shown`${margin} ${paint.blue(shown`=`)} ${paint.bold(shown`note:`)} ${lines(note)}`);
  return shown`${joined(rows, shown`\n`)}\n`;
}
