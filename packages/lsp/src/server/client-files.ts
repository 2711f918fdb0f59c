import type { Connection } from 'vscode-languageserver';
import { FIND_FILES, LIST_DIRECTORY, READ_FILE, type ReadFileResult } from '../protocol.ts';
import type { FileAccess } from './files.ts';

/** Files that the client reads for the server. */
export function clientFiles(connection: Pick<Connection, 'sendRequest'>): FileAccess {
  const ask = async <T>(method: string, uri: string): Promise<T | undefined> => {
    try {
      return await connection.sendRequest<T>(method, { uri });
    } catch {
      return undefined;
    }
  };
  return {
    list: async (directory) => (await ask<string[]>(LIST_DIRECTORY, directory)) ?? [],
    find: async (folder) => (await ask<string[]>(FIND_FILES, folder)) ?? [],
    read: async (uri) => (await ask<ReadFileResult | null>(READ_FILE, uri))?.text,
    exists: async () => false,
  };
}

/** No files but those that are open. */
export const noFiles: FileAccess = {
  list: async () => [],
  find: async () => [],
  read: async () => undefined,
  exists: async () => false,
};
