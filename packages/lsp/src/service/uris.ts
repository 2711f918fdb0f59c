/** Names of files. What is compared is decoded: clients differ in what they escape. */

/** A URI as it is compared with others. */
export function resourceKey(uri: string): string {
  const decoded = decode(uri);
  // Drives are written in either case.
  return decoded.replace(/^file:\/\/\/[A-Za-z]:/, (drive) => drive.toLowerCase());
}

/** The URI of the directory that a file is in, without a slash at its end, as it is compared with others. */
export function directoryOf(uri: string): string {
  const key = resourceKey(uri);
  return key.slice(0, Math.max(key.lastIndexOf('/'), 0));
}

/** Without the slashes at its end. */
export function withoutSlash(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** What findings call a file: its path, from `folder` on where it is inside of it. */
export function resourcePath(uri: string, folder: string | undefined): string {
  const key = resourceKey(uri);
  const base = folder === undefined ? undefined : `${withoutSlash(resourceKey(folder))}/`;
  if (base !== undefined && key.startsWith(base)) return key.slice(base.length);
  return key.startsWith('file://') ? key.slice('file://'.length) : key;
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
