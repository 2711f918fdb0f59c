/** The version that is not a release: what comes after the newest one. */
export const MAIN = 'main';

/** What people know it as. */
export const PREVIEW = 'v1.19 preview';

/** The last patch of each minor release, oldest first. Positions in it are what data/releases.ts counts with. */
export const RELEASES: readonly string[] = [
  'v1.0.0',
  'v1.1.1',
  'v1.2.1',
  'v1.3.4',
  'v1.4.3',
  'v1.5.1',
  'v1.6.1',
  'v1.7.5',
  'v1.8.3',
  'v1.9.2',
  'v1.10.2',
  'v1.11.3',
  'v1.12.2',
  'v1.13.2',
  'v1.14.2',
  'v1.15.1',
  'v1.16.3',
  'v1.17.1',
  'v1.18.1',
];

/**
 * A version as it is written in a command (`main`, `v1.18.1`, `1.18.1`, `v1.18`, `1.18`), as it is named here; `undefined` if there are
 * no facts of it.
 */
export function resolveVersion(text: string): string | undefined {
  if (text === MAIN) return MAIN;
  const tag = text.startsWith('v') ? text : `v${text}`;
  return RELEASES.find((release) => release === tag || release.slice(0, release.lastIndexOf('.')) === tag);
}
