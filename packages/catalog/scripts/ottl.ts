/**
 * Makes `data/ottl.ts` of `../shared/catalog/ottl.json`: the functions of OTTL with their parameters, what each context adds, and the paths
 * that each context has. Run it where the facts have changed: `node packages/catalog/scripts/ottl.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
}

type Functions = Readonly<Record<string, readonly Parameter[]>>;

interface Facts {
  readonly functions: Functions;
  readonly extraFunctions: Readonly<Record<string, Functions>>;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

const root = new URL('../../../', import.meta.url);
const facts = JSON.parse(readFileSync(new URL('../shared/catalog/ottl.json', root), 'utf8')) as Facts;

const signature = (name: string, parameters: readonly Parameter[]): string =>
  `${name} ${parameters.map(({ name: parameter, type, optional }) => `${parameter}${optional ? '?' : ''}:${type}`).join(',')}`.trim();

const all = new Map(Object.entries(facts.functions).map(([name, parameters]) => [signature(name, parameters), '']));
const extra = new Map<string, string[]>();
for (const [context, functions] of Object.entries(facts.extraFunctions)) {
  for (const [name, parameters] of Object.entries(functions)) {
    const line = signature(name, parameters);
    extra.set(line, [...(extra.get(line) ?? []), context]);
  }
}
/** A path without its keys, and `[]` behind each field that took one. */
const form = (path: string): string => path.replace(/(?:\[[^\]]*\])+/g, '[]');
const paths = Object.entries(facts.paths).map(([context, list]) => `${context}\t${[...new Set(list.map(form))].sort().join(' ')}`);

const text = `// Made by scripts/ottl.ts of facts measured on the real parsers. Do not edit.
/** Functions of all contexts: \`NAME PARAMETER:TYPE,PARAMETER?:TYPE\`. */
export const functions = \`${[...all.keys()].sort().join('\n')}\`;
/** Functions that some contexts add: \`CONTEXT CONTEXT⇥SIGNATURE\`. */
export const extraFunctions = \`${[...extra]
  .map(([line, contexts]) => `${contexts.join(' ')}\t${line}`)
  .sort()
  .join('\n')}\`;
/** Paths by context, \`[]\` where a field takes keys: \`CONTEXT⇥PATH PATH\`. */
export const paths = \`${paths.sort().join('\n')}\`;
`;
writeFileSync(new URL('../data/ottl.ts', import.meta.url), text);
