import { isSuppressible, REASON_TO_WRITE, suppressionAbove, suppressionInFile } from '@assay/checker';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { type DiagnosticOptions, toDiagnostic } from '../diagnostics.ts';
import { findingsIn } from '../files.ts';
import { type Selection, workspaceEdit } from './edits.ts';

/** Comments that suppress what is found in a range: above the statement, or for the whole file. Their reason is to be written. */
export function suppressions({ site, start, end }: Selection, options: DiagnosticOptions): CodeAction[] {
  const { source, checked } = site;
  const found = findingsIn(checked, source).filter((finding) => finding.start <= end && start <= finding.end && isSuppressible(finding));
  const byCode = new Map(found.map((finding) => [finding.code, finding]));
  return [...byCode.values()].flatMap((finding) => {
    const { code } = finding;
    const action = { kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(site, finding, options)] };
    const above = suppressionAbove(source, finding, REASON_TO_WRITE);
    const inFile = suppressionInFile(source, code, REASON_TO_WRITE);
    return [
      ...(above ? [{ ...action, title: `Suppress ${code} here, with a reason`, edit: workspaceEdit(site, [above]) }] : []),
      { ...action, title: `Suppress ${code} in this file, with a reason`, edit: workspaceEdit(site, [inFile]) },
    ];
  });
}
