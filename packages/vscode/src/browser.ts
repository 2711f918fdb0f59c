/** The extension in a browser: the server is a worker. */
import { type ExtensionContext, Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { activateWith } from './extension.ts';

export function activate(context: ExtensionContext): void {
  let worker: Worker | undefined;
  const stop = (): void => worker?.terminate();
  const start = async (): Promise<MessageTransports> => {
    stop();
    // Not every place that an extension can be in has an address that a worker may be made of, but each can be read.
    const script = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'server.browser.js'));
    const url = URL.createObjectURL(new Blob([script as Uint8Array<ArrayBuffer>], { type: 'text/javascript' }));
    worker = new Worker(url);
    // The client does not know a worker when it sees one: VS Code has put a function of its own in the place of its constructor.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: stop });
  activateWith(context, { isBrowser: true, create: (options) => new LanguageClient('assay', 'Assay', start, options) });
}
