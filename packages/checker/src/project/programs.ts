import type { Catalog } from '@assay/catalog';
import { bind } from '../model/binder.ts';
import { resolve } from '../model/chains.ts';
import { allModules, findNamespace, hasVariable, isInRoot, type Program } from '../model/program.ts';
import type { Source } from './source.ts';

/**
 * Sorts files into programs where no configuration says it: files of one directory belong together when one refers to
 * what another defines, otherwise each stands alone (DESIGN.md "Programs").
 *
 * Files that define the same block are alternatives, not parts of one program, and are never put together.
 */
export function groupIntoPrograms(files: readonly Source[], catalog: Catalog): Source[][] {
  const directories = new Map<string, Source[]>();
  for (const file of files) {
    const directory = file.path.slice(0, Math.max(file.path.lastIndexOf('/'), file.path.lastIndexOf('\\')) + 1);
    const list = directories.get(directory);
    if (list) list.push(file);
    else directories.set(directory, [file]);
  }
  return [...directories.values()].flatMap((list) => (list.length === 1 ? [list] : groupDirectory(list, catalog)));
}

/** What a file offers to others and wants of them. */
export interface FileInterface {
  readonly defines: ReadonlySet<string>;
  /** Prefixes of chains and first fragments of block names that nothing in the file explains. */
  readonly wants: ReadonlySet<string>;
}

function groupDirectory(files: readonly Source[], catalog: Catalog): Source[][] {
  const groups = groupInterfaces(files.map((file) => fileInterface(file, catalog)));
  return groups.map((group) => group.map((index) => files[index] as Source));
}

/** Of files that have been looked at. An edit makes another file. */
const known = new WeakMap<Source, { readonly catalog: Catalog; readonly offered: FileInterface }>();

/** What a file offers to others and wants of them. */
export function fileInterface(file: Source, catalog: Catalog): FileInterface {
  const remembered = known.get(file);
  if (remembered?.catalog === catalog) return remembered.offered;
  const offered = readInterface(bind([file], catalog), catalog);
  known.set(file, { catalog, offered });
  return offered;
}

/** The same as {@link groupIntoPrograms} for files of one directory, of which only this is known: their numbers, program by program. */
export function groupInterfaces(interfaces: readonly FileInterface[]): number[][] {
  const definers = new Map<string, number[]>();
  interfaces.forEach(({ defines }, index) => {
    for (const id of defines) {
      const list = definers.get(id);
      if (list) list.push(index);
      else definers.set(id, [index]);
    }
  });
  const groups: Group[] = interfaces.map(({ defines }, index) => ({ members: [index], defines: new Set(defines) }));
  interfaces.forEach(({ wants }, user) => {
    for (const want of wants) {
      const [provider, ...others] = definers.get(want) ?? [];
      // Several that could be meant: which one is deployed with this file is not to be seen here.
      if (provider !== undefined && others.length === 0) join(groups, user, provider);
    }
  });
  return [...new Set(groups)].map(({ members }) => members.sort((a, b) => a - b));
}

/** Files that go together. */
interface Group {
  readonly members: number[];
  readonly defines: Set<string>;
}

/** Puts the groups of two files together, if they define nothing twice. The smaller one is taken over, so that each file is moved seldom. */
function join(groups: Group[], a: number, b: number): void {
  const [one, other] = [groups[a] as Group, groups[b] as Group];
  if (one === other) return;
  const [small, large] = one.members.length + one.defines.size < other.members.length + other.defines.size ? [one, other] : [other, one];
  for (const id of small.defines) if (large.defines.has(id)) return;
  for (const id of small.defines) large.defines.add(id);
  for (const index of small.members) {
    large.members.push(index);
    groups[index] = large;
  }
}

function readInterface(program: Program, catalog: Catalog): FileInterface {
  const defines = new Set<string>();
  for (const { id, block } of program.root.symbols) {
    defines.add(id);
    // Custom components are used by the label of what defines them.
    if ((block.fullName === 'declare' || block.fullName.startsWith('import.')) && block.label?.text)
      defines.add(`namespace ${block.label.text}`);
  }
  const wants = new Set<string>();
  for (const module of allModules(program.root)) {
    for (const symbol of module.symbols) {
      const fragment = symbol.block.name[0]?.text ?? '';
      if (symbol.kind === 'component' && !findNamespace(module, fragment) && !catalog.component(symbol.block.fullName)) {
        wants.add(`namespace ${fragment}`);
      }
      // A declare cannot see what is around it, in this file or in another.
      if (!isInRoot(module)) continue;
      for (const traversal of symbol.facts.ownTraversals) {
        const first = traversal.parts[0]?.text ?? '';
        if (resolve(module, traversal) || hasVariable(module, first)) continue;
        for (const prefix of traversal.prefixes) wants.add(prefix);
      }
    }
  }
  return { defines, wants };
}
