import { style } from '../style.ts';
import { printableLine } from '../text.ts';
import { type Reporter, sourceOf } from './reporter.ts';
import { severityPaint } from './severity.ts';

/** One line for each finding: `file:line:column: severity[code] message`. */
export const concise: Reporter = (report, { colour }) => {
  const paint = style(colour);
  return report.diagnostics
    .map((diagnostic) => {
      const { line, column } = sourceOf(report, diagnostic.file).lines.position(diagnostic.start);
      const severity = severityPaint(paint, diagnostic.severity)(`${diagnostic.severity}[${diagnostic.code}]`);
      return `${paint.bold(`${printableLine(diagnostic.file)}:${line}:${column}:`)} ${severity} ${printableLine(diagnostic.message)}\n`;
    })
    .join('');
};
