import type { TextEdit as FileEdit } from '@assay/checker';
import type { CodeAction, CodeActionKind, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { sourceOf } from '../files.ts';
import { rangeOf } from '../positions.ts';
import type { OffsetEdit, Site } from '../project.ts';

/** What a refactoring is given: a file, and what is selected in it. Offsets in UTF-16 units. */
export interface Selection {
  readonly site: Site;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly range: Range;
}

/** Edits of files of the program, as the protocol has them. */
export function workspaceEdit({ project, checked }: Site, edits: readonly FileEdit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const edit of edits) {
    const source = sourceOf(checked, edit.file);
    if (!source) continue;
    const uri = project.uriOf(edit.file);
    changes[uri] ??= [];
    changes[uri].push({ range: rangeOf(source, edit), newText: edit.text });
  }
  return { changes };
}

/** An action that edits the site's file. */
export function fileAction(site: Site, title: string, kind: CodeActionKind, edits: readonly OffsetEdit[]): CodeAction {
  const { path } = site.source;
  return {
    title,
    kind,
    edit: workspaceEdit(
      site,
      edits.map((edit) => ({ ...edit, file: path })),
    ),
  };
}

/** The one edit that makes `after` of `before`: without what both begin and end with. */
export function difference(before: string, after: string): OffsetEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
