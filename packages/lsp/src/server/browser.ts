/** The server in a web worker. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { clientFiles, noFiles } from './client-files.ts';
import { startServer } from './server.ts';

type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

/** Serves the client at the other end of a worker's port, which inside of a worker is its global scope. */
export function serveWorker(port: Port, version: string): void {
  const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(port), new BrowserMessageWriter(port));
  startServer(connection, { version, files: ({ readsFiles }) => (readsFiles ? clientFiles(connection) : noFiles) });
}
