import type { Catalog } from '@assay/catalog';
import { NEW_NAMES } from '../values/stdlib.ts';

const OLD_NAMES: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(NEW_NAMES).map(([old, name]) => [name, old]));

/** What a deprecated function is called now, if this version of Alloy has it. */
export function newName(catalog: Catalog, name: string): string | undefined {
  const found = NEW_NAMES[name];
  return found !== undefined && hasFunction(catalog, found) ? found : undefined;
}

/** A function by the name that it has in a version of Alloy: what is written for others to use goes through this. */
export function functionName(catalog: Catalog, name: 'sys.env' | 'convert.nonsensitive'): string {
  return hasFunction(catalog, name) ? name : (OLD_NAMES[name] ?? name);
}

function hasFunction({ stdlib }: Catalog, name: string): boolean {
  const [namespace = '', member = ''] = name.split('.');
  const entry = stdlib.identifiers.get(namespace);
  return entry?.kind === 'namespace' && entry.members.has(member);
}
