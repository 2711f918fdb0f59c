/** Whether an Alloy version, as catalogs name it, comes before the release `major.minor`. `main` comes after all. */
export function isBefore(version: string, major: number, minor: number): boolean {
  const match = /^v(\d+)\.(\d+)/.exec(version);
  if (match === null) return false;
  const [its, itsMinor] = [Number(match[1]), Number(match[2])];
  return its < major || (its === major && itsMinor < minor);
}
