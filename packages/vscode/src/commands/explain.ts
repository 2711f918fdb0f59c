import { EXPLAIN, type ExplainParams, type ExplainResult } from '@assay/lsp/protocol';
import { commands, type Diagnostic, languages, Uri, window } from 'vscode';
import type { Command, Tools } from './index.ts';

/** Shows the page of the finding at the cursor, or that of a code; where nothing is found, what hovering would show. */
export function explain({ server }: Tools): Command {
  return async (code) => {
    const wanted = typeof code === 'string' ? code : await codeAtCursor();
    if (wanted === undefined) return;
    if (wanted === '') {
      await commands.executeCommand('editor.action.showHover');
      return;
    }
    const page = await server.request<ExplainResult | null>(EXPLAIN, { code: wanted } satisfies ExplainParams);
    if (!page) void window.showInformationMessage(`There is no page for ${wanted}.`);
    else await commands.executeCommand('markdown.showPreview', Uri.from({ scheme: 'assay-rule', path: `/${wanted}.md` }));
  };
}

/** `''` where nothing is found, `undefined` where the user did not choose. */
async function codeAtCursor(): Promise<string | undefined> {
  const editor = window.activeTextEditor;
  if (!editor) return '';
  const found = languages
    .getDiagnostics(editor.document.uri)
    .filter((each) => each.source === 'assay' && editor.selection.intersection(each.range));
  const codes = new Map(found.map((each) => [codeOf(each), each.message]));
  if (codes.size < 2) return [...codes.keys()][0] ?? '';
  const chosen = await window.showQuickPick(
    [...codes].map(([label, detail]) => ({ label, detail })),
    { title: 'Explain' },
  );
  return chosen?.label;
}

function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
