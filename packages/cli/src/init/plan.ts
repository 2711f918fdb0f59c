import { posix } from 'node:path';
import { loadCatalog } from '@assay/catalog';
import { groupIntoPrograms, openSource } from '@assay/checker';
import { count } from '../text.ts';
import type { Deployment, Fact, Facts } from './facts.ts';
import type { Survey } from './survey.ts';

/** What holds for some files, as it is to be written. */
export interface Entry {
  readonly name?: string;
  /** Globs. */
  readonly files: readonly string[];
  /** Why these files: a sentence each. */
  readonly because: readonly string[];
  readonly facts: Facts;
}

/** What is to be written into assay.json. */
export interface Plan {
  /** What holds for all files. */
  readonly facts: Facts;
  readonly programs: readonly Entry[];
  readonly overrides: readonly Entry[];
  readonly ignores: readonly string[];
  /** What could not be used: a sentence each. */
  readonly notes: readonly string[];
}

const STABILITIES = ['experimental', 'public-preview', 'generally-available'];

/**
 * Decides what to write of what was found.
 *
 * @param read the text of a configuration file
 */
export async function plan(found: Survey, read: (path: string) => Uint8Array): Promise<Plan> {
  const notes = [...found.notes];
  const [held = '', ...others] = found.embedded;
  if (held !== '')
    notes.push(
      `${held}${others.length > 0 ? ` and ${count(others.length, 'other file')}` : ''}: configuration of Alloy inside of YAML is not checked`,
    );
  const ignores = ignoredDirectories(found.files);
  const files = found.files.filter((path) => ignoredDirectory(path) === undefined);
  const deployments = await Promise.all(found.deployments.map((each) => usable(each, notes)));
  const owner = new Map<string, string>();
  const linked: Linked[] = [];
  const unlinked: Deployment[] = [];
  for (const deployment of deployments) {
    const loaded = filesOf(deployment, found, files);
    if (loaded.length === 0) unlinked.push(deployment);
    else linked.push({ deployment, files: loaded.map(({ value }) => value), because: loaded });
  }
  const programs: Entry[] = [];
  for (const group of sameFiles(linked)) {
    const [{ files: members }] = group as [Linked];
    const taken = members.find((path) => owner.has(path));
    const names = group.map(({ deployment }) => deployment.name);
    if (taken !== undefined) {
      notes.push(`${group[0]!.deployment.file}: ${taken} is in the program "${owner.get(taken)}" already, and can be in one only`);
      continue;
    }
    for (const path of members) owner.set(path, names[0]!);
    programs.push({
      name: names[0]!,
      files: globsOf(members, files),
      because: group.flatMap(({ deployment, because }) => [
        whereIs(deployment),
        ...because.map(({ because: why, file, line }) => `${why}: ${file}:${line}`),
      ]),
      facts: merged(
        group.map(({ deployment }) => deployment),
        notes,
      ),
    });
  }
  let rest = files.filter((path) => !owner.has(path));
  const overrides: Entry[] = [];
  // One way of deployment for all there is: nothing has to be told apart.
  const common = rest.length > 0 || linked.length === 0 ? unlinked : [];
  const single = linked.length === 0 && (common.length === 1 || allSame(common));
  if (!single) {
    for (const deployment of unlinked) {
      const directory = posix.dirname(deployment.file);
      const near = rest.filter((path) => directory !== '.' && path.startsWith(`${directory}/`));
      const rivals = unlinked.filter((other) => other !== deployment && within(other.file, directory));
      if (near.length === 0 || rivals.length > 0) {
        if (files.length > 0) notes.push(`${whereIs(deployment)}: which files it loads was not found; write it into "programs"`);
        continue;
      }
      const together = await groups(near, read, notes);
      const because = [`${whereIs(deployment)}, which is beside them`];
      if (together.some((group) => group.length > 1)) {
        for (const group of together)
          programs.push({ name: deployment.name, files: globsOf(group, files), because, facts: deployment.facts });
      } else overrides.push({ files: [directory], because, facts: deployment.facts });
      rest = rest.filter((path) => !near.includes(path));
    }
  }
  if (files.length === 0 && !single && unlinked.length > 0) notes.push('there is no configuration (*.alloy) that this could be said of');
  for (const group of await groups(rest, read, notes)) {
    if (group.length > 1) programs.push({ files: globsOf(group, files), because: ['they refer to each other'], facts: {} });
  }
  return { facts: single && common.length > 0 ? merged(common, notes) : {}, programs, overrides, ignores, notes };
}

interface Linked {
  readonly deployment: Deployment;
  readonly files: readonly string[];
  readonly because: readonly Fact<string>[];
}

export function whereIs({ what, file, line }: Deployment): string {
  return `${what} in ${file}:${line}`;
}

/** The same without what assay.json does not take: a tag that is no version that we know, a level of stability that does not exist. */
async function usable(deployment: Deployment, notes: string[]): Promise<Deployment> {
  const { alloyVersion, stability, replicas, ...facts } = deployment.facts;
  const version = alloyVersion && (await knownVersion(alloyVersion.value));
  if (alloyVersion && version === undefined)
    notes.push(
      `${alloyVersion.file}:${alloyVersion.line}: "${alloyVersion.value}" is no version of Alloy that is known, so the default counts`,
    );
  const known = stability && STABILITIES.includes(stability.value);
  if (stability && !known) notes.push(`${stability.file}:${stability.line}: "${stability.value}" is no level of stability`);
  const counts = replicas && Number.isInteger(replicas.value) && replicas.value >= 1 && facts.kind?.value !== 'daemonset';
  return {
    ...deployment,
    facts: {
      ...facts,
      ...(counts && { replicas }),
      ...(stability && known && { stability }),
      ...(alloyVersion && version !== undefined && { alloyVersion: { ...alloyVersion, value: version } }),
    },
  };
}

