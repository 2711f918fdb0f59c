import { joined, line, shown } from '../harmless.ts';
import { style } from '../style.ts';
import { type Reporter, sourceOf } from './reporter.ts';
import { severityPaint } from './severity.ts';

/** One line for each finding: `file:line:column: severity[code] message`. */
export const concise: Reporter = (report, { colour }) => {
  const paint = style(colour);
  const rows = report.diagnostics.map((diagnostic) => {
    const { line: number, column } = sourceOf(report, diagnostic.file).lines.position(diagnostic.start);
    const severity = severityPaint(paint, diagnostic.severity)(line(`${diagnostic.severity}[${diagnostic.code}]`));
    return shown`${paint.bold(shown`${line(diagnostic.file)}:${number}:${column}:`)} ${severity} ${line(diagnostic.message)}\n`;
  });
  return joined(rows, shown``);
};
