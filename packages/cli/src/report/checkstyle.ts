import { locate } from './location.ts';
import { byFile, fullText, type Reporter, sourceOf } from './reporter.ts';
import { attributes } from './xml.ts';

/** The XML of Checkstyle, which many collectors of findings read. Files in which nothing was found are listed too. */
export const checkstyle: Reporter = (report) => {
  const rows = [...byFile(report)].flatMap(([name, found]) => {
    const errors = found.map((diagnostic) => {
      const { line, column } = locate(sourceOf(report, name), diagnostic);
      const { severity, code } = diagnostic;
      return `    <error${attributes({ line, column, severity, message: fullText(diagnostic), source: code })}/>`;
    });
    return errors.length === 0 ? [`  <file${attributes({ name })}/>`] : [`  <file${attributes({ name })}>`, ...errors, '  </file>'];
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">', ...rows, '</checkstyle>', ''].join('\n');
};
