/** Texts with a cursor, for tests: `|` is where it stands. */
import { loadCatalog } from '@assay/catalog';
import type { CheckOptions } from '@assay/checker';
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { offsetAt, positionAt } from './service/positions.ts';
import { Project, type Site } from './service/project.ts';

export const catalog = await loadCatalog();

export interface Marked {
  readonly site: Site;
  readonly position: Position;
  readonly project: Project;
}

const MAIN = 'file:///w/main.alloy';

/** A project of one file with a cursor in it, or of several, of which the one with the cursor is meant. */
export function marked(files: string | Readonly<Record<string, string>>, options: Partial<CheckOptions> = {}): Marked {
  const all =
    typeof files === 'string' ? { [MAIN]: files } : Object.fromEntries(Object.entries(files).map(([name, text]) => [uri(name), text]));
  const project = new Project({ catalog, stability: 'experimental', community: true, ...options }, 'file:///w');
  let found: { uri: string; offset: number } | undefined;
  for (const [each, text] of Object.entries(all)) {
    const offset = text.indexOf('|');
    if (offset >= 0) found = { uri: each, offset };
    project.open(each, offset < 0 ? text : text.slice(0, offset) + text.slice(offset + 1));
  }
  if (!found) throw new Error('no text has a cursor');
  const site = project.site(found.uri);
  if (!site) throw new Error('the file with the cursor is not known');
  return { site, position: positionAt(site.source, found.offset), project };
}

/** The URI of a file of {@link marked}. */
export function uri(name: string): string {
  return `file:///w/${name}`;
}

/** The text that a range covers. */
export function textAt({ source }: Site, range: Range): string {
  return source.text.slice(offsetAt(source, range.start), offsetAt(source, range.end));
}

/** `file:line:column` of a place, counted from 1. */
export function place({ uri: of, range }: { readonly uri: string; readonly range: Range }): string {
  return `${of.replace('file:///w/', '')}:${range.start.line + 1}:${range.start.character + 1}`;
}

/** The text of the site's file after edits. */
export function edited({ source }: Site, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create(MAIN, 'alloy', 0, source.text), [...edits]);
}

/** The texts of the files that an edit changes, by name. */
export function workspaceEdited(project: Project, edit: WorkspaceEdit | null | undefined): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [each, edits] of Object.entries(edit?.changes ?? {})) {
    const site = project.site(each);
    if (site) texts[each.replace('file:///w/', '')] = edited(site, edits);
  }
  return texts;
}
