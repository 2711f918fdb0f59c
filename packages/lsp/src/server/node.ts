/** The server in a process of its own: over standard input and output, or over the channel to the process that forked it. */
import { setFlagsFromString } from 'node:v8';
import { createConnection, IPCMessageReader, IPCMessageWriter, ProposedFeatures } from 'vscode-languageserver/node';
import { clientFiles } from './client-files.ts';
import { nodeFiles } from './node-files.ts';
import { startServer } from './server.ts';

export { serverCapabilities as capabilities } from './capabilities.ts';
export { requests } from './requests.ts';

export interface NodeServerOptions {
  readonly transport: 'stdio' | 'ipc' | { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };
  readonly version: string;
}

/** Serves one client. The process ends when the client says so, or is gone. */
export function serveNode({ transport, version }: NodeServerOptions): void {
  const { input, output } = typeof transport === 'string' ? { input: process.stdin, output: process.stdout } : transport;
  const connection =
    transport === 'ipc'
      ? createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process))
      : createConnection(ProposedFeatures.all, input, output);
  if (typeof transport === 'string') keepHeapSmall();
  startServer(connection, { version, files: ({ readsFiles }) => (readsFiles ? clientFiles(connection) : nodeFiles) });
}

/**
 * What is kept of files is small, and nearly all that an answer needs is garbage after it. V8 lets that pile up to ten times what is kept,
 * for a speed that nobody notices here; a server runs all day beside an editor.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=25');
}
