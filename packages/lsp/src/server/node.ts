/** The server in a process of its own: over standard input and output, or over the channel to the process that forked it. */
import { createConnection, IPCMessageReader, IPCMessageWriter, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFiles } from './node-files.ts';
import { startServer } from './server.ts';

export interface NodeServerOptions {
  readonly transport: 'stdio' | 'ipc';
  readonly version: string;
}

/** Serves one client. The process ends when the client says so, or is gone. */
export function serveNode({ transport, version }: NodeServerOptions): void {
  const connection =
    transport === 'ipc'
      ? createConnection(ProposedFeatures.all, new IPCMessageReader(process), new IPCMessageWriter(process))
      : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  startServer(connection, { version, files: () => nodeFiles });
}
