import { applyFixes, type TextEdit as FileEdit, type Fix } from '@assay/checker';
import { formatRange } from '@assay/formatter';
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type DiagnosticOptions, toDiagnostic } from './diagnostics.ts';
import { offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';

/** Mends everything that has a safe fix. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.assay`;

export const CODE_ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL];

/** What can be done at a range. */
export function codeActions(site: Site, range: Range, context: CodeActionContext, options: DiagnosticOptions = {}): CodeAction[] {
  const wanted = (kind: string): boolean => !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  return [
    ...(wanted(CodeActionKind.QuickFix) ? quickFixes(site, range, options) : []),
    // A client that asks for everything shows what is to be done here.
    ...(context.only && wanted(FIX_ALL) ? fixAll(site) : []),
  ];
}

function quickFixes(site: Site, range: Range, options: DiagnosticOptions): CodeAction[] {
  const { source, checked } = site;
  const start = offsetAt(source, range.start);
  const end = offsetAt(source, range.end);
  return checked.diagnostics
    .filter((finding) => finding.file === source.path && finding.start <= end && start <= finding.end)
    .flatMap((finding) =>
      finding.fixes.map((fix) => ({
        title: titleOf(fix),
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(site, finding, options)],
        isPreferred: fix.safety === 'safe',
        edit: workspaceEdit(site, fix.edits),
      })),
    );
}

/** A question is no name of an action. */
function titleOf({ title }: Fix): string {
  const meant = /^did you mean (".*")\?$/.exec(title);
  const text = meant ? `change to ${meant[1]}` : title;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Edits of files of the program, as the protocol has them. */
export function workspaceEdit({ project, checked }: Site, edits: readonly FileEdit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const source = checked.sources.find(({ path }) => path === edit.file);
    if (!source) continue;
    const uri = project.uriOf(edit.file);
    changes[uri] ??= [];
    changes[uri].push({ range: rangeOf(source, edit), newText: edit.text });
  }
  return { changes };
}

function fixAll(site: Site): CodeAction[] {
  const { project, source, checked } = site;
  if (!checked.diagnostics.some(({ file, fixes }) => file === source.path && fixes.some(({ safety }) => safety === 'safe'))) return [];
  const { sources } = applyFixes(checked.sources, project.options, { suggested: false, formatRange });
  const fixed = sources.find(({ path }) => path === source.path);
  if (!fixed || fixed.text === source.text) return [];
  const edit = { file: source.path, ...difference(source.text, fixed.text) };
  return [{ title: 'Fix all that is safe to fix', kind: FIX_ALL, edit: workspaceEdit(site, [edit]) }];
}

/** The one edit that makes `after` of `before`: without what both begin and end with. */
export function difference(before: string, after: string): { start: number; end: number; text: string } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
