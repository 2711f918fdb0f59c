import * as main from '../data/main.ts';
import { DataCatalog } from './catalog.ts';
import type { Catalog } from './types.ts';

export type * from './types.ts';

/** The version that is not a release: what comes after the newest one. */
export const MAIN = 'main';

/** All versions there are facts of, newest first. */
export const knownVersions: readonly string[] = [MAIN];

/** There are no facts of the Alloy version that was asked for. */
export class UnknownVersionError extends Error {
  readonly version: string;
  readonly knownVersions: readonly string[] = knownVersions;

  constructor(version: string) {
    super(`unknown Alloy version ${version}: known are ${knownVersions.join(', ')}`);
    this.name = 'UnknownVersionError';
    this.version = version;
  }
}

let loaded: Catalog | undefined;

/**
 * The facts about one Alloy version. What a version's data says is read when it is first asked for, and kept.
 *
 * @throws UnknownVersionError
 */
export async function loadCatalog(version: string = MAIN): Promise<Catalog> {
  if (version !== MAIN) throw new UnknownVersionError(version);
  loaded ??= new DataCatalog(
    MAIN,
    'v1.19 preview',
    {
      components: main.components().split('\n'),
      configBlocks: main.configBlocks().split('\n'),
      schemas: main.schemas().split('\n'),
      stdlib: main.stdlib().split('\n'),
    },
    { textTypes: JSON.parse(main.textTypes()), summary: () => undefined, history: () => undefined },
  );
  return loaded;
}
