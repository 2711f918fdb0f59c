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

/** Whether a file may be one that others extend, by its name: editors watch those. */
export function isConfigurationOfOurs(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  return name.endsWith('.json') && name.slice(0, -'.json'.length).includes('assay');
}

/** Whether a path is that of a directory or below it. */
export function isWithin(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}
