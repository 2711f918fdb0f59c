import type { Catalog } from '@assay/catalog';

/** What functions were called before v1.4, and what they are called since (LANGUAGE.md 4.5). */
const NEW_NAMES: Readonly<Record<string, string>> = {
  env: 'sys.env',
  nonsensitive: 'convert.nonsensitive',
  concat: 'array.concat',
  json_decode: 'encoding.from_json',
  yaml_decode: 'encoding.from_yaml',
  base64_decode: 'encoding.from_base64',
  format: 'string.format',
  join: 'string.join',
  replace: 'string.replace',
  split: 'string.split',
  to_lower: 'string.to_lower',
  to_upper: 'string.to_upper',
  trim: 'string.trim',
  trim_prefix: 'string.trim_prefix',
  trim_suffix: 'string.trim_suffix',
  trim_space: 'string.trim_space',
};

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
