/** Paths here are absolute, with `/` between their parts, on every system: `/repo/agent.alloy`, `C:/repo/agent.alloy`. */

/** The name of a configuration file of ours. */
export const CONFIGURATION_NAME = 'assay.json';

/** The directory that a file or a directory is in, without a `/` at its end; `undefined` for a root. */
export function parentOf(path: string): string | undefined {
  const end = path.lastIndexOf('/');
  if (end < 0 || path === '/' || end === path.length - 1) return undefined;
  return end === 0 ? '/' : path.slice(0, end);
}

/** The path of something in a directory; `.` and `..` in its name are followed. */
export function pathIn(directory: string, name: string): string {
  const parts = directory.split('/');
  for (const part of name.split('/')) {
    if (part === '..') {
      if (parts.length > 1) parts.pop();
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.filter((part, index) => part !== '' || index === 0).join('/') || '/';
}
