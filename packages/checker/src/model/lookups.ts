/** The names that are being written down, see {@link listen}. */
let heard: Set<string> | undefined;

/**
 * Does some work, and writes down each name that it looks up in scopes: what its answer depends on beside what it was given. A name is
 * written down whether it was found or not, and whatever the scope, so that it can be told later whether the work would find the same.
 */
export function listen<Answer>(work: () => Answer): { readonly answer: Answer; readonly names: ReadonlySet<string> } {
  const outer = heard;
  const names = new Set<string>();
  heard = names;
  try {
    return { answer: work(), names };
  } finally {
    heard = outer;
  }
}

/** To be called wherever a scope is asked for a name: `prefix` tells apart what is no id of a block. */
export function lookUp(prefix: '' | 'namespace ' | 'variable ' | 'leaked ', name: string): void {
  heard?.add(prefix + name);
}

/** All ids there are: of work that looks at more of a scope than at names. */
export const ALL_IDS = 'all ids';
/** What syntax errors may have swallowed. */
export const LOST = 'lost';

/** To be called where more is looked at than a name. */
export function lookAtAll(what: typeof ALL_IDS | typeof LOST): void {
  heard?.add(what);
}
