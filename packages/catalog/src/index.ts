import * as main from '../data/main.ts';
import { DataCatalog, type SharedData } from './catalog.ts';
import { historyOf } from './history.ts';
import { summaryOf } from './summaries.ts';
import type { Catalog, TextType } from './types.ts';
import { MAIN, RELEASES, resolveVersion } from './versions.ts';

export type * from './types.ts';

/** All versions there are facts of, newest first: `main`, then the last patch of each minor release. */
export const knownVersions: readonly string[] = [MAIN, ...RELEASES.toReversed()];

/** The newest version that has been released. */
export const newestRelease: string = knownVersions[1] as string;

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

const loaded = new Map<string, Promise<Catalog>>();

/**
 * The facts about one Alloy version. What a version's data says is read when it is first asked for, and kept.
 *
 * @param version `main`, or a release with or without its `v` and its patch number (`v1.18.1`, `1.18`); a minor release is known by
 *   its last patch
 * @throws UnknownVersionError
 */
export async function loadCatalog(version: string = MAIN): Promise<Catalog> {
  const name = resolveVersion(version);
  if (name === undefined) throw new UnknownVersionError(version);
  let catalog = loaded.get(name);
  if (!catalog) {
    catalog = name === MAIN ? Promise.resolve(mainCatalog()) : releaseCatalog(name);
    loaded.set(name, catalog);
  }
  return catalog;
}

let textTypes: ReadonlyMap<string, TextType> | undefined;

const shared: SharedData = {
  textType(name) {
    textTypes ??= new Map(Object.entries(JSON.parse(main.textTypes()) as Record<string, TextType>));
    return textTypes.get(name) ?? {};
  },
  summary: summaryOf,
  history: historyOf,
};

function mainCatalog(): Catalog {
  const data = {
    components: main.components().split('\n'),
    configBlocks: main.configBlocks().split('\n'),
    schemas: main.schemas().split('\n'),
    fields: [],
    stdlib: main.stdlib().split('\n'),
  };
  return new DataCatalog(MAIN, 'v1.19 preview', data, shared);
}

async function releaseCatalog(version: string): Promise<Catalog> {
  const releases = await import('../data/releases.ts');
  const position = RELEASES.indexOf(version);
  // What is known of releases is the names of functions. None has changed its parameters since v1.0.0.
  const signatures = new Map(
    main
      .stdlib()
      .split('\n')
      .map((line) => [line.split('\t', 1)[0], line.split('\t')[2]]),
  );
  const data = {
    components: select(releases.components(), position),
    configBlocks: select(releases.configBlocks(), position),
    schemas: releases.schemas().split('\n'),
    fields: releases.fields().split('\n'),
    stdlib: select(releases.stdlib(), position).map((line) => {
      const signature = signatures.get(line.slice(0, line.indexOf('\t')));
      return signature === undefined ? line : `${line}\t${signature}`;
    }),
  };
  return new DataCatalog(version, version, data, shared);
}

/** Of lines `RANGES⇥REST`, the rest of those whose ranges (`0-3,7`) hold the position. */
function select(text: string, position: number): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t');
    const holds = line
      .slice(0, tab)
      .split(',')
      .some((range) => {
        const [from, to = from] = range.split('-');
        return Number(from) <= position && position <= Number(to);
      });
    if (holds) lines.push(line.slice(tab + 1));
  }
  return lines;
}
