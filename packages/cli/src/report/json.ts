import type { Diagnostic, Fix } from '@assay/checker';
import { jsonText } from '../harmless.ts';
import { locate } from './location.ts';
import { type Report, type Reporter, sourceOf, tally } from './reporter.ts';

/** One JSON object on one line; schema/report.schema.json describes it. */
export const json: Reporter = (report) => {
  const { error, warning, info } = tally(report.diagnostics);
  const value = {
    version: 1,
    diagnostics: report.diagnostics.map((diagnostic) => finding(report, diagnostic)),
    ...(report.suppressed.length > 0 && {
      suppressed: report.suppressed.map(({ diagnostic, by, reason }) => ({ diagnostic: finding(report, diagnostic), by, reason })),
    }),
    summary: { files: report.checked.length, errors: error, warnings: warning, infos: info },
  };
  return jsonText(value);
};

function finding(report: Report, diagnostic: Diagnostic): unknown {
  const { file, severity, code, authority, message, notes, related, fixes, url } = diagnostic;
  return {
    file,
    ...locate(sourceOf(report, file), diagnostic),
    severity,
    code,
    authority,
    message,
    notes,
    related: related.map((place) => {
      const { line, column } = locate(sourceOf(report, place.file), place);
      return { file: place.file, line, column, message: place.message };
    }),
    fixes: fixes.map((fix) => mend(report, fix)),
    ...(url !== undefined && { url }),
  };
}

function mend(report: Report, { title, safety, edits }: Fix): unknown {
  return {
    title,
    safety,
    edits: edits.map((edit) => ({ file: edit.file, ...locate(sourceOf(report, edit.file), edit, 'before'), text: edit.text })),
  };
}
