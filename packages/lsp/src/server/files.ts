/** How the server reads files that no editor has open. What cannot be read is left out: it is no error of a request. */
export interface FileAccess {
  /** The URIs of the configuration files directly in a directory. */
  list(directory: string): Promise<readonly string[]>;
  /** The URIs of the configuration files below a folder. */
  find(folder: string): Promise<readonly string[]>;
  /** A file's bytes, or its text; `undefined` where it cannot be read. */
  read(uri: string): Promise<Uint8Array | string | undefined>;
  /** Whether there is anything of this name; `false` where nobody knows. */
  exists(uri: string): Promise<boolean>;
}

/** Names of configuration files. */
export function isConfiguration(name: string): boolean {
  return name.endsWith('.alloy') || name.endsWith('.river');
}

/** A file above this size, in bytes, is no configuration. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** How many files of a workspace are looked at. */
export const MOST_FILES = 5000;
