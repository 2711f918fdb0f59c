/** The extension in the desktop and on remote machines: the server is a process of its own. */
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith } from './extension.ts';

export function activate(context: ExtensionContext): void {
  const run = { module: Uri.joinPath(context.extensionUri, 'server.js').fsPath, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  activateWith(context, { isBrowser: false, create: (options) => new LanguageClient('assay', 'Assay', { run, debug }, options) });
}
