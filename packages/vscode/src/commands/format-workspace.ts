import { ProgressLocation, TextEdit, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { FILES, NOT_FILES } from '../language-server.ts';
import { type PlainRange, toRange } from '../ranges.ts';
import type { Command, Tools } from './index.ts';

interface Change {
  readonly range: PlainRange;
  readonly newText: string;
}

/** Formats all files of the workspace, as one step that can be undone; files that had been saved are saved again. */
export function formatWorkspace({ server }: Tools): Command {
  return async () => {
    const uris = await workspace.findFiles(FILES, NOT_FILES);
    const edits = await window.withProgress(
      { location: ProgressLocation.Notification, title: 'Formatting Alloy files', cancellable: true },
      async (progress, token) => {
        const all: [Uri, Change[]][] = [];
        for (const uri of uris) {
          if (token.isCancellationRequested) return undefined;
          progress.report({ message: workspace.asRelativePath(uri), increment: 100 / uris.length });
          await workspace.openTextDocument(uri);
          const changes = await server.request<Change[]>('textDocument/formatting', {
            textDocument: { uri: uri.toString() },
            options: { tabSize: 4, insertSpaces: false },
          });
          if (changes && changes.length > 0) all.push([uri, changes]);
        }
        return all;
      },
    );
    if (!edits) return;
    await apply(edits);
    void window.showInformationMessage(`${edits.length} of ${uris.length} ${uris.length === 1 ? 'file' : 'files'} formatted.`);
  };
}

async function apply(edits: readonly (readonly [Uri, readonly Change[]])[]): Promise<void> {
  const edit = new WorkspaceEdit();
  const saved: Uri[] = [];
  for (const [uri, changes] of edits) {
    const document = await workspace.openTextDocument(uri);
    if (!document.isDirty) saved.push(uri);
    edit.set(
      uri,
      changes.map(({ range, newText }) => TextEdit.replace(toRange(range), newText)),
    );
  }
  await workspace.applyEdit(edit);
  for (const uri of saved) await (await workspace.openTextDocument(uri)).save();
}
