import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CONFIGURATION_NAME, isConfigurationOfOurs } from '@assay/checker/configuration';
import { type FileAccess, isConfiguration, LARGEST_FILE, MOST_FILES } from './files.ts';
import { endsAs, readRegularFile, repositoryOf } from './node-disk.ts';

/** The files of this machine. Nothing but `file:` URIs is read. */
export const nodeFiles: FileAccess = {
  async list(directory) {
    const path = pathOf(directory);
    if (path === undefined) return [];
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => !entry.isDirectory() && isConfiguration(entry.name)).map(({ name }) => uriOf(join(path, name)));
  },

  async find(folder) {
    const found: string[] = [];
    const root = pathOf(folder);
    // It grows while it is gone through.
    const queue = root === undefined ? [] : [root];
    for (const path of queue) {
      if (found.length >= MOST_FILES) break;
      // Links to directories are not followed: they may lead out of the workspace, or in a circle.
      for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
        if (entry.isDirectory()) {
          if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) queue.push(join(path, entry.name));
        } else if (isConfiguration(entry.name)) found.push(uriOf(join(path, entry.name)));
      }
    }
    return found.slice(0, MOST_FILES);
  },

  async read(uri) {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    try {
      const accepts = isConfiguration(path)
        ? isConfiguration
        : basename(path) === CONFIGURATION_NAME
          ? isConfigurationOfOurs
          : endsAs(path);
      return readRegularFile(path, { largest: LARGEST_FILE, accepts, root: repositoryOf(dirname(path)) ?? dirname(path) });
    } catch {
      return undefined;
    }
  },

  async exists(uri) {
    const path = pathOf(uri);
    return (
      path !== undefined &&
      (await stat(path).then(
        () => true,
        () => false,
      ))
    );
  },
};

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
