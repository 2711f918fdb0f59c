import { Uri, window } from 'vscode';
import { LANGUAGE } from '../language-server.ts';
import type { Command, Tools } from './index.ts';

/** Opens the preview beside the editor: of the open file (where several are, of the one with the cursor), or of the one that is given as a URI. */
export function showGraph({ preview }: Tools): Command {
  return async (uri) => {
    const open = [window.activeTextEditor, ...window.visibleTextEditors].find((each) => each?.document.languageId === LANGUAGE);
    const target = typeof uri === 'string' ? Uri.parse(uri) : uri instanceof Uri ? uri : open?.document.uri;
    if (target) await preview.show(target);
    else void window.showInformationMessage('Open an Alloy file to see its pipeline.');
  };
}
