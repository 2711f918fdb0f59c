import * as main from '../data/main.ts';
import { DataCatalog, type SharedData } from './catalog.ts';
import { historyOf } from './history.ts';
import { nameOf } from './records.ts';
import { summaryOf } from './summaries.ts';
import type { Catalog, TextType } from './types.ts';
import { MAIN, PREVIEW, RELEASES, resolveVersion } from './versions.ts';

export { metaLabels } from './meta-labels.ts';
export { type OttlContext, type OttlParameter, ottlContext } from './ottl.ts';
export type * from './types.ts';

/** All versions there are facts of, newest first: `main`, then the last patch of each minor release. */
export const knownVersions: readonly string[] = [MAIN, ...RELEASES.toReversed()];

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
    textTypes ??= new Map(Object.entries(JSON.parse(main.textTypes) as Record<string, TextType>));
    return textTypes.get(name) ?? {};
  },
  summary: summaryOf,
  history: historyOf,
};

function mainCatalog(): Catalog {
  const data = {
    components: lines(main.components),
    configBlocks: lines(main.configBlocks),
    schemas: lines(main.schemas),
    fields: lines(main.fields),
    stdlib: lines(main.stdlib),
  };
  return new DataCatalog(MAIN, PREVIEW, data, shared);
}

async function releaseCatalog(version: string): Promise<Catalog> {
  const releases = await import('../data/releases.ts');
  const position = RELEASES.indexOf(version);
  const data = {
    components: select(releases.components, position),
    configBlocks: select(releases.configBlocks, position),
    schemas: lines(releases.schemas),
    fields: [...lines(main.fields), ...lines(releases.fields)],
    stdlib: withSignatures(select(releases.stdlib, position)),
  };
  return new DataCatalog(version, version, data, shared);
}

/** What is known of releases is the names of functions. None has changed its parameters since v1.0.0, so those are main's. */
function withSignatures(stdlib: readonly string[]): string[] {
  const signatures = new Map(lines(main.stdlib).map((line) => [nameOf(line), line.split('\t')[2]]));
  return stdlib.map((line) => {
    const signature = signatures.get(nameOf(line));
    return signature === undefined ? line : `${line}\t${signature}`;
  });
}

function lines(text: string): string[] {
  return text.split('\n');
}

/** Of lines `RANGES⇥REST`, the rest of those whose ranges (`0-3,7`) hold the position. */
function select(text: string, position: number): string[] {
  return lines(text).flatMap((line) => {
    const ranges = nameOf(line).split(',');
    const holds = ranges.some((range) => {
      const [from, to = from] = range.split('-');
      return Number(from) <= position && position <= Number(to);
    });
    return holds ? [line.slice(line.indexOf('\t') + 1)] : [];
  });
}
