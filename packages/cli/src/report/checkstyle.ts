import { xmlAttributes as attributes, joined, xml } from '../harmless.ts';
import { locate } from './location.ts';
import { byFile, fullText, type Reporter, sourceOf } from './reporter.ts';

/** The XML of Checkstyle, which many collectors of findings read. Files in which nothing was found are listed too. */
export const checkstyle: Reporter = (report) => {
  const rows = [...byFile(report)].flatMap(([name, found]) => {
    const errors = found.map((diagnostic) => {
      const { line, column } = locate(sourceOf(report, name), diagnostic);
      const { severity, code } = diagnostic;
      return xml`    <error${attributes({ line, column, severity, message: fullText(diagnostic), source: code })}/>`;
    });
    return errors.length === 0
      ? [xml`  <file${attributes({ name })}/>`]
      : [xml`  <file${attributes({ name })}>`, ...errors, xml`  </file>`];
  });
  return joined(
    [xml`<?xml version="1.0" encoding="UTF-8"?>`, xml`<checkstyle version="4.3">`, ...rows, xml`</checkstyle>`, xml``],
    xml`\n`,
  );
};