/** `v1.18` for `v1.18.1` and `1.18.0`: of each minor release the facts are those of its last patch. */
async function knownVersion(tag: string): Promise<string | undefined> {
  const minor = /^v?(\d+\.\d+)(?:\.\d+)?(?:-(?!rc|devel)[\w.-]+)?$/.exec(tag)?.[1];
  if (minor === undefined) return undefined;
  return loadCatalog(`v${minor}`).then(
    () => `v${minor}`,
    () => undefined,
  );
}

/** The configuration files that a deployment says it loads, each with what says so. */
function filesOf(
  { loads, runs, configMaps, file }: Deployment,
  { configMaps: generated }: Survey,
  files: readonly string[],
): Fact<string>[] {
  const named = [...loads, ...configMaps.flatMap((name) => generated.get(name) ?? [])].flatMap((fact) => {
    const path = posix.normalize(fact.value).replace(/\/$/, '');
    const within = files.filter((each) => each === path || posix.dirname(each) === path);
    return within.map((value) => ({ ...fact, value }));
  });
  // What is mounted may hold more than what is run.
  const base = runs === undefined ? undefined : posix.basename(runs);
  const one = base !== undefined && /\.(?:alloy|river)$/.test(base) ? named.filter(({ value }) => posix.basename(value) === base) : [];
  if (one.length > 0) return one;
  if (named.length > 0 || runs === undefined) return named;
  // The path on the machine, as far as the repository is laid out like it.
  const parts = runs.split('/').filter((part) => part !== '');
  for (let from = 0; from < parts.length; from++) {
    const tail = parts.slice(from).join('/');
    const fits = files.filter((each) => each === tail || each.endsWith(`/${tail}`) || posix.dirname(`/${each}`).endsWith(`/${tail}`));
    const directories = new Set(fits.map((each) => posix.dirname(each)));
    // A name such as config.alloy alone says little: it counts where there is one, below what says it.
    const near = from === parts.length - 1 ? fits.filter((each) => within(each, posix.dirname(file))) : fits;
    if (near.length > 0 && directories.size === 1) return near.map((value) => ({ value, because: `run ${runs}`, file, line: 1 }));
  }
  return [];
}

function within(path: string, directory: string): boolean {
  return directory === '.' || path.startsWith(`${directory}/`);
}

function sameFiles(linked: readonly Linked[]): Linked[][] {
  const groups = new Map<string, Linked[]>();
  for (const each of linked) {
    const key = [...each.files].sort().join('\n');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function allSame(deployments: readonly Deployment[]): boolean {
  const shape = ({ facts }: Deployment): string =>
    JSON.stringify(
      Object.entries(facts)
        .map(([key, fact]) => [key, (fact as Fact<unknown>).value])
        .sort(),
    );
  return deployments.length > 0 && new Set(deployments.map(shape)).size === 1;
}

/** What several deployments of the same files have in common. */
function merged(deployments: readonly Deployment[], notes: string[]): Facts {
  const facts: Record<string, Fact<unknown>> = {};
  for (const key of ['kind', 'replicas', 'clustering', 'stability', 'communityComponents', 'alloyVersion'] as const) {
    const all = deployments.flatMap(({ facts: own }) => (own[key] ? [own[key] as Fact<unknown>] : []));
    const [first, ...others] = all;
    if (!first) continue;
    if (others.every(({ value }) => value === first.value)) facts[key] = first;
    else notes.push(`${key} differs, and was left out: ${all.map(({ value, file, line }) => `${value} in ${file}:${line}`).join(', ')}`);
  }
  return facts as Facts;
}

/** Globs that mean just these files. */
function globsOf(members: readonly string[], files: readonly string[]): string[] {
  const directory = posix.dirname(members[0] ?? '');
  const beside = files.filter((path) => posix.dirname(path) === directory);
  if (members.length > 1 && members.length === beside.length && members.every((path) => beside.includes(path) && path.endsWith('.alloy')))
    return [directory === '.' ? '*.alloy' : `${literal(directory)}/*.alloy`];
  return members.map(literal);
}

/** A path whose characters stand for themselves in a glob. */
function literal(path: string): string {
  return path.replace(/^!|[*?[\]{}\\]/g, '?');
}

/** Files by the programs that they make, where nothing but what they refer to says it. */
async function groups(paths: readonly string[], read: (path: string) => Uint8Array, notes: string[]): Promise<string[][]> {
  const sources = paths.flatMap((path) => {
    try {
      return [openSource(path, read(path))];
    } catch (error) {
      notes.push((error as Error).message);
      return [];
    }
  });
  return groupIntoPrograms(sources, await loadCatalog()).map((group) => group.map(({ path }) => path));
}

/** Directories with what others wrote, or with what is wrong on purpose. */
function ignoredDirectories(files: readonly string[]): string[] {
  return [...new Set(files.flatMap((path) => ignoredDirectory(path) ?? []))].sort();
}

/** The outermost of them that a file is in. */
function ignoredDirectory(path: string): string | undefined {
  return /^(?:.*?\/)?(?:vendor|third_party|testdata)(?=\/)/.exec(path)?.[0];
}
