interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
}

type Functions = Readonly<Record<string, readonly Parameter[]>>;

/** `../shared/catalog/ottl.json`. */
export interface RawOttl {
  readonly functions: Functions;
  readonly extraFunctions: Readonly<Record<string, Functions>>;
  readonly paths: Readonly<Record<string, readonly string[]>>;
}

/** A path without its keys, and `[]` behind each field that took one. */
function form(path: string): string {
  return path.replace(/(?:\[[^\]]*\])+/g, '[]');
}

function signature(name: string, parameters: readonly Parameter[]): string {
  return `${name} ${parameters.map(({ name: parameter, type, optional }) => `${parameter}${optional ? '?' : ''}:${type}`).join(',')}`.trim();
}

/** The facts about OTTL as lines: see `src/ottl.ts`, which reads them. */
export function encodeOttl(facts: RawOttl): { readonly functions: string; readonly extraFunctions: string; readonly paths: string } {
  const all = Object.entries(facts.functions).map(([name, parameters]) => signature(name, parameters));
  const extra = new Map<string, string[]>();
  for (const [context, functions] of Object.entries(facts.extraFunctions)) {
    for (const [name, parameters] of Object.entries(functions)) {
      const line = signature(name, parameters);
      extra.set(line, [...(extra.get(line) ?? []), context]);
    }
  }
  const paths = Object.entries(facts.paths).map(([context, list]) => `${context}\t${[...new Set(list.map(form))].sort().join(' ')}`);
  return {
    functions: all.sort().join('\n'),
    extraFunctions: [...extra]
      .map(([line, contexts]) => `${contexts.join(' ')}\t${line}`)
      .sort()
      .join('\n'),
    paths: paths.sort().join('\n'),
  };
}
