/** What the extension is, wherever it runs: the server, the commands and the preview. */
import { commands, type ExtensionContext } from 'vscode';
import { commandTable } from './commands/index.ts';
import { type ClientKind, LanguageServer } from './language-server.ts';
import { tellOfOther } from './other-extension.ts';
import { PipelinePreview } from './preview/preview.ts';

export function activateWith(context: ExtensionContext, kind: ClientKind): void {
  const server = new LanguageServer(kind);
  const preview = new PipelinePreview(context, server);
  context.subscriptions.push(server, preview);
  for (const [name, run] of Object.entries(commandTable({ server, preview }))) {
    context.subscriptions.push(commands.registerCommand(name, run));
  }
  tellOfOther(context);
  // Not waited for: what can be done without a server is there meanwhile.
  void server.start();
}
